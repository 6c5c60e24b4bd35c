using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Emits every row so many times, a batch of them at a time, as long as there is room: what joins and windows do.
/// </summary>
internal sealed class AmplifyOperator(int times) : Operator
{
    private readonly Batch _output = new([.. NumberSource.Schema.Select(f => Column.Create(f.Type))]);
    private Batch? _input;
    private int _row;
    private int _time;

    public override bool HasMore => _input is not null;

    public override void Process(int port, Batch batch, Output output)
    {
        _input = batch;
        (_row, _time) = (0, 0);
        Continue(output);
    }

    public override void Continue(Output output)
    {
        while (_input is not null && !output.IsBlocked)
        {
            EmitNext(output);
        }
    }

    private void EmitNext(Output output)
    {
        const int Rows = 512;
        var count = Math.Min(Rows, times - _time);
        _output.Reset(count);
        var source = _input!.Rows[_row];
        for (var i = 0; i < _output.Columns.Length; i++)
        {
            _output.Columns[i].Reset(count);
            for (var row = 0; row < count; row++)
            {
                _output.Columns[i].CopyFrom(row, _input.Columns[i], source);
            }
        }

        _time += count;
        if (_time == times)
        {
            _time = 0;
            _row++;
        }

        if (_row == _input.Count)
        {
            _input = null;
        }

        output.Emit(_output);
    }
}

/// <summary>Counts the rows of two inputs; its state are the two counts.</summary>
internal sealed class CountBothOperator : Operator
{
    private readonly long[] _counts = new long[2];
    private readonly Batch _output = new([Column.Create(SqlType.BigInt), Column.Create(SqlType.BigInt)]);

    public override void Process(int port, Batch batch, Output output)
    {
        _counts[port] += batch.Count;
        _output.Reset(1);
        for (var i = 0; i < 2; i++)
        {
            _output.Columns[i].Reset(1);
            ((FixedColumn<long>)_output.Columns[i])[0] = _counts[i];
        }

        _output.SetKind(0, RowKind.UpdateAfter);
        output.Emit(_output);
    }

    public override byte[] SaveOperatorState(long checkpointId) =>
        [.. BitConverter.GetBytes(_counts[0]), .. BitConverter.GetBytes(_counts[1])];

    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved)
    {
        foreach (var state in saved)
        {
            _counts[0] += BitConverter.ToInt64(state);
            _counts[1] += BitConverter.ToInt64(state, sizeof(long));
        }
    }
}
