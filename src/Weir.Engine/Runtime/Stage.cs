using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Planning;
using Weir.Engine.State;
using Weir.Engine.Time;

namespace Weir.Engine.Runtime;

/// <summary>
/// An operator within a task and everything that is the same for all operators: merging the watermarks of its ports,
/// cutting batches at watermarks it acts on, keeping its input lent while it has a cursor open, counters.
/// </summary>
internal sealed class Stage
{
    private readonly TaskLoop _task;
    private readonly bool _keepsMarks;
    private readonly bool _perRow;
    private readonly bool _expires;
    private SlotTable[]? _tables;
    private readonly WatermarkMerge _watermarks;
    private readonly BatchCut[] _cuts;

    // What came from upstream while the operator was busy: at most one batch, then watermarks.
    private Batch? _batch;
    private int _port;
    private readonly long[] _queuedWatermarks;
    private readonly bool[] _queuedIdle;
    private bool _anyQueued;

    // The watermark the operator was told last, and whether it has to be told the current one.
    private long _told = long.MinValue;
    private bool _watermarkDue;
    private bool _idleDue;
    private bool _tickDue;
    private bool _endDue;
    private long _tickTime;

    /// <param name="name">Under which the stage's state stands in checkpoints.</param>
    public Stage(
        TaskLoop task, PlanNode node, string name, Operator op, OperatorContext context, int ports, bool perRow)
    {
        _task = task;
        Node = node;
        Name = name;
        Operator = op;
        Context = context;
        _keepsMarks = op.KeepsMarks;
        _perRow = perRow && node.State is not null;
        _expires = context.StateTtl > TimeSpan.Zero;
        _watermarks = new WatermarkMerge(Math.Max(1, ports));
        _queuedWatermarks = new long[Math.Max(1, ports)];
        _queuedWatermarks.AsSpan().Fill(long.MinValue);
        _queuedIdle = new bool[_queuedWatermarks.Length];
        _cuts = [.. Enumerable.Range(0, Math.Max(1, ports)).Select(_ => new BatchCut())];
        Output.Metrics = context.Metrics;
    }

    public PlanNode Node { get; }

    public string Name { get; }

    public Operator Operator { get; }

    public OperatorContext Context { get; }

    public StageOutput Output { get; } = new();

    /// <summary>True while something that it was given is not dealt with: nothing else may be given to it.</summary>
    public bool IsOpen =>
        _batch is not null || _watermarkDue || _idleDue || _anyQueued || _tickDue || _endDue || Output.IsWaiting
        || Operator.HasMore;

    /// <summary>The operator's tables, asked for once: it has been opened.</summary>
    public SlotTable[] Tables => _tables ??= [.. Operator.Tables];

