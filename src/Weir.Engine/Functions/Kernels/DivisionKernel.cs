using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>Integer division toward zero, or its remainder; a zero divisor fails the row. The smallest value divided by
/// -1 wraps.</summary>
internal sealed class DivisionKernel<T>(SqlType type, Kernel left, Kernel right, bool remainder)
    : ScalarKernel(type, left, right)
    where T : unmanaged, IBinaryInteger<T>, ISignedNumber<T>
{
    private readonly FixedColumn<T> _result = new(type.Physical);
    private readonly bool _safe = LiteralKernel.TryGet<T>(right, out var value) && !T.IsZero(value);

    protected override bool FailsItself => !_safe;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<T>)left.Evaluate(batch, rows, context);
        var b = (FixedColumn<T>)right.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        _result.AddNullsOf(b);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (_result.IsNull(row))
            {
                continue;
            }

            var divisor = b[row];
            if (T.IsZero(divisor))
            {
                context.Fail("/ by zero");
                _result.SetNull(row);
            }
            else if (divisor == T.NegativeOne)
            {
                _result[row] = remainder ? T.Zero : -a[row];
            }
            else
            {
                _result[row] = remainder ? a[row] % divisor : a[row] / divisor;
            }
        }

        return _result;
    }
}
