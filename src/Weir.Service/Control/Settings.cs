namespace Weir.Service.Control;

/// <summary>What the operator may set. Quotas of the clouds are off unless set.</summary>
internal sealed record Settings
{
    /// <summary>Drafts that were never run, per project (the clouds allow 100); null = no limit.</summary>
    public int? MaxDrafts { get; init; }

    /// <summary>Region that answers tell to clients.</summary>
    public string Region { get; init; } = "local";
}
