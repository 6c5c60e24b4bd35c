using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;
using Weir.Engine.Time;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>
/// Emits the windows that a watermark completes, earliest first, a batch at a time: a cursor over windows and, within one, over
/// its groups. A window of one slice is emitted from that slice; else its slices are merged into a table that lives as long
/// as the window is being emitted. Slices that no later window needs are dropped.
/// </summary>
internal sealed class WindowFiring
{
    private const int Merged = 0;

    private readonly WindowAggregation _what;
    private readonly SlotTable _table;
    private readonly SlotTable _scratch;
    private readonly AggregateSet _aggregates;
    private readonly WallClock _clock;
    private readonly WindowMerge _merge;
    private readonly Batch _batch;
    private readonly int[] _slots = new int[Batch.MaxRows];
    private readonly nint[] _addresses = new nint[Batch.MaxRows];
    private readonly bool _isZoned;
    private long _watermark;
    private long _nextEnd;
    private SlotTable? _window;
    private int _slot;

    public WindowFiring(
        WindowAggregation what, SlotTable table, AggregateSet aggregates, WallClock clock, MemoryBudget memory)
    {
        _what = what;
        _table = table;
        _scratch = SlotTable.Create(what.Tables, memory)[0];
        _aggregates = aggregates;
        _clock = clock;
        _merge = new WindowMerge(what, aggregates);
        _isZoned = what.IsZoned;
        var timestamp = SqlType.Timestamp(3);
        _batch = new Batch(
        [
            .. what.Keys.Select(k => Column.Create(what.Input[k].Type)),
            .. what.Calls.Select(c => Column.Create(c.Type)),
            Column.Create(timestamp), Column.Create(timestamp), Column.Create(timestamp),
        ]);
    }

    /// <summary>Starts with the first window that <paramref name="before"/> had not completed.</summary>
    public void Begin(long before, long watermark)
    {
        _watermark = watermark;
        _window = null;
        _nextEnd = before == long.MinValue
            ? long.MinValue
            : _what.Slices.SliceEnd(_clock.FromInstant(before + 1));
        if (before != long.MinValue && _clock.ToInstant(_nextEnd - _what.Slices.Slice) - 1 > before)
        {
            _nextEnd -= _what.Slices.Slice;
        }
    }

    /// <summary>Emits until the output is blocked (false) or nothing is left (true).</summary>
    public bool Emit(Output output)
    {
        while (_window is not null || Open())
        {
            while (Fill())
            {
                output.Emit(_batch);
                if (output.IsBlocked)
                {
                    return false;
                }
            }

            Finish();
        }

        return true;
    }

    private bool Open()
    {
        while (_table.Partitions.Count > 0)
        {
            // No window before the first slice has anything in it.
            _nextEnd = Math.Max(_nextEnd, _table.Partitions.Keys[0]);
            if (_watermark != long.MaxValue && _clock.ToInstant(_nextEnd) - 1 > _watermark)
            {
                return false;
            }

            var start = _what.Slices.WindowStart(_nextEnd);
            var slices = _table.Partitions.Where(p => p.Key > start && p.Key <= _nextEnd).Select(p => p.Value).ToList();
            if (slices.Count > 0)
            {
                _window = slices.Count == 1 ? slices[0] : _merge.Into(_scratch.Partition(Merged), slices);
                _slot = 0;
                return true;
            }

            Finish();
        }

        return false;
    }

    private void Finish()
    {
        _window = null;
        _scratch.DropPartition(Merged);
        while (_table.Partitions.Count > 0 && _what.Slices.LastWindowEnd(_table.Partitions.Keys[0]) <= _nextEnd)
        {
            _table.DropPartition(_table.Partitions.Keys[0]);
        }

        _nextEnd += _what.Slices.Slice;
    }

    private bool Fill()
    {
        var window = _window!;
        var count = 0;
        while (count < Batch.MaxRows && (_slot = window.NextLive(_slot)) >= 0)
        {
            if (!_what.Retracts || WindowRowCounts.Of(window, _what.Calls.Length, _slot) > 0)
            {
                _slots[count] = _slot;
                _addresses[count++] = window.Address(_slot);
            }

            _slot++;
        }

        _slot = _slot < 0 ? int.MaxValue : _slot;
        if (count > 0)
        {
            Load(window, count);
        }

        return count > 0;
    }

    private void Load(SlotTable window, int count)
    {
        var slots = _slots.AsSpan(0, count);
        var addresses = _addresses.AsSpan(0, count);
        _batch.Reset(count);
        foreach (var column in _batch.Columns)
        {
            column.Reset(count);
        }

        for (var k = 0; k < _what.Keys.Length; k++)
        {
            window.Keys[k].Load(addresses, _batch.Columns[k], 0);
        }

        for (var c = 0; c < _what.Calls.Length; c++)
        {
            _aggregates.Load(window, c, slots, addresses, _batch.Columns[_what.Keys.Length + c], 0);
        }

        var time = _isZoned ? _clock.ToInstant(_nextEnd) - 1 : _nextEnd - 1;
        Fill(_batch.Columns[^3], _what.Slices.WindowStart(_nextEnd));
        Fill(_batch.Columns[^2], _nextEnd);
        Fill(_batch.Columns[^1], time);
    }

    private static void Fill(Column column, long milliseconds) =>
        ((FixedColumn<long>)column).Values.Fill(milliseconds * 1000);
}
