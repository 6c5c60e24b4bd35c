namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>What can be said of a body without knowing the job. Each check names its field and its code.</summary>
internal static class SqlJobChecks
{
    public const string OpenSourceType = "flink_opensource_sql_job";
    public const string SqlType = "flink_sql_job";
    public const string EdgeType = "flink_sql_edge_job";
    public const string JarType = "flink_jar_job";

    public const string SharedMode = "shared_cluster";
    public const string ExclusiveMode = "exclusive_cluster";
    public const string EdgeMode = "edge_node";

    public static void Check(SqlJobBody body)
    {
        CheckTexts(body);
        CheckFigures(body);
        CheckName(body.Name);
        Require(
            body.RunMode is null or SharedMode or ExclusiveMode or EdgeMode,
            () => Errors.Parameter(
                "run_mode",
                "must be shared_cluster, exclusive_cluster or edge_node",
                "必须是shared_cluster、exclusive_cluster或edge_node"));
        Require(
            body.ResourceConfigVersion is null or "" or "v1" or "v2",
            () => Errors.Parameter("resource_config_version", "must be v1 or v2", "必须是v1或v2"));
        Require(DirtyDataStrategy.IsValid(body.DirtyDataStrategy), () => JobErrors.BadDirtyData);
    }

    /// <summary>What only a new job must fulfil.</summary>
    public static void CheckNew(SqlJobBody body)
    {
        Require(!string.IsNullOrEmpty(body.Name), () => JobErrors.NameEmpty);
        Require(
            body.JobType is null or OpenSourceType or SqlType or EdgeType,
            () => Errors.Parameter(
                "job_type",
                $"must be {SqlType}, {OpenSourceType} or {EdgeType}",
                $"必须是{SqlType}、{OpenSourceType}或{EdgeType}"));

        // Only what was said explicitly: the defaults of the documents exclude each other, and {"name": ...} must do.
        if (body is { JobType: { } type, RunMode: { } mode })
        {
            Require(Fits(type, mode), () => JobErrors.TypeAgainstMode(type, mode));
        }

        var isEdge = body.RunMode == EdgeMode || body.JobType == EdgeType;
        Require(!isEdge || body.EdgeGroupIds is { Length: > 0 }, () => JobErrors.EdgeGroupMissing);
    }

    public static void Require(bool holds, Func<DliError> error)
    {
        if (!holds)
        {
            throw new DliException(error());
        }
    }

    private static bool Fits(string type, string mode) => mode switch
    {
        ExclusiveMode => type is SqlType or OpenSourceType,
        SharedMode => type is SqlType,
        _ => type is EdgeType,
    };

    private static void CheckName(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        Require(name.Length <= SqlJobLimits.Name, () => JobErrors.NameTooLong(SqlJobLimits.Name));
        Require(
            name.EnumerateRunes().All(r => r.Value is '_' or '-' || IsAsciiLetterOrDigit(r.Value) || IsHan(r.Value)),
            () => JobErrors.NameCharacters);
    }

    private static bool IsAsciiLetterOrDigit(int c) => c < 128 && char.IsAsciiLetterOrDigit((char)c);

    /// <summary>The blocks of CJK ideographs, with extensions and compatibility forms.</summary>
    private static bool IsHan(int c) =>
        c is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF;

    private static void CheckTexts(SqlJobBody body)
    {
        Require(
            (body.Description?.Length ?? 0) <= SqlJobLimits.Description,
            () => JobErrors.DescriptionTooLong(SqlJobLimits.Description));
        Require((body.SqlBody?.Length ?? 0) <= SqlJobLimits.Sql, () => JobErrors.SqlTooLong(SqlJobLimits.Sql));
        CheckLength("queue_name", body.QueueName, SqlJobLimits.Queue);
        CheckLength("obs_bucket", body.ObsBucket, SqlJobLimits.OtherName);
        CheckLength("smn_topic", body.SmnTopic, SqlJobLimits.OtherName);
        CheckLength("flink_version", body.FlinkVersion, SqlJobLimits.OtherName);
        CheckLength("execution_agency_urn", body.ExecutionAgencyUrn, SqlJobLimits.OtherName);
        CheckLength("dirty_data_strategy", body.DirtyDataStrategy, SqlJobLimits.OtherName);
        CheckLength("udf_jar_url", body.UdfJarUrl, SqlJobLimits.OtherText);
        CheckLength("operator_config", body.OperatorConfig, SqlJobLimits.OtherText);
        CheckLength("static_estimator_config", body.StaticEstimatorConfig, SqlJobLimits.OtherText);
        CheckLength("runtime_config", body.RuntimeConfig, SqlJobLimits.OtherText);
        CheckLength("flink_log_config", body.FlinkLogConfig, SqlJobLimits.OtherText);
        Require(
            (body.EdgeGroupIds?.Length ?? 0) <= SqlJobLimits.EdgeGroups
                && (body.EdgeGroupIds ?? []).All(id => id.Length <= SqlJobLimits.OtherName),
            () => Errors.Parameter("edge_group_ids", "is too long", "过长"));
    }

    private static void CheckLength(string field, string? text, int limit)
    {
        if (text is not null && text.Length > limit)
        {
            throw new DliException(
                Errors.Parameter(field, $"is longer than {limit} characters", $"超过{limit}个字符"));
        }
    }

    private static void CheckFigures(SqlJobBody body)
    {
        Require(
            body.CheckpointInterval is null or >= 0 and <= SqlJobLimits.MostCheckpointSeconds,
            () => JobErrors.BadCheckpointInterval);
        Require(body.IdleStateRetention is null or >= 0, () => JobErrors.BadStateRetention);
        Require(
            body.ResumeMaxNum is null or -1 or > 0,
            () => Errors.Parameter("resume_max_num", "must be -1 or greater than 0", "必须是-1或大于0"));
        Require(
            body.TmCus is null or >= 1 and <= SqlJobLimits.MostCus,
            () => Errors.Parameter("tm_cus", "must be at least 1", "必须大于等于1"));
        Require(
            body.TmSlotNum is null or >= 0 and <= SqlJobLimits.MostParallelism,
            () => Errors.Parameter(
                "tm_slot_num",
                $"must be 0 (derived) to {SqlJobLimits.MostParallelism}",
                $"必须在0（自动计算）~{SqlJobLimits.MostParallelism}之间"));
    }
}
