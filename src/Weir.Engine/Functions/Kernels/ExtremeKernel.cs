using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>GREATEST and LEAST: NULL when any argument is.</summary>
internal sealed class ExtremeKernel : ScalarKernel
{
    private readonly bool _greatest;
    private readonly Column _result;

    public ExtremeKernel(bool greatest, SqlType type, IReadOnlyList<Kernel> inputs)
        : base(type, [.. inputs])
    {
        _greatest = greatest;
        _result = Column.Create(type);
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        _result.TakeRows(Inputs[0].Evaluate(batch, rows, context), rows);
        for (var input = 1; input < Inputs.Length; input++)
        {
            var column = Inputs[input].Evaluate(batch, rows, context);
            for (var i = 0; i < rows.Count; i++)
            {
                Take(column, rows[i]);
            }
        }

        return _result;
    }

    private void Take(Column column, int row)
    {
        if (_result.IsNull(row))
        {
            return;
        }

        if (column.IsNull(row))
        {
            _result.SetNull(row);
            return;
        }

        var order = ColumnValues.Compare(column, row, _result, row);
        if (_greatest ? order > 0 : order < 0)
        {
            _result.CopyFrom(row, column, row);
        }
    }
}
