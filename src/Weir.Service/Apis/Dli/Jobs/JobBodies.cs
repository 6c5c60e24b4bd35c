using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Answer of create. Creating starts nothing, so the status is always the draft's.</summary>
internal sealed record CreateAnswer(
    [property: JsonPropertyName("is_success")] string IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("job")] CreatedJob Job);

internal sealed record CreatedJob(
    [property: JsonPropertyName("job_id")] long JobId,
    [property: JsonPropertyName("status_name")] string StatusName,
    [property: JsonPropertyName("status_desc")] string StatusDescription);

internal sealed record UpdateAnswer(
    [property: JsonPropertyName("is_success")] string IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("job")] UpdatedJob Job);

internal sealed record UpdatedJob([property: JsonPropertyName("update_time")] long UpdateTime);

internal sealed record ShowAnswer(
    [property: JsonPropertyName("is_success")] string IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("job_detail")] JobDetailBody JobDetail);

internal sealed record ListAnswer(
    [property: JsonPropertyName("is_success")] string IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("job_list")] JobListBody JobList);

internal sealed record JobListBody(
    [property: JsonPropertyName("total_count")] int TotalCount,
    [property: JsonPropertyName("jobs")] JobListElement[] Jobs);

/// <summary>job_detail. Times are milliseconds since 1970; start_time is null until the first start.</summary>
internal sealed record JobDetailBody
{
    [JsonPropertyName("job_id")]
    public long JobId { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("desc")]
    public required string Description { get; init; }

    [JsonPropertyName("job_type")]
    public required string JobType { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("status_desc")]
    public required string StatusDescription { get; init; }

    [JsonPropertyName("create_time")]
    public long CreateTime { get; init; }

    [JsonPropertyName("start_time")]
    public long? StartTime { get; init; }

    [JsonPropertyName("update_time")]
    public long UpdateTime { get; init; }

    [JsonPropertyName("duration")]
    public long Duration { get; init; }

    [JsonPropertyName("root_id")]
    public int RootId { get; init; }

    [JsonPropertyName("user_id")]
    public required string UserId { get; init; }

    [JsonPropertyName("user_name")]
    public required string UserName { get; init; }

    [JsonPropertyName("queue_name")]
    public required string QueueName { get; init; }

    [JsonPropertyName("project_id")]
    public required string ProjectId { get; init; }

    [JsonPropertyName("sql_body")]
    public required string SqlBody { get; init; }

    [JsonPropertyName("run_mode")]
    public required string RunMode { get; init; }

    [JsonPropertyName("savepoint_path")]
    public string? SavepointPath { get; init; }

    [JsonPropertyName("main_class")]
    public string? MainClass { get; init; }

    [JsonPropertyName("entrypoint_args")]
    public string? EntrypointArgs { get; init; }

    /// <summary>A text when there is one, never an object: that is what the clients' decoders insist on.</summary>
    [JsonPropertyName("execution_graph")]
    public string? ExecutionGraph { get; init; }

    [JsonPropertyName("graph_editor_enabled")]
    public bool GraphEditorEnabled { get; init; }

    [JsonPropertyName("has_savepoint")]
    public bool HasSavepoint { get; init; }

    [JsonPropertyName("edge_group_ids")]
    public string[]? EdgeGroupIds { get; init; }

    [JsonPropertyName("restart_times")]
    public int RestartTimes { get; init; }

    [JsonPropertyName("feature")]
    public required string Feature { get; init; }

    [JsonPropertyName("flink_version")]
    public required string FlinkVersion { get; init; }

    [JsonPropertyName("image")]
    public required string Image { get; init; }

    [JsonPropertyName("job_config")]
    public required JobConfigBody JobConfig { get; init; }
}
