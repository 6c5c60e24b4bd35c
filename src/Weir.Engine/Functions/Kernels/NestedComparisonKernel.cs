using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>Equality of ARRAY, MAP, MULTISET and ROW values.</summary>
internal sealed class NestedComparisonKernel(Comparison comparison, SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = left.Evaluate(batch, rows, context);
        var b = right.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        _result.AddNullsOf(b);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (!_result.IsNull(row))
            {
                var same = ColumnValues.AreEqual(a, row, b, row);
                _result[row] = same == (comparison == Comparison.Equal) ? (byte)1 : (byte)0;
            }
        }

        return _result;
    }
}
