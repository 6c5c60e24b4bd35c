using System.Buffers.Binary;
using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>MIN and MAX of fixed-width values over an input that never retracts: the best value so far.</summary>
internal sealed unsafe class ExtremeAccumulator<T>(AggregatePlace place, bool max) : Accumulator
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    private readonly SlotField _best = place.Field;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        if (max)
        {
            AddGreatest(rows);
        }
        else
        {
            AddLeast(rows);
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var values = ((FixedColumn<T>)target).Values[start..];
        for (var i = 0; i < addresses.Length; i++)
        {
            values[i] = *(T*)(addresses[i] + _best.Offset);
            if (_best.IsNull(addresses[i]))
            {
                target.SetNull(start + i);
            }
        }
    }

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var other = from.Address(fromSlots[i]);
            if (_best.IsNull(other))
            {
                continue;
            }

            var to = into.AddressToWrite(slots[i]);
            var value = *(T*)(other + _best.Offset);
            var best = (T*)(to + _best.Offset);
            if (_best.IsNull(to) || (max ? value > *best : value < *best))
            {
                *best = value;
                _best.SetValid(to);
            }
        }
    }

    private void AddGreatest(in AccumulatorRows rows)
    {
        var values = ((FixedColumn<T>)rows.Arguments[0]).Values;
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            var slot = (byte*)rows.Addresses[i];
            var value = values[rows.Rows[i]];
            var best = (T*)(slot + _best.Offset);
            if (value > *best || (slot[_best.ValidOffset] & _best.ValidMask) == 0)
            {
                *best = value;
                slot[_best.ValidOffset] |= _best.ValidMask;
            }
        }
    }

    private void AddLeast(in AccumulatorRows rows)
    {
        var values = ((FixedColumn<T>)rows.Arguments[0]).Values;
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            var slot = (byte*)rows.Addresses[i];
            var value = values[rows.Rows[i]];
            var best = (T*)(slot + _best.Offset);
            if (value < *best || (slot[_best.ValidOffset] & _best.ValidMask) == 0)
            {
                *best = value;
                slot[_best.ValidOffset] |= _best.ValidMask;
            }
        }
    }
}

/// <summary>MIN and MAX of texts (byte order, which is code point order) over an input that never retracts.</summary>
internal sealed unsafe class ExtremeBytesAccumulator(AggregatePlace place, bool max) : Accumulator
{
    private readonly SlotField _best = place.Field;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var column = (BytesColumn)rows.Arguments[0];
        var views = column.Views;
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            var row = rows.Rows[i];
            var slot = rows.Addresses[i];
            ref var best = ref *(BytesView*)_best.In(slot);
            if (_best.IsNull(slot) || IsBetter(views[row].Prefix, column[row], ref best, table.Heap))
            {
                Replace(table.Heap, slot, column[row]);
            }
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var column = (BytesColumn)target;
        for (var i = 0; i < addresses.Length; i++)
        {
            if (_best.IsNull(addresses[i]))
            {
                column.SetNull(start + i);
            }
            else
            {
                column.Set(start + i, table.Heap.Read(ref *(BytesView*)_best.In(addresses[i])));
            }
        }
    }

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            var other = from.Address(fromSlots[i]);
            if (_best.IsNull(other))
            {
                continue;
            }

            ref var candidate = ref *(BytesView*)_best.In(other);
            var value = from.Heap.Read(ref candidate);
            var to = into.AddressToWrite(slots[i]);
            if (_best.IsNull(to) || IsBetter(candidate.Prefix, value, ref *(BytesView*)_best.In(to), into.Heap))
            {
                Replace(into.Heap, to, value);
            }
        }
    }

    private bool IsBetter(uint prefix, ReadOnlySpan<byte> value, ref BytesView best, SlotHeap heap)
    {
        var order = prefix == best.Prefix
            ? value.SequenceCompareTo(heap.Read(ref best))
            : BinaryPrimitives.ReverseEndianness(prefix).CompareTo(BinaryPrimitives.ReverseEndianness(best.Prefix));
        return max ? order > 0 : order < 0;
    }

    private void Replace(SlotHeap heap, nint slot, ReadOnlySpan<byte> value)
    {
        ref var best = ref *(BytesView*)_best.In(slot);
        if (!_best.IsNull(slot))
        {
            heap.Release(in best);
        }

        best = heap.Store(value);
        _best.SetValid(slot);
    }
}
