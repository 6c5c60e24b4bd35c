using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>MIN and MAX over an input that retracts: an ordered multiset of the values.</summary>
internal sealed class ExtremeTreeAccumulator(AggregatePlace place, AggregateShape shape, bool max) : Accumulator
{
    private readonly SlotTree _tree = new(place.ChildLayouts[0], shape.Argument);
    private readonly Column _scratch = Column.Create(shape.Argument);

    public override void Add(SlotTable table, in AccumulatorRows rows)
    {
        var nodes = table.Children[place.Child];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Retracts(i))
            {
                _tree.Remove(nodes, rows.Slots[i], rows.Arguments[0], rows.Rows[i]);
            }
            else
            {
                _tree.Add(nodes, rows.Slots[i], rows.Arguments[0], rows.Rows[i]);
            }
        }
    }

    public override void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start)
    {
        var nodes = table.Children[place.Child];
        for (var i = 0; i < slots.Length; i++)
        {
            var node = _tree.Extreme(nodes, slots[i], max);
            if (node < 0)
            {
                target.SetNull(start + i);
            }
            else
            {
                _tree.Load(nodes, node, target, start + i);
            }
        }
    }

    public override void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            _tree.Merge(into.Children[place.Child], slots[i], from.Children[place.Child], fromSlots[i], _scratch);
        }
    }
}
