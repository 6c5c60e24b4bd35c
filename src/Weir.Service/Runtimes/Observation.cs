using Weir.Service.Model;

namespace Weir.Service.Runtimes;

/// <summary>What came back from an order.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Accepted : Reply;

    /// <summary>Certainly not done, and repeating the order would not help.</summary>
    public sealed record Refused(RunError Error) : Reply;

    /// <summary>Done or not done: the answer was lost or there was none. Repeating is harmless.</summary>
    public sealed record Unknown(string Why) : Reply;
}

/// <summary>What is known of a run. Three-valued: unknown is neither present nor absent.</summary>
internal abstract record Observation
{
    private Observation()
    {
    }

    public sealed record Present : Observation
    {
        public required RunPhase Phase { get; init; }

        /// <summary>For <see cref="RunPhase.Failed"/>.</summary>
        public RunError? Error { get; init; }

        /// <summary>Restarts that the runtime did by itself within this epoch.</summary>
        public int OwnRestarts { get; init; }

        /// <summary>How state was matched when the run started from a restore point; told once, with the first
        /// observation of a running run.</summary>
        public RestoreReport? Restored { get; init; }

        /// <summary>How the savepoint of the handle (or of the order) stands; null = none was asked for.</summary>
        public SavepointStanding? Savepoint { get; init; }
    }

    /// <summary>Certainly not there.</summary>
    public sealed record Absent : Observation;

    public sealed record Unknown(string Why) : Observation;
}

internal enum RunPhase
{
    Starting,
    Running,
    Stopping,

    /// <summary>Ended by an order; all sinks committed.</summary>
    Stopped,

    /// <summary>Ended by itself, all input read; all sinks committed.</summary>
    Finished,
    Failed,
}

/// <summary>How an asked savepoint stands.</summary>
internal abstract record SavepointStanding(string Id)
{
    public sealed record InProgress(string Id) : SavepointStanding(Id);

    /// <summary>Complete and in the ledger.</summary>
    public sealed record Completed(string Id, string Path) : SavepointStanding(Id);

    public sealed record Failed(string Id, RunError Error) : SavepointStanding(Id);
}

/// <summary>What became of each operator's state at a start from a restore point.</summary>
internal sealed record RestoreReport(IReadOnlyList<OperatorVerdict> Operators)
{
    public IEnumerable<OperatorVerdict> Lost => Operators.Where(static o => o.Verdict == StateVerdict.Lost);
}

internal enum StateVerdict
{
    Kept,
    KeptFromNow,
    Partial,
    Lost,
}

/// <summary>One operator's verdict; the detail names columns or says why.</summary>
internal sealed record OperatorVerdict(string Operator, StateVerdict Verdict, string Detail = "");

/// <summary>Figures of a live run.</summary>
internal sealed record RunReport(IReadOnlyList<OperatorReport> Operators)
{
    /// <summary>How state was matched when this epoch started from a restore point; null when it did not.</summary>
    public RestoreReport? Restored { get; init; }

    /// <summary>Execution graph in the runtime's own JSON; empty when it has none.</summary>
    public string Graph { get; init; } = "";
}

/// <summary>Counts since the epoch began; watermark in Unix milliseconds, null = none yet.</summary>
internal sealed record OperatorReport(
    string Id,
    string Name,
    int Parallelism,
    long RowsIn,
    long RowsOut,
    long LateRows,
    long BadRecords,
    long StateRows,
    long StateBytes,
    long? WatermarkMs);
