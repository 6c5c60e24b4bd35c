namespace Weir.Engine.Runtime;

internal sealed class CheckpointStore(JobOptions options)
{
    public CheckpointInfo Write(PendingCheckpoint pending) =>
        new(pending.Id, pending.Directory!, pending.IsSavepoint, 0, options.Time.GetElapsedTime(pending.StartedAt));

    public void Delete(IReadOnlyList<string> replaced)
    {
    }
}
