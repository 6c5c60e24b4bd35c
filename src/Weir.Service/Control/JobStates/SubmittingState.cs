using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>A run is asked for; the runtime gets the order until it is certain that it has it.</summary>
internal sealed class SubmittingState : Standing
{
    public override JobState State => JobState.Submitting;

    /// <summary>A cluster may wait five minutes for slots by itself; this is twice that.</summary>
    public override TimeSpan? Deadline => TimeSpan.FromMinutes(10);

    public override Step Next(JobView job)
    {
        if (job.Job.Desired != DesiredState.Running)
        {
            return To(JobState.Stopping);
        }

        // Repair: take back whatever came of the order; once it is absent, the submission has failed.
        return job.Overdue
            ? new Step.Stop(new StopOrder { Force = true, Patience = StopPatience })
            : new Step.Start();
    }

    public override Step See(JobView job, Observation.Present seen) => seen.Phase switch
    {
        RunPhase.Running => To(JobState.Running) with { Restored = seen.Restored },
        RunPhase.Finished => To(JobState.Finished) with { Restored = seen.Restored },
        RunPhase.Failed => Failure(ErrorOf(seen)),
        RunPhase.Stopped => Failure(job.Overdue ? TooLate : StoppedOutside),
        RunPhase.Starting or RunPhase.Stopping => Step.Rest.Now,
    };

    public override Step SeeAbsent(JobView job) => job.Overdue ? Failure(TooLate) : Step.Rest.Now;

    public override Step Refused(JobView job, RunError error) => job.Overdue ? Step.Rest.Now : Failure(error);

    private static RunError TooLate =>
        new(RunErrorKind.External, "not-started", "the run did not start within ten minutes");

    private static RunError StoppedOutside =>
        new(RunErrorKind.External, "stopped-outside", "the run was stopped at its runtime before it was running");

    private static Step Failure(RunError error) => To(JobState.SubmitFailed, error.Message) with { Error = error };
}
