using System.Collections.Immutable;
using Weir.Engine.Functions;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>A bound scalar expression over the columns of one input (of both inputs, left then right, for a join).
/// </summary>
internal abstract record Scalar(SqlType Type)
{
    internal sealed record Column(int Index, SqlType Type) : Scalar(Type);

    /// <param name="Value">Boxed as <see cref="Literals"/> says.</param>
    internal sealed record Literal(object? Value, SqlType Type) : Scalar(Type);

    internal sealed record Call(ScalarFunction Function, ImmutableArray<Scalar> Arguments, SqlType Type) : Scalar(Type);

    /// <summary>A field of a ROW value.</summary>
    internal sealed record Field(Scalar Row, int Index, SqlType Type) : Scalar(Type);
}
