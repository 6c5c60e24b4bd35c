namespace Weir.Service.Control;

/// <summary>What the operator may set. Quotas of the clouds are off unless set.</summary>
internal sealed record Settings
{
    /// <summary>Drafts that were never run, per project (the clouds allow 100); null = no limit.</summary>
    public int? MaxDrafts { get; init; }

    /// <summary>Wrong signatures in a row, from one address, that lock an access key for <see cref="KeyLock"/>; 0 =
    /// never. The clouds lock after 5.</summary>
    public int KeyFailuresBeforeLock { get; init; } = 5;

    public TimeSpan KeyLock { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether callers on this machine are locked out too. They are not, unless asked for: nobody guesses keys
    /// from here, and whoever tries out clients makes more than five mistakes.</summary>
    public bool KeyLockOnLoopback { get; init; }

    /// <summary>Region that answers tell to clients.</summary>
    public string Region { get; init; } = "local";
}
