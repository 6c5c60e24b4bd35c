using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>A savepoint is being taken: by the way, or as the last thing before the run stops.</summary>
internal sealed class SavepointingState : Standing
{
    public override JobState State => JobState.Savepointing;

    /// <summary>Large state may take minutes to write; after this the job goes its way without.</summary>
    public override TimeSpan? Deadline => TimeSpan.FromMinutes(10);

    public override Step Next(JobView job)
    {
        var request = job.Run.Savepoint;
        if (job.Overdue && request is not null)
        {
            return GiveUp(request, $"no savepoint within {Deadline!.Value.TotalMinutes:0} minutes");
        }

        return (job.Job.Desired, request) switch
        {
            (DesiredState.Stopped, { Purpose: SavepointPurpose.Stop }) => new Step.Stop(
                new StopOrder { Savepoint = request, Patience = StopPatience }),
            (DesiredState.Running, { Purpose: SavepointPurpose.OnDemand }) => new Step.TakeSavepoint(request),
            (DesiredState.Stopped, _) => To(JobState.Stopping),
            _ => To(JobState.Running),
        };
    }

    public override Step See(JobView job, Observation.Present seen)
    {
        var request = job.Run.Savepoint;
        var last = request is { Purpose: SavepointPurpose.Stop } || job.Job.Desired == DesiredState.Stopped;
        return seen.Phase switch
        {
            RunPhase.Stopped when last => To(JobState.Stopped) with { CheckpointStandsIn = request is not null },
            RunPhase.Stopped => To(JobState.Stopped, "stopped at its runtime, not by this service"),
            RunPhase.Finished => last ? To(JobState.Stopped) : To(JobState.Finished),
            RunPhase.Failed when last => To(JobState.Stopped, ErrorOf(seen).Message) with
            {
                Error = ErrorOf(seen),
                CheckpointStandsIn = true,
            },
            RunPhase.Failed => FailOrRestart(job, ErrorOf(seen)),
            RunPhase.Starting or RunPhase.Running or RunPhase.Stopping => Settle(request, seen.Savepoint),
        };
    }

    public override Step SeeAbsent(JobView job) =>
        job.Run.Savepoint is { Purpose: SavepointPurpose.Stop } || job.Job.Desired == DesiredState.Stopped
            ? To(JobState.Stopped) with { CheckpointStandsIn = job.Run.Savepoint is not null }
            : Gone(job);

    public override Step Refused(JobView job, RunError error) => job.Run.Savepoint is { } request
        ? GiveUp(request, error.Message)
        : Step.Rest.Now;

    private static Step Settle(SavepointRequest? request, SavepointStanding? standing) => standing switch
    {
        null => Step.Rest.Now,
        _ when request is null || standing.Id != request.Id => Step.Rest.Now,
        SavepointStanding.Completed when request.Purpose == SavepointPurpose.Stop => To(JobState.Stopping) with
        {
            SavepointDone = true,
        },
        SavepointStanding.Completed => To(JobState.Running),
        SavepointStanding.Failed failed => GiveUp(request, failed.Error.Message),
        _ => Step.Rest.Now,
    };

    /// <summary>A stop goes on without its savepoint, from the newest checkpoint: it must always end.</summary>
    private static Step.Move GiveUp(SavepointRequest request, string why) =>
        request.Purpose == SavepointPurpose.Stop
            ? To(JobState.Stopping, $"stopped without the savepoint: {why}") with { CheckpointStandsIn = true }
            : To(JobState.Running, $"no savepoint was taken: {why}");
}
