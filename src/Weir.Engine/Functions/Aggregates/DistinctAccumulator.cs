using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>
/// DISTINCT around another aggregate: remembers each value (and, when the input retracts, how often it is there) and hands
/// on the row that brings a value for the first time or takes it away for the last.
/// </summary>
internal sealed unsafe class DistinctAccumulator(AggregatePlace place, AggregateShape shape, Accumulator inner)
    : Accumulator
{
    private readonly SlotSet _found = new();
    private readonly Column _scratch = Column.Create(shape.Argument);
    private readonly int _count = shape.Retracts ? place.ChildLayouts[0][0].Offset : -1;
    private int[] _rows = new int[Batch.MaxRows];
    private int[] _slots = new int[Batch.MaxRows];
    private nint[] _addresses = new nint[Batch.MaxRows];
    private int[] _emptied = new int[16];
    private int _emptiedCount;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var values = table.Children[place.Child];
        values.FindOrAddOwned(
            rows.Slots, rows.Arguments[..1], Rows.Selected(rows.Arguments[0].Length, rows.Rows), _found);
        var count = _count < 0 ? First(rows) : Changed(rows);
        inner.Add(table, new AccumulatorRows
        {
            Arguments = rows.Arguments,
            Rows = _rows.AsSpan(0, count),
            Slots = _slots.AsSpan(0, count),
            Addresses = _addresses.AsSpan(0, count),
            Kinds = rows.Kinds,
        });
        RemoveEmptied(values);
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start) =>
        inner.Load(table, slots, addresses, target, start);

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        var values = from.Children[place.Child];
        var codec = values.Keys[0];
        for (var i = 0; i < slots.Length; i++)
        {
            for (var value = values.First(fromSlots[i]); value >= 0; value = values.Next(value))
            {
                _scratch.Reset(1);
                codec.Load([values.Address(value)], _scratch, 0);
                MergeValue(into, slots[i], _count < 0 ? 1 : *(long*)(values.Address(value) + _count));
            }
        }
    }

    private void MergeValue(SlotTable into, int slot, long times)
    {
        into.Children[place.Child].FindOrAddOwned([slot], [_scratch], Rows.All(1), _found);
        if (_count >= 0)
        {
            *(long*)(_found.Addresses[0] + _count) += times;
        }

        if (_found.Added.Length > 0)
        {
            inner.Add(into, new AccumulatorRows
            {
                Arguments = [_scratch],
                Rows = [0],
                Slots = [slot],
                Addresses = [into.AddressToWrite(slot)],
                Kinds = default,
            });
        }
    }

    // Insert-only input: the rows that made a slot.
    private int First(in AccumulatorRows rows)
    {
        var count = 0;
        Reserve(_found.Added.Length);
        foreach (var position in _found.Added)
        {
            Hand(rows, position, count++);
        }

        return count;
    }

    private int Changed(in AccumulatorRows rows)
    {
        var count = 0;
        Reserve(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var times = (long*)(_found.Addresses[i] + _count);
            if (rows.Retracts(i))
            {
                if (*times == 1)
                {
                    Hand(rows, i, count++);
                }

                *times -= *times > 0 ? 1 : 0;
                if (*times == 0)
                {
                    NoteEmptied(_found.Slots[i]);
                }
            }
            else if ((*times)++ == 0)
            {
                Hand(rows, i, count++);
            }
        }

        return count;
    }

    private void Hand(in AccumulatorRows rows, int from, int to)
    {
        _rows[to] = rows.Rows[from];
        _slots[to] = rows.Slots[from];
        _addresses[to] = rows.Addresses[from];
    }

    private void Reserve(int count)
    {
        if (_rows.Length < count)
        {
            _rows = new int[count];
            _slots = new int[count];
            _addresses = new nint[count];
        }
    }

    private void NoteEmptied(int slot)
    {
        if (_emptiedCount == _emptied.Length)
        {
            Array.Resize(ref _emptied, _emptiedCount * 2);
        }

        _emptied[_emptiedCount++] = slot;
    }

    // At the end, because a value may have come back within the batch.
    private void RemoveEmptied(SlotTable values)
    {
        foreach (var slot in _emptied.AsSpan(0, _emptiedCount))
        {
            if (values.IsLive(slot) && *(long*)(values.Address(slot) + _count) == 0)
            {
                values.Remove(slot);
            }
        }

        _emptiedCount = 0;
    }
}
