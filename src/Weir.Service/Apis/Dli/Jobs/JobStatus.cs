using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>The dialect's fourteen statuses and our states. Four statuses are never shown: nothing here downloads,
/// idles or is in arrears.</summary>
internal static class JobStatus
{
    /// <summary>All statuses of the dialect with the states behind them; none = never shown.</summary>
    public static readonly IReadOnlyDictionary<string, JobState[]> All = new Dictionary<string, JobState[]>
    {
        ["job_init"] = [JobState.Draft],
        ["job_submitting"] = [JobState.Submitting],
        ["job_submit_fail"] = [JobState.SubmitFailed],
        ["job_running"] = [JobState.Running, JobState.Restarting],
        ["job_running_exception"] = [JobState.Failed],
        ["job_downloading"] = [],
        ["job_idle"] = [],
        ["job_canceling"] = [JobState.Stopping, JobState.Pausing],
        ["job_cancel_success"] = [JobState.Stopped, JobState.Paused],
        ["job_cancel_fail"] = [JobState.StopFailed],
        ["job_savepointing"] = [JobState.Savepointing],
        ["job_arrearage_stopped"] = [],
        ["job_arrearage_recovering"] = [],
        ["job_finish"] = [JobState.Finished],
    };

    private static readonly Dictionary<JobState, string> ByState =
        All.SelectMany(s => s.Value.Select(state => (state, s.Key))).ToDictionary(p => p.state, p => p.Key);

    public static string Of(JobState state) => ByState[state];
}
