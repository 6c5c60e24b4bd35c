using Weir.Engine.Runtime.Checkpoints;

namespace Weir.Engine.Runtime;

/// <summary>A checkpoint or savepoint that a run starts from.</summary>
internal sealed class SavedJob(string folder, Manifest manifest)
{
    private readonly Dictionary<string, ManifestOperator> _operators =
        manifest.Operators.ToDictionary(static o => o.Name);

    public string Folder => folder;

    public Manifest Manifest => manifest;

    /// <summary>What an operator of that name saved; null when there was none.</summary>
    public ManifestOperator? Find(string name) => _operators.GetValueOrDefault(name);

    /// <summary>The checkpoints to try, in this order: the one asked for, and when it lies in a job's checkpoint folder, the
    /// complete ones before it.</summary>
    public static IEnumerable<string> Candidates(string path)
    {
        yield return path;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (CheckpointFolder.Parse(path) is not { } asked)
        {
            yield break;
        }

        foreach (var place in CheckpointFolder.List(folder).Where(static p => p.IsComplete))
        {
            if (place.Epoch < asked.Epoch || (place.Epoch == asked.Epoch && place.Id < asked.Id))
            {
                yield return place.Path;
            }
        }
    }
}
