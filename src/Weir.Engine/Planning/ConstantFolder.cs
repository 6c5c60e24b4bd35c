using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Sql;

namespace Weir.Engine.Planning;

/// <summary>Evaluates scalars that read no column.</summary>
internal static class ConstantFolder
{
    /// <exception cref="SqlException">The scalar reads a column, or computing it fails.</exception>
    public static Scalar.Literal Fold(Scalar scalar, SyntaxNode at)
    {
        if (scalar is Scalar.Literal literal)
        {
            return literal;
        }

        var batch = new Batch([]);
        batch.Reset(1);
        var context = new EvaluationContext(TimeProvider.System, TimeZoneInfo.Utc);
        var column = KernelCompiler.Compile(scalar).Evaluate(batch, batch.Rows, context);
        if (context.Failure is { } failure)
        {
            throw SqlException.Semantic(failure, at.Position);
        }

        return new Scalar.Literal(LiteralColumn.Get(column, 0, scalar.Type), scalar.Type);
    }
}
