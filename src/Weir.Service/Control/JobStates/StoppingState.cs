using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>The run is to end after its sinks have committed. A savepoint that it took as its last thing stays part of
/// the order, so that no other way of stopping cuts it short.</summary>
internal sealed class StoppingState : Standing
{
    public override JobState State => JobState.Stopping;

    /// <summary>Twice the patience that sinks are given, then the user is told that it did not work.</summary>
    public override TimeSpan? Deadline => 2 * StopPatience;

    public override Step Next(JobView job) => job.Overdue
        ? To(JobState.StopFailed, $"the run did not stop within {Deadline!.Value.TotalSeconds:0} seconds")
        : new Step.Stop(new StopOrder { Savepoint = job.Run.Savepoint, Patience = StopPatience });

    public override Step See(JobView job, Observation.Present seen) => seen.Phase switch
    {
        RunPhase.Stopped or RunPhase.Finished => To(JobState.Stopped, job.Job.StatusText),
        RunPhase.Failed => To(JobState.Stopped, ErrorOf(seen).Message) with { Error = ErrorOf(seen) },
        RunPhase.Starting or RunPhase.Running or RunPhase.Stopping => Step.Rest.Now,
    };

    public override Step SeeAbsent(JobView job) => To(JobState.Stopped, job.Job.StatusText);

    public override Step Refused(JobView job, RunError error) =>
        To(JobState.StopFailed, error.Message) with { Error = error };
}
