namespace Weir.Service.Model;

/// <summary>A job to be made. Creating never starts anything.</summary>
internal sealed record NewJob
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required JobKind Kind { get; init; }

    public string Type { get; init; } = "";

    public FieldBag Traits { get; init; } = FieldBag.Empty;

    public FieldBag Tags { get; init; } = FieldBag.Empty;

    public required JobDefinition Definition { get; init; }

    /// <summary>Makes the definition current at once (DLI); otherwise it stays a draft until a commit (foas).</summary>
    public bool Committed { get; init; }
}

/// <summary>
/// Makes the new content out of the old one, or says no with <see cref="Refusal.Rejected"/>. Pure and quick; it may be
/// called more than once for one update, and for the draft and the current content each by itself.
/// </summary>
internal delegate Outcome<JobDefinition> DefinitionEdit(JobDetail job, JobDefinition before);

/// <summary>
/// Names the first field that differs and may not change while the job is live, or null. What is permitted then is
/// the dialect's own rule.
/// </summary>
internal delegate string? FixedWhileLive(JobDefinition before, JobDefinition after);

/// <summary>A change of a job. Null name or description = stays.</summary>
internal sealed record JobEdit
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public required DefinitionEdit Definition { get; init; }

    public FixedWhileLive FixedWhileLive { get; init; } = static (_, _) => null;
}

internal enum StartFrom
{
    /// <summary>From nothing.</summary>
    Scratch,

    /// <summary>From the newest savepoint; refused when there is none.</summary>
    Savepoint,

    /// <summary>From the newest restore point of either kind, or from nothing when there is none.</summary>
    Latest,
}

/// <summary>How a run is to begin.</summary>
internal sealed record RunRequest
{
    public StartFrom From { get; init; } = StartFrom.Scratch;

    /// <summary>True: the definition of the last run again (resume without flush); false: the current one.</summary>
    public bool SameDefinition { get; init; }

    /// <summary>Start parameters of the dialect, verbatim; null = those of the last run.</summary>
    public string? Parameters { get; init; } = "";

    /// <summary>The states from which it may begin, where a dialect tells starting from resuming; null = all in which
    /// nothing is live.</summary>
    public IReadOnlyList<JobState>? OnlyIn { get; init; }
}

/// <summary>Which jobs to list. Null = no condition.</summary>
internal sealed record JobFilter
{
    public JobKind? Kind { get; init; }

    /// <summary>Any of these types; the empty text matches jobs whose dialect has no word for the type.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    public IReadOnlyList<JobState>? States { get; init; }

    /// <summary>Jobs that name no queue are in the one named <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>Part of the name.</summary>
    public string? NameContains { get; init; }

    /// <summary>The whole name.</summary>
    public string? Name { get; init; }

    public string? CreatorName { get; init; }

    /// <summary>All of these tags with these values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public bool OldestFirst { get; init; }

    public int Limit { get; init; } = 10;

    public int Offset { get; init; }

    /// <summary>False leaves the SQL of the definitions empty, which saves reading up to a megabyte a job.</summary>
    public bool WithSql { get; init; } = true;
}

/// <summary>One page, and how many there are in all.</summary>
internal sealed record JobPage(int Total, IReadOnlyList<JobDetail> Jobs);
