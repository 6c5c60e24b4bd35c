using Weir.Engine.Columns;

namespace Weir.Engine.Connectors;

/// <summary>A table to read; immutable; makes one reader per subtask.</summary>
public abstract class TableSource
{
    public virtual ChangelogMode Mode => ChangelogMode.Append;

    /// <summary>True when the source ends by itself.</summary>
    public abstract bool Bounded { get; }

    /// <summary>Most subtasks that can usefully read (a sequence of numbers, one socket): 1 when order matters.</summary>
    public virtual int MaxParallelism => int.MaxValue;

    /// <summary>The subtasks that the table asks for (<c>scan.parallelism</c>); null: as many as the job has.</summary>
    public virtual int? Parallelism => null;

    public abstract SourceReader CreateReader(SourceReaderContext context);
}

/// <summary>What a reader is told.</summary>
public sealed record SourceReaderContext(int Subtask, int Parallelism, int BatchRows)
{
    /// <summary>What the readers saved at the checkpoint that is restored, all of them (parallelism may differ): each takes
    /// the splits that are its own. Empty on a fresh start.</summary>
    public IReadOnlyList<byte[]> Saved { get; init; } = [];
}

public enum ReadStatus
{
    /// <summary>The batch has rows; more may be ready.</summary>
    Rows,

    /// <summary>Nothing ready now; the reader calls the wake-up when there is, or is asked again on the next tick.</summary>
    Idle,

    /// <summary>The bounded input has been read to its end.</summary>
    End,
}

/// <summary>
/// Reads one subtask's share. Called from one thread, never blocks (readers with blocking clients have a thread of their
/// own and hand over).
/// </summary>
public abstract class SourceReader : IDisposable
{
    /// <summary>Bytes read, for metrics.</summary>
    public long BytesRead { get; protected set; }

    /// <summary>Records dropped because they could not be decoded and the format's options say to ignore them.</summary>
    public long BadRecords { get; protected set; }

    /// <summary>Files that have grown after they were discovered: what was appended is not read.</summary>
    public long GrownFiles { get; protected set; }

    /// <summary>The batch that <see cref="Read"/> fills; columns in the order of <c>Wanted</c>. Lent until the next Read.
    /// </summary>
    public abstract Batch Batch { get; }

    /// <exception cref="ConnectorException">Bad data or an external failure: the job fails or restarts.</exception>
    public abstract ReadStatus Read();

    /// <summary>Position after the last batch that was read, to continue from exactly there.</summary>
    public abstract byte[] SavePosition();

    /// <summary>The checkpoint that holds a saved position is complete (offsets may be committed outside).</summary>
    public virtual void OnCheckpointComplete(long checkpointId)
    {
    }

    /// <summary>How long a reader that was idle may be left alone before it is asked again;
    /// <see cref="Timeout.InfiniteTimeSpan"/> when it always calls <see cref="Wake"/>.</summary>
    public virtual TimeSpan IdlePoll => TimeSpan.FromMilliseconds(100);

    /// <summary>Called by a reader that was idle and now has rows; set by the task.</summary>
    public Action? Wake { get; set; }

    public virtual void Dispose()
    {
    }
}
