using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Short forms for the tables of functions: name, what it takes, what it gives, how a row is computed.</summary>
internal static class Declare
{
    /// <summary>A function computed row by row; NULL when an argument is.</summary>
    public static ScalarFunction Rows(
        string name, Signature signature, SqlType result, RowFunction function, bool fails = false) =>
        new(name, a => signature.Resolve(name, a, given => result.WithNullable(AnyNullable(given))),
            (type, k, _) => new RowKernel(type, k, function) { Fails = fails });

    /// <summary>As <see cref="Rows"/>, but the function may answer NULL for values too.</summary>
    public static ScalarFunction NullableRows(
        string name, Signature signature, SqlType result, RowFunction function, bool fails = false) =>
        new(name, a => signature.Resolve(name, a, _ => result.WithNullable(true)),
            (type, k, _) => new RowKernel(type, k, function) { Fails = fails });

    /// <summary>As <see cref="NullableRows"/>, with something prepared once from the literals among the arguments.</summary>
    public static ScalarFunction PreparedRows(
        string name, Signature signature, SqlType result, Func<IReadOnlyList<Argument>, RowFunction> prepare,
        bool fails = false) =>
        new(name, a => signature.Resolve(name, a, _ => result.WithNullable(true)),
            (type, k, given) => new RowKernel(type, k, prepare(given)) { Fails = fails });

    public static bool AnyNullable(IReadOnlyList<Argument> arguments) => arguments.Any(a => a.Type.Nullable);

    /// <summary>The same function under another name.</summary>
    public static ScalarFunction Alias(this ScalarFunction function, string name) =>
        function with { Name = name, AliasOf = function.Name };

    /// <summary>The literal text given at a place; null when there is none or it is not a literal.</summary>
    public static string? LiteralText(IReadOnlyList<Argument> arguments, int index) =>
        index < arguments.Count && arguments[index] is { IsLiteral: true, Value: string text } ? text : null;
}
