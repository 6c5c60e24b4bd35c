using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>job_config: what the user set, with the defaults of what was left out. Texts come back as they were sent.
/// </summary>
internal sealed record JobConfigBody
{
    [JsonPropertyName("checkpoint_enabled")]
    public bool CheckpointEnabled { get; init; }

    [JsonPropertyName("checkpoint_mode")]
    public required string CheckpointMode { get; init; }

    [JsonPropertyName("checkpoint_interval")]
    public int CheckpointInterval { get; init; }

    [JsonPropertyName("log_enabled")]
    public bool LogEnabled { get; init; }

    [JsonPropertyName("obs_bucket")]
    public required string ObsBucket { get; init; }

    [JsonPropertyName("root_id")]
    public int RootId { get; init; }

    [JsonPropertyName("edge_group_ids")]
    public string[]? EdgeGroupIds { get; init; }

    [JsonPropertyName("graph_editor_enabled")]
    public bool GraphEditorEnabled { get; init; }

    [JsonPropertyName("graph_editor_data")]
    public string GraphEditorData { get; init; } = "";

    [JsonPropertyName("manager_cu_number")]
    public int ManagerCuNumber { get; init; }

    [JsonPropertyName("executor_number")]
    public int? ExecutorNumber { get; init; }

    [JsonPropertyName("executor_cu_number")]
    public int? ExecutorCuNumber { get; init; }

    [JsonPropertyName("cu_number")]
    public int CuNumber { get; init; }

    [JsonPropertyName("parallel_number")]
    public int ParallelNumber { get; init; }

    [JsonPropertyName("smn_topic")]
    public required string SmnTopic { get; init; }

    [JsonPropertyName("restart_when_exception")]
    public bool RestartWhenException { get; init; }

    [JsonPropertyName("resume_checkpoint")]
    public bool ResumeCheckpoint { get; init; }

    [JsonPropertyName("resume_max_num")]
    public int ResumeMaxNum { get; init; }

    [JsonPropertyName("checkpoint_path")]
    public required string CheckpointPath { get; init; }

    [JsonPropertyName("idle_state_retention")]
    public int IdleStateRetention { get; init; }

    [JsonPropertyName("config_url")]
    public string? ConfigUrl { get; init; }

    [JsonPropertyName("udf_jar_url")]
    public required string UdfJarUrl { get; init; }

    [JsonPropertyName("dirty_data_strategy")]
    public required string DirtyDataStrategy { get; init; }

    [JsonPropertyName("entrypoint")]
    public string? Entrypoint { get; init; }

    [JsonPropertyName("dependency_jars")]
    public string[]? DependencyJars { get; init; }

    [JsonPropertyName("dependency_files")]
    public string[]? DependencyFiles { get; init; }

    [JsonPropertyName("tm_cus")]
    public int TmCus { get; init; }

    /// <summary>The derived count when none was set, never 0.</summary>
    [JsonPropertyName("tm_slot_num")]
    public int TmSlotNum { get; init; }

    [JsonPropertyName("feature")]
    public string Feature { get; init; } = "";

    [JsonPropertyName("flink_version")]
    public required string FlinkVersion { get; init; }

    [JsonPropertyName("image")]
    public string Image { get; init; } = "";

    [JsonPropertyName("operator_config")]
    public required string OperatorConfig { get; init; }

    [JsonPropertyName("static_estimator_config")]
    public required string StaticEstimatorConfig { get; init; }

    [JsonPropertyName("runtime_config")]
    public required string RuntimeConfig { get; init; }

    [JsonPropertyName("execution_agency_urn")]
    public required string ExecutionAgencyUrn { get; init; }

    /// <summary>0 means that cu_number applies.</summary>
    [JsonPropertyName("real_cu_number")]
    public int RealCuNumber { get; init; }

    [JsonPropertyName("resource_config_version")]
    public required string ResourceConfigVersion { get; init; }

    [JsonPropertyName("resource_config")]
    public required ResourceConfig ResourceConfig { get; init; }

    [JsonPropertyName("flink_log_config")]
    public required string FlinkLogConfig { get; init; }
}
