namespace Weir.Service.Apis.Foas.Projects;

/// <summary>A project on the wire.</summary>
internal sealed record ProjectBody
{
    public required string ClusterId { get; init; }

    public long CreateTime { get; init; }

    public required string Creator { get; init; }

    public required string DeployType { get; init; }

    public required string Description { get; init; }

    /// <summary>Stands in GetProject only.</summary>
    public string? GlobalJobConfig { get; init; }

    public required string Id { get; init; }

    public required string ManagerIds { get; init; }

    public required string Modifier { get; init; }

    public long ModifyTime { get; init; }

    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string State { get; init; }
}

internal sealed record ProjectAnswer(ProjectBody Project);

internal sealed record ProjectList(IReadOnlyList<ProjectBody> Project);

internal sealed record ProjectListAnswer(
    int PageIndex, int PageSize, ProjectList Projects, int TotalCount, int TotalPage);
