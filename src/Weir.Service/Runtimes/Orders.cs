using Weir.Service.Model;

namespace Weir.Service.Runtimes;

/// <summary>One start of one run: the epoch fences off all earlier ones of the job.</summary>
internal readonly record struct RunKey(int JobId, int RunId, int Epoch);

/// <summary>How to find a run at its runtime.</summary>
internal sealed record RunHandle
{
    public required RunKey Key { get; init; }

    /// <summary>32 hex digits, chosen and committed by us before the first call; one per epoch.</summary>
    public required string RuntimeJobId { get; init; }

    /// <summary>The savepoint that was asked for and is not settled; observations tell about it.</summary>
    public SavepointRequest? Savepoint { get; init; }
}

/// <summary>All a runtime needs to start a run.</summary>
internal sealed record StartOrder
{
    public required RunHandle Run { get; init; }

    public required Job Job { get; init; }

    public required Definition Definition { get; init; }

    /// <summary>Start parameters of the dialect, verbatim.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Null = from nothing.</summary>
    public RestorePoint? RestoreFrom { get; init; }

    /// <summary><c>DIR/jobs/&lt;id&gt;</c>: below it <c>checkpoints/&lt;epoch&gt;-&lt;n&gt;</c> and
    /// <c>logs</c>.</summary>
    public required string JobDirectory { get; init; }

    /// <summary><c>DIR/objects/&lt;project&gt;</c>: what the project's tables may reach, one directory per
    /// bucket.</summary>
    public required string ObjectsDirectory { get; init; }
}

/// <summary>How to end a run.</summary>
internal sealed record StopOrder
{
    /// <summary>Take this savepoint as the last thing the run does: nothing may be emitted after it. When it fails the
    /// run goes on and an observation tells so.</summary>
    public SavepointRequest? Savepoint { get; init; }

    /// <summary>Do not wait for anything (the run hangs, or nobody needs its end): the last restore point
    /// stands.</summary>
    public bool Force { get; init; }

    /// <summary>How long the sinks may take for their last commit.</summary>
    public required TimeSpan Patience { get; init; }
}

/// <summary>A complete restore point that a runtime reports for the ledger.</summary>
internal sealed record TakenRestorePoint
{
    public required RestorePointKind Kind { get; init; }

    public required string Path { get; init; }

    public long SizeBytes { get; init; }

    /// <summary>State descriptors, JSON; empty when the runtime has none or keeps them beside the state.</summary>
    public string Descriptors { get; init; } = "";

    /// <summary>interval, savepoint, stop, shutdown.</summary>
    public string Reason { get; init; } = "interval";

    /// <summary>Id of the order that asked for it, for savepoints.</summary>
    public string? SavepointId { get; init; }

    /// <summary>Earlier checkpoints of the job that no longer exist because this one replaced them.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];
}
