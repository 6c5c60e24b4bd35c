using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>The run lives. Whoever wants something else of it leads out of here, and so does its own end.</summary>
internal sealed class RunningState : Standing
{
    public override JobState State => JobState.Running;

    public override Step Next(JobView job) => (job.Job.Desired, job.Run.Savepoint) switch
    {
        (DesiredState.Stopped, { Purpose: SavepointPurpose.Stop }) => To(JobState.Savepointing),
        (DesiredState.Stopped, _) => To(JobState.Stopping),
        (DesiredState.Paused, _) => To(JobState.Pausing),
        (DesiredState.Running, not null) => To(JobState.Savepointing),
        (DesiredState.Running, null) => Step.Rest.Now,
    };

    public override Step See(JobView job, Observation.Present seen) => seen.Phase switch
    {
        RunPhase.Finished => To(JobState.Finished),
        RunPhase.Failed => FailOrRestart(job, ErrorOf(seen)),
        RunPhase.Stopped => To(JobState.Stopped, "stopped at its runtime, not by this service"),
        RunPhase.Starting or RunPhase.Running or RunPhase.Stopping => Step.Rest.Now,
    };

    /// <summary>It was to end, and it has, if not by us: nothing later than the newest restore point was committed.
    /// </summary>
    public override Step SeeAbsent(JobView job) => job.Job.Desired switch
    {
        DesiredState.Stopped => To(JobState.Stopped) with { CheckpointStandsIn = job.Run.Savepoint is not null },
        DesiredState.Paused => To(JobState.Paused),
        DesiredState.Running => Gone(job),
    };
}
