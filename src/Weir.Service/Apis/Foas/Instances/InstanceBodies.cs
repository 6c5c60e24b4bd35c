using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>An instance on the wire, with the definition it was started with. Members without a value are left
/// out.</summary>
internal sealed record InstanceBody
{
    public required string ActualState { get; init; }

    public string? ApiType { get; init; }

    public string? AutoScaleParams { get; init; }

    public string? ClusterId { get; init; }

    public string? Code { get; init; }

    public long? EndTime { get; init; }

    public string? EngineJobHandler { get; init; }

    public string? EngineVersion { get; init; }

    public string? ExpectState { get; init; }

    public long? Id { get; init; }

    public long InputDelay { get; init; }

    public required string JobName { get; init; }

    public string? JobType { get; init; }

    public string LastErrorMessage { get; init; } = "";

    public long? LastErrorTime { get; init; }

    public long? LastOperateTime { get; init; }

    public string? LastOperator { get; init; }

    public string? Packages { get; init; }

    public string? PlanJson { get; init; }

    public int Priority { get; init; }

    public required string ProjectName { get; init; }

    public string? Properties { get; init; }

    public string? QueueName { get; init; }

    public long? StartTime { get; init; }

    public string? Starter { get; init; }
}

internal sealed record SummaryBody
{
    public required string ActualState { get; init; }

    public string? EngineJobHandler { get; init; }

    public string? ExpectState { get; init; }

    public long? Id { get; init; }

    public long InputDelay { get; init; }

    public required string JobName { get; init; }

    public string LastErrorMessage { get; init; } = "";

    public long? LastErrorTime { get; init; }
}

internal sealed record StartAnswer([property: JsonPropertyName("instanceId")] long InstanceId);

internal sealed record InstanceAnswer(InstanceBody Instance);

internal sealed record InstanceList(IReadOnlyList<InstanceBody> Instance);

internal sealed record InstanceListAnswer(
    InstanceList Instances, int PageIndex, int PageSize, int TotalCount, int TotalPage);

internal sealed record SummaryAnswer(SummaryBody RunSummary);

internal sealed record SummaryList(IReadOnlyList<SummaryBody> RunSummary);

/// <summary>The plural is the vendor's.</summary>
internal sealed record SummaryListAnswer(SummaryList RunSummarys);

/// <summary>The text is JSON.</summary>
internal sealed record ConfigAnswer(string Config);
