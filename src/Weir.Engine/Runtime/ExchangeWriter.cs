using Weir.Engine.Columns;

namespace Weir.Engine.Runtime;

/// <summary>
/// The producer's end of an exchange: splits batches over the consumers, copying rows into batches of the channels, and
/// sends those when they are full, before a barrier, or when the oldest row has waited for the buffer time-out.
/// </summary>
internal sealed class ExchangeWriter
{
    /// <summary>A batch is sent when its rows take this much, so that rows of long texts do not pile up.</summary>
    private const long FlushBytes = 128 * 1024;

    private readonly Channel[] _channels;
    private readonly Partitioner _partitioner;
    private readonly Batch?[] _filling;
    private const long NothingWaits = long.MaxValue;
    private const long SinceThisStep = long.MinValue;
    private long _oldest = NothingWaits;

    /// <param name="channels">One per consumer subtask; null where this producer sends nothing but signals.</param>
    public ExchangeWriter(Channel[] channels, Partitioner partitioner)
    {
        _channels = channels;
        _partitioner = partitioner;
        _filling = new Batch?[channels.Length];
    }

    public bool IsFull
    {
        get
        {
            foreach (var channel in _channels)
            {
                if (channel.IsFull)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Since when something waits to be sent (time stamp of the task's clock); <see cref="long.MaxValue"/> when
    /// nothing does.</summary>
    public long WaitingSince => _oldest;

    public void Write(Batch batch)
    {
        _partitioner.Split(batch);
        for (var target = 0; target < _channels.Length; target++)
        {
            var rows = _partitioner.RowsOf(target);
            if (rows.IsEmpty && batch.Marks.IsEmpty)
            {
                continue;
            }

            Write(target, batch, rows);
        }
    }

    public void Watermark(long time)
    {
        for (var target = 0; target < _channels.Length; target++)
        {
            var filling = Filling(target);
            filling.AddMark(filling.Length, time);
        }
    }

    public void Idle() => Signal(new ChannelItem(ChannelSignal.Idle));

    public void Barrier(long id) => Signal(new ChannelItem(ChannelSignal.Barrier, Id: id));

    public void End() => Signal(new ChannelItem(ChannelSignal.End));

    /// <summary>Notes when what is waiting began to wait: called after each step with the task's clock.</summary>
    public void Touch(long now)
    {
        if (_oldest == SinceThisStep)
        {
            _oldest = now;
        }
    }

    /// <summary>Sends whatever waits.</summary>
    public void Flush()
    {
        for (var target = 0; target < _channels.Length; target++)
        {
            Send(target);
        }

        _oldest = NothingWaits;
    }

    private void Signal(ChannelItem item)
    {
        Flush();
        foreach (var channel in _channels)
        {
            channel.Send(item);
        }
    }

    // Batches are filled to the brim: a part that does not fit any more opens the next one.
    private void Write(int target, Batch batch, ReadOnlySpan<int> rows)
    {
        var marks = batch.Marks;
        do
        {
            var filling = Filling(target);
            var part = rows[..Math.Min(rows.Length, Batch.MaxRows - filling.Length)];
            rows = rows[part.Length..];
            var before = rows.IsEmpty ? marks.Length : MarksUpTo(marks, rows[0]);
            AddMarks(filling, marks[..before], part);
            marks = marks[before..];
            Append(filling, batch, part);
            if (filling.Length == Batch.MaxRows || BatchSize.Of(filling) >= FlushBytes)
            {
                Send(target);
            }
        }
        while (!rows.IsEmpty);
    }

    private Batch Filling(int target)
    {
        if (_filling[target] is { } filling)
        {
            return filling;
        }

        var fresh = _channels[target].TakeEmpty();
        fresh.Reset(0);
        foreach (var column in fresh.Columns)
        {
            column.Reset(0);
        }

        if (_oldest == NothingWaits)
        {
            _oldest = SinceThisStep;
        }

        return _filling[target] = fresh;
    }

    private void Send(int target)
    {
        if (_filling[target] is { } batch)
        {
            _filling[target] = null;
            _channels[target].Send(new ChannelItem(ChannelSignal.Batch, batch, BatchSize.Of(batch)));
        }
    }

    private static int MarksUpTo(ReadOnlySpan<WatermarkMark> marks, int row)
    {
        var count = 0;
        while (count < marks.Length && marks[count].Row <= row)
        {
            count++;
        }

        return count;
    }

    // A mark stands before the first row of the target that comes at or after it.
    private static void AddMarks(Batch filling, ReadOnlySpan<WatermarkMark> marks, ReadOnlySpan<int> rows)
    {
        var position = 0;
        foreach (var mark in marks)
        {
            while (position < rows.Length && rows[position] < mark.Row)
            {
                position++;
            }

            filling.AddMark(filling.Length + position, mark.Time);
        }
    }

    private static void Append(Batch filling, Batch batch, ReadOnlySpan<int> rows)
    {
        var start = filling.Length;
        for (var i = 0; i < filling.Columns.Length; i++)
        {
            filling.Columns[i].Append(batch.Columns[i], rows);
        }

        filling.Resize(start + rows.Length);
        if (batch.HasKinds)
        {
            var to = filling.StartKinds()[start..];
            var from = batch.Kinds;
            for (var i = 0; i < rows.Length; i++)
            {
                to[i] = from[rows[i]];
            }
        }
    }
}
