using Weir.Engine.Planning;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>
/// One run of a plan. Started jobs share a pool of worker threads; an idle job costs nothing. All members may be called
/// from any thread.
/// </summary>
public sealed class Job : IAsyncDisposable
{
    private Job()
    {
    }

    /// <summary>Builds the tasks, restores the state (<see cref="JobOptions.RestoreFrom"/>), opens sources and sinks and
    /// starts. What goes wrong outside our code (unreadable checkpoint, missing file) is not thrown: the job is then
    /// <see cref="JobPhase.Failed"/> with a <see cref="Failure"/>.</summary>
    public static Job Start(Plan plan, JobOptions options) => throw new NotSupportedException("not built yet");

    public JobPhase Phase => throw new NotSupportedException("not built yet");

    /// <summary>Why the job failed; null unless it did.</summary>
    public JobFailure? Failure => null;

    /// <summary>Ends with the job's last phase, after sources and sinks are closed. Never faulted or cancelled.</summary>
    public Task<JobPhase> Completion => throw new NotSupportedException("not built yet");

    /// <summary>What became of each stateful operator at the restore; empty on a fresh start.</summary>
    public IReadOnlyList<OperatorVerdict> Verdicts => [];

    /// <summary>What an operator of the service should know: an older checkpoint had to be used, state was dropped.
    /// </summary>
    public IReadOnlyList<string> Warnings => [];

    /// <summary>The last completed checkpoint or savepoint of this run.</summary>
    public CheckpointInfo? LastCheckpoint => null;

    /// <summary>Raised after a checkpoint is durable and committed, from a background thread. To decide whether the sinks
    /// may commit, use <see cref="JobOptions.KeepCheckpoint"/>.</summary>
    public event Action<CheckpointInfo> CheckpointCompleted
    {
        add { }
        remove { }
    }

    /// <summary>Counters of every operator, in plan order.</summary>
    public IReadOnlyList<OperatorSnapshot> Operators() => [];

    /// <summary>Takes a checkpoint (null) or a savepoint into the given folder, which is created and must be empty or
    /// absent. Returns after the sinks have committed.</summary>
    /// <exception cref="CheckpointException">It could not be taken; the job goes on.</exception>
    public Task<CheckpointInfo> CheckpointAsync(string? savepointDirectory, CancellationToken cancel) =>
        throw new NotSupportedException("not built yet");

    /// <summary>
    /// Stops reading, takes a final checkpoint (or a savepoint into the given folder), commits the sinks, and ends as
    /// <see cref="JobPhase.Stopped"/>. Returns null when there is nowhere to checkpoint to or when it could not be done
    /// within the deadline: then the last completed checkpoint stands and what came after it is not committed.
    /// </summary>
    public Task<CheckpointInfo?> StopAsync(string? savepointDirectory, TimeSpan deadline) =>
        throw new NotSupportedException("not built yet");

    /// <summary>Ends at once as <see cref="JobPhase.Stopped"/>; what the sinks have not committed stays uncommitted.
    /// </summary>
    public Task CancelAsync() => throw new NotSupportedException("not built yet");

    /// <summary>Cancels the job when it still runs.</summary>
    public ValueTask DisposeAsync() => default;
}
