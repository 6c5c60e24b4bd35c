namespace Weir.Engine.State;

/// <summary>Memory that a job's state may use, in bytes; shared by its tasks.</summary>
public sealed class MemoryBudget(long limit)
{
    private long _used;
    private long _copies;

    public long Limit => limit;

    public long Used => Interlocked.Read(ref _used);

    /// <exception cref="StateLimitException">When the limit would be passed; nothing is taken then.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) > limit)
        {
            Interlocked.Add(ref _used, -bytes);
            throw new StateLimitException(limit);
        }
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);

    /// <summary>Memory of pages that exist twice while a checkpoint is being written. Not held against the limit: a job must
    /// not fail because it is being saved. At most as much again as <see cref="Used"/>.</summary>
    public long Copies => Interlocked.Read(ref _copies);

    internal void TakeCopy(long bytes) => Interlocked.Add(ref _copies, bytes);

    internal void ReturnCopy(long bytes) => Interlocked.Add(ref _copies, -bytes);
}

/// <summary>The job's state does not fit into its memory budget.</summary>
public sealed class StateLimitException(long limit) : Exception(
    $"The state of this job needs more than its memory budget of {limit >> 20} MiB. Give the job more memory, "
    + "set a state time to live, or reduce the number of keys.");
