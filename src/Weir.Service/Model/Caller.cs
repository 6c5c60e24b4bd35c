namespace Weir.Service.Model;

/// <summary>Who is asking: a user of an account, acting in one project.</summary>
internal sealed record Caller
{
    public required string UserId { get; init; }

    public required string UserName { get; init; }

    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required string ProjectId { get; init; }

    public required string ProjectName { get; init; }
}
