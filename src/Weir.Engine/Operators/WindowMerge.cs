using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>Merges slices group by group into one table.</summary>
internal sealed class WindowMerge(WindowAggregation what, AggregateSet aggregates)
{
    private readonly Column[] _keys = [.. what.Keys.Select(k => Column.Create(what.Input[k].Type))];
    private readonly int[] _slots = new int[Batch.MaxRows];
    private readonly nint[] _addresses = new nint[Batch.MaxRows];
    private readonly SlotSet _found = new();

    public SlotTable Into(SlotTable target, IReadOnlyList<SlotTable> slices)
    {
        foreach (var slice in slices)
        {
            for (var slot = 0; slot >= 0;)
            {
                slot = Part(target, slice, slot);
            }
        }

        return target;
    }

    // Merges up to a batch of groups from a slot on; returns where to go on, or -1.
    private int Part(SlotTable target, SlotTable slice, int slot)
    {
        var count = 0;
        while (count < Batch.MaxRows && (slot = slice.NextLive(slot)) >= 0)
        {
            _slots[count] = slot;
            _addresses[count++] = slice.Address(slot);
            slot++;
        }

        if (count == 0)
        {
            return -1;
        }

        for (var k = 0; k < _keys.Length; k++)
        {
            _keys[k].Reset(count);
            slice.Keys[k].Load(_addresses.AsSpan(0, count), _keys[k], 0);
        }

        target.FindOrAdd(_keys, Rows.All(count), _found);
        if (what.Retracts)
        {
            WindowRowCounts.Merge(target, _found, slice, what.Calls.Length, _slots.AsSpan(0, count));
        }

        aggregates.Merge(target, _found.Slots, slice, _slots.AsSpan(0, count));
        return slot;
    }
}

/// <summary>The hidden counter of a group's rows when the input retracts: a group without rows is not emitted.</summary>
internal static unsafe class WindowRowCounts
{
    public static long Of(SlotTable table, int slotNumber, int slot) =>
        *(long*)(table.Address(slot) + table.Layout[slotNumber].Offset);

    public static void Add(SlotTable table, int slotNumber, Batch batch, SlotSet found)
    {
        var offset = table.Layout[slotNumber].Offset;
        for (var i = 0; i < found.Count; i++)
        {
            *(long*)(found.Addresses[i] + offset) += batch.KindOf(found.Rows[i]).Sign();
        }
    }

    public static void Merge(SlotTable into, SlotSet found, SlotTable from, int slotNumber, ReadOnlySpan<int> slots)
    {
        var offset = into.Layout[slotNumber].Offset;
        for (var i = 0; i < slots.Length; i++)
        {
            *(long*)(found.Addresses[i] + offset) += Of(from, slotNumber, slots[i]);
        }
    }
}
