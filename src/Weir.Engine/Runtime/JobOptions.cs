using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Planning;
using Weir.Engine.Types;

namespace Weir.Engine.Runtime;

/// <summary>How to run a plan.</summary>
public sealed record JobOptions
{
    public string Name { get; init; } = "job";

    /// <summary>Fencing number of the run, part of file names that the run writes.</summary>
    public long Epoch { get; init; } = 1;
    public int Parallelism { get; init; } = 1;

    /// <summary>Key groups; fixed for the life of the job's state.</summary>
    public int MaxParallelism { get; init; } = 128;

    /// <summary>Zero: only when asked.</summary>
    public TimeSpan CheckpointInterval { get; init; }

    /// <summary>Folder under which checkpoints are written as <c>&lt;epoch&gt;-&lt;n&gt;</c>; null: the job cannot checkpoint.
    /// </summary>
    public string? CheckpointDirectory { get; init; }

    /// <summary>Completed checkpoints kept; savepoints are never deleted by the job.</summary>
    public int RetainedCheckpoints { get; init; } = 2;

    /// <summary>
    /// Asked when a checkpoint or savepoint is durable, before the sinks commit: the ledger enters it here. False: this run is
    /// no longer the live one; it then ends as failed, without committing. Called from a background thread.
    /// </summary>
    public Func<CheckpointInfo, Task<bool>>? KeepCheckpoint { get; init; }

    /// <summary>Number of the job definition; written into checkpoints.</summary>
    public long DefinitionVersion { get; init; }

    /// <summary>Folder of a checkpoint or savepoint to start from.</summary>
    public string? RestoreFrom { get; init; }

    public TimeSpan StateTtl { get; init; }
    public long StateMemoryLimit { get; init; } = 1L << 30;
    public TimeSpan WatermarkInterval { get; init; } = TimeSpan.FromMilliseconds(200);
    public TimeSpan BufferTimeout { get; init; } = TimeSpan.FromMilliseconds(10);
    public int BatchRows { get; init; } = Batch.MaxRows;

    /// <summary>Show every intermediate change, row by row, instead of the net change per batch.</summary>
    public bool PerRow { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Receives the rows of a SELECT (kinds included), from the task's thread; the batch is lent.</summary>
    public Action<Batch, RowFields>? OnResult { get; init; }

    /// <summary>Threads that run the job; null: those of the process.</summary>
    internal Scheduler? Scheduler { get; init; }

    /// <summary>Makes operators for nodes that only tests know; null for all others.</summary>
    internal Func<PlanNode, OperatorContext, Operator?>? CustomOperator { get; init; }

    /// <summary>Receives lines of the print connector.</summary>
    public Action<string> Print { get; init; } = _ => { };
}

public enum JobPhase
{
    Running,

    /// <summary>The bounded input was read, everything is committed.</summary>
    Finished,

    /// <summary>Stopped on request; with a savepoint everything is committed.</summary>
    Stopped,
    Failed,
}

/// <summary>A completed checkpoint or savepoint.</summary>
/// <param name="Bytes">Size of the whole state it refers to.</param>
public sealed record CheckpointInfo(long Id, string Path, bool IsSavepoint, long Bytes, TimeSpan Duration)
{
    /// <summary>Folders of earlier checkpoints that this one replaces: they are deleted once it is kept.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];
}

/// <summary>Counters of one operator over all its subtasks.</summary>
/// <param name="Watermark">Milliseconds, null before the first.</param>
public sealed record OperatorSnapshot(
    int Id,
    string Title,
    int Parallelism,
    long RowsIn,
    long RowsOut,
    long LateRows,
    long BadRecords,
    long StateBytes,
    long StateKeys,
    long? Watermark);
