namespace Weir.Service.Model;

/// <summary>What the user wrote: the program and everything that says how to run it. Name and description are the
/// job's, not the definition's. Immutable; two with the same content are equal.</summary>
internal sealed record JobDefinition
{
    /// <summary>The SQL text byte for byte as it came; empty for a JAR job.</summary>
    public string Sql { get; init; } = "";

    /// <summary>All the rest. Kept apart so that a change of the SQL alone rewrites nothing else.</summary>
    public JobSettings Settings { get; init; } = new();
}

/// <summary>How a program is to be run. Defaults are ours; a dialect with other defaults sets them at
/// creation.</summary>
internal sealed record JobSettings
{
    /// <summary>The program of a JAR job; null for SQL.</summary>
    public JarProgram? Jar { get; init; }

    /// <summary>Name of the queue; empty means the project's queue <c>default</c>.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Name of the bucket for checkpoints and logs; empty means the project's bucket <c>weir</c>.</summary>
    public string Bucket { get; init; } = "";

    public int Parallelism { get; init; } = 1;

    public JobResources Resources { get; init; } = new();

    public Checkpointing Checkpointing { get; init; } = new();

    public RestartPolicy Restart { get; init; } = new();

    /// <summary>How long state may stay untouched before it is dropped, in milliseconds; 0 = no limit.</summary>
    public long StateTtlMs { get; init; }

    public bool LogsEnabled { get; init; }

    /// <summary>Topic that hears of failures; empty = nobody does.</summary>
    public string AlertTopic { get; init; } = "";

    public DirtyData DirtyData { get; init; } = new();

    /// <summary>Packages with user-defined functions.</summary>
    public TextList UdfJars { get; init; } = TextList.Empty;

    public string EngineVersion { get; init; } = "";

    /// <summary>Settings of engine and runtime, as the user wrote them (key=value lines, or what a dialect
    /// allows).</summary>
    public string Properties { get; init; } = "";

    /// <summary>What only one dialect understands, and texts it must give back as they came.</summary>
    public FieldBag Verbatim { get; init; } = FieldBag.Empty;
}

/// <summary>The program of a JAR job. Texts as the user wrote them; they are resolved when the job runs.</summary>
internal sealed record JarProgram
{
    public string Entrypoint { get; init; } = "";

    /// <summary>Empty = the one the manifest names.</summary>
    public string MainClass { get; init; } = "";

    /// <summary>One text, separated by blanks, quoted as in a shell.</summary>
    public string Arguments { get; init; } = "";

    public TextList DependencyJars { get; init; } = TextList.Empty;

    public TextList DependencyFiles { get; init; } = TextList.Empty;
}

/// <summary>How much of a queue a job takes. 1 CU is one core and 4 GB.</summary>
internal sealed record JobResources
{
    public double TotalCus { get; init; } = 2;

    public double ManagerCus { get; init; } = 1;

    public double TaskManagerCus { get; init; } = 1;

    /// <summary>Slots of one task manager; 0 = derived from the other figures.</summary>
    public int SlotsPerTaskManager { get; init; }

    /// <summary>Cores and memory given one by one; when present they outrank the CUs.</summary>
    public ResourceSpec? Manager { get; init; }

    public ResourceSpec? TaskManager { get; init; }
}

/// <summary>Cores and megabytes of one process.</summary>
internal sealed record ResourceSpec(double Cores, long MemoryMb);

internal sealed record Checkpointing
{
    public bool Enabled { get; init; }

    public CheckpointMode Mode { get; init; } = CheckpointMode.ExactlyOnce;

    public long IntervalMs { get; init; } = 10_000;

    /// <summary>Where a JAR writes its checkpoints when it does so by itself; empty = we choose.</summary>
    public string Path { get; init; } = "";
}

internal enum CheckpointMode
{
    ExactlyOnce,
    AtLeastOnce,
}

/// <summary>What happens after a failure of a running job.</summary>
internal sealed record RestartPolicy
{
    public bool OnFailure { get; init; }

    /// <summary>Restarts within one hour before the job is left failed; -1 = no limit.</summary>
    public int MaxPerHour { get; init; } = -1;

    /// <summary>Restart from the latest checkpoint; otherwise from nothing.</summary>
    public bool FromCheckpoint { get; init; }
}

internal enum DirtyDataAction
{
    Ignore,
    Fail,
    Store,
}

/// <summary>What happens to a record that cannot be read. The directory counts for <c>Store</c> only.</summary>
internal sealed record DirtyData(DirtyDataAction Action = DirtyDataAction.Ignore, string Directory = "");

/// <summary>A definition in the ledger: number <paramref name="Version"/> of its job, counted from 1. The id counts
/// those of all jobs.</summary>
internal sealed record Definition(
    long Id, int JobId, int Version, string Hash, JobDefinition Content, DateTimeOffset CreatedAt, string CreatedBy);