    /// <summary>Whether there is state that expires.</summary>
    public bool WantsSweep
    {
        get
        {
            if (_expires)
            {
                foreach (var table in Tables)
                {
                    if (table.Count > 0)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>Tells how large the state is; only the task itself may look into tables.</summary>
    public void PublishState()
    {
        var (bytes, keys) = (0L, 0L);
        foreach (var table in Tables)
        {
            bytes += table.Bytes;
            keys += table.Count;
            foreach (var part in table.Partitions.Values)
            {
                keys += part.Count;
            }
        }

        Context.Metrics.StateBytes = bytes;
        Context.Metrics.StateKeys = keys;
    }

    /// <summary>Forgets some of the state that nobody has touched for its time to live.</summary>
    public void Sweep(long nowMs)
    {
        if (_expires)
        {
            foreach (var table in Tables)
            {
                table.Sweep(nowMs);
            }
        }
    }

    /// <summary>Takes a batch on loan and goes as far as the operators behind it let it.</summary>
    public void Accept(int port, Batch batch)
    {
        if (IsOpen)
        {
            throw new InvalidOperationException($"{Node.Title} was given a batch while it was busy");
        }

        Context.Metrics.RowsIn += batch.Count;
        _watermarks.SetActive(port);
        _batch = batch;
        _port = port;
        _cuts[port].Start(batch);
        TellTime();
        while (TryAdvance())
        {
        }
    }

    /// <summary>One input has reached a watermark; passed on at once, or when the operator is done with its batch.
    /// </summary>
    public void Watermark(int port, long time)
    {
        _queuedWatermarks[port] = Math.Max(_queuedWatermarks[port], time);
        _queuedIdle[port] = false;
        ApplyWhenFree();
    }

    /// <summary>An input has gone idle: it no longer holds back the watermark.</summary>
    public void Idle(int port)
    {
        _queuedIdle[port] = true;
        ApplyWhenFree();
    }

    public void Tick(long nowMs)
    {
        _tickDue = true;
        _tickTime = nowMs;
        TryAdvance();
    }

    public void End()
    {
        _endDue = true;
        TryAdvance();
    }

    /// <summary>Does the next thing, when there is one and room for what it emits. False: nothing could be done.
    /// </summary>
    public bool TryAdvance()
    {
        if (Output.IsWaiting)
        {
            return Output.Resume();
        }

        if (!IsOpen || Output.IsBlocked)
        {
            return false;
        }

        var outer = _task.Current;
        _task.Current = this;
        DoNext();
        Context.Evaluation.ThrowIfFailed();
        _task.Current = outer;
        return true;
    }

    private void DoNext()
    {
        if (Operator.HasMore)
        {
            Operator.Continue(Output);
        }
        else if (_watermarkDue)
        {
            _watermarkDue = false;
            _told = _watermarks.Current;
            Context.Evaluation.Watermark = _told;
            Operator.OnWatermark(_told, Output);
        }
        else if (_batch is not null)
        {
            ProcessNext(_batch);
        }
        else if (_idleDue)
        {
            _idleDue = false;
            Output.Idle();
        }
        else if (_anyQueued)
        {
            ApplyQueued();
        }
        else if (_tickDue)
        {
            _tickDue = false;
            Operator.OnTick(_tickTime, Output);
        }
        else
        {
            _endDue = false;
            Operator.OnEnd(Output);
        }
    }

    // Only state that expires asks what time it is.
    private void TellTime()
    {
        if (_expires)
        {
            var nowMs = Context.Time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var table in Tables)
            {
                table.Now = nowMs;
            }
        }
    }

    private void ProcessNext(Batch batch)
    {
        var cut = _cuts[_port];
        if (_keepsMarks)
        {
            _batch = null;
            Operator.Process(_port, cut.WithMergedMarks(_watermarks, _port, _cuts.Length), Output);
            _told = _watermarks.Current;
            Context.Evaluation.Watermark = _told;
            return;
        }

        var piece = cut.Next(_watermarks, _port, Operator.NextWatermarkOfInterest, _perRow, out var reached);
        _watermarkDue = (reached || cut.AtEnd) && _watermarks.Current > _told;
        if (cut.AtEnd)
        {
            _batch = null;
        }

        if (piece is not null)
        {
            Operator.Process(_port, piece, Output);
        }
    }

    private void ApplyWhenFree()
    {
        _anyQueued = true;
        if (_batch is null && !Operator.HasMore && !Output.IsWaiting)
        {
            while (TryAdvance())
            {
            }
        }
    }

    private void ApplyQueued()
    {
        _anyQueued = false;
        for (var port = 0; port < _queuedWatermarks.Length; port++)
        {
            if (_queuedWatermarks[port] != long.MinValue)
            {
                _watermarks.Advance(port, _queuedWatermarks[port]);
                _queuedWatermarks[port] = long.MinValue;
            }

            if (_queuedIdle[port])
            {
                _watermarks.SetIdle(port);
                _queuedIdle[port] = false;
            }
        }

        _watermarkDue = _watermarks.Current > _told;
        _idleDue = _watermarks.AllIdle;
    }
}
