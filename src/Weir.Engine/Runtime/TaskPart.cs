using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime;

/// <summary>What one task contributes to a checkpoint.</summary>
internal sealed class TaskPart
{
    private readonly List<StagePart> _stages = [];

    public IReadOnlyList<StagePart> Stages => _stages;

    /// <summary>Takes what the stage has now; called by the task, between batches. Tables only note which pages they have.
    /// </summary>
    public void Add(Stage stage, PendingCheckpoint pending)
    {
        var state = stage.Operator.SaveOperatorState(pending.Id);
        _stages.Add(new StagePart(
            stage,
            state,
            pending.Directory is null ? [] : [.. stage.Tables.Select(t => t.BeginSnapshot(pending.IsSavepoint))]));
    }

    /// <summary>The slow part of what operators save themselves; in the background.</summary>
    public void Flush(JobRun run, long checkpointId)
    {
        foreach (var part in _stages)
        {
            try
            {
                part.Stage.Operator.FlushOperatorState(checkpointId);
            }
            catch (Exception exception)
            {
                // What could not be flushed is lost for the operator: its job cannot go on as if it were there.
                run.Fail(JobFailure.Of(exception, part.Stage.Node.Title));
                return;
            }
        }
    }

    /// <summary>Later checkpoints may refer to what this one has stored. Called by the task.</summary>
    public void Complete()
    {
        foreach (var snapshot in _stages.SelectMany(static s => s.Tables))
        {
            snapshot.Complete();
        }
    }

    /// <summary>Nobody needs the pages any more.</summary>
    public void Abandon()
    {
        foreach (var snapshot in _stages.SelectMany(static s => s.Tables))
        {
            snapshot.Abandon();
        }
    }
}

/// <param name="State">What the operator saved itself; null = nothing.</param>
internal sealed record StagePart(Stage Stage, byte[]? State, IReadOnlyList<TableSnapshot> Tables);
