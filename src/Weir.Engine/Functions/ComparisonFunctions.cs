using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Comparisons of every type, <c>BETWEEN</c>, <c>IN</c> and <c>IS [NOT] DISTINCT FROM</c>.</summary>
internal static class ComparisonFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("=", a => Resolve("=", a), (t, k, _) => Compare(Comparison.Equal, t, k[0], k[1])),
        new("<>", a => Resolve("<>", a), (t, k, _) => Compare(Comparison.NotEqual, t, k[0], k[1])),
        new("<", a => Resolve("<", a), (t, k, _) => Compare(Comparison.Less, t, k[0], k[1])),
        new("<=", a => Resolve("<=", a), (t, k, _) => Compare(Comparison.LessOrEqual, t, k[0], k[1])),
        new(">", a => Resolve(">", a), (t, k, _) => Compare(Comparison.Greater, t, k[0], k[1])),
        new(">=", a => Resolve(">=", a), (t, k, _) => Compare(Comparison.GreaterOrEqual, t, k[0], k[1])),
        new("IS DISTINCT FROM", a => NeverNull(Resolve("IS DISTINCT FROM", a)),
            (t, k, _) => new DistinctKernel(true, t, k[0], k[1], Equal)),
        new("IS NOT DISTINCT FROM", a => NeverNull(Resolve("IS NOT DISTINCT FROM", a)),
            (t, k, _) => new DistinctKernel(false, t, k[0], k[1], Equal)),
    ];

    /// <summary>A kernel that compares two values of the same type.</summary>
    public static Kernel Compare(Comparison comparison, SqlType type, Kernel left, Kernel right)
    {
        // A constant belongs to the right, where it is compared without a column.
        if (left is LiteralKernel && right is not LiteralKernel)
        {
            (left, right) = (right, left);
            comparison = comparison.Mirrored();
        }

        return left.Type.Physical switch
        {
            PhysicalType.Bool => Fixed<byte>(comparison, type, left, right),
            PhysicalType.Int8 => Fixed<sbyte>(comparison, type, left, right),
            PhysicalType.Int16 => Fixed<short>(comparison, type, left, right),
            PhysicalType.Int32 => Fixed<int>(comparison, type, left, right),
            PhysicalType.Int64 => Fixed<long>(comparison, type, left, right),
            PhysicalType.Float32 => Fixed<float>(comparison, type, left, right),
            PhysicalType.Float64 => Fixed<double>(comparison, type, left, right),
            PhysicalType.Int128 => Fixed<Int128>(comparison, type, left, right),
            PhysicalType.Bytes => Bytes(comparison, type, left, right),
            _ => new NestedComparisonKernel(comparison, type, left, right),
        };
    }

    private static Kernel Equal(Kernel left, Kernel right) =>
        Compare(Comparison.Equal, SqlType.Boolean, left, right);

    /// <summary>The type in which two values are compared; null when they cannot be.</summary>
    /// <param name="readsNumbers">Text beside a number is read as one; Flink does that for all but equality.</param>
    public static SqlType? TypeFor(SqlType a, SqlType b, bool readsNumbers)
    {
        if (TypeRules.ComparisonType(a, b) is { } common)
        {
            return common;
        }

        return !readsNumbers ? null
            : a.IsNumeric && b.IsString ? a.WithNullable(true)
            : a.IsString && b.IsNumeric ? b.WithNullable(true)
            : null;
    }

    private static Resolution Resolve(string symbol, IReadOnlyList<Argument> arguments)
    {
        var isOrder = symbol is "<" or "<=" or ">" or ">=";
        if (arguments.Count != 2
            || TypeFor(arguments[0].Type, arguments[1].Type, isOrder) is not { } common
            || (isOrder && IsNested(common)))
        {
            return Resolution.Fail(Signature.Mismatch(symbol, "two values of comparable types", arguments));
        }

        var nullable = arguments[0].Type.Nullable || arguments[1].Type.Nullable;
        return Resolution.Of(SqlType.Boolean.WithNullable(nullable), CastTo(common, arguments[0].Type),
            CastTo(common, arguments[1].Type));
    }

    private static Resolution NeverNull(Resolution resolution) =>
        resolution.Result is { } type ? resolution with { Result = type.NotNull() } : resolution;

    // Texts of any length lie in memory alike, and so do timestamps of any precision up to 6.
    public static SqlType? CastTo(SqlType to, SqlType from)
    {
        var alike = from.SameAs(to) || (from.IsString && to.IsString) || (from.IsBinary && to.IsBinary)
            || (from.Kind == to.Kind && (from.IsTimestamp || from.IsInterval || from.Kind == TypeKind.Time));
        return alike ? null : to.WithNullable(from.Nullable);
    }

    public static bool IsNested(SqlType type) =>
        type.Physical is PhysicalType.Array or PhysicalType.Map or PhysicalType.Row;

    private static Kernel Fixed<T>(Comparison comparison, SqlType type, Kernel left, Kernel right)
        where T : unmanaged, System.Numerics.IComparisonOperators<T, T, bool> => comparison switch
        {
            Comparison.Equal => new ComparisonKernel<EqualTo<T>, T>(type, left, right),
            Comparison.NotEqual => new ComparisonKernel<NotEqualTo<T>, T>(type, left, right),
            Comparison.Less => new ComparisonKernel<LessThan<T>, T>(type, left, right),
            Comparison.LessOrEqual => new ComparisonKernel<LessOrEqualTo<T>, T>(type, left, right),
            Comparison.Greater => new ComparisonKernel<GreaterThan<T>, T>(type, left, right),
            Comparison.GreaterOrEqual => new ComparisonKernel<GreaterOrEqualTo<T>, T>(type, left, right),
        };

    private static Kernel Bytes(Comparison comparison, SqlType type, Kernel left, Kernel right) => comparison switch
    {
        Comparison.Equal => new BytesComparisonKernel<BytesEqual>(type, left, right),
        Comparison.NotEqual => new BytesComparisonKernel<BytesNotEqual>(type, left, right),
        Comparison.Less => new BytesComparisonKernel<BytesLess>(type, left, right),
        Comparison.LessOrEqual => new BytesComparisonKernel<BytesLessOrEqual>(type, left, right),
        Comparison.Greater => new BytesComparisonKernel<BytesLess>(type, right, left),
        Comparison.GreaterOrEqual => new BytesComparisonKernel<BytesLessOrEqual>(type, right, left),
    };
}

internal enum Comparison
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal static class Comparisons
{
    /// <summary>The comparison that gives the same answer when the sides are exchanged.</summary>
    public static Comparison Mirrored(this Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };
}
