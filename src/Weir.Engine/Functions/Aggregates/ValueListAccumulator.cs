using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>Aggregates that must keep their values in the order of arrival: LISTAGG, and FIRST_VALUE and LAST_VALUE over an
/// input that retracts. A retraction takes away the oldest equal value.</summary>
internal abstract class ValueListAccumulator(AggregatePlace place, AggregateShape shape) : Accumulator
{
    private readonly SlotField _value = place.ChildLayouts[0][0];
    private SlotTable? _values;
    private FieldCodec? _codec;

    /// <summary>The child table that holds the values.</summary>
    public static AggregateSlots Slots(string name, AggregateShape shape) => new(
        AggregateSlots.Named(name, shape),
        [new StateTableDescriptor(name, [], [new StateSlot("value", StateLayouts.Value(shape.Argument))])]);

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var (values, codec) = ValuesOf(table);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Retracts(i))
            {
                TakeAway(values, codec, rows.Slots[i], rows.Arguments[0], rows.Rows[i]);
                continue;
            }

            var slot = values.AddLast(rows.Slots[i]);
            codec.Store(rows.Arguments[0], [rows.Rows[i]], [values.AddressToWrite(slot)]);
            Added(table, rows, i);
        }
    }

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        var source = from.Children[place.Child];
        var (values, codec) = ValuesOf(into);
        for (var i = 0; i < slots.Length; i++)
        {
            for (var value = source.First(fromSlots[i]); value >= 0; value = source.Next(value))
            {
                var slot = values.AddLast(slots[i]);
                codec.Copy(source.Address(value), _value, source.Heap.Read, values.AddressToWrite(slot));
            }

            Merged(into, slots[i], from, fromSlots[i]);
        }
    }

    protected (SlotTable Values, FieldCodec Codec) ValuesOf(SlotTable table)
    {
        var values = table.Children[place.Child];
        if (!ReferenceEquals(_values, values))
        {
            _values = values;
            _codec = values.Codec(_value, shape.Argument);
        }

        return (values, _codec!);
    }

    /// <summary>A value was added for row <paramref name="i"/>.</summary>
    protected virtual void Added(SlotTable table, in AccumulatorRows rows, int i)
    {
    }

    protected virtual void Merged(SlotTable into, int slot, SlotTable from, int fromSlot)
    {
    }

    private static void TakeAway(SlotTable values, FieldCodec codec, int owner, Column column, int row)
    {
        for (var slot = values.First(owner); slot >= 0; slot = values.Next(slot))
        {
            if (codec.Matches(column, row, values.Address(slot)))
            {
                values.Remove(slot);
                return;
            }
        }
    }
}

/// <summary>FIRST_VALUE and LAST_VALUE over an input that retracts.</summary>
internal sealed class ValueEndAccumulator(AggregatePlace place, AggregateShape shape, bool last)
    : ValueListAccumulator(place, shape)
{
    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var (values, codec) = ValuesOf(table);
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = last ? values.Last(slots[i]) : values.First(slots[i]);
            if (slot < 0)
            {
                target.SetNull(start + i);
            }
            else
            {
                codec.Load([values.Address(slot)], target, start + i);
            }
        }
    }
}

/// <summary>LISTAGG: the texts in order of arrival with a separator between them, NULL when there is none.</summary>
internal sealed unsafe class ListAggAccumulator(AggregatePlace place, AggregateShape shape)
    : ValueListAccumulator(place, shape)
{
    private readonly AggregatePlace _place = place;
    private readonly NestedBuffer _text = new();

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var (values, codec) = ValuesOf(table);
        var result = (BytesColumn)target;
        for (var i = 0; i < slots.Length; i++)
        {
            var slot = values.First(slots[i]);
            if (slot < 0)
            {
                target.SetNull(start + i);
                continue;
            }

            var separator = _place.Field.IsNull(addresses[i])
                ? ","u8
                : table.Heap.Read(ref *(BytesView*)_place.Field.In(addresses[i]));
            _text.Clear();
            for (var first = true; slot >= 0; slot = values.Next(slot), first = false)
            {
                if (!first)
                {
                    separator.CopyTo(_text.Take(separator.Length));
                }

                var value = values.Heap.Read(ref *(BytesView*)codec.Field.In(values.Address(slot)));
                value.CopyTo(_text.Take(value.Length));
            }

            result.Set(start + i, _text.Written);
        }
    }

    // The separator is the same in every row; the first one is kept in the group's slot.
    protected override void Added(SlotTable table, in AccumulatorRows rows, int i)
    {
        if (rows.Arguments.Length < 2 || !_place.Field.IsNull(rows.Addresses[i])
            || rows.Arguments[1].IsNull(rows.Rows[i]))
        {
            return;
        }

        var separator = ((BytesColumn)rows.Arguments[1])[rows.Rows[i]];
        *(BytesView*)_place.Field.In(rows.Addresses[i]) = table.Heap.Store(separator);
        _place.Field.SetValid(rows.Addresses[i]);
    }

    protected override void Merged(SlotTable into, int slot, SlotTable from, int fromSlot)
    {
        var (to, other) = (into.AddressToWrite(slot), from.Address(fromSlot));
        if (_place.Field.IsNull(to) && !_place.Field.IsNull(other))
        {
            *(BytesView*)_place.Field.In(to) =
                into.Heap.Store(from.Heap.Read(ref *(BytesView*)_place.Field.In(other)));
            _place.Field.SetValid(to);
        }
    }
}
