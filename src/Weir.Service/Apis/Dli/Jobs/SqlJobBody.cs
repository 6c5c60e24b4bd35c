using System.Text.Json.Serialization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>What create and update of a SQL job may contain, in the union of all generations of clients. Absent and
/// null mean the same: the default when creating, "leave as it is" when updating.</summary>
internal sealed record SqlJobBody
{
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("desc")]
    public string? Description { get; init; }

    /// <summary>Create only.</summary>
    [JsonPropertyName("template_id")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TemplateId { get; init; }

    /// <summary>Create only: a job's type never changes.</summary>
    [JsonPropertyName("job_type")]
    public string? JobType { get; init; }

    /// <summary>Create only; later the tag operations have them.</summary>
    [JsonPropertyName("tags")]
    public Tags.TagBody[]? Tags { get; init; }

    [JsonPropertyName("queue_name")]
    public string? QueueName { get; init; }

    [JsonPropertyName("sql_body")]
    public string? SqlBody { get; init; }

    [JsonPropertyName("run_mode")]
    public string? RunMode { get; init; }

    [JsonPropertyName("cu_number")]
    public int? CuNumber { get; init; }

    [JsonPropertyName("parallel_number")]
    public int? ParallelNumber { get; init; }

    [JsonPropertyName("checkpoint_enabled")]
    public bool? CheckpointEnabled { get; init; }

    [JsonPropertyName("checkpoint_mode")]
    [JsonConverter(typeof(CheckpointModeConverter))]
    public CheckpointMode? CheckpointMode { get; init; }

    [JsonPropertyName("checkpoint_interval")]
    public int? CheckpointInterval { get; init; }

    [JsonPropertyName("obs_bucket")]
    public string? ObsBucket { get; init; }

    [JsonPropertyName("log_enabled")]
    public bool? LogEnabled { get; init; }

    [JsonPropertyName("smn_topic")]
    public string? SmnTopic { get; init; }

    [JsonPropertyName("restart_when_exception")]
    public bool? RestartWhenException { get; init; }

    [JsonPropertyName("idle_state_retention")]
    public int? IdleStateRetention { get; init; }

    [JsonPropertyName("edge_group_ids")]
    [JsonConverter(typeof(TextsConverter))]
    public string[]? EdgeGroupIds { get; init; }

    [JsonPropertyName("dirty_data_strategy")]
    public string? DirtyDataStrategy { get; init; }

    [JsonPropertyName("udf_jar_url")]
    public string? UdfJarUrl { get; init; }

    [JsonPropertyName("manager_cu_number")]
    public int? ManagerCuNumber { get; init; }

    [JsonPropertyName("tm_cus")]
    public int? TmCus { get; init; }

    [JsonPropertyName("tm_slot_num")]
    public int? TmSlotNum { get; init; }

    [JsonPropertyName("operator_config")]
    public string? OperatorConfig { get; init; }

    [JsonPropertyName("static_estimator_config")]
    public string? StaticEstimatorConfig { get; init; }

    [JsonPropertyName("resume_checkpoint")]
    public bool? ResumeCheckpoint { get; init; }

    [JsonPropertyName("resume_max_num")]
    public int? ResumeMaxNum { get; init; }

    [JsonPropertyName("runtime_config")]
    public string? RuntimeConfig { get; init; }

    [JsonPropertyName("flink_version")]
    public string? FlinkVersion { get; init; }

    [JsonPropertyName("execution_agency_urn")]
    public string? ExecutionAgencyUrn { get; init; }

    [JsonPropertyName("resource_config_version")]
    public string? ResourceConfigVersion { get; init; }

    [JsonPropertyName("resource_config")]
    public ResourceConfig? ResourceConfig { get; init; }

    [JsonPropertyName("flink_log_config")]
    public string? FlinkLogConfig { get; init; }
}

/// <summary>Cores and memory one by one. Effective with resource_config_version v2; with v1 stored and given back.
/// </summary>
internal sealed record ResourceConfig
{
    public const string DefaultMemory = "4G";

    [JsonPropertyName("max_slot")]
    public int? MaxSlot { get; init; }

    [JsonPropertyName("parallel_number")]
    public int? ParallelNumber { get; init; }

    [JsonPropertyName("jobmanager_resource_spec")]
    public ResourceSpecBody? JobManager { get; init; }

    [JsonPropertyName("taskmanager_resource_spec")]
    public ResourceSpecBody? TaskManager { get; init; }

    /// <summary>The same with every default in place, as it is given back.</summary>
    public ResourceConfig Complete() => new()
    {
        MaxSlot = MaxSlot ?? 1,
        ParallelNumber = ParallelNumber ?? 1,
        JobManager = (JobManager ?? new ResourceSpecBody()).Complete(),
        TaskManager = (TaskManager ?? new ResourceSpecBody()).Complete(),
    };
}

/// <summary>Cores and memory of one process. The memory is the client's text, given back as it came.</summary>
internal sealed record ResourceSpecBody
{
    [JsonPropertyName("cpu")]
    public double? Cpu { get; init; }

    [JsonPropertyName("memory")]
    public string? Memory { get; init; }

    public ResourceSpecBody Complete() => new()
    {
        Cpu = Cpu ?? 1,
        Memory = Memory ?? ResourceConfig.DefaultMemory,
    };
}
