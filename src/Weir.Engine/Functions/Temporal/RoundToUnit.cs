using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>FLOOR and CEIL of a point in time to a unit (value, unit word). Weeks begin on Sunday; TIMESTAMP_LTZ is rounded
/// in the session's zone.</summary>
internal static class RoundToUnit
{
    public static Resolution Resolve(string name, IReadOnlyList<Argument> arguments)
    {
        var type = arguments[0].Type;
        if (Declare.LiteralText(arguments, 1) is not { } unit)
        {
            return Resolution.Fail(Signature.Mismatch(name, "(NUMERIC) or (DATE | TIME | TIMESTAMP TO unit)", arguments));
        }

        var fits = type.IsTimestamp ? MicrosOf(unit) > 0 || IsCalendar(unit)
            : type.Kind == TypeKind.Date ? IsCalendar(unit)
            : type.Kind == TypeKind.Time && unit is "HOUR" or "MINUTE" or "SECOND" or "MILLISECOND";
        return fits
            ? Resolution.Of(type)
            : Resolution.Fail($"{name}({type.WithNullable(true)} TO {unit}) is not supported yet");
    }

    public static Kernel Build(SqlType type, Kernel input, string unit, bool up)
    {
        if (type.Kind == TypeKind.Date)
        {
            return new RowKernel(type, [input], (in RowCall c) => c.Return(RoundDay(c.Int(0), unit, up, false)));
        }

        if (type.Kind == TypeKind.Time)
        {
            var millis = (int)(MicrosOf(unit) / Calendar.MicrosPerMillisecond);
            return new RowKernel(type, [input],
                (in RowCall c) => c.Return((c.Int(0) + (up ? millis - 1 : 0)) / millis * millis));
        }

        return type.Kind == TypeKind.TimestampLtz
            ? new RowKernel(type, [input], (in RowCall c) => c.Return(Zones.ToUtc(
                Round(Zones.ToLocal(c.Long(0), c.Context.Zone), unit, up), c.Context.Zone)))
            : new RowKernel(type, [input], (in RowCall c) => c.Return(Round(c.Long(0), unit, up)));
    }

    private static long Round(long micros, string unit, bool up)
    {
        if (MicrosOf(unit) is > 0 and var size)
        {
            var rest = Calendar.FloorMod(micros, size);
            return rest == 0 || !up ? micros - rest : micros - rest + size;
        }

        var day = Calendar.DayOfMicros(micros);
        var hasTime = micros != day * Calendar.MicrosPerDay;
        return RoundDay(day, unit, up, hasTime) * Calendar.MicrosPerDay;
    }

    private static int RoundDay(int day, string unit, bool up, bool hasTime)
    {
        var start = StartOf(day, unit);
        return up && (start != day || hasTime) ? StartOf(NextAfter(start, unit), unit) : start;
    }

    private static int StartOf(int day, string unit)
    {
        var (year, month, _) = Calendar.DateOf(day);
        return unit switch
        {
            "DAY" => day,
            "WEEK" => day - (Calendar.IsoDayOfWeek(day) % 7),
            "MONTH" => Calendar.DayOf(year, month, 1),
            "QUARTER" => Calendar.DayOf(year, ((month - 1) / 3 * 3) + 1, 1),
            "YEAR" => Calendar.DayOf(year, 1, 1),
            "DECADE" => Calendar.DayOf((int)(Calendar.FloorDiv(year, 10) * 10), 1, 1),
            "CENTURY" => Calendar.DayOf((int)(Calendar.FloorDiv(year - 1, 100) * 100) + 1, 1, 1),
            _ => Calendar.DayOf((int)(Calendar.FloorDiv(year - 1, 1000) * 1000) + 1, 1, 1),
        };
    }

    private static int NextAfter(int start, string unit) => unit switch
    {
        "DAY" => start + 1,
        "WEEK" => start + 7,
        "MONTH" => Calendar.AddMonths(start, 1),
        "QUARTER" => Calendar.AddMonths(start, 3),
        "YEAR" => Calendar.AddMonths(start, 12),
        "DECADE" => Calendar.AddMonths(start, 120),
        "CENTURY" => Calendar.AddMonths(start, 1200),
        _ => Calendar.AddMonths(start, 12000),
    };

    private static bool IsCalendar(string unit) =>
        unit is "DAY" or "WEEK" or "MONTH" or "QUARTER" or "YEAR" or "DECADE" or "CENTURY" or "MILLENNIUM";

    private static long MicrosOf(string unit) => unit switch
    {
        "MICROSECOND" => 1,
        "MILLISECOND" => Calendar.MicrosPerMillisecond,
        "SECOND" => Calendar.MicrosPerSecond,
        "MINUTE" => Calendar.MicrosPerMinute,
        "HOUR" => Calendar.MicrosPerHour,
        _ => 0,
    };
}
