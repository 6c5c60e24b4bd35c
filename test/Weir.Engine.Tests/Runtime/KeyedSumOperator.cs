using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Sums values per key and emits each touched key once per batch. Its state is in the operator's own bytes; every
/// subtask takes back the keys that it owns.</summary>
internal sealed class KeyedSumOperator(OperatorContext context) : Operator
{
    private readonly SortedDictionary<long, long> _sums = [];
    private readonly Batch _output = new([Column.Create(SqlType.BigInt), Column.Create(SqlType.BigInt)]);

    public override void Process(int port, Batch batch, Output output)
    {
        var keys = (FixedColumn<long>)batch.Columns[0];
        var values = (FixedColumn<long>)batch.Columns[1];
        var touched = new SortedSet<long>();
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            _sums[keys[rows[i]]] = _sums.GetValueOrDefault(keys[rows[i]]) + values[rows[i]];
            touched.Add(keys[rows[i]]);
        }

        Emit(touched, output);
    }

    public override byte[] SaveOperatorState(long checkpointId)
    {
        var state = new byte[_sums.Count * 16];
        var at = 0;
        foreach (var (key, sum) in _sums)
        {
            BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(at), key);
            BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(at + 8), sum);
            at += 16;
        }

        return state;
    }

    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved)
    {
        var range = KeyGroups.OfSubtask(context.Subtask, context.Parallelism, context.MaxParallelism);
        var keys = (FixedColumn<long>)Column.Create(SqlType.BigInt);
        keys.Reset(1);
        var hash = new ulong[1];
        foreach (var state in saved)
        {
            for (var at = 0; at < state.Length; at += 16)
            {
                keys[0] = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(at));
                KeyHash.Hash([keys], [0], hash);
                if (range.Owns(hash[0]))
                {
                    _sums[keys[0]] = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(at + 8));
                }
            }
        }
    }

    private void Emit(SortedSet<long> touched, Output output)
    {
        _output.Reset(touched.Count);
        var keys = (FixedColumn<long>)_output.Columns[0];
        var sums = (FixedColumn<long>)_output.Columns[1];
        keys.Reset(touched.Count);
        sums.Reset(touched.Count);
        var row = 0;
        foreach (var key in touched)
        {
            keys[row] = key;
            sums[row] = _sums[key];
            _output.SetKind(row++, RowKind.UpdateAfter);
        }

        output.Emit(_output);
    }
}
