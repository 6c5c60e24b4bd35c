using Weir.Engine.Columns;
using Weir.Engine.Operators;

namespace Weir.Engine.Runtime;

/// <summary>
/// Where one stage's rows go: the stages behind it in the same task, by direct calls, and exchanges. A batch that has
/// several takers goes to one after the other; when a taker is busy (a node joined with itself), the rest waits here.
/// </summary>
internal sealed class StageOutput : Output
{
    private readonly List<(Stage Stage, int Port)> _targets = [];
    private readonly List<ExchangeWriter> _writers = [];
    private Batch? _waiting;
    private int _waitingFor;
    private long _waitingWatermark = long.MinValue;
    private bool _waitingIdle;

    public OperatorMetrics? Metrics { get; set; }

    /// <summary>The last watermark that was emitted, for display.</summary>
    public long LastWatermark { get; private set; } = long.MinValue;

    public bool IsWaiting => _waiting is not null;

    public override bool IsBlocked
    {
        get
        {
            if (_waiting is not null)
            {
                return true;
            }

            foreach (var (stage, _) in _targets)
            {
                if (stage.IsOpen || stage.Output.IsBlocked)
                {
                    return true;
                }
            }

            foreach (var writer in _writers)
            {
                if (writer.IsFull)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public void AddTarget(Stage stage, int port) => _targets.Add((stage, port));

    public void AddWriter(ExchangeWriter writer) => _writers.Add(writer);

    public override void Emit(Batch batch)
    {
        if (_waiting is not null)
        {
            throw new InvalidOperationException("an operator emitted while its output was blocked");
        }

        var marks = batch.Marks;
        if (!marks.IsEmpty)
        {
            LastWatermark = marks[^1].Time;
        }

        if (batch.Count == 0)
        {
            if (!marks.IsEmpty)
            {
                Watermark(marks[^1].Time);
            }

            return;
        }

        if (Metrics is { } metrics)
        {
            metrics.RowsOut += batch.Count;
        }

        foreach (var writer in _writers)
        {
            writer.Write(batch);
        }

        Deliver(batch, 0);
    }

    public override void Watermark(long time)
    {
        LastWatermark = Math.Max(LastWatermark, time);
        foreach (var writer in _writers)
        {
            writer.Watermark(time);
        }

        if (_waiting is not null)
        {
            _waitingWatermark = time;
            _waitingIdle = false;
            return;
        }

        foreach (var (stage, port) in _targets)
        {
            stage.Watermark(port, time);
        }
    }

    public override void Idle()
    {
        foreach (var writer in _writers)
        {
            writer.Idle();
        }

        if (_waiting is not null)
        {
            _waitingIdle = true;
            return;
        }

        foreach (var (stage, port) in _targets)
        {
            stage.Idle(port);
        }
    }

    /// <summary>Goes on with a batch that waits for a taker; false when that one is still busy.</summary>
    public bool Resume()
    {
        if (_waiting is not { } batch || _targets[_waitingFor].Stage.IsOpen)
        {
            return false;
        }

        _waiting = null;
        Deliver(batch, _waitingFor);
        if (_waiting is null)
        {
            PassOnWhatWaited();
        }

        return true;
    }

    private void Deliver(Batch batch, int from)
    {
        for (var i = from; i < _targets.Count; i++)
        {
            var (stage, port) = _targets[i];
            if (i > 0 && stage.IsOpen)
            {
                _waiting = batch;
                _waitingFor = i;
                return;
            }

            stage.Accept(port, batch);
        }
    }

    private void PassOnWhatWaited()
    {
        var (time, idle) = (_waitingWatermark, _waitingIdle);
        (_waitingWatermark, _waitingIdle) = (long.MinValue, false);
        foreach (var (stage, port) in _targets)
        {
            if (time != long.MinValue)
            {
                stage.Watermark(port, time);
            }

            if (idle)
            {
                stage.Idle(port);
            }
        }
    }
}
