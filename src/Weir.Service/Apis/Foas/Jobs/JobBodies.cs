namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>A job on the wire: its draft, which is what editing changes. FileId stands in GetJob only. Members without a
/// value are left out.</summary>
internal sealed record JobBody
{
    public required string ApiType { get; init; }

    public required string ClusterId { get; init; }

    public string? Code { get; init; }

    public long CreateTime { get; init; }

    public required string Creator { get; init; }

    public required string Description { get; init; }

    public required string EngineVersion { get; init; }

    public string? FileId { get; init; }

    public long? FolderId { get; init; }

    public bool IsCommitted { get; init; }

    public required string JobId { get; init; }

    public required string JobName { get; init; }

    public required string JobType { get; init; }

    public required string Modifier { get; init; }

    public long ModifyTime { get; init; }

    public required string Packages { get; init; }

    public string? PlanJson { get; init; }

    public required string ProjectName { get; init; }

    public string? Properties { get; init; }

    public required string QueueName { get; init; }
}

internal sealed record JobAnswer(JobBody Job);

/// <summary>A job without members: what clients take for "there is none".</summary>
internal sealed record NoJobAnswer(NoJob Job);

internal sealed record NoJob;

internal sealed record JobList(IReadOnlyList<JobBody> Job);

internal sealed record JobListAnswer(JobList Jobs, int PageIndex, int PageSize, int TotalCount, int TotalPage);
