using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Which fields may change only while the job is not live. Those that may change at any time are smn_topic,
/// restart_when_exception, resume_checkpoint, resume_max_num, obs_bucket, a JAR's checkpoint_path, name and desc.
/// </summary>
internal static class FullFields
{
    private static readonly (string Field, Func<JobDefinition, object?> Value)[] All =
    [
        ("sql_body", d => d.Sql),
        ("queue_name", d => d.Settings.Queue),
        ("run_mode", d => d.Settings.Verbatim[Verbatim.RunMode]),
        ("cu_number", d => d.Settings.Resources.TotalCus),
        ("manager_cu_number", d => d.Settings.Resources.ManagerCus),
        ("parallel_number", d => SqlJobSizing.ParallelNumber(d.Settings)),
        ("tm_cus", d => d.Settings.Resources.TaskManagerCus),
        ("tm_slot_num", d => SqlJobSizing.TmSlotNum(d.Settings)),
        ("resource_config_version", d => SqlJobSizing.Version(d.Settings)),
        ("resource_config", d => SqlJobSizing.Config(d.Settings)),
        ("checkpoint_enabled", d => d.Settings.Checkpointing.Enabled),
        ("checkpoint_mode", d => d.Settings.Checkpointing.Mode),
        ("checkpoint_interval", d => d.Settings.Checkpointing.IntervalMs),
        ("log_enabled", d => d.Settings.LogsEnabled),
        ("idle_state_retention", d => (d.Settings.StateTtlMs, d.Settings.Verbatim[Verbatim.IdleStateRetention])),
        ("edge_group_ids", d => d.Settings.Verbatim[Verbatim.EdgeGroupIds]),
        ("dirty_data_strategy", d => d.Settings.DirtyData),
        ("udf_jar_url", d => (d.Settings.UdfJars, d.Settings.Verbatim[Verbatim.UdfJarUrl])),
        ("operator_config", d => d.Settings.Verbatim[Verbatim.OperatorConfig]),
        ("static_estimator_config", d => d.Settings.Verbatim[Verbatim.StaticEstimatorConfig]),
        ("runtime_config", d => (d.Settings.Properties, d.Settings.Verbatim[Verbatim.RuntimeConfig])),
        ("flink_version", d => d.Settings.EngineVersion),
        ("execution_agency_urn", d => d.Settings.Verbatim[Verbatim.ExecutionAgencyUrn]),
        ("flink_log_config", d => d.Settings.Verbatim[Verbatim.FlinkLogConfig]),
        ("entrypoint", d => d.Settings.Jar),
    ];

    /// <summary>The first full field that differs, or null.</summary>
    public static string? FirstChanged(JobDefinition before, JobDefinition after)
    {
        if (before == after)
        {
            return null;
        }

        foreach (var (field, value) in All)
        {
            if (!Equals(value(before), value(after)))
            {
                return field;
            }
        }

        return null;
    }
}
