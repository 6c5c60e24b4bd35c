using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>The same values under another type that lies in memory alike.</summary>
internal sealed class RetypeKernel(SqlType type, Kernel input) : ScalarKernel(type, input)
{
    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context) =>
        input.Evaluate(batch, rows, context);

    public override int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context) =>
        input.Select(batch, rows, into, context);
}
