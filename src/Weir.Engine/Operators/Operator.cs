using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>
/// One step of a task. Only <see cref="Process"/> is mandatory. Alignment of barriers, merging of watermarks, metrics and
/// back-pressure live in the task loop, once.
/// <para>
/// Back-pressure contract: an operator that emits at most one batch per call needs nothing. One that amplifies emits a
/// batch at a time, looks at <see cref="Output.IsBlocked"/> after each, keeps a cursor when it must stop, and says
/// <see cref="HasMore"/>; the loop calls <see cref="Continue"/> when there is room again, and gives the operator nothing
/// else (no batch, watermark or barrier) before it is done. Its input batch stays lent until then.
/// </para>
/// </summary>
public abstract class Operator
{
    /// <summary>True when the operator hands on its input's rows in place with their marks (projection, filter); else the
    /// loop forwards the watermark after the batch.</summary>
    public virtual bool KeepsMarks => false;

    /// <summary>
    /// The next watermark (ms) at which this operator does something: the loop cuts a batch at the first mark that reaches
    /// it, so that lateness never depends on how the input was cut. <see cref="long.MaxValue"/> (default): marks inside a
    /// batch do not matter.
    /// </summary>
    public virtual long NextWatermarkOfInterest => long.MaxValue;

    /// <summary>True while a cursor is open.</summary>
    public virtual bool HasMore => false;

    /// <summary>The keyed state, in a fixed order; empty for stateless operators. Snapshot, restore, TTL and metrics are
    /// done on it from outside.</summary>
    public virtual IReadOnlyList<SlotTable> Tables => [];

    /// <summary>Called once before anything else (after the state has been restored).</summary>
    public virtual void Open(OperatorContext context)
    {
    }

    /// <param name="port">Which input the batch came from: 0, or 1 for the right side of a join.</param>
    public abstract void Process(int port, Batch batch, Output output);

    /// <summary>Goes on where the cursor stands.</summary>
    public virtual void Continue(Output output)
    {
    }

    /// <summary>The watermark over all inputs has advanced to <paramref name="time"/> (ms); <see cref="long.MaxValue"/>
    /// at the end of bounded input. Default: pass it on. An operator with an open cursor afterwards passes it on when the
    /// cursor is done.</summary>
    public virtual void OnWatermark(long time, Output output) => output.Watermark(time);

    /// <summary>No input will come any more (after the last watermark).</summary>
    public virtual void OnEnd(Output output)
    {
    }

    /// <summary>True while <see cref="OnTick"/> has something to wait for: only then is it called, so that an idle job costs
    /// nothing.</summary>
    public virtual bool WantsTick => false;

    /// <summary>Called about every 100 ms of processing time while <see cref="WantsTick"/>, between batches.</summary>
    public virtual void OnTick(long nowMs, Output output)
    {
    }

    /// <summary>Non-keyed state of this subtask, small (positions, pending transactions); called at a barrier.</summary>
    public virtual byte[]? SaveOperatorState(long checkpointId) => null;

    /// <summary>The slow part of saving for that checkpoint, on a background thread while the operator goes on: may touch only
    /// what <see cref="SaveOperatorState"/> has set aside for it.</summary>
    public virtual void FlushOperatorState(long checkpointId)
    {
    }

    /// <summary>Every subtask gets what all subtasks of the operator saved, in subtask order (parallelism may differ).
    /// </summary>
    public virtual void RestoreOperatorState(IReadOnlyList<byte[]> saved)
    {
    }

    /// <summary>The checkpoint is complete and durable: commit what was prepared for it. Idempotent.</summary>
    public virtual void OnCheckpointComplete(long checkpointId)
    {
    }

    public virtual void Close()
    {
    }
}

/// <summary>Where an operator emits to: the next operators of its task, or an exchange.</summary>
public abstract class Output
{
    /// <summary>True when no more should be emitted in this turn.</summary>
    public abstract bool IsBlocked { get; }

    /// <summary>Lends a batch downstream; at return it has been dealt with or will be before the emitter is called again.
    /// </summary>
    public abstract void Emit(Batch batch);

    public abstract void Watermark(long time);

    /// <summary>Nothing is to be expected for now: whoever merges watermarks leaves this input out until a batch or watermark
    /// comes again.</summary>
    public virtual void Idle()
    {
    }
}
