using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>
/// The accumulators of all aggregate calls of an operator over slots of tables that <see cref="AggregateState.Describe(
/// string, ImmutableArray{SqlType}, RowFields, ImmutableArray{AggregateCall}, bool, bool)"/> laid out. Applies FILTER and
/// skips NULL arguments; the accumulators see only rows that count. Serves the table itself or all its partitions.
/// </summary>
internal sealed class AggregateSet
{
    private readonly ImmutableArray<AggregateCall> _calls;
    private readonly Accumulator[] _accumulators;
    private readonly Column[] _arguments = new Column[MaxArguments];
    private int[] _rows = [];
    private int[] _slots = [];
    private nint[] _addresses = [];

    // LISTAGG has two.
    private const int MaxArguments = 2;

    /// <param name="table">A table with this layout: the group table, or any partition of it.</param>
    public AggregateSet(
        SlotTable table, RowFields input, ImmutableArray<AggregateCall> calls, bool retracts)
    {
        _calls = calls;
        _accumulators = new Accumulator[calls.Length];
        var child = 0;
        for (var i = 0; i < calls.Length; i++)
        {
            _accumulators[i] = Create(table, i, ref child, AggregateState.ShapeOf(calls[i], input, retracts));
        }
    }

    public int Count => _accumulators.Length;

    /// <summary>Adds the rows of a batch to their slots, or takes them back by their kind.</summary>
    /// <param name="rows">Physical rows, with their slots and writable addresses.</param>
    public void Add(
        SlotTable table,
        Batch batch,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<int> slots,
        ReadOnlySpan<nint> addresses)
    {
        for (var i = 0; i < _accumulators.Length; i++)
        {
            var call = _calls[i];
            for (var a = 0; a < call.Arguments.Length; a++)
            {
                _arguments[a] = batch.Columns[call.Arguments[a]];
            }

            var filter = call.Filter < 0 ? null : (FixedColumn<byte>)batch.Columns[call.Filter];
            var argument = call.Arguments.IsEmpty || !_arguments[0].HasNulls ? null : _arguments[0];
            var all = filter is null && argument is null;
            var count = all ? rows.Length : Choose(filter, argument, rows, slots, addresses);
            if (count > 0)
            {
                _accumulators[i].Add(table, new AccumulatorRows
                {
                    Arguments = _arguments.AsSpan(0, call.Arguments.Length),
                    Rows = all ? rows : _rows.AsSpan(0, count),
                    Slots = all ? slots : _slots.AsSpan(0, count),
                    Addresses = all ? addresses : _addresses.AsSpan(0, count),
                    Kinds = batch.HasKinds ? batch.Kinds : default,
                });
            }
        }
    }

    /// <summary>Results of call number <paramref name="aggregate"/>, see <see cref="Accumulator.Load"/>.</summary>
    public void Load(
        SlotTable table,
        int aggregate,
        ReadOnlySpan<int> slots,
        ReadOnlySpan<nint> addresses,
        Column target,
        int start) => _accumulators[aggregate].Load(table, slots, addresses, target, start);

    /// <summary>Adds what slots of another table with the same layout hold, pairwise: HOP and CUMULATE combine slices.
    /// </summary>
    public void Merge(SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        foreach (var accumulator in _accumulators)
        {
            accumulator.Merge(into, slots, from, fromSlots);
        }
    }

    private Accumulator Create(SlotTable table, int slot, ref int child, AggregateShape shape)
    {
        var function = AggregateCatalog.Find(_calls[slot].Function)!;
        var distinct = AggregateState.KeepsDistinct(_calls[slot]);
        var children = function.State(shape).Children.Length;
        var first = child;
        var own = distinct ? first + 1 : first;
        child = own + children;
        var fields = table.Layout.Slot(slot);
        var layouts = table.Children.Select(c => c.Layout).ToImmutableArray();
        var accumulator = function.Build(shape, new AggregatePlace(fields, own, layouts.Slice(own, children)));
        return distinct
            ? new DistinctAccumulator(new AggregatePlace(fields, first, layouts.Slice(first, 1)), shape, accumulator)
            : accumulator;
    }

    // The rows that pass the filter and whose argument is not NULL.
    private int Choose(
        FixedColumn<byte>? filter,
        Column? argument,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<int> slots,
        ReadOnlySpan<nint> addresses)
    {
        if (_rows.Length < rows.Length)
        {
            _rows = new int[Math.Max(rows.Length, Batch.MaxRows)];
            _slots = new int[_rows.Length];
            _addresses = new nint[_rows.Length];
        }

        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            _rows[count] = row;
            _slots[count] = slots[i];
            _addresses[count] = addresses[i];
            var passes = filter is null || (filter[row] != 0 && !filter.IsNull(row));
            count += passes && argument?.IsNull(row) != true ? 1 : 0;
        }

        return count;
    }
}
