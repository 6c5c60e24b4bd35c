using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>SUM: wraps in the argument's type as Flink does; a DECIMAL sum beyond 38 digits is NULL. With a retracting input
/// a second field counts the values, so that the sum of none is NULL again.</summary>
internal sealed unsafe class SumAccumulator<TValue, TSum, TResult>(AggregatePlace place) : Accumulator
    where TValue : unmanaged, INumber<TValue>
    where TSum : unmanaged, INumber<TSum>
    where TResult : unmanaged, INumber<TResult>
{
    private readonly SlotField _sum = place.Field;
    private readonly int _count = place.Fields.Length > 1 ? place.Fields[1].Offset : -1;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var values = ((FixedColumn<TValue>)rows.Arguments[0]).Values;
        var addresses = rows.Addresses;
        var physical = rows.Rows;
        var (offset, valid, mask) = (_sum.Offset, _sum.ValidOffset, _sum.ValidMask);
        if (_count < 0)
        {
            for (var i = 0; i < physical.Length; i++)
            {
                var slot = (byte*)addresses[i];
                *(TSum*)(slot + offset) += TSum.CreateTruncating(values[physical[i]]);
                slot[valid] |= mask;
            }

            return;
        }

        for (var i = 0; i < physical.Length; i++)
        {
            var slot = (byte*)addresses[i];
            var value = TSum.CreateTruncating(values[physical[i]]);
            var retracts = rows.Retracts(i);
            *(TSum*)(slot + offset) += retracts ? -value : value;
            *(long*)(slot + _count) += retracts ? -1 : 1;
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var values = ((FixedColumn<TResult>)target).Values[start..];
        for (var i = 0; i < addresses.Length; i++)
        {
            var sum = *(TSum*)(addresses[i] + _sum.Offset);
            values[i] = TResult.CreateTruncating(sum);
            if (IsNull(addresses[i]) || !Decimals.Fits(sum))
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
            var (to, other) = (into.AddressToWrite(slots[i]), from.Address(fromSlots[i]));
            if (IsNull(other))
            {
                continue;
            }

            *(TSum*)(to + _sum.Offset) += *(TSum*)(other + _sum.Offset);
            if (_count < 0)
            {
                _sum.SetValid(to);
            }
            else
            {
                *(long*)(to + _count) += *(long*)(other + _count);
            }
        }
    }

    private bool IsNull(nint slot) => _count < 0 ? _sum.IsNull(slot) : *(long*)(slot + _count) == 0;
}
