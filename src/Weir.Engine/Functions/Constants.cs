using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;

namespace Weir.Engine.Functions;

/// <summary>Computes what depends on literals only, once.</summary>
internal static class Constants
{
    /// <summary>The kernel, or a literal in its place when all of its inputs are literals and its value does not depend on
    /// the session's zone. What fails is left alone: it fails when a row needs it.</summary>
    public static Kernel Fold(Kernel kernel, params ReadOnlySpan<Kernel> inputs)
    {
        if (kernel is LiteralKernel || !Literals.HasLiterals(kernel.Type))
        {
            return kernel;
        }

        foreach (var input in inputs)
        {
            if (input is not LiteralKernel || DependsOnZone(input, kernel))
            {
                return kernel;
            }
        }

        var context = new EvaluationContext(TimeProvider.System, TimeZoneInfo.Utc);
        var value = kernel.Evaluate(new Batch([]), Rows.All(1), context);
        return context.Failure is null ? new LiteralKernel(Literals.Read(value, 0, kernel.Type), kernel.Type) : kernel;
    }

    private static bool DependsOnZone(Kernel input, Kernel output) =>
        input.Type.Kind == Types.TypeKind.TimestampLtz || output.Type.Kind == Types.TypeKind.TimestampLtz;
}
