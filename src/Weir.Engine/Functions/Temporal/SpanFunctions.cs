using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>TIMESTAMPADD (unit word, count, point in time), TIMESTAMPDIFF (unit word, from, to), OVERLAPS.</summary>
internal static class SpanFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("TIMESTAMPADD", ResolveAdd, (t, k, a) => BuildAdd(t, k[1], k[2], Declare.LiteralText(a, 0)!)),
        new("TIMESTAMPDIFF", ResolveDiff, (t, k, a) => BuildDiff(t, k[1], k[2], Declare.LiteralText(a, 0)!)),
        new("OVERLAPS", ResolveOverlaps, BuildOverlaps),
    ];

    private static Resolution ResolveAdd(IReadOnlyList<Argument> arguments)
    {
        var unit = Declare.LiteralText(arguments, 0);
        if (arguments.Count != 3 || unit is null || (MonthsOf(unit) == 0 && MillisOf(unit) == 0)
            || !(arguments[1].Type.IsInteger || arguments[1].Type.Kind == TypeKind.Null)
            || !IsPoint(arguments[2].Type))
        {
            return Resolution.Fail(Signature.Mismatch(
                "TIMESTAMPADD", "(unit, INTEGER NUMERIC, DATE | TIME | TIMESTAMP)", arguments));
        }

        var type = arguments[2].Type;
        if (type.Kind == TypeKind.Time && MillisOf(unit) is 0 or >= Calendar.MillisPerDay)
        {
            return Resolution.Fail($"TIMESTAMPADD of {unit} to a TIME is not supported yet");
        }

        // A part of a day makes a DATE a TIMESTAMP.
        var result = type.Kind == TypeKind.Date && MillisOf(unit) is > 0 and < Calendar.MillisPerDay
            ? SqlType.Timestamp()
            : type;
        var casts = result.Kind == type.Kind ? null : result.WithNullable(type.Nullable);
        return new Resolution(result.WithNullable(type.Nullable || arguments[1].Type.Nullable),
            [null, SqlType.BigInt.WithNullable(arguments[1].Type.Nullable), casts]);
    }

    private static Kernel BuildAdd(SqlType type, Kernel count, Kernel point, string unit)
    {
        if (MonthsOf(unit) is > 0 and var months)
        {
            var span = new RowKernel(SqlType.IntervalMonth, [count],
                (in RowCall c) => c.Return((int)(c.Long(0) * months)));
            return TemporalArithmetic.Move(type, point, span, 1);
        }

        var millis = MillisOf(unit);
        var interval = new RowKernel(SqlType.IntervalSecond, [count], (in RowCall c) => c.Return(c.Long(0) * millis));
        return TemporalArithmetic.Move(type, point, interval, 1);
    }

    private static Resolution ResolveDiff(IReadOnlyList<Argument> arguments)
    {
        var unit = Declare.LiteralText(arguments, 0);
        if (arguments.Count != 3 || unit is null || (MonthsOf(unit) == 0 && MillisOf(unit) == 0)
            || arguments.Skip(1).Any(a => !a.Type.IsTimestamp && a.Type.Kind is not (TypeKind.Date or TypeKind.Null)))
        {
            return Resolution.Fail(
                Signature.Mismatch("TIMESTAMPDIFF", "(unit, DATE | TIMESTAMP, DATE | TIMESTAMP)", arguments));
        }

        // Beside a moment a wall-clock time is read in the session's zone; a DATE is its midnight.
        var isLtz = arguments.Skip(1).Any(a => a.Type.Kind == TypeKind.TimestampLtz);
        var common = isLtz ? SqlType.TimestampLtz() : SqlType.Timestamp();
        return new Resolution(SqlType.Int.WithNullable(arguments.Skip(1).Any(a => a.Type.Nullable)),
        [
            null, .. arguments.Skip(1).Select(a => a.Type.Kind == common.Kind ? null : common.WithNullable(a.Type.Nullable)),
        ]);
    }

    private static Kernel BuildDiff(SqlType type, Kernel from, Kernel to, string unit)
    {
        if (MonthsOf(unit) is > 0 and var months)
        {
            return new RowKernel(type, [from, to],
                (in RowCall c) => c.Return(MonthsBetween(c.Long(0), c.Long(1)) / months));
        }

        var size = MillisOf(unit) * Calendar.MicrosPerMillisecond;
        return new RowKernel(type, [from, to], (in RowCall c) => c.Return((int)((c.Long(1) - c.Long(0)) / size)));
    }

    /// <summary>Whole months by the calendar; one less when the day is reached but not yet the time of day.</summary>
    private static int MonthsBetween(long from, long to)
    {
        var fromDay = Calendar.DayOfMicros(from);
        var toDay = Calendar.DayOfMicros(to);
        var months = toDay >= fromDay ? WholeMonths(fromDay, toDay) : -WholeMonths(toDay, fromDay);
        var reached = Calendar.AddMonths(fromDay, months) == toDay;
        return reached && Calendar.TimeOfMicros(to) < Calendar.TimeOfMicros(from) ? months - 1 : months;
    }

    private static int WholeMonths(int from, int to)
    {
        var (y1, m1, _) = Calendar.DateOf(from);
        var (y2, m2, _) = Calendar.DateOf(to);
        var months = ((y2 - y1) * 12) + m2 - m1;
        return Calendar.AddMonths(from, months) > to ? months - 1 : months;
    }

    // OVERLAPS(start, end or length, start, end or length).
    private static Resolution ResolveOverlaps(IReadOnlyList<Argument> arguments)
    {
        var fits = arguments.Count == 4 && IsPoint(arguments[0].Type) && arguments[2].Type.Kind == arguments[0].Type.Kind
            && IsEnd(arguments[0].Type, arguments[1].Type) && IsEnd(arguments[2].Type, arguments[3].Type);
        return fits
            ? Resolution.Of(SqlType.Boolean.WithNullable(Declare.AnyNullable(arguments)))
            : Resolution.Fail(Signature.Mismatch(
                "OVERLAPS", "two periods (start, end) or (start, INTERVAL) of the same type", arguments));
    }

    private static Kernel BuildOverlaps(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var ends = new[] { EndOf(k[0], k[1]), EndOf(k[2], k[3]) };
        Kernel[] inputs = [k[0], ends[0], k[2], ends[1]];
        return k[0].Type.Physical == PhysicalType.Int32
            ? new RowKernel(type, inputs, (in RowCall c) => c.Return(Overlap(c.Int(0), c.Int(1), c.Int(2), c.Int(3))))
            : new RowKernel(type, inputs,
                (in RowCall c) => c.Return(Overlap(c.Long(0), c.Long(1), c.Long(2), c.Long(3))));
    }

    private static bool Overlap(long a, long endA, long b, long endB) =>
        Math.Max(a, endA) >= Math.Min(b, endB) && Math.Max(b, endB) >= Math.Min(a, endA);

    private static Kernel EndOf(Kernel start, Kernel end) =>
        end.Type.IsInterval ? TemporalArithmetic.Move(start.Type, start, end, 1) : end;

    private static bool IsEnd(SqlType start, SqlType end) =>
        end.Kind == start.Kind || (end.IsInterval && (start.Kind != TypeKind.Time || end.Kind == TypeKind.IntervalSecond));

    private static bool IsPoint(SqlType type) => type.IsTimestamp || type.Kind is TypeKind.Date or TypeKind.Time;

    private static int MonthsOf(string unit) => unit switch
    {
        "MONTH" => 1,
        "QUARTER" => 3,
        "YEAR" => 12,
        _ => 0,
    };

    private static long MillisOf(string unit) => unit switch
    {
        "SECOND" => 1_000,
        "MINUTE" => 60_000,
        "HOUR" => 3_600_000,
        "DAY" => Calendar.MillisPerDay,
        "WEEK" => 7L * Calendar.MillisPerDay,
        _ => 0,
    };
}
