using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>A new epoch of the same run is being started, after a failure or after the process went away.</summary>
internal sealed class RestartingState : Standing
{
    /// <summary>The first restart within an hour is immediate; then 1, 2, 4... seconds, at most this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public override JobState State => JobState.Restarting;

    /// <summary>As for a submission; what comes after it is another try, not an end.</summary>
    public override TimeSpan? Deadline => TimeSpan.FromMinutes(10);

    public override Step Next(JobView job)
    {
        if (job.Job.Desired == DesiredState.Stopped)
        {
            return To(JobState.Stopping) with { CheckpointStandsIn = job.Run.Savepoint is not null };
        }

        if (job.Overdue)
        {
            return new Step.Stop(new StopOrder { Force = true, Patience = StopPatience });
        }

        var notBefore = job.Job.StateSince + PauseAfter(job.RecentFailures);
        return job.Now < notBefore ? new Step.Wait(notBefore) : new Step.Start();
    }

    public override Step See(JobView job, Observation.Present seen) => seen.Phase switch
    {
        RunPhase.Running => To(JobState.Running) with { Restored = seen.Restored },
        RunPhase.Finished => To(JobState.Finished) with { Restored = seen.Restored },
        RunPhase.Failed => FailOrRestart(job, ErrorOf(seen)),
        RunPhase.Stopped => FailOrRestart(job, TooLate),
        RunPhase.Starting or RunPhase.Stopping => Step.Rest.Now,
    };

    public override Step SeeAbsent(JobView job) => job.Overdue ? FailOrRestart(job, TooLate) : Step.Rest.Now;

    public override Step Refused(JobView job, RunError error) => job.Overdue
        ? Step.Rest.Now
        : error.Kind == RunErrorKind.External
            ? FailOrRestart(job, error)
            : To(JobState.Failed, error.Message) with { Error = error };

    private static RunError TooLate =>
        new(RunErrorKind.External, "not-restarted", "the run did not start again within ten minutes");

    private static TimeSpan PauseAfter(int failures)
    {
        if (failures <= 1)
        {
            return TimeSpan.Zero;
        }

        var seconds = 1L << Math.Min(failures - 2, 6);
        return seconds < LongestPause.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestPause;
    }
}
