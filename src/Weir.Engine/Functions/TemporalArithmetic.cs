using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Points in time with intervals, intervals with each other and with whole numbers. Months keep the day, or take
/// the last of the month; a day is 24 hours in every zone.</summary>
internal static class TemporalArithmetic
{
    /// <summary>Null when no interval takes part.</summary>
    public static Resolution? Resolve(string symbol, IReadOnlyList<Argument> arguments)
    {
        var a = arguments[0].Type;
        var b = arguments[1].Type;
        var nullable = a.Nullable || b.Nullable;
        if (!a.IsInterval && !b.IsInterval)
        {
            return null;
        }

        if (symbol == "*" && (a.IsInteger || b.IsInteger))
        {
            var interval = a.IsInterval ? a : b;
            return Resolution.Of(interval.WithNullable(nullable), a.IsInterval ? null : SqlType.BigInt,
                b.IsInterval ? null : SqlType.BigInt);
        }

        if (symbol is not ("+" or "-"))
        {
            return null;
        }

        if (a.Kind == b.Kind)
        {
            return Resolution.Of(a.WithNullable(nullable));
        }

        // INTERVAL + TIMESTAMP is the same sum; a minus needs the point in time on the left.
        var (point, span, literal) = b.IsInterval ? (a, b, arguments[1]) : (b, a, arguments[0]);
        if (!IsPoint(point) || (symbol == "-" && !b.IsInterval) || (point.Kind == TypeKind.Time && IsMonths(span)))
        {
            return null;
        }

        return Resolution.Of(ResultOf(point, literal).WithNullable(nullable));
    }

    public static bool Applies(IReadOnlyList<Kernel> k) => k.Any(x => x.Type.IsInterval);

    public static Kernel Build(string symbol, SqlType type, IReadOnlyList<Kernel> k)
    {
        if (symbol == "*")
        {
            var (interval, factor) = k[0].Type.IsInterval ? (k[0], k[1]) : (k[1], k[0]);
            return IsMonths(interval.Type)
                ? new BinaryKernel<Times, int, long, int>(type, interval, factor)
                : new BinaryKernel<TimesLong, long, long, long>(type, interval, factor);
        }

        if (k[0].Type.IsInterval && k[1].Type.IsInterval)
        {
            return AddIntervals(symbol, type, k);
        }

        var (point, span) = k[1].Type.IsInterval ? (k[0], k[1]) : (k[1], k[0]);
        return Move(type, point, span, symbol == "-" ? -1 : 1);
    }

    /// <summary>A point in time moved by an interval, forwards or backwards.</summary>
    public static Kernel Move(SqlType type, Kernel point, Kernel span, int sign) => (point.Type.Kind, sign) switch
    {
        (TypeKind.Date, 1) => IsMonths(span.Type)
            ? new BinaryKernel<DatePlusMonths, int, int, int>(type, point, span)
            : new BinaryKernel<DatePlusMillis, int, long, int>(type, point, span),
        (TypeKind.Date, _) => IsMonths(span.Type)
            ? new BinaryKernel<DateMinusMonths, int, int, int>(type, point, span)
            : new BinaryKernel<DateMinusMillis, int, long, int>(type, point, span),
        (TypeKind.Time, 1) => new BinaryKernel<TimePlusMillis, int, long, int>(type, point, span),
        (TypeKind.Time, _) => new BinaryKernel<TimeMinusMillis, int, long, int>(type, point, span),
        (_, 1) => IsMonths(span.Type)
            ? new BinaryKernel<PlusMonths, long, int, long>(type, point, span)
            : new BinaryKernel<PlusMillis, long, long, long>(type, point, span),
        _ => IsMonths(span.Type)
            ? new BinaryKernel<MinusMonths, long, int, long>(type, point, span)
            : new BinaryKernel<MinusMillis, long, long, long>(type, point, span),
    };

    private static Kernel AddIntervals(string symbol, SqlType type, IReadOnlyList<Kernel> k) =>
        (IsMonths(type), symbol == "+") switch
        {
            (true, true) => new BinaryKernel<Plus<int>, int, int, int>(type, k[0], k[1]),
            (true, false) => new BinaryKernel<Minus<int>, int, int, int>(type, k[0], k[1]),
            (false, true) => new BinaryKernel<Plus<long>, long, long, long>(type, k[0], k[1]),
            (false, false) => new BinaryKernel<Minus<long>, long, long, long>(type, k[0], k[1]),
        };

    // A literal with a fraction of a second needs three digits to show it.
    private static SqlType ResultOf(SqlType point, Argument interval)
    {
        var hasFraction = interval is { IsLiteral: true, Value: long millis } && millis % 1000 != 0;
        return hasFraction && point.IsTimestamp && point.Precision < 3 ? point with { Precision = 3 } : point;
    }

    private static bool IsMonths(SqlType type) => type.Kind == TypeKind.IntervalMonth;

    private static bool IsPoint(SqlType type) => type.IsTimestamp || type.Kind is TypeKind.Date or TypeKind.Time;

    private readonly struct Plus<T> : IBinary<T, T, T>
        where T : System.Numerics.INumber<T>
    {
        public static T Apply(T left, T right) => left + right;
    }

    private readonly struct Minus<T> : IBinary<T, T, T>
        where T : System.Numerics.INumber<T>
    {
        public static T Apply(T left, T right) => left - right;
    }

    private readonly struct Times : IBinary<int, long, int>
    {
        public static int Apply(int left, long right) => (int)(left * right);
    }

    private readonly struct TimesLong : IBinary<long, long, long>
    {
        public static long Apply(long left, long right) => left * right;
    }

    private readonly struct DatePlusMonths : IBinary<int, int, int>
    {
        public static int Apply(int left, int right) => Calendar.AddMonths(left, right);
    }

    private readonly struct DateMinusMonths : IBinary<int, int, int>
    {
        public static int Apply(int left, int right) => Calendar.AddMonths(left, -right);
    }

    private readonly struct DatePlusMillis : IBinary<int, long, int>
    {
        public static int Apply(int left, long right) => left + (int)(right / Calendar.MillisPerDay);
    }

    private readonly struct DateMinusMillis : IBinary<int, long, int>
    {
        public static int Apply(int left, long right) => left - (int)(right / Calendar.MillisPerDay);
    }

    private readonly struct TimePlusMillis : IBinary<int, long, int>
    {
        public static int Apply(int left, long right) => (int)Calendar.FloorMod(left + right, Calendar.MillisPerDay);
    }

    private readonly struct TimeMinusMillis : IBinary<int, long, int>
    {
        public static int Apply(int left, long right) => (int)Calendar.FloorMod(left - right, Calendar.MillisPerDay);
    }

    private readonly struct PlusMonths : IBinary<long, int, long>
    {
        public static long Apply(long left, int right) => Calendar.AddMonthsMicros(left, right);
    }

    private readonly struct MinusMonths : IBinary<long, int, long>
    {
        public static long Apply(long left, int right) => Calendar.AddMonthsMicros(left, -right);
    }

    private readonly struct PlusMillis : IBinary<long, long, long>
    {
        public static long Apply(long left, long right) => left + (right * Calendar.MicrosPerMillisecond);
    }

    private readonly struct MinusMillis : IBinary<long, long, long>
    {
        public static long Apply(long left, long right) => left - (right * Calendar.MicrosPerMillisecond);
    }
}
