using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>NOT: NULL stays NULL.</summary>
internal readonly struct NotOperator : IUnary<byte, byte>
{
    public static byte Apply(byte value) => (byte)(value ^ 1);
}

/// <summary>What IS [NOT] NULL and its like ask of a value; the answer is never NULL.</summary>
internal enum ValueTest
{
    IsNull,
    IsTrue,
    IsFalse,
}

/// <summary><c>IS [NOT] NULL</c>, <c>IS [NOT] TRUE</c>, <c>IS [NOT] FALSE</c>; UNKNOWN is NULL.</summary>
internal sealed class TestKernel(ValueTest test, bool negated, SqlType type, Kernel input) : ScalarKernel(type, input)
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        var result = _result.Values;
        if (test == ValueTest.IsNull && !column.HasNulls)
        {
            result.Fill(negated ? (byte)1 : (byte)0);
            return _result;
        }

        var values = test == ValueTest.IsNull ? default : ((FixedColumn<byte>)column).Values;
        var wanted = test == ValueTest.IsTrue ? 1 : 0;
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var isNull = column.IsNull(row);
            var answer = test == ValueTest.IsNull ? isNull : !isNull && values[row] == wanted;
            result[row] = answer != negated ? (byte)1 : (byte)0;
        }

        return _result;
    }
}

/// <summary><c>IS [NOT] DISTINCT FROM</c>: equality in which NULL equals NULL; never NULL itself.</summary>
internal sealed class DistinctKernel(
    bool negated, SqlType type, Kernel left, Kernel right, Func<Kernel, Kernel, Kernel> equal)
    : ScalarKernel(type, left, right)
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);
    private readonly HeldKernel _left = new(left.Type);
    private readonly HeldKernel _right = new(right.Type);
    private Kernel? _equal;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _equal ??= equal(_left, _right);
        var a = left.Evaluate(batch, rows, context);
        var b = right.Evaluate(batch, rows, context);
        _left.Held = a;
        _right.Held = b;
        var same = (FixedColumn<byte>)_equal.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var equals = a.IsNull(row) ? b.IsNull(row) : !b.IsNull(row) && same[row] != 0;
            _result[row] = equals != negated ? (byte)1 : (byte)0;
        }

        return _result;
    }
}
