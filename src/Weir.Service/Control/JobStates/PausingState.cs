using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>The run is to end with a savepoint, from which the job goes on some day.</summary>
internal sealed class PausingState : Standing
{
    public override JobState State => JobState.Pausing;

    /// <summary>As for a savepoint; after this the job runs on, since pausing must not cost its state.</summary>
    public override TimeSpan? Deadline => TimeSpan.FromMinutes(10);

    public override Step Next(JobView job) => job switch
    {
        { Job.Desired: DesiredState.Stopped } => To(JobState.Stopping),
        { Overdue: true } => RunOn($"no savepoint within {Deadline!.Value.TotalMinutes:0} minutes"),
        { Run.Savepoint: { } request } => new Step.Stop(
            new StopOrder { Savepoint = request, Patience = StopPatience }),
        _ => new Step.Stop(new StopOrder { Patience = StopPatience }),
    };

    public override Step See(JobView job, Observation.Present seen) => seen switch
    {
        { Phase: RunPhase.Stopped } => To(JobState.Paused),
        { Phase: RunPhase.Failed } => To(JobState.Paused, ErrorOf(seen).Message) with { Error = ErrorOf(seen) },
        { Phase: RunPhase.Finished } => To(JobState.Finished),
        { Savepoint: SavepointStanding.Failed failed } when failed.Id == job.Run.Savepoint?.Id =>
            RunOn(failed.Error.Message),
        _ => Step.Rest.Now,
    };

    /// <summary>The newest restore point stands: nothing later than it was committed by the sinks.</summary>
    public override Step SeeAbsent(JobView job) => To(JobState.Paused);

    public override Step Refused(JobView job, RunError error) => RunOn(error.Message);

    private static Step.Move RunOn(string why) => To(JobState.Running, $"not paused: {why}");
}
