namespace Weir.Service.Model;

/// <summary>One execution of one definition: begun by a user, restarted as often as its policy allows, ended
/// once.</summary>
internal sealed record Run
{
    public required int Id { get; init; }

    public required int JobId { get; init; }

    /// <summary>The definition that runs; a later update of the job does not change it.</summary>
    public required int DefinitionVersion { get; init; }

    public required long DefinitionId { get; init; }

    /// <summary>Fencing token of the latest start within this run.</summary>
    public required int Epoch { get; init; }

    /// <summary>Id under which the runtime knows the present epoch: 32 hex digits, chosen by us before the
    /// start.</summary>
    public required string RuntimeJobId { get; init; }

    /// <summary>Name of the runtime, fixed when the run begins.</summary>
    public required string Runtime { get; init; }

    /// <summary>The queue it takes its CUs from, and how many.</summary>
    public string Queue { get; init; } = "";

    public double Cus { get; init; }

    /// <summary>As in its definition, or as a light update has set it since.</summary>
    public required HotSettings Hot { get; init; }

    /// <summary>Start parameters of a dialect that has them, as they came.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Restore point that the run was asked to begin with; null = nothing.</summary>
    public long? FirstPoint { get; init; }

    /// <summary>Restore point that the present epoch started from; null = from nothing.</summary>
    public long? RestoredFrom { get; init; }

    /// <summary>Automatic restarts so far.</summary>
    public int Restarts { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the runtime first confirmed it; null until then.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string LastError { get; init; } = "";

    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Operators that could not take their state along, when the present epoch started.</summary>
    public TextList LostOperators { get; init; } = TextList.Empty;

    /// <summary>The savepoint that was asked for and is not settled.</summary>
    public SavepointRequest? Savepoint { get; init; }
}

/// <summary>A savepoint somebody wants. The id is 32 hex digits of our choice, so that asking twice takes one; an empty
/// path leaves the place to the runtime.</summary>
internal sealed record SavepointRequest(string Id, string Path, SavepointPurpose Purpose, string By);

internal enum SavepointPurpose
{
    /// <summary>The run goes on afterwards.</summary>
    OnDemand,

    /// <summary>The last thing the run does before it ends.</summary>
    Stop,

    /// <summary>As stop, but the job is to go on from here some day.</summary>
    Pause,
}

/// <summary>What of a definition may change while a run of it lives, and acts on that run at once.</summary>
internal sealed record HotSettings(RestartPolicy Restart, string AlertTopic)
{
    public static HotSettings Of(JobSettings settings) => new(settings.Restart, settings.AlertTopic);
}

internal enum RestorePointKind
{
    Checkpoint,
    Savepoint,
}

/// <summary>An entry of the append-only ledger of places that a run can start from.</summary>
internal sealed record RestorePoint
{
    public long Id { get; init; }

    public required int JobId { get; init; }

    /// <summary>Null for one that was imported.</summary>
    public int? RunId { get; init; }

    public int Epoch { get; init; }

    public required RestorePointKind Kind { get; init; }

    /// <summary>Where it lies: a directory of ours, or a URI the runtime understands.</summary>
    public required string Path { get; init; }

    public long SizeBytes { get; init; }

    public int? DefinitionVersion { get; init; }

    /// <summary>State descriptors as the runtime wrote them (JSON); empty when it has none.</summary>
    public string Descriptors { get; init; } = "";

    public string CreatedBy { get; init; } = "";

    /// <summary>Why it was taken: interval, savepoint, stop, pause, shutdown, import.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Id of the request that asked for it.</summary>
    public string? SavepointId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when its files are gone; the entry stays.</summary>
    public DateTimeOffset? GoneAt { get; init; }
}

internal enum UpdateKind
{
    /// <summary>Applied to the running job at once, or changed nothing that runs.</summary>
    Light,

    /// <summary>Acts at the next start.</summary>
    Full,
}

/// <summary>An accepted update. From and to are versions of the current definition; equal when only the job's own
/// fields changed, null while there was none.</summary>
internal sealed record Update(
    long Id,
    int JobId,
    int? FromVersion,
    int? ToVersion,
    UpdateKind Kind,
    string By,
    DateTimeOffset At,
    string Outcome);

/// <summary>What went wrong with a run. Code is the engine's or runtime's own; line and column count from 1.</summary>
internal sealed record RunError(
    RunErrorKind Kind, string Code, string Message, int Line = 0, int Column = 0, string Hint = "");

internal enum RunErrorKind
{
    /// <summary>The user has to change something.</summary>
    User,

    /// <summary>Something outside failed; trying again may help.</summary>
    External,

    /// <summary>Ours.</summary>
    Bug,
}
