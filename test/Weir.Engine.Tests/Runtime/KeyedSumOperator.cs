using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Sums the second column per key (the first) in a slot table, and emits each touched key once per batch.</summary>
internal sealed unsafe class KeyedSumOperator : Operator
{
    private readonly SlotTable _sums;
    private readonly SlotSet _found = new();
    private readonly Batch _output = new([Column.Create(SqlType.BigInt), Column.Create(SqlType.BigInt)]);
    private readonly Column[] _key = new Column[1];
    private readonly List<int> _touched = [];

    public KeyedSumOperator(OperatorContext context) =>
        _sums = new SlotTable(State().Tables[0], context.Memory, context.StateTtl);

    public override IReadOnlyList<SlotTable> Tables => [_sums];

    public static StateDescriptor State(string upstream = "") => new(
        "group-aggregate",
        "group-aggregate(key)",
        upstream,
        [new StateTableDescriptor("groups", [SqlType.BigInt], [new StateSlot("SUM(value)", "sum:INT64")])]);

    public override void Process(int port, Batch batch, Output output)
    {
        _key[0] = batch.Columns[0];
        _sums.FindOrAdd(_key, batch.Rows, _found);
        var values = ((FixedColumn<long>)batch.Columns[1]).Values;
        var field = _sums.Layout[0];
        _touched.Clear();
        for (var i = 0; i < _found.Count; i++)
        {
            var row = _found.Addresses[i];
            var sum = field.IsNull(row) ? 0 : *(long*)field.In(row);
            field.SetValid(row);
            *(long*)field.In(row) = sum + values[_found.Rows[i]];
            if (!_touched.Contains(_found.Slots[i]) || _touched.Count > 64)
            {
                _touched.Add(_found.Slots[i]);
            }
        }

        Emit(output);
    }

    private void Emit(Output output)
    {
        var keys = (FixedColumn<long>)_output.Columns[0];
        var sums = (FixedColumn<long>)_output.Columns[1];
        _output.Reset(_touched.Count);
        keys.Reset(_touched.Count);
        sums.Reset(_touched.Count);
        var kinds = _output.StartKinds();
        for (var row = 0; row < _touched.Count; row++)
        {
            var address = _sums.Address(_touched[row]);
            keys[row] = *(long*)_sums.Layout.Key[0].In(address);
            sums[row] = *(long*)_sums.Layout[0].In(address);
            kinds[row] = (byte)RowKind.UpdateAfter;
        }

        output.Emit(_output);
    }
}
