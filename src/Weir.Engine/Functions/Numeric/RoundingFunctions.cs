using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Functions.Temporal;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Numeric;

/// <summary>ROUND (half away from zero), TRUNCATE, FLOOR, CEIL. FLOOR and CEIL of points in time are elsewhere.</summary>
internal static class RoundingFunctions
{
    private static readonly Signature _digits = new(Parameter.Numeric, Parameter.Int) { Optional = 1 };
    private static readonly Signature _numeric = new(Parameter.Numeric);

    private static readonly ScalarFunction _ceil =
        new("CEIL", a => ResolveWhole("CEIL", a), (t, k, a) => BuildWhole(t, k, a, up: true));

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("ROUND", a => ResolveDigits("ROUND", a), (t, k, _) => Build(t, k, truncate: false)),
        new("TRUNCATE", a => ResolveDigits("TRUNCATE", a), (t, k, _) => Build(t, k, truncate: true)),
        new("FLOOR", a => ResolveWhole("FLOOR", a), (t, k, a) => BuildWhole(t, k, a, up: false)),
        _ceil,
        _ceil.Alias("CEILING"),
    ];

    // A literal number of digits decides the scale of a decimal; no number means none.
    private static Resolution ResolveDigits(string name, IReadOnlyList<Argument> arguments) =>
        _digits.Resolve(name, arguments, a =>
        {
            var type = a[0].Type.Kind == TypeKind.Null ? SqlType.Int : a[0].Type;
            int? digits = a.Count == 1 ? 0 : a[1] is { IsLiteral: true, Value: long n } ? (int)n : null;
            var result = type.Kind == TypeKind.Decimal && digits is { } d ? DecimalRules.Rounded(type, d) : type;
            return result.WithNullable(Declare.AnyNullable(a));
        });

    private static Resolution ResolveWhole(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 2)
        {
            return RoundToUnit.Resolve(name, arguments);
        }

        return _numeric.Resolve(name, arguments, a => a[0].Type.Kind switch
        {
            TypeKind.Decimal => SqlType.Decimal(a[0].Type.Precision, 0).WithNullable(a[0].Type.Nullable),
            TypeKind.Null => SqlType.Int,
            _ => a[0].Type,
        });
    }

    private static Kernel BuildWhole(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments, bool up)
    {
        if (k.Count == 2)
        {
            return RoundToUnit.Build(type, k[0], Declare.LiteralText(arguments, 1)!, up);
        }

        return type.Kind switch
        {
            TypeKind.Double => up
                ? new UnaryKernel<CeilDouble, double, double>(type, k[0])
                : new UnaryKernel<FloorDouble, double, double>(type, k[0]),
            TypeKind.Float => up
                ? new UnaryKernel<CeilFloat, float, float>(type, k[0])
                : new UnaryKernel<FloorFloat, float, float>(type, k[0]),
            TypeKind.Decimal => Decimal(type, k[0], up),
            _ => k[0],
        };
    }

    private static Kernel Decimal(SqlType type, Kernel input, bool up)
    {
        var writer = new Casts.DecimalWriter(type);
        var unit = Decimals.PowerOfTen(input.Type.Scale);
        var isLong = input.Type.Physical == PhysicalType.Int64;
        return new RowKernel(type, [input], (in RowCall call) =>
        {
            var value = isLong ? call.Long(0) : call.Get<Int128>(0);
            var (quotient, rest) = Int128.DivRem(value, unit);
            quotient += up && rest > 0 ? 1 : !up && rest < 0 ? -1 : 0;
            writer.Return(call, quotient, Decimals.Fits(quotient, type.Precision));
        });
    }

    private static Kernel Build(SqlType type, IReadOnlyList<Kernel> k, bool truncate)
    {
        var digits = k.Count > 1 ? k[1] : new LiteralKernel(0L, SqlType.Int.NotNull());
        Kernel[] inputs = [k[0], digits];
        return type.Kind switch
        {
            TypeKind.TinyInt => new RowKernel(type, inputs,
                (in RowCall c) => c.Return((sbyte)RoundInteger(c.Get<sbyte>(0), c.Int(1), truncate))),
            TypeKind.SmallInt => new RowKernel(type, inputs,
                (in RowCall c) => c.Return((short)RoundInteger(c.Get<short>(0), c.Int(1), truncate))),
            TypeKind.Int => new RowKernel(type, inputs,
                (in RowCall c) => c.Return((int)RoundInteger(c.Int(0), c.Int(1), truncate))),
            TypeKind.BigInt => new RowKernel(type, inputs,
                (in RowCall c) => c.Return((long)RoundInteger(c.Long(0), c.Int(1), truncate))),
            TypeKind.Float => new RowKernel(type, inputs,
                (in RowCall c) => c.Return((float)RoundDouble(c.Get<float>(0), c.Int(1), truncate))),
            TypeKind.Double => new RowKernel(type, inputs,
                (in RowCall c) => c.Return(RoundDouble(c.Double(0), c.Int(1), truncate))),
            _ => RoundDecimal(type, inputs, truncate),
        };
    }

    private static Kernel RoundDecimal(SqlType type, Kernel[] inputs, bool truncate)
    {
        var from = inputs[0].Type;
        var writer = new Casts.DecimalWriter(type);
        var isLong = from.Physical == PhysicalType.Int64;
        return new RowKernel(type, inputs, (in RowCall call) =>
        {
            var value = isLong ? call.Long(0) : call.Get<Int128>(0);
            var rounded = AtScale(value, from.Scale, call.Int(1), truncate);
            var fits = Decimals.TryRescale(rounded, from.Scale, type.Precision, type.Scale, out var result);
            writer.Return(call, result, fits);
        });
    }

    // Zeroes the digits behind a number of fraction digits (before the point when negative).
    private static Int128 AtScale(Int128 value, int scale, int digits, bool truncate)
    {
        var cut = (long)scale - digits;
        if (cut <= 0)
        {
            return value;
        }

        if (cut > SqlType.MaxDecimalPrecision)
        {
            return 0;
        }

        var quotient = truncate
            ? value / Decimals.PowerOfTen((int)cut)
            : Decimals.DivideHalfUp(value, (int)cut);
        return quotient * Decimals.PowerOfTen((int)cut);
    }

    private static Int128 RoundInteger(long value, int digits, bool truncate) =>
        AtScale(value, 0, Math.Min(digits, 0), truncate);

    // As in Java the number's shortest decimal is what is rounded: 1.005 becomes 1.01.
    private static double RoundDouble(double value, int digits, bool truncate)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value;
        }

        var mantissa = FloatText.Shortest(value, out var scale);
        var cut = (long)scale - digits;
        if (cut <= 0)
        {
            return value;
        }

        if (cut > SqlType.MaxLongDecimalPrecision)
        {
            return 0;
        }

        var quotient = truncate
            ? mantissa / (long)Decimals.PowerOfTen((int)cut)
            : (long)Decimals.DivideHalfUp(mantissa, (int)cut);
        return FloatText.ToDouble(quotient, -digits);
    }

    private readonly struct CeilDouble : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Ceiling(value);
    }

    private readonly struct FloorDouble : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Floor(value);
    }

    private readonly struct CeilFloat : IUnary<float, float>
    {
        public static float Apply(float value) => MathF.Ceiling(value);
    }

    private readonly struct FloorFloat : IUnary<float, float>
    {
        public static float Apply(float value) => MathF.Floor(value);
    }
}
