using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>A column of the batch, as it is.</summary>
internal sealed class ColumnKernel(int index, SqlType type) : Kernel(type)
{
    public int Index => index;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context) => batch.Columns[index];
}

/// <summary>A field of a ROW value: the child column, as it is.</summary>
internal sealed class FieldKernel(Kernel row, int index, SqlType type) : ScalarKernel(type, row)
{
    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context) =>
        ((RowColumn)row.Evaluate(batch, rows, context)).Children[index];
}

/// <summary>A column that its owner sets before each evaluation: an operand that is used twice but computed once.
/// </summary>
internal sealed class HeldKernel(SqlType type) : Kernel(type)
{
    public Column? Held { get; set; }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context) => Held!;
}
