using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>CASE, IF, COALESCE, IFNULL, NULLIF.</summary>
internal static class ConditionalFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("CASE", a => ResolveCase("CASE", a), (t, k, _) => new CaseKernel(t, k)),
        new("IF", a => a.Count == 3 ? ResolveCase("IF", a) : Resolution.Fail(
                Signature.Mismatch("IF", "(BOOLEAN, value, value)", a)),
            (t, k, _) => new CaseKernel(t, k)),
        new("COALESCE", a => ResolveCoalesce("COALESCE", a), (t, k, _) => new CoalesceKernel(t, k)),
        new("IFNULL", a => a.Count == 2 ? ResolveCoalesce("IFNULL", a) : Resolution.Fail(
                Signature.Mismatch("IFNULL", "(value, value)", a)),
            (t, k, _) => new CoalesceKernel(t, k)),
        new("NULLIF", ResolveNullIf, (t, k, _) => BuildNullIf(t, k)),
        new("GREATEST", a => ResolveExtreme("GREATEST", a), (t, k, _) => new ExtremeKernel(true, t, k)),
        new("LEAST", a => ResolveExtreme("LEAST", a), (t, k, _) => new ExtremeKernel(false, t, k)),
    ];

    private static Resolution ResolveNullIf(IReadOnlyList<Argument> arguments) =>
        arguments.Count == 2 && TypeRules.ComparisonType(arguments[0].Type, arguments[1].Type) is not null
            ? Resolution.Of(arguments[0].Type.WithNullable(true))
            : Resolution.Fail(Signature.Mismatch("NULLIF", "two values of comparable types", arguments));

    // CASE WHEN a = b THEN NULL ELSE a, with a computed once.
    private static Kernel BuildNullIf(SqlType type, IReadOnlyList<Kernel> k)
    {
        var value = new HeldKernel(k[0].Type);
        var common = TypeRules.ComparisonType(k[0].Type, k[1].Type)!;
        var equal = ComparisonFunctions.Compare(Comparison.Equal, SqlType.Boolean,
            CastFunctions.Cast(value, common), CastFunctions.Cast(k[1], common));
        return new LetKernel(value, k[0], new CaseKernel(type, [equal, new LiteralKernel(null, type), value]));
    }

    private static Resolution ResolveExtreme(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 0
            || TypeRules.CommonType(arguments.Select(a => a.Type)) is not { Kind: not TypeKind.Null } result
            || ComparisonFunctions.IsNested(result))
        {
            return Resolution.Fail(Signature.Mismatch(name, "values that can be ordered with each other", arguments));
        }

        return new Resolution(result, [.. arguments.Select(a => CastTo(result, a.Type))]);
    }

    private static Resolution ResolveCase(string name, IReadOnlyList<Argument> arguments)
    {
        var values = arguments.Where((_, i) => IsValue(i, arguments.Count)).Select(a => a.Type).ToList();
        var conditions = arguments.Where((_, i) => !IsValue(i, arguments.Count)).Select(a => a.Type);
        if (arguments.Count < 3 || arguments.Count % 2 == 0
            || conditions.Any(t => t.Kind is not (TypeKind.Boolean or TypeKind.Null))
            || TypeRules.CommonType(values) is not { Kind: not TypeKind.Null } result)
        {
            return Resolution.Fail(
                Signature.Mismatch(name, "(BOOLEAN, value, ..., value) with values of one type", arguments));
        }

        return new Resolution(result,
            [.. arguments.Select((a, i) => CastTo(IsValue(i, arguments.Count) ? result : SqlType.Boolean, a.Type))]);
    }

    private static Resolution ResolveCoalesce(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 0
            || TypeRules.CommonType(arguments.Select(a => a.Type)) is not { Kind: not TypeKind.Null } result)
        {
            return Resolution.Fail(Signature.Mismatch(name, "values of one type", arguments));
        }

        return new Resolution(result.WithNullable(arguments.All(a => a.Type.Nullable)),
            [.. arguments.Select(a => CastTo(result, a.Type))]);
    }

    private static bool IsValue(int index, int count) => index % 2 == 1 || index == count - 1;

    private static SqlType? CastTo(SqlType to, SqlType from) =>
        from.SameAs(to) || (from.IsString && to.IsString) || (from.IsBinary && to.IsBinary)
            ? null
            : to.WithNullable(from.Nullable);
}
