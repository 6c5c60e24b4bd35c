using Weir.Service.Model;
using static Weir.Service.Model.JobState;

namespace Weir.Service.Control.JobStates;

/// <summary>Every legal way from one state to another. A way that is not here is a bug of ours and stops the
/// step.</summary>
internal static class Edges
{
    private static readonly Dictionary<JobState, JobState[]> Ways = new()
    {
        [Draft] = [Submitting],
        [Submitting] = [Running, Finished, SubmitFailed, Stopping],
        [SubmitFailed] = [Submitting, Draft],
        [Running] = [Savepointing, Stopping, Pausing, Restarting, Finished, Failed, Stopped, Paused],
        [Restarting] = [Restarting, Running, Finished, Failed, Stopping],
        [Savepointing] = [Running, Stopping, Stopped, Restarting, Finished, Failed],
        [Stopping] = [Stopped, StopFailed],
        [StopFailed] = [Stopped],
        [Pausing] = [Paused, Running, Stopping, Finished],
        [Paused] = [Submitting, Stopped, Draft],
        [Stopped] = [Submitting, Draft],
        [Finished] = [Submitting, Draft],
        [Failed] = [Submitting, Draft],
    };

    public static IReadOnlyList<JobState> From(JobState state) => Ways[state];

    /// <exception cref="InvalidOperationException">There is no such way.</exception>
    public static void Demand(JobState from, JobState to)
    {
        if (!Ways[from].Contains(to))
        {
            throw new InvalidOperationException($"a job cannot go from {from} to {to}");
        }
    }
}
