using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>FIRST_VALUE and LAST_VALUE (by arrival, NULLs skipped) over an input that never retracts.</summary>
internal sealed class ValueAccumulator(AggregatePlace place, AggregateShape shape, bool last) : Accumulator
{
    private SlotTable? _table;
    private FieldCodec? _codec;

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var codec = CodecOf(table);
        for (var i = 0; i < rows.Count; i++)
        {
            if (last || place.Field.IsNull(rows.Addresses[i]))
            {
                codec.Replace(rows.Arguments[0], rows.Rows[i], rows.Addresses[i]);
            }
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start) =>
        CodecOf(table).Load(addresses, target, start);

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots) =>
        throw new NotSupportedException("FIRST_VALUE and LAST_VALUE cannot be merged.");

    private FieldCodec CodecOf(SlotTable table)
    {
        if (!ReferenceEquals(_table, table))
        {
            _table = table;
            _codec = table.Codec(place.Field, shape.Argument);
        }

        return _codec!;
    }
}
