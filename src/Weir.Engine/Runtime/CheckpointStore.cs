using System.Collections.Immutable;
using Weir.Engine.Files;
using Weir.Engine.Planning;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime;

/// <summary>Writes the checkpoints of a run and removes those that newer ones replace. One call at a time.</summary>
internal sealed class CheckpointStore(JobRun run)
{
    private const string PagesName = "pages";

    // Complete checkpoints that retention may remove, the oldest first. The one that the run was restored from is not
    // among them: an update that fails goes back to it.
    private readonly List<string> _kept = [];

    private JobOptions Options => run.Options;

    /// <summary>Looks at what is there; returns the number of the next checkpoint.</summary>
    public long Open()
    {
        if (Options.CheckpointDirectory is not { } folder)
        {
            return 1;
        }

        var places = CheckpointFolder.List(folder);
        var restored = Options.RestoreFrom is { } from ? Path.GetFullPath(from) : null;
        _kept.AddRange(places.Reverse()
            .Where(p => p.IsComplete && p.Epoch <= Options.Epoch && Path.GetFullPath(p.Path) != restored)
            .Select(static p => p.Path));
        return places.Where(p => p.Epoch == Options.Epoch).Select(static p => p.Id).DefaultIfEmpty(0).Max() + 1;
    }

    /// <summary>Writes everything; the checkpoint is complete when this returns.</summary>
    /// <exception cref="IOException">It could not be written; nothing refers to what was.</exception>
    /// <exception cref="CheckpointException">The folder of a savepoint is not empty.</exception>
    public CheckpointInfo Write(PendingCheckpoint pending)
    {
        var folder = pending.Directory!;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CheckpointException($"The folder '{folder}' is not empty.");
        }

        Directory.CreateDirectory(folder);
        var manifest = WriteTables(pending, folder);
        ManifestFile.Write(folder, manifest);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        return new CheckpointInfo(
            pending.Id, folder, pending.IsSavepoint, manifest.Bytes, Options.Time.GetElapsedTime(pending.StartedAt))
        {
            Replaced = pending.IsSavepoint ? [] : Replaced(folder),
        };
    }

    /// <summary>Removes checkpoints that were replaced, and files that nothing refers to.</summary>
    public void Remove(IReadOnlyList<string> replaced)
    {
        if (replaced.Count > 0)
        {
            _kept.RemoveAll(replaced.Contains);
            CheckpointFolder.Remove(Options.CheckpointDirectory!, replaced, Options.Epoch);
        }
    }

    /// <summary>A checkpoint that the ledger refused is none: nobody may start from it.</summary>
    public void Discard(CheckpointInfo info)
    {
        _kept.Remove(info.Path);
        File.Delete(Path.Combine(info.Path, ManifestFile.Name));
    }

    private IReadOnlyList<string> Replaced(string newest)
    {
        _kept.Add(newest);
        return [.. _kept.Take(Math.Max(0, _kept.Count - Math.Max(1, Options.RetainedCheckpoints)))];
    }

    private Manifest WriteTables(PendingCheckpoint pending, string folder)
    {
        using var writer = new SnapshotWriter(folder, PagesName);
        var parts = pending.Parts.SelectMany(static p => p.Stages).ToList();
        var manifest = ManifestOf(pending, [.. run.Nodes.Select(n => OperatorOf(n, parts, writer)).OfType<ManifestOperator>()]);
        writer.Finish();
        return manifest;
    }

    private Manifest ManifestOf(PendingCheckpoint pending, ImmutableArray<ManifestOperator> operators)
    {
        var subtasks = operators.SelectMany(static o => o.Subtasks).ToList();
        var tables = subtasks.SelectMany(static s => s.Tables).ToList();
        return new Manifest
        {
            MaxParallelism = run.MaxParallelism,
            Job = Options.Name,
            Epoch = Options.Epoch,
            Id = pending.Id,
            Definition = Options.DefinitionVersion,
            IsSavepoint = pending.IsSavepoint,
            CreatedMs = Options.Time.GetUtcNow().ToUnixTimeMilliseconds(),
            Bytes = subtasks.Sum(static s => s.State?.LongLength ?? 0) + tables.Sum(static t => t.Bytes),
            Plan = [.. run.Nodes.Select(static n => n.Title)],
            Files = [.. tables.SelectMany(static t => t.Files).Distinct()],
            Operators = operators,
        };
    }

    // Null when the operator keeps nothing.
    private static ManifestOperator? OperatorOf(PlanNode node, List<StagePart> all, SnapshotWriter writer)
    {
        var parts = all.Where(s => ReferenceEquals(s.Stage.Node, node))
            .OrderBy(static s => s.Stage.Context.Subtask)
            .ToList();
        if (parts.TrueForAll(static p => p.State is null && p.Tables.Count == 0))
        {
            return null;
        }

        return new ManifestOperator(
            parts[0].Stage.Name,
            node.Title,
            node.State?.Kind,
            node.State?.Upstream,
            [.. parts.Select(p => new ManifestSubtask(p.State, [.. p.Tables.Select(writer.Write)]))]);
    }
}
