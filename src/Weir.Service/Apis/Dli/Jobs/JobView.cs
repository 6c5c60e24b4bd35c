using System.Globalization;
using System.Text.Json;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>A job in the words of the dialect, every field in its documented type.</summary>
internal static class JobView
{
    private const int NoRootJob = -1;

    public static JobDetailBody Detail(JobDetail job, DateTimeOffset now)
    {
        var config = Config(job);
        return new JobDetailBody
        {
            JobId = job.Job.Id,
            Name = job.Job.Name,
            Description = job.Job.Description,
            JobType = TypeOf(job.Job),
            Status = JobStatus.Of(job.Job.State),
            StatusDescription = StatusDescription(job.Job),
            CreateTime = job.Job.CreatedAt.ToUnixTimeMilliseconds(),
            StartTime = StartTime(job),
            UpdateTime = job.Job.UpdatedAt.ToUnixTimeMilliseconds(),
            Duration = Duration(job, now),
            RootId = NoRootJob,
            UserId = job.Job.CreatedBy,
            UserName = job.CreatorName,
            QueueName = job.Shown.Settings.Queue,
            ProjectId = job.Job.ProjectId,
            SqlBody = job.Shown.Sql,
            RunMode = job.Shown.Settings.Verbatim[Verbatim.RunMode] ?? SqlJobChecks.SharedMode,
            SavepointPath = SavepointPath.Show(job.Savepoint?.Path, job.Job.ProjectId),
            MainClass = NullIfEmpty(job.Shown.Settings.Jar?.MainClass),
            EntrypointArgs = NullIfEmpty(job.Shown.Settings.Jar?.Arguments),
            HasSavepoint = job.Savepoint is not null,
            EdgeGroupIds = config.EdgeGroupIds,
            RestartTimes = job.Run?.Restarts ?? 0,
            Feature = config.Feature,
            FlinkVersion = config.FlinkVersion,
            Image = config.Image,
            JobConfig = config,
        };
    }

    public static JobListElement Element(JobDetail job, bool withDetail, DateTimeOffset now)
    {
        var element = new JobListElement
        {
            JobId = job.Job.Id,
            Name = job.Job.Name,
            Description = job.Job.Description,
            UserName = job.CreatorName,
            UserNameToo = job.CreatorName,
            JobType = TypeOf(job.Job),
            Status = JobStatus.Of(job.Job.State),
            StatusDescription = StatusDescription(job.Job),
            CreateTime = job.Job.CreatedAt.ToUnixTimeMilliseconds(),
            StartTime = StartTime(job) ?? 0,
            Duration = Duration(job, now),
            RootId = NoRootJob,
            HasSavepoint = job.Savepoint is not null,
            QueueName = job.Shown.Settings.Queue,
            EdgeGroupIds = EdgeGroups(job.Shown.Settings),
            RestartTimes = job.Run?.Restarts ?? 0,
            SavepointPath = SavepointPath.Show(job.Savepoint?.Path, job.Job.ProjectId),
        };
        if (!withDetail)
        {
            return element;
        }

        var detail = Detail(job, now);
        return element with
        {
            UserId = detail.UserId,
            ProjectId = detail.ProjectId,
            SqlBody = detail.SqlBody,
            RunMode = detail.RunMode,
            JobConfig = detail.JobConfig,
            MainClass = detail.MainClass,
            EntrypointArgs = detail.EntrypointArgs,
            UpdateTime = detail.UpdateTime,
            OperatorConfig = detail.JobConfig.OperatorConfig,
            StaticEstimatorConfig = detail.JobConfig.StaticEstimatorConfig,
        };
    }

    /// <summary>The type as it was created; a job of another dialect has the type its kind amounts to here.</summary>
    public static string TypeOf(Job job) => job switch
    {
        { Kind: JobKind.Jar } => SqlJobChecks.JarType,
        { Type: "" } => SqlJobChecks.OpenSourceType,
        _ => job.Type,
    };

