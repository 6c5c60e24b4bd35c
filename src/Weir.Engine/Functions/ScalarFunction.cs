using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>An argument as the binder sees it: its type and, when it is a literal, its value (boxed as
/// <see cref="Literals"/> says; null for NULL).</summary>
public readonly record struct Argument(SqlType Type, bool IsLiteral = false, object? Value = null);

/// <summary>
/// How a call resolves: the result type and, per argument, the type that it must be cast to first (null = as it is); or an
/// error that says what the function takes.
/// </summary>
public sealed record Resolution(SqlType? Result, IReadOnlyList<SqlType?>? Casts = null, string? Error = null)
{
    public static Resolution Of(SqlType result) => new(result);

    public static Resolution Of(SqlType result, params SqlType?[] casts) => new(result, casts);

    public static Resolution Fail(string error) => new(null, null, error);
}

/// <summary>
/// A scalar function or operator as data. Operators are functions too, named by their symbol or keyword: <c>+</c>,
/// <c>=</c>, <c>AND</c>, <c>CASE</c> (condition, value, ..., else), <c>CAST</c>, <c>TRY_CAST</c> (target type is the
/// requested result), <c>IS NULL</c>, <c>LIKE</c>, <c>IN</c> (value, item, ...), <c>||</c>, <c>[]</c>, <c>EXTRACT</c>
/// (unit literal, value).
/// </summary>
/// <param name="Name">Upper-case name.</param>
/// <param name="Resolve">Type rule: never throws for user errors.</param>
/// <param name="Build">Makes the kernel; the kernels have the resolved argument types. For a cast the type is the
/// target.</param>
public sealed record ScalarFunction(
    string Name,
    Func<IReadOnlyList<Argument>, Resolution> Resolve,
    Func<SqlType, IReadOnlyList<Kernel>, IReadOnlyList<Argument>, Kernel> Build)
{
    /// <summary>False for RAND, UUID, NOW...: never folded, never shared.</summary>
    public bool Deterministic { get; init; } = true;

    /// <summary>Canonical names of equal functions, e.g. SUBSTR of SUBSTRING: one identity for state.</summary>
    public string? AliasOf { get; init; }
}
