using Weir.Service.Model;

namespace Weir.Service.Control.JobStates;

/// <summary>The states in which nothing runs and nothing is to be done: a draft, and all ends of a run. Only a user
/// leads out of them.</summary>
internal sealed class RestingState(JobState state) : Standing
{
    public override JobState State => state;

    public override Step Next(JobView job) => Step.Rest.Now;
}
