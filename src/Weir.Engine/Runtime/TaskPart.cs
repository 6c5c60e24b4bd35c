namespace Weir.Engine.Runtime;

/// <summary>What one task contributes to a checkpoint.</summary>
internal sealed class TaskPart(TaskLoop task)
{
    private readonly List<StagePart> _stages = [];

    public TaskLoop Task => task;

    public IReadOnlyList<StagePart> Stages => _stages;

    /// <summary>Takes what the stage has now; called by the task, between batches.</summary>
    public void Add(Stage stage, PendingCheckpoint pending) =>
        _stages.Add(new StagePart(stage, stage.Operator.SaveOperatorState(pending.Id)));
}

/// <param name="State">What the operator saved itself; null = nothing.</param>
internal sealed record StagePart(Stage Stage, byte[]? State);