    private static JobConfigBody Config(JobDetail job)
    {
        var settings = job.Shown.Settings;
        var verbatim = settings.Verbatim;
        return new JobConfigBody
        {
            CheckpointEnabled = settings.Checkpointing.Enabled,
            CheckpointMode = CheckpointModeConverter.Name(settings.Checkpointing.Mode),
            CheckpointInterval = (int)(settings.Checkpointing.IntervalMs / 1000),
            LogEnabled = settings.LogsEnabled,
            ObsBucket = ObsBucket(settings),
            RootId = NoRootJob,
            EdgeGroupIds = EdgeGroups(settings),
            ManagerCuNumber = (int)settings.Resources.ManagerCus,
            CuNumber = (int)settings.Resources.TotalCus,
            ParallelNumber = SqlJobSizing.ParallelNumber(settings),
            SmnTopic = settings.AlertTopic,
            RestartWhenException = settings.Restart.OnFailure,
            ResumeCheckpoint = settings.Restart.FromCheckpoint,
            ResumeMaxNum = settings.Restart.MaxPerHour,
            CheckpointPath = settings.Checkpointing.Path,
            IdleStateRetention = IdleStateRetention(settings),
            UdfJarUrl = UdfJarUrl(settings),
            DirtyDataStrategy = DirtyDataStrategy.Print(settings.DirtyData),
            Entrypoint = NullIfEmpty(settings.Jar?.Entrypoint),
            DependencyJars = settings.Jar?.DependencyJars.ToArray(),
            DependencyFiles = settings.Jar?.DependencyFiles.ToArray(),
            TmCus = (int)settings.Resources.TaskManagerCus,
            TmSlotNum = SqlJobSizing.EffectiveSlots(settings),
            FlinkVersion = settings.EngineVersion,
            OperatorConfig = verbatim[Verbatim.OperatorConfig] ?? "",
            StaticEstimatorConfig = verbatim[Verbatim.StaticEstimatorConfig] ?? "",
            RuntimeConfig = RuntimeConfigOf(settings),
            ExecutionAgencyUrn = verbatim[Verbatim.ExecutionAgencyUrn] ?? "",
            ResourceConfigVersion = SqlJobSizing.Version(settings),
            ResourceConfig = SqlJobSizing.Config(settings),
            FlinkLogConfig = verbatim[Verbatim.FlinkLogConfig] ?? "",
        };
    }

    private static string[]? EdgeGroups(JobSettings settings) =>
        settings.Verbatim[Verbatim.EdgeGroupIds] is { } text
            ? JsonSerializer.Deserialize(text, DliJson.Wire.StringArray)
            : null;

    // The kept text is shown only while it still means what the settings say: another dialect may have changed them.
    private static string ObsBucket(JobSettings settings) =>
        settings.Verbatim[Verbatim.ObsBucket] is { } text && SqlJobEdit.BucketOf(text) == settings.Bucket
            ? text
            : settings.Bucket;

    private static string UdfJarUrl(JobSettings settings) =>
        settings.Verbatim[Verbatim.UdfJarUrl] is { } text && SqlJobEdit.JarsOf(text).Equals(settings.UdfJars)
            ? text
            : settings.UdfJars.ToString();

    private static string RuntimeConfigOf(JobSettings settings) =>
        settings.Verbatim[Verbatim.RuntimeConfig] is { } text && RuntimeConfig.ToLines(text) == settings.Properties
            ? text
            : RuntimeConfig.Show(settings.Properties);

    private static int IdleStateRetention(JobSettings settings)
    {
        if (settings.Verbatim[Verbatim.IdleStateRetention] is { } text
            && int.TryParse(text, CultureInfo.InvariantCulture, out var sent)
            && SqlJobEdit.StateTtlMs(sent) == settings.StateTtlMs)
        {
            return sent;
        }

        return (int)Math.Min(int.MaxValue, (settings.StateTtlMs + 999) / 1000);
    }

    private static string StatusDescription(Job job)
    {
        var unknown = job.UnknownSince is { } since
            ? $"Unknown since {since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: the runtime does not answer. "
            : "";
        return (unknown + job.StatusText).TrimEnd();
    }

    private static long? StartTime(JobDetail job) => job.Run?.StartedAt?.ToUnixTimeMilliseconds();

    private static long Duration(JobDetail job, DateTimeOffset now) => job.Run is { StartedAt: { } start } run
        ? Math.Max(0, (long)((run.EndedAt ?? now) - start).TotalMilliseconds)
        : 0;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
