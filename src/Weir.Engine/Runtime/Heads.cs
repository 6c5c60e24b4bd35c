using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Operators;
using Weir.Engine.Time;

namespace Weir.Engine.Runtime;

/// <summary>Where a task's input comes from: a source reader, or the consumer's end of an exchange.</summary>
internal abstract class Head(Stage stage)
{
    public Stage Stage => stage;

    /// <summary>No more input; the last watermark has been passed on.</summary>
    public bool HasEnded { get; protected set; }

    /// <summary>Takes the next batch or signal, if there is one. Called only while no stage of the task is open.</summary>
    /// <param name="now">Time stamp of the task's clock.</param>
    public abstract bool TryTake(long now);

    /// <summary>Grows with all that was taken but barriers: what the next checkpoint has to know.</summary>
    public long Progress { get; protected set; }

    /// <summary>No stage needs the last batch any more.</summary>
    public virtual void Release()
    {
    }

    /// <summary>Whether everything that belongs to the checkpoint has been taken.</summary>
    public abstract bool IsAligned { get; }

    /// <summary>The checkpoint has been taken: input behind the barriers may come.</summary>
    public virtual void Unblock()
    {
    }

    /// <summary>Time stamp at which to look again without being woken; <see cref="long.MaxValue"/>: not needed.</summary>
    public virtual long LookAgainAt => long.MaxValue;

    protected void EndPort(int port)
    {
        HasEnded = true;
        stage.Watermark(port, long.MaxValue);
    }
}

/// <summary>Reads a source. It stops by itself at a barrier, because the task takes no input while it aligns.</summary>
internal sealed class SourceHead : Head
{
    private readonly SourceOperator _source;
    private readonly TimeProvider _time;
    private bool _isIdle;
    private bool _isReady = true;
    private long _lookAgainAt = long.MaxValue;

    public SourceHead(Stage stage, SourceOperator source, TimeProvider time, Action wake)
        : base(stage)
    {
        _source = source;
        _time = time;
        source.Reader.Wake = () =>
        {
            Volatile.Write(ref _isReady, true);
            wake();
        };
    }

    public override bool IsAligned => true;

    public override long LookAgainAt => _isIdle && !HasEnded ? _lookAgainAt : long.MaxValue;

    public override bool TryTake(long now)
    {
        if (_isIdle && !Volatile.Read(ref _isReady) && now < _lookAgainAt)
        {
            return false;
        }

        Volatile.Write(ref _isReady, false);
        switch (_source.Read(Stage.Output))
        {
            case ReadStatus.Rows:
                _isIdle = false;
                Progress++;
                return true;
            case ReadStatus.End:
                Progress++;
                EndPort(0);
                return true;
            default:
                FallIdle(now);
                return false;
        }
    }

    private void FallIdle(long now)
    {
        _isIdle = true;
        var poll = _source.Reader.IdlePoll;
        _lookAgainAt = poll == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : now + (long)(poll.TotalSeconds * _time.TimestampFrequency);
    }
}

/// <summary>Receives from all producers of an exchange: merges their watermarks, holds back those that have sent the
/// barrier until all have.</summary>
internal sealed class ExchangeHead(Stage stage, int port, Channel[] channels) : Head(stage)
{
    private readonly WatermarkMerge _watermarks = new(channels.Length);
    private readonly bool[] _blocked = new bool[channels.Length];
    private readonly bool[] _ended = new bool[channels.Length];
    private readonly List<WatermarkMark> _marks = [];
    private int _blockedCount;
    private int _endedCount;
    private int _next;
    private Channel? _lender;
    private ChannelItem _lent;

    public override bool IsAligned => _blockedCount + _endedCount == channels.Length;

    public override bool TryTake(long now)
    {
        for (var i = 0; i < channels.Length; i++)
        {
            var channel = _next;
            _next = (_next + 1) % channels.Length;
            if (!_blocked[channel] && !_ended[channel] && channels[channel].TryReceive(out var item))
            {
                Take(channel, item);
                return true;
            }
        }

        return false;
    }

    public override void Release()
    {
        if (_lender is { } lender)
        {
            _lender = null;
            lender.Return(_lent);
        }
    }

    public override void Unblock()
    {
        Array.Clear(_blocked);
        _blockedCount = 0;
    }

    private void Take(int channel, ChannelItem item)
    {
        Progress += item.Signal == ChannelSignal.Barrier ? 0 : 1;
        switch (item.Signal)
        {
            case ChannelSignal.Batch:
                _lender = channels[channel];
                _lent = item;
                MergeMarks(channel, item.Batch!);
                Stage.Accept(port, item.Batch!);
                break;
            case ChannelSignal.Barrier:
                _blocked[channel] = true;
                _blockedCount++;
                break;
            case ChannelSignal.Idle:
                Pass(_watermarks.SetIdle(channel));
                break;
            default:
                _ended[channel] = true;
                _endedCount++;
                Pass(_watermarks.Advance(channel, long.MaxValue));
                HasEnded = _endedCount == channels.Length;
                break;
        }
    }

    private void Pass(bool advanced)
    {
        if (advanced)
        {
            Stage.Watermark(port, _watermarks.Current);
        }

        if (_watermarks.AllIdle)
        {
            Stage.Idle(port);
        }
    }

    // The batch is ours: its marks become those of the watermark over all channels.
    private void MergeMarks(int channel, Batch batch)
    {
        _watermarks.SetActive(channel);
        if (batch.Marks.IsEmpty || channels.Length == 1)
        {
            return;
        }

        _marks.Clear();
        foreach (var mark in batch.Marks)
        {
            if (_watermarks.Advance(channel, mark.Time))
            {
                _marks.Add(new WatermarkMark(mark.Row, _watermarks.Current));
            }
        }

        batch.ClearMarks();
        foreach (var mark in _marks)
        {
            batch.AddMark(mark.Row, mark.Time);
        }
    }
}
