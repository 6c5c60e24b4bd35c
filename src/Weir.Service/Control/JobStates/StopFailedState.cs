using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>The run did not stop in time. The repair goes on by force until it is certain that nothing runs.</summary>
internal sealed class StopFailedState : Standing
{
    public override JobState State => JobState.StopFailed;

    public override Step Next(JobView job) => new Step.Stop(new StopOrder { Force = true, Patience = StopPatience });

    public override Step See(JobView job, Observation.Present seen) =>
        seen.Phase is RunPhase.Stopped or RunPhase.Finished or RunPhase.Failed
            ? To(JobState.Stopped, job.Job.StatusText)
            : Step.Rest.Now;

    public override Step SeeAbsent(JobView job) => To(JobState.Stopped, job.Job.StatusText);
}
