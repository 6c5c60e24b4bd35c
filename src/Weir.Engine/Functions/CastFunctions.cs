using Weir.Engine.Columns;
using Weir.Engine.Functions.Casts;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>CAST and TRY_CAST. Which casts are legal is for <see cref="TypeRules.CanCast"/> to say.</summary>
internal static class CastFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("CAST", ResolveCast, (type, k, _) => Cast(k[0], type)),
        new("TRY_CAST", ResolveCast, (type, k, _) => Cast(k[0], type, failureIsNull: true)),
    ];

    /// <summary>A kernel that gives the input's values as another type.</summary>
    /// <param name="failureIsNull">What cannot be cast is NULL instead of failing the job.</param>
    public static Kernel Cast(Kernel input, SqlType to, bool failureIsNull = false) =>
        Constants.Fold(Make(input, to, failureIsNull), input);

    // The target is the type asked for: the binder gives only the value.
    private static Resolution ResolveCast(IReadOnlyList<Argument> arguments) => arguments.Count == 1
        ? Resolution.Of(arguments[0].Type)
        : Resolution.Fail(Signature.Mismatch("CAST", "(value AS type)", arguments));

    private static Kernel Make(Kernel input, SqlType to, bool failureIsNull)
    {
        var from = input.Type;
        if (from.Kind == TypeKind.Null)
        {
            return new LiteralKernel(null, to);
        }

        if (from.SameAs(to))
        {
            return input;
        }

        if (IsNumber(from) && IsNumber(to))
        {
            return NumericCasts.Make(input, to);
        }

        if (from.IsString)
        {
            return FromText(input, to, failureIsNull);
        }

        if (to.IsString)
        {
            return LengthCasts.Fit(ToText(input), to);
        }

        if (from.IsBinary)
        {
            return LengthCasts.FitBytes(input, to);
        }

        return from.Element is not null || from.Kind == TypeKind.Row
            ? NestedCasts.Make(input, to, failureIsNull)
            : TemporalCasts.Make(input, to);
    }

    private static Kernel FromText(Kernel input, SqlType to, bool failureIsNull) =>
        to.IsString ? LengthCasts.Fit(input, to)
        : to.IsBinary ? LengthCasts.FitBytes(input, to)
        : IsNumber(to) ? TextCasts.FromText(input, to, failureIsNull)
        : TemporalCasts.FromText(input, to, failureIsNull);

    private static Kernel ToText(Kernel input)
    {
        var from = input.Type;
        return IsNumber(from) ? TextCasts.ToText(input)
            : from.IsBinary ? LengthCasts.BytesToText(input)
            : from.Element is not null || from.Kind == TypeKind.Row ? NestedCasts.ToText(input)
            : TemporalCasts.ToText(input);
    }

    private static bool IsNumber(SqlType type) => type.IsNumeric || type.Kind == TypeKind.Boolean;
}
