using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>What an unbounded GROUP BY computes.</summary>
/// <param name="Input">Columns of the input.</param>
/// <param name="Keys">Key columns; none: one global group.</param>
/// <param name="Retracts">Whether the input carries -U or -D.</param>
/// <param name="EmitsUpdateBefore">Whether somebody downstream needs -U.</param>
internal sealed record GroupAggregation(
    RowFields Input, ImmutableArray<int> Keys, ImmutableArray<AggregateCall> Calls, bool Retracts, bool EmitsUpdateBefore)
{
    /// <summary>The state that the operator keeps.</summary>
    public ImmutableArray<StateTableDescriptor> Tables => AggregateState.Describe(
        AggregateState.GroupTable, [.. Keys.Select(k => Input[k].Type)], Input, Calls, Retracts);
}

/// <summary>
/// Unbounded GROUP BY over a changelog. The rows of a batch are folded: each group that was touched emits its net change
/// once, in the order of the last touch; fed row by row it emits what Flink emits. Output: the keys, then the aggregates.
/// </summary>
internal sealed unsafe class GroupAggregateOperator : Operator
{
    private readonly GroupAggregation _what;
    private readonly OperatorContext _context;
    private readonly SlotTable _table;
    private readonly AggregateSet _aggregates;
    private readonly SlotSet _found = new();
    private readonly Column[] _keys;
    private readonly TouchedGroups _touched = new();
    private readonly GroupChanges _changes;
    private readonly GroupLiveness? _liveness;

    public GroupAggregateOperator(GroupAggregation what, OperatorContext context)
    {
        _what = what;
        _context = context;
        _table = SlotTable.Create(what.Tables, context.Memory, context.StateTtl)[0];
        _aggregates = new AggregateSet(_table, what.Input, what.Calls, what.Retracts);
        _keys = new Column[what.Keys.Length];
        _changes = new GroupChanges(what, context.StateTtl > TimeSpan.Zero);
        _liveness = what.Retracts ? new GroupLiveness(_table.Layout[what.Calls.Length].Offset) : null;
    }

    public override bool HasMore => _changes.HasMore;

    public override IReadOnlyList<SlotTable> Tables => [_table];

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (_context.StateTtl > TimeSpan.Zero)
        {
            _table.Now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = batch.Columns[_what.Keys[i]];
        }

        _table.FindOrAdd(_keys, batch.Rows, _found);
        _touched.Collect(_found);
        _changes.Begin(_table, _aggregates, _touched);
        if (_liveness is null)
        {
            _aggregates.Add(_table, batch, _found.Rows, _found.Slots, _found.Addresses);
        }
        else
        {
            _liveness.Count(_table, batch, _found, _touched);
            _aggregates.Add(_table, batch, _liveness.Rows, _liveness.Slots, _liveness.Addresses);
        }

        _changes.End(_table, _aggregates, _touched, _liveness);
        _changes.Emit(output);
    }

    public override void Continue(Output output) => _changes.Emit(output);
}
