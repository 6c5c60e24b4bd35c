namespace Weir.Service.Model;

internal enum JobKind
{
    Sql,
    Jar,
}

/// <summary>
/// Where a job stands, rich enough for every dialect. The legal ways between these are declared in
/// <c>Control/JobStates/Edges.cs</c>.
/// </summary>
internal enum JobState
{
    /// <summary>Never run since it was created, or edited back to a draft.</summary>
    Draft,

    /// <summary>A run was asked for and its runtime has not confirmed it yet.</summary>
    Submitting,

    /// <summary>The runtime refused the run; the status text says why.</summary>
    SubmitFailed,
    Running,

    /// <summary>The run failed or its process went away, and it is being started again.</summary>
    Restarting,

    /// <summary>A savepoint is being taken; then on to running, stopping or pausing, as desired.</summary>
    Savepointing,
    Stopping,
    Stopped,

    /// <summary>The runtime did not stop in time; the run may still be there.</summary>
    StopFailed,
    Pausing,

    /// <summary>Stopped with the intention to go on from the restore point that was taken.</summary>
    Paused,

    /// <summary>All input was read and all output committed.</summary>
    Finished,
    Failed,
}

/// <summary>What the user wants to be true; the reconciler works towards it.</summary>
internal enum DesiredState
{
    Stopped,
    Running,
    Paused,
}

/// <summary>The long-lived thing. Ids are positive and small: below 1,000,000 for the first million jobs, always below
/// 2^31. Times have millisecond precision.</summary>
internal sealed record Job
{
    public required int Id { get; init; }

    public required string ProjectId { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required JobKind Kind { get; init; }

    /// <summary>The type in the words of the dialect that made the job; empty when it has no word for it.</summary>
    public string Type { get; init; } = "";

    /// <summary>What a dialect must remember of the creation (fixed for the life of the job).</summary>
    public FieldBag Traits { get; init; } = FieldBag.Empty;

    public FieldBag Tags { get; init; } = FieldBag.Empty;

    public JobState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public DesiredState Desired { get; init; }

    /// <summary>Why the job stands where it stands: an error, operators that lost their state, unknown since
    /// when.</summary>
    public string StatusText { get; init; } = "";

    /// <summary>Since when nobody knows what the run does; null while its runtime answers.</summary>
    public DateTimeOffset? UnknownSince { get; init; }

    /// <summary>Version of the current definition; null while there is only a draft.</summary>
    public int? CurrentVersion { get; init; }

    /// <summary>The highest version so far, also of definitions that are no longer current; 0 = none.</summary>
    public int LastVersion { get; init; }

    /// <summary>Ids of the current definition, of the newest one and of the newest update: each names the one before
    /// it, so that a history is read from here backwards.</summary>
    public long? CurrentDefinition { get; init; }

    public long? LastDefinition { get; init; }

    public long? LastUpdate { get; init; }

    /// <summary>True while the draft differs from what is current (or there is nothing current).</summary>
    public bool DraftPending { get; init; }

    /// <summary>Queue of what is shown (current, or the draft of a job without), as written there.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Fencing token of the latest start; grows with every start and restart, 0 = never started.</summary>
    public int Epoch { get; init; }

    /// <summary>The run that is live or was last; null = never run.</summary>
    public int? RunId { get; init; }

    /// <summary>The newest savepoint in the ledger.</summary>
    public long? SavepointPoint { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string UpdatedBy { get; init; }

    /// <summary>When the user last changed something (not when the state last changed).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Rises with every change of the row; a reader that comes back with it can tell that nothing
    /// changed.</summary>
    public long Revision { get; init; }

    /// <summary>True while something of it may run: in all states between submitting and an end.</summary>
    public bool IsLive => State is JobState.Submitting or JobState.Running or JobState.Restarting
        or JobState.Savepointing or JobState.Stopping or JobState.StopFailed or JobState.Pausing;

    /// <summary>Gone for everybody but the reconciler, which still has to end what runs.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>A job with what belongs to it, read in one go.</summary>
internal sealed record JobDetail
{
    public required Job Job { get; init; }

    /// <summary>The current definition; null while there is only a draft.</summary>
    public Definition? Current { get; init; }

    /// <summary>What the next commit would make current; the same object as the current content when nothing is
    /// pending.</summary>
    public required JobDefinition Draft { get; init; }

    /// <summary>The live or last run.</summary>
    public Run? Run { get; init; }

    /// <summary>The newest savepoint that a run could start from.</summary>
    public RestorePoint? Savepoint { get; init; }

    /// <summary>Name of the user who created the job, for dialects that show names.</summary>
    public string CreatorName { get; init; } = "";

    /// <summary>What is current, or the draft of a job that was never committed.</summary>
    public JobDefinition Shown => Current?.Content ?? Draft;
}
