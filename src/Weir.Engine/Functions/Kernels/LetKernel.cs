using Weir.Engine.Columns;

namespace Weir.Engine.Functions.Kernels;

/// <summary>Computes a value once and then a body that reads it in several places.</summary>
internal sealed class LetKernel(HeldKernel name, Kernel value, Kernel body) : ScalarKernel(body.Type, value, body)
{
    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        name.Held = value.Evaluate(batch, rows, context);
        return body.Evaluate(batch, rows, context);
    }

    public override int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context)
    {
        name.Held = value.Evaluate(batch, rows, context);
        return body.Select(batch, rows, into, context);
    }
}
