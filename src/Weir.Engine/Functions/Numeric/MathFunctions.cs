using System.Globalization;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Numeric;

/// <summary>Functions of DOUBLEs, and ABS, SIGN, BIN, HEX.</summary>
internal static class MathFunctions
{
    private static readonly Signature _numeric = new(Parameter.Numeric);
    private static readonly Signature _double = new(Parameter.Double);
    private static readonly Signature _doubles = new(Parameter.Double, Parameter.Double);
    private static readonly Signature _log = new(Parameter.Double, Parameter.Double) { Optional = 1 };
    private static readonly Signature _none = new();
    private static readonly Signature _hexOfNumber = new(Parameter.BigInt);
    private static readonly Signature _hexOfText = new(Parameter.Text);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        One<Sqrt>("SQRT"), One<Exp>("EXP"), One<Ln>("LN"), One<Log10>("LOG10"), One<Log2>("LOG2"),
        One<Sin>("SIN"), One<Cos>("COS"), One<Tan>("TAN"), One<Cot>("COT"),
        One<Asin>("ASIN"), One<Acos>("ACOS"), One<Atan>("ATAN"),
        One<Sinh>("SINH"), One<Cosh>("COSH"), One<Tanh>("TANH"),
        One<Degrees>("DEGREES"), One<Radians>("RADIANS"),
        Two<Power>("POWER"), Two<Atan2>("ATAN2"),
        new("LOG", a => _log.Resolve("LOG", a, Double), (t, k, _) => k.Count == 1
            ? new UnaryKernel<Ln, double, double>(t, k[0])
            : new BinaryKernel<LogOfBase, double, double, double>(t, k[0], k[1])),
        Constant("PI", Math.PI), Constant("E", Math.E),
        new("ABS", a => _numeric.Resolve("ABS", a, Same), (t, k, _) => Abs(t, k[0])),
        new("SIGN", a => _numeric.Resolve("SIGN", a, Same), (t, k, _) => Sign(t, k[0])),
        Declare.Rows("BIN", new Signature(Parameter.BigInt), SqlType.String, Bin),
        new("HEX", a => (_hexOfText.Fits(a) ? _hexOfText : _hexOfNumber).Resolve("HEX", a,
                given => SqlType.String.WithNullable(given[0].Type.Nullable)),
            (t, k, _) => new RowKernel(t, k, k[0].Type.IsString ? HexOfText : HexOfNumber)),
    ];

    private static ScalarFunction One<TOp>(string name)
        where TOp : struct, IUnary<double, double> =>
        new(name, a => _double.Resolve(name, a, Double), (t, k, _) => new UnaryKernel<TOp, double, double>(t, k[0]));

    private static ScalarFunction Two<TOp>(string name)
        where TOp : struct, IBinary<double, double, double> =>
        new(name, a => _doubles.Resolve(name, a, Double),
            (t, k, _) => new BinaryKernel<TOp, double, double, double>(t, k[0], k[1]));

    private static ScalarFunction Constant(string name, double value) =>
        new(name, a => _none.Resolve(name, a, _ => SqlType.Double.NotNull()), (t, _, _) => new LiteralKernel(value, t));

    private static SqlType Double(IReadOnlyList<Argument> arguments) =>
        SqlType.Double.WithNullable(Declare.AnyNullable(arguments));

    private static SqlType Same(IReadOnlyList<Argument> arguments) =>
        arguments[0].Type.Kind == TypeKind.Null ? SqlType.Int : arguments[0].Type;

    private static Kernel Abs(SqlType type, Kernel k) => type.Physical switch
    {
        PhysicalType.Int8 => new UnaryKernel<AbsOf<sbyte>, sbyte, sbyte>(type, k),
        PhysicalType.Int16 => new UnaryKernel<AbsOf<short>, short, short>(type, k),
        PhysicalType.Int32 => new UnaryKernel<AbsOf<int>, int, int>(type, k),
        PhysicalType.Int64 => new UnaryKernel<AbsOf<long>, long, long>(type, k),
        PhysicalType.Float32 => new UnaryKernel<AbsFloat, float, float>(type, k),
        PhysicalType.Float64 => new UnaryKernel<AbsDouble, double, double>(type, k),
        _ => new UnaryKernel<AbsOf<Int128>, Int128, Int128>(type, k),
    };

    // A decimal keeps its type: the sign has its scale.
    private static Kernel Sign(SqlType type, Kernel k)
    {
        var one = type.Kind == TypeKind.Decimal ? Decimals.PowerOfTen(type.Scale) : 1;
        var small = (long)one;
        return type.Physical switch
        {
            PhysicalType.Int8 => new UnaryKernel<SignOf<sbyte>, sbyte, sbyte>(type, k),
            PhysicalType.Int16 => new UnaryKernel<SignOf<short>, short, short>(type, k),
            PhysicalType.Int32 => new UnaryKernel<SignOf<int>, int, int>(type, k),
            PhysicalType.Int64 when type.Kind == TypeKind.BigInt => new UnaryKernel<SignOf<long>, long, long>(type, k),
            PhysicalType.Int64 => new RowKernel(type, [k],
                (in RowCall c) => c.Return(Math.Sign(c.Long(0)) * small)),
            PhysicalType.Float32 => new UnaryKernel<SignFloat, float, float>(type, k),
            PhysicalType.Float64 => new UnaryKernel<SignDouble, double, double>(type, k),
            _ => new RowKernel(type, [k], (in RowCall c) => c.Return(Int128.Sign(c.Get<Int128>(0)) * one)),
        };
    }

    private static void Bin(in RowCall call)
    {
        const int bits = 64;
        var value = (ulong)call.Long(0);
        var length = Math.Max(1, bits - System.Numerics.BitOperations.LeadingZeroCount(value));
        var room = call.Reserve(length);
        for (var i = 0; i < length; i++)
        {
            room[i] = (byte)('0' + (int)(value >> (length - 1 - i) & 1));
        }

        call.Commit(length);
    }

    private static void HexOfNumber(in RowCall call)
    {
        call.Long(0).TryFormat(call.Reserve(16), out var length, "X", CultureInfo.InvariantCulture);
        call.Commit(length);
    }

    private static void HexOfText(in RowCall call)
    {
        var text = call.Bytes(0);
        if (TextTooLong(call, text.Length))
        {
            return;
        }

        Convert.TryToHexString(text, call.Reserve(text.Length * 2), out var length);
        call.Commit(length);
    }

    private static bool TextTooLong(in RowCall call, int length) => !Text.TextLimits.Allow(call, length * 2L);

    private readonly struct Sqrt : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Sqrt(value);
    }

    private readonly struct Exp : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Exp(value);
    }

    private readonly struct Ln : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Log(value);
    }

    private readonly struct Log10 : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Log10(value);
    }

    // As Flink computes it: a quotient of natural logarithms.
    private readonly struct Log2 : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Log(value) / Math.Log(2);
    }

    private readonly struct Sin : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Sin(value);
    }

    private readonly struct Cos : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Cos(value);
    }

    private readonly struct Tan : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Tan(value);
    }

    private readonly struct Cot : IUnary<double, double>
    {
        public static double Apply(double value) => 1 / Math.Tan(value);
    }

    private readonly struct Asin : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Asin(value);
    }

    private readonly struct Acos : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Acos(value);
    }

    private readonly struct Atan : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Atan(value);
    }

    private readonly struct Sinh : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Sinh(value);
    }

    private readonly struct Cosh : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Cosh(value);
    }

    private readonly struct Tanh : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Tanh(value);
    }

    private readonly struct Degrees : IUnary<double, double>
    {
        public static double Apply(double value) => value * (180 / Math.PI);
    }

    private readonly struct Radians : IUnary<double, double>
    {
        public static double Apply(double value) => value * (Math.PI / 180);
    }

    private readonly struct Power : IBinary<double, double, double>
    {
        // Java, unlike IEEE 754, has no answer for 1 to the power of NaN or infinity.
        public static double Apply(double left, double right) =>
            double.IsNaN(right) || (double.IsInfinity(right) && Math.Abs(left) == 1)
                ? double.NaN
                : Math.Pow(left, right);
    }

    private readonly struct Atan2 : IBinary<double, double, double>
    {
        public static double Apply(double left, double right) => Math.Atan2(left, right);
    }

    private readonly struct LogOfBase : IBinary<double, double, double>
    {
        public static double Apply(double left, double right) => Math.Log(right) / Math.Log(left);
    }

    private readonly struct AbsOf<T> : IUnary<T, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        // The smallest integer has no positive twin and stays.
        public static T Apply(T value) => T.IsNegative(value) ? -value : value;
    }

    private readonly struct AbsFloat : IUnary<float, float>
    {
        public static float Apply(float value) => Math.Abs(value);
    }

    private readonly struct AbsDouble : IUnary<double, double>
    {
        public static double Apply(double value) => Math.Abs(value);
    }

    private readonly struct SignOf<T> : IUnary<T, T>
        where T : unmanaged, System.Numerics.INumber<T>
    {
        public static T Apply(T value) => T.CreateTruncating(T.Sign(value));
    }

    private readonly struct SignFloat : IUnary<float, float>
    {
        public static float Apply(float value) => float.IsNaN(value) ? value : Math.Sign(value);
    }

    private readonly struct SignDouble : IUnary<double, double>
    {
        public static double Apply(double value) => double.IsNaN(value) ? value : Math.Sign(value);
    }
}
