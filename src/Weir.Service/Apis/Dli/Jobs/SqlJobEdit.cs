using System.Globalization;
using System.Text.Json;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Lays a body over a definition: fields that are present replace, absent ones stay. Creating lays it over the
/// documented defaults.</summary>
internal static class SqlJobEdit
{
    /// <summary>Seconds that the documents give as the default of idle_state_retention.</summary>
    private const int DefaultStateRetention = 3600;

    /// <summary>Up to this, idle_state_retention means hours: one generation of documents counts in hours with a
    /// default of 1, which Terraform still sends, and reading that as a second would erase state.</summary>
    private const int MostHours = 24;

    private static readonly JobSettings Defaults = new()
    {
        StateTtlMs = StateTtlMs(DefaultStateRetention),
        Verbatim = FieldBag.Empty.With(Verbatim.RunMode, SqlJobChecks.SharedMode),
    };

    public static JobDefinition New(SqlJobBody body)
    {
        var settings = body.RunMode is null && body.JobType == SqlJobChecks.EdgeType
            ? Defaults with { Verbatim = Defaults.Verbatim.With(Verbatim.RunMode, SqlJobChecks.EdgeMode) }
            : Defaults;
        return new JobDefinition { Sql = body.SqlBody ?? "", Settings = Apply(settings, body, isLive: false) };
    }

    /// <summary>The edit of an update. Two empty texts that Terraform sends along with every light change clear their
    /// field only while the job is not live.</summary>
    public static JobDefinition Update(JobDetail job, JobDefinition before, SqlJobBody body) => before with
    {
        Sql = body.SqlBody ?? before.Sql,
        Settings = Apply(before.Settings, body, job.Job.IsLive),
    };

    /// <summary>Milliseconds behind an idle_state_retention; 0 = no limit.</summary>
    public static long StateTtlMs(int retention) =>
        retention <= MostHours ? retention * 3_600_000L : retention * 1000L;

    /// <summary>The bucket that an obs_bucket names; clients also send a path, with and without obs://.</summary>
    public static string BucketOf(string obsBucket)
    {
        const string Scheme = "obs://";
        var hasScheme = obsBucket.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        var path = hasScheme ? obsBucket[Scheme.Length..] : obsBucket;
        var slash = path.IndexOf('/');
        return slash < 0 ? path : path[..slash];
    }

    /// <summary>The packages that an udf_jar_url names, separated by blanks or commas.</summary>
    public static TextList JarsOf(string udfJarUrl) => TextList.Create(
        udfJarUrl.Split([' ', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static JobSettings Apply(JobSettings before, SqlJobBody body, bool isLive)
    {
        var after = before with
        {
            Queue = body.QueueName ?? before.Queue,
            Bucket = body.ObsBucket is { } bucket ? BucketOf(bucket) : before.Bucket,
            Checkpointing = ApplyCheckpointing(before.Checkpointing, body),
            Restart = new RestartPolicy
            {
                OnFailure = body.RestartWhenException ?? before.Restart.OnFailure,
                MaxPerHour = body.ResumeMaxNum ?? before.Restart.MaxPerHour,
                FromCheckpoint = body.ResumeCheckpoint ?? before.Restart.FromCheckpoint,
            },
            StateTtlMs = body.IdleStateRetention is { } retention ? StateTtlMs(retention) : before.StateTtlMs,
            LogsEnabled = body.LogEnabled ?? before.LogsEnabled,
            AlertTopic = body.SmnTopic ?? before.AlertTopic,
            DirtyData = body.DirtyDataStrategy is { } dirty ? DirtyDataStrategy.Parse(dirty) : before.DirtyData,
            UdfJars = body.UdfJarUrl is { } jars ? JarsOf(jars) : before.UdfJars,
            EngineVersion = body.FlinkVersion ?? before.EngineVersion,
            Properties = body.RuntimeConfig is { } config ? Properties(before, config) : before.Properties,
            Verbatim = ApplyVerbatim(before.Verbatim, body, isLive),
        };
        return SqlJobSizing.Apply(after, body);
    }

    /// <summary>What was shown and comes back unchanged changes nothing, comments of another dialect included.</summary>
    private static string Properties(JobSettings before, string config) =>
        RuntimeConfig.ToLines(config) is var lines && lines == RuntimeConfig.Show(before.Properties)
            ? before.Properties
            : lines;

    private static Checkpointing ApplyCheckpointing(Checkpointing before, SqlJobBody body)
    {
        var after = before with
        {
            Enabled = body.CheckpointEnabled ?? before.Enabled,
            Mode = body.CheckpointMode ?? before.Mode,
            IntervalMs = body.CheckpointInterval * 1000L ?? before.IntervalMs,
        };
        if (body.CheckpointInterval is not null || body.CheckpointEnabled is not null)
        {
            SqlJobChecks.Require(!after.Enabled || after.IntervalMs > 0, () => JobErrors.BadCheckpointInterval);
        }

        return after;
    }

    private static FieldBag ApplyVerbatim(FieldBag before, SqlJobBody body, bool isLive)
    {
        var bag = before;
        Keep(Verbatim.RunMode, body.RunMode is "" ? null : body.RunMode);
        Keep(Verbatim.ExecutionAgencyUrn, body.ExecutionAgencyUrn);
        Keep(Verbatim.FlinkLogConfig, body.FlinkLogConfig);
        Keep(Verbatim.OperatorConfig, isLive && body.OperatorConfig is "" ? null : body.OperatorConfig);
        Keep(
            Verbatim.StaticEstimatorConfig,
            isLive && body.StaticEstimatorConfig is "" ? null : body.StaticEstimatorConfig);
        if (body.EdgeGroupIds is { } groups)
        {
            bag = bag.With(Verbatim.EdgeGroupIds, JsonSerializer.Serialize(groups, DliJson.Wire.StringArray));
        }

        // These have a meaning of their own in the settings; the text is kept only where it cannot be rebuilt from it.
        KeepIfOdd(Verbatim.ObsBucket, body.ObsBucket, static text => BucketOf(text));
        KeepIfOdd(Verbatim.UdfJarUrl, body.UdfJarUrl, static text => JarsOf(text).ToString());
        KeepIfOdd(Verbatim.RuntimeConfig, body.RuntimeConfig, RuntimeConfig.ToLines);
        if (body.IdleStateRetention is { } retention)
        {
            var text = retention.ToString(CultureInfo.InvariantCulture);
            bag = bag.With(Verbatim.IdleStateRetention, retention is > 0 and <= MostHours ? text : null);
        }

        return bag;

        void Keep(string name, string? text)
        {
            if (text is not null)
            {
                bag = bag.With(name, text.Length == 0 ? null : text);
            }
        }

        void KeepIfOdd(string name, string? text, Func<string, string> rebuilt)
        {
            if (text is not null)
            {
                bag = bag.With(name, rebuilt(text) == text ? null : text);
            }
        }
    }
}
