using Weir.Engine.Columns;

namespace Weir.Engine.Connectors;

/// <summary>A table to write; immutable; makes one writer per subtask.</summary>
public abstract class TableSink
{
    /// <summary>What the sink can take. <see cref="ChangelogMode.Append"/>: the planner refuses updating queries.</summary>
    public virtual ChangelogMode Accepts => ChangelogMode.Append;

    public virtual int MaxParallelism => int.MaxValue;

    /// <summary>The subtasks that the table asks for (<c>sink.parallelism</c>); null: as many as the job has.</summary>
    public virtual int? Parallelism => null;

    public abstract SinkWriter CreateWriter(SinkWriterContext context);
}

/// <summary>What a writer is told. <paramref name="Epoch"/> grows with every run of the job.</summary>
/// <param name="SinkId">Stable name of the sink in the job: part of file names and transaction ids.</param>
public sealed record SinkWriterContext(string JobName, string SinkId, long Epoch, int Subtask, int Parallelism)
{
    /// <summary>What the writers prepared at the checkpoint that is restored (all of them): to be committed again, idempotently,
    /// by subtask 0; whatever else this job left unfinished is cleaned up.</summary>
    public IReadOnlyList<byte[]> Saved { get; init; } = [];
}

/// <summary>
/// Writes one subtask's share, exactly once by two phases: <see cref="Prepare"/> at the barrier makes everything written so far
/// durable but invisible; <see cref="Commit"/> after the checkpoint is complete makes it visible, and may be repeated.
/// </summary>
public abstract class SinkWriter : IDisposable
{
    public long BytesWritten { get; protected set; }

    /// <summary>Writes the live rows of a batch (with kinds).</summary>
    public abstract void Write(Batch batch);

    /// <summary>First phase; the result is stored in the checkpoint and given to <see cref="Commit"/>, now or after a
    /// restore.</summary>
    public virtual byte[] Prepare(long checkpointId) => [];

    /// <summary>The slow half of the first phase: puts on the disk (or sends) what <see cref="Prepare"/> has set aside for that
    /// checkpoint, and touches nothing else, because it runs on a background thread while the writer goes on. The checkpoint
    /// is complete only after it.</summary>
    public virtual void Flush(long checkpointId)
    {
    }

    /// <summary>Second phase for that checkpoint.</summary>
    public virtual void Commit(long checkpointId)
    {
    }

    /// <summary>Closes without committing what was not prepared.</summary>
    public virtual void Dispose()
    {
    }
}
