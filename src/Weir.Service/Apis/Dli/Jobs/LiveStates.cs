using System.Collections.Frozen;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>States in which a job runs or is about to: only light fields may change then.</summary>
internal static class LiveStates
{
    private static readonly FrozenSet<JobState> States = new[]
    {
        JobState.Submitting, JobState.Running, JobState.Restarting, JobState.Savepointing, JobState.Stopping,
        JobState.StopFailed, JobState.Pausing,
    }.ToFrozenSet();

    public static bool Contains(JobState state) => States.Contains(state);
}
