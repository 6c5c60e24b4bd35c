using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>An instance in the words of the dialect.</summary>
internal static class InstanceView
{
    /// <summary>The vendor's figure for a delay that is not known.</summary>
    public const long NoDelay = -99_999_999;

    private const string NoAutoScale = """{"isOnOff":false,"strategyConfigure":null,"maxCU":null}""";

    public static InstanceBody None(JobDetail job, string projectName) => new()
    {
        ActualState = InstanceState.Unknown,
        ExpectState = InstanceState.Unknown,
        ApiType = JobView.ApiType(job.Job),
        JobType = JobView.Stream,
        JobName = job.Job.Name,
        ProjectName = projectName,
        InputDelay = NoDelay,
    };

    /// <param name="job">The job as it stood when the run was its latest.</param>
    /// <param name="started">What the run was started with.</param>
    public static InstanceBody Of(JobDetail job, Run run, JobDefinition started, string projectName, long delay)
    {
        var settings = started.Settings;
        var summary = Summary(job, run, delay);
        return new InstanceBody
        {
            ActualState = summary.ActualState,
            ApiType = JobView.ApiType(job.Job),
            AutoScaleParams = NoAutoScale,
            ClusterId = JobView.ClusterId(settings),
            Code = JobView.Code(started),
            EndTime = run.EndedAt?.ToUnixTimeMilliseconds(),
            EngineJobHandler = summary.EngineJobHandler,
            EngineVersion = settings.EngineVersion,
            ExpectState = summary.ExpectState,
            Id = run.Id,
            InputDelay = delay,
            JobName = job.Job.Name,
            JobType = JobView.Stream,
            LastErrorMessage = summary.LastErrorMessage,
            LastErrorTime = summary.LastErrorTime,
            LastOperateTime = run.RequestedAt.ToUnixTimeMilliseconds(),
            LastOperator = run.StartedBy,
            Packages = JobView.Packages(settings),
            PlanJson = JobView.Plan(settings),
            ProjectName = projectName,
            Properties = JobProperties.Show(settings),
            QueueName = JobView.QueueName(settings, projectName),
            StartTime = (run.StartedAt ?? run.RequestedAt).ToUnixTimeMilliseconds(),
            Starter = run.StartedBy,
        };
    }

    public static SummaryBody NoSummary(JobDetail job) => new()
    {
        ActualState = InstanceState.Unknown,
        ExpectState = InstanceState.Unknown,
        JobName = job.Job.Name,
        InputDelay = NoDelay,
    };

    public static SummaryBody Summary(JobDetail job, Run run, long delay)
    {
        var isCurrent = job.Job.RunId == run.Id && job.Job.State != JobState.Draft;
        return new SummaryBody
        {
            ActualState = isCurrent ? InstanceState.Actual(job.Job.State) : Ending(run),
            EngineJobHandler = $"{run.Runtime}_{run.Id}|{run.RuntimeJobId}",
            ExpectState = isCurrent ? InstanceState.Expected(job.Job) : Ending(run),
            Id = run.Id,
            InputDelay = delay,
            JobName = job.Job.Name,
            LastErrorMessage = Message(job.Job, run, isCurrent),
            LastErrorTime = run.LastErrorAt?.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>How an archived instance ended; whether it was to be resumed is no longer told apart.</summary>
    private static string Ending(Run run) =>
        run.LastError.Length > 0 && run.EndedAt == run.LastErrorAt ? InstanceState.Failed : InstanceState.Terminated;

    private static string Message(Job job, Run run, bool isCurrent) => !isCurrent || run.LastError.Length > 0
        ? run.LastError
        : job.UnknownSince is { } since
            ? $"Unknown since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: the runtime does not answer. {job.StatusText}".TrimEnd()
            : job.StatusText;
}
