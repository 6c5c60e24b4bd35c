using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>AVG: a sum wider than the argument and a count; integers truncate toward zero, DECIMAL rounds half up.</summary>
/// <param name="moreDigits">Fraction digits that a DECIMAL result has more than the argument.</param>
internal sealed unsafe class AverageAccumulator<TValue, TSum, TResult>(AggregatePlace place, int moreDigits) : Accumulator
    where TValue : unmanaged, INumber<TValue>
    where TSum : unmanaged, INumber<TSum>
    where TResult : unmanaged, INumber<TResult>
{
    private readonly int _sum = place.Field.Offset;
    private readonly int _count = place.Fields[1].Offset;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var values = ((FixedColumn<TValue>)rows.Arguments[0]).Values;
        var addresses = rows.Addresses;
        var physical = rows.Rows;
        if (rows.Kinds.IsEmpty)
        {
            for (var i = 0; i < physical.Length; i++)
            {
                var slot = addresses[i];
                *(TSum*)(slot + _sum) += TSum.CreateTruncating(values[physical[i]]);
                ++*(long*)(slot + _count);
            }

            return;
        }

        for (var i = 0; i < physical.Length; i++)
        {
            var slot = addresses[i];
            var value = TSum.CreateTruncating(values[physical[i]]);
            var retracts = rows.Retracts(i);
            *(TSum*)(slot + _sum) += retracts ? -value : value;
            *(long*)(slot + _count) += retracts ? -1 : 1;
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var values = ((FixedColumn<TResult>)target).Values[start..];
        for (var i = 0; i < addresses.Length; i++)
        {
            if (Average(addresses[i]) is { } average)
            {
                values[i] = average;
            }
            else
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
            *(TSum*)(to + _sum) += *(TSum*)(other + _sum);
            *(long*)(to + _count) += *(long*)(other + _count);
        }
    }

    private TResult? Average(nint slot)
    {
        var sum = *(TSum*)(slot + _sum);
        var count = *(long*)(slot + _count);
        if (count == 0)
        {
            return null;
        }

        if (typeof(TSum) == typeof(Int128))
        {
            return Decimals.Average((Int128)(object)sum, count, moreDigits) is { } average
                ? TResult.CreateTruncating(average)
                : null;
        }

        return TResult.CreateTruncating(sum / TSum.CreateTruncating(count));
    }
}
