using Weir.Engine.Planning;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>
/// One run of a plan. Started jobs share a pool of worker threads; an idle job costs nothing. All members may be called
/// from any thread.
/// </summary>
public sealed class Job : IAsyncDisposable
{
    private readonly JobRun _run;

    private Job(JobRun run) => _run = run;

    /// <summary>Builds the tasks, restores the state (<see cref="JobOptions.RestoreFrom"/>), opens sources and sinks and
    /// starts. What goes wrong outside our code (unreadable checkpoint, missing file) is not thrown: the job is then
    /// <see cref="JobPhase.Failed"/> with a <see cref="Failure"/>.</summary>
    public static Job Start(Plan plan, JobOptions options)
    {
        var run = new JobRun(plan, options, options.Scheduler ?? WorkerPool.Shared);
        run.Start();
        return new Job(run);
    }

    /// <summary>The newest complete checkpoint in a job's checkpoint folder, whichever run took it; null when there is none.
    /// </summary>
    public static string? FindLatest(string checkpointDirectory) =>
        CheckpointFolder.List(checkpointDirectory).Where(static p => p.IsComplete).Select(static p => p.Path).FirstOrDefault();

    /// <summary>What would become of each stateful operator when the plan were started from a checkpoint or savepoint.
    /// </summary>
    /// <exception cref="CheckpointException">It cannot be read.</exception>
    public static IReadOnlyList<OperatorVerdict> Compare(Plan plan, string checkpoint)
    {
        var nodes = TaskGraph.Of(plan, 1).Nodes;
        return StateJoin.Verdicts(nodes, new StateNames(nodes), new SavedJob(checkpoint, ManifestFile.Read(checkpoint)));
    }

    public JobPhase Phase => _run.Phase;

    /// <summary>Why the job failed; null unless it did.</summary>
    public JobFailure? Failure => _run.Failure;

    /// <summary>Ends with the job's last phase, after sources and sinks are closed. Never faulted or cancelled.</summary>
    public Task<JobPhase> Completion => _run.Completion;

    /// <summary>What became of each stateful operator at the restore; empty on a fresh start.</summary>
    public IReadOnlyList<OperatorVerdict> Verdicts => _run.Verdicts;

    /// <summary>What who runs the job should know: an older checkpoint had to be used, a checkpoint failed. At most
    /// <see cref="JobRun.MaxWarnings"/>.</summary>
    public IReadOnlyList<string> Warnings => _run.Warnings;

    /// <summary>The last completed checkpoint or savepoint of this run.</summary>
    public CheckpointInfo? LastCheckpoint => _run.Checkpoints.Last;

    /// <summary>Raised after a checkpoint is durable and committed, from a background thread. To decide whether the sinks
    /// may commit, use <see cref="JobOptions.KeepCheckpoint"/>.</summary>
    public event Action<CheckpointInfo> CheckpointCompleted
    {
        add => _run.Checkpoints.CheckpointCompleted += value;
        remove => _run.Checkpoints.CheckpointCompleted -= value;
    }

    /// <summary>Counters of every operator, in plan order.</summary>
    public IReadOnlyList<OperatorSnapshot> Operators() => JobMetrics.Of(_run.Tasks);

    /// <summary>Takes a checkpoint (null) or a savepoint into the given folder, which is created and must be empty or
    /// absent. Returns after the sinks have committed.</summary>
    /// <exception cref="CheckpointException">It could not be taken; the job goes on.</exception>
    public async Task<CheckpointInfo> CheckpointAsync(string? savepointDirectory, CancellationToken cancel)
    {
        if (savepointDirectory is null && _run.Options.CheckpointDirectory is null)
        {
            throw new CheckpointException("The job has no folder for checkpoints.");
        }

        var info = await _run.Checkpoints.Request(savepointDirectory).WaitAsync(cancel).ConfigureAwait(false);
        return info!;
    }

    /// <summary>
    /// Stops reading, takes a final checkpoint (or a savepoint into the given folder), commits the sinks, and ends as
    /// <see cref="JobPhase.Stopped"/>. Returns null when there is nowhere to checkpoint to or when it could not be done
    /// within the deadline: then the last completed checkpoint stands and what came after it is not committed.
    /// </summary>
    public async Task<CheckpointInfo?> StopAsync(string? savepointDirectory, TimeSpan deadline)
    {
        CheckpointInfo? info = null;
        var timer = _run.Options.Time.CreateTimer(
            _ => _run.ForceEnd(JobPhase.Stopped), null, deadline, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            try
            {
                info = await _run.Checkpoints.Request(savepointDirectory, JobPhase.Stopped).ConfigureAwait(false);
            }
            catch (CheckpointException)
            {
                // Failed, finished or forced in the meantime: the phase tells which.
            }

            await _run.Completion.ConfigureAwait(false);
        }

        return info;
    }

    /// <summary>Ends at once as <see cref="JobPhase.Stopped"/>; what the sinks have not committed stays uncommitted.
    /// </summary>
    public Task CancelAsync()
    {
        _run.BeginClose(JobPhase.Stopped);
        return _run.Completion;
    }

    /// <summary>Cancels the job when it still runs.</summary>
    public async ValueTask DisposeAsync() => await CancelAsync().ConfigureAwait(false);
}
