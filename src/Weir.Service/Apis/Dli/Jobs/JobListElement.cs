using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>An element of the list. The creator stands under two names, because clients read either; start_time is 0
/// for a job that was never started. The last group is there only with show_detail=true.</summary>
internal sealed record JobListElement
{
    [JsonPropertyName("job_id")]
    public long JobId { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("desc")]
    public required string Description { get; init; }

    [JsonPropertyName("user_name")]
    public required string UserName { get; init; }

    [JsonPropertyName("username")]
    public required string UserNameToo { get; init; }

    [JsonPropertyName("job_type")]
    public required string JobType { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("status_desc")]
    public required string StatusDescription { get; init; }

    [JsonPropertyName("create_time")]
    public long CreateTime { get; init; }

    [JsonPropertyName("start_time")]
    public long StartTime { get; init; }

    [JsonPropertyName("duration")]
    public long Duration { get; init; }

    [JsonPropertyName("root_id")]
    public int RootId { get; init; }

    [JsonPropertyName("graph_editor_enabled")]
    public bool GraphEditorEnabled { get; init; }

    [JsonPropertyName("has_savepoint")]
    public bool HasSavepoint { get; init; }

    [JsonPropertyName("queue_name")]
    public required string QueueName { get; init; }

    [JsonPropertyName("edge_group_ids")]
    public string[]? EdgeGroupIds { get; init; }

    [JsonPropertyName("restart_times")]
    public int RestartTimes { get; init; }

    [JsonPropertyName("savepoint_path")]
    public string? SavepointPath { get; init; }

    [JsonPropertyName("user_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }

    [JsonPropertyName("project_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProjectId { get; init; }

    [JsonPropertyName("sql_body")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SqlBody { get; init; }

    [JsonPropertyName("run_mode")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunMode { get; init; }

    [JsonPropertyName("job_config")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobConfigBody? JobConfig { get; init; }

    [JsonPropertyName("main_class")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MainClass { get; init; }

    [JsonPropertyName("entrypoint_args")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EntrypointArgs { get; init; }

    [JsonPropertyName("execution_graph")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExecutionGraph { get; init; }

    [JsonPropertyName("update_time")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? UpdateTime { get; init; }

    /// <summary>Terraform's data source reads these two here, although they belong to job_config.</summary>
    [JsonPropertyName("operator_config")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OperatorConfig { get; init; }

    [JsonPropertyName("static_estimator_config")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StaticEstimatorConfig { get; init; }
}
