using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>COUNT: the number of rows it is given.</summary>
internal sealed unsafe class CountAccumulator(AggregatePlace place) : Accumulator
{
    private readonly int _offset = place.Field.Offset;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var addresses = rows.Addresses;
        if (rows.Kinds.IsEmpty)
        {
            foreach (var slot in addresses)
            {
                ++*(long*)(slot + _offset);
            }

            return;
        }

        for (var i = 0; i < addresses.Length; i++)
        {
            *(long*)(addresses[i] + _offset) += 1 - ((rows.Kinds[rows.Rows[i]] & 1) << 1);
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var values = ((FixedColumn<long>)target).Values[start..];
        for (var i = 0; i < addresses.Length; i++)
        {
            values[i] = *(long*)(addresses[i] + _offset);
        }
    }

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            *(long*)(into.AddressToWrite(slots[i]) + _offset) += *(long*)(from.Address(fromSlots[i]) + _offset);
        }
    }
}
