using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>The dialect's states of an instance and ours.</summary>
internal static class InstanceState
{
    public const string Running = "RUNNING";
    public const string Paused = "PAUSED";
    public const string Terminated = "TERMINATED";
    public const string Success = "SUCCESS";
    public const string Failed = "FAILED";
    public const string Waiting = "WAITING";
    public const string Unknown = "UNKNOWN";

    /// <summary>States from which a start may begin: nothing runs, and nothing waits to be resumed.</summary>
    public static readonly IReadOnlyList<JobState> Startable =
        [JobState.Draft, JobState.SubmitFailed, JobState.Stopped, JobState.Finished, JobState.Failed];

    /// <summary>An instance on its way to an end counts as running until it is there: clients poll for the change.
    /// </summary>
    public static string Actual(JobState state) => state switch
    {
        JobState.Draft => Unknown,
        JobState.Submitting => Waiting,
        JobState.Running or JobState.Restarting or JobState.Savepointing => Running,
        JobState.Stopping or JobState.StopFailed or JobState.Pausing => Running,
        JobState.Paused => Paused,
        JobState.Stopped => Terminated,
        JobState.Finished => Success,
        JobState.Failed or JobState.SubmitFailed => Failed,
    };

    public static string Expected(Job job) => job.Desired switch
    {
        DesiredState.Running => job.State == JobState.Finished ? Success : Running,
        DesiredState.Paused => Paused,
        DesiredState.Stopped => Terminated,
    };
}
