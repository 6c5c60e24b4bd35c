using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>
/// What one state does: towards what is desired, upon what is observed, upon an order that was refused, and when it has
/// lasted too long. Decides only; pure functions of the view.
/// </summary>
internal abstract class Standing
{
    private static readonly Dictionary<JobState, Standing> All = new Standing[]
    {
        new SubmittingState(),
        new RunningState(),
        new RestartingState(),
        new SavepointingState(),
        new StoppingState(),
        new StopFailedState(),
        new PausingState(),
        new RestingState(JobState.Draft),
        new RestingState(JobState.SubmitFailed),
        new RestingState(JobState.Stopped),
        new RestingState(JobState.Paused),
        new RestingState(JobState.Finished),
        new RestingState(JobState.Failed),
    }.ToDictionary(static s => s.State);

    /// <summary>How long the sinks get for their last commit when a run is stopped.</summary>
    protected static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    public abstract JobState State { get; }

    /// <summary>How long a transient state may last before its repair begins; null = for ever.</summary>
    public virtual TimeSpan? Deadline => null;

    public static Standing Of(JobState state) => All[state];

    /// <summary>Towards what is desired.</summary>
    public abstract Step Next(JobView job);

    /// <summary>The run is there.</summary>
    public virtual Step See(JobView job, Observation.Present seen) => Step.Rest.Now;

    /// <summary>The run is certainly not there.</summary>
    public virtual Step SeeAbsent(JobView job) => Step.Rest.Now;

    /// <summary>The runtime refused the order of <see cref="Next"/>.</summary>
    public virtual Step Refused(JobView job, RunError error) => Step.Rest.Now;

    protected static Step.Move To(JobState state, string text = "") => new(state) { Text = text };

    /// <summary>A run that worked has failed: again from a restore point, or left as it is, as its policy
    /// says.</summary>
    protected static Step FailOrRestart(JobView job, RunError error)
    {
        var policy = job.Run.Hot.Restart;
        var exhausted = policy.MaxPerHour >= 0 && job.RecentFailures >= policy.MaxPerHour;
        if (policy.OnFailure && !exhausted && job.Job.DeletedAt is null)
        {
            return To(JobState.Restarting, error.Message) with { Error = error };
        }

        var times = policy.OnFailure && exhausted ? $" (restarted {policy.MaxPerHour} times within an hour)" : "";
        return To(JobState.Failed, error.Message + times) with
        {
            Error = error,
            CheckpointStandsIn = job.Run.Savepoint is { Purpose: not SavepointPurpose.OnDemand },
        };
    }

    protected static Step Gone(JobView job) => job.EndsWithProcess
        ? To(JobState.Restarting) with { ProcessEnded = true }
        : FailOrRestart(
            job, new RunError(RunErrorKind.External, "run-gone", "the runtime no longer knows the run"));

    protected static RunError ErrorOf(Observation.Present seen) =>
        seen.Error ?? new RunError(RunErrorKind.External, "failed", "the run failed and its runtime does not say why");
}
