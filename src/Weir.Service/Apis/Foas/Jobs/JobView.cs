using System.Globalization;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>A job in the words of the dialect.</summary>
internal static class JobView
{
    public const string Stream = "FLINK_STREAM";
    public const string Batch = "FLINK_BATCH";
    public const string Sql = "SQL";
    public const string DataStream = "DATASTREAM";

    public static JobBody Of(JobDetail job, string projectName)
    {
        var settings = job.Draft.Settings;
        return new JobBody
        {
            ApiType = ApiType(job.Job),
            ClusterId = ClusterId(settings),
            Code = Code(job.Draft),
            CreateTime = job.Job.CreatedAt.ToUnixTimeMilliseconds(),
            Creator = job.Job.CreatedBy,
            Description = job.Job.Description,
            EngineVersion = settings.EngineVersion,
            FileId = Number(job.Job.Id),
            FolderId = FolderId(settings),
            IsCommitted = job.Current is not null,
            JobId = Number(job.Job.Id),
            JobName = job.Job.Name,
            JobType = Stream,
            Modifier = job.Job.UpdatedBy,
            ModifyTime = job.Job.UpdatedAt.ToUnixTimeMilliseconds(),
            Packages = Packages(settings),
            PlanJson = Plan(settings),
            ProjectName = projectName,
            Properties = JobProperties.Show(settings),
            QueueName = QueueName(settings, projectName),
        };
    }

    public static string ApiType(Job job) => job.Kind == JobKind.Sql ? Sql : DataStream;

    public static string Code(JobDefinition definition) =>
        definition.Settings.Jar is null ? definition.Sql : definition.Settings.Verbatim[Verbatim.Code] ?? "";

    public static string ClusterId(JobSettings settings) => settings.Verbatim[Verbatim.ClusterId] ?? "";

    public static string Plan(JobSettings settings) => settings.Verbatim[Verbatim.PlanJson] ?? "";

    public static long? FolderId(JobSettings settings) =>
        settings.Verbatim[Verbatim.FolderId] is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    // The kept text is shown only while it still means what the settings say: another dialect may have changed them.
    public static string QueueName(JobSettings settings, string projectName) =>
        settings.Verbatim[Verbatim.QueueName] is { } text && QueueNames.Ours(text, projectName) == settings.Queue
            ? text
            : settings.Queue;

    public static string Packages(JobSettings settings) =>
        settings.Verbatim[Verbatim.Packages] is { } text && JobEdits.PackagesOf(text).Equals(settings.UdfJars)
            ? text
            : settings.UdfJars.ToString();

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
