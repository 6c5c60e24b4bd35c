using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>EXTRACT (unit word, value) and its short forms. TIMESTAMP_LTZ is seen in the session's zone.</summary>
internal static class FieldFunctions
{
    private static readonly Signature _extract = new(Parameter.Word, Parameter.Temporal);
    private static readonly Signature _one = new(Parameter.PointInTime);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("EXTRACT", ResolveExtract, (t, k, a) => Build(t, k[1], UnitOf(a)!.Value)),
        Short("YEAR", Unit.Year), Short("QUARTER", Unit.Quarter), Short("MONTH", Unit.Month), Short("WEEK", Unit.Week),
        Short("DAYOFYEAR", Unit.Doy), Short("DAYOFMONTH", Unit.Day), Short("DAYOFWEEK", Unit.Dow),
        Short("HOUR", Unit.Hour), Short("MINUTE", Unit.Minute), Short("SECOND", Unit.Second),
    ];

    private enum Unit
    {
        Epoch,
        Millennium,
        Century,
        Decade,
        Year,
        IsoYear,
        Quarter,
        Month,
        Week,
        Doy,
        Day,
        Dow,
        IsoDow,
        Hour,
        Minute,
        Second,
        Millisecond,
        Microsecond,
        Nanosecond,
    }

    private static ScalarFunction Short(string name, Unit unit) => new(name,
        a => _one.Resolve(name, a, _ => SqlType.BigInt.WithNullable(a[0].Type.Nullable)),
        (t, k, _) => Build(t, k[0], unit));

    private static Resolution ResolveExtract(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 2 && UnitOf(arguments) is null)
        {
            return Resolution.Fail($"EXTRACT knows no unit {arguments[0].Value}");
        }

        return _extract.Resolve("EXTRACT", arguments, a => SqlType.BigInt.WithNullable(a[1].Type.Nullable));
    }

    private static Unit? UnitOf(IReadOnlyList<Argument> arguments) =>
        Enum.TryParse<Unit>(Declare.LiteralText(arguments, 0), ignoreCase: true, out var unit) ? unit : null;

    private static Kernel Build(SqlType type, Kernel input, Unit unit)
    {
        RowFunction function = input.Type.Kind switch
        {
            TypeKind.Date => (in RowCall c) => c.Return(Field(unit, c.Int(0) * Calendar.MicrosPerDay)),
            TypeKind.Time => (in RowCall c) => c.Return(Field(unit, c.Int(0) * Calendar.MicrosPerMillisecond)),
            TypeKind.Timestamp => (in RowCall c) => c.Return(Field(unit, c.Long(0))),
            TypeKind.TimestampLtz when unit == Unit.Epoch => (in RowCall c) =>
                c.Return(Calendar.FloorDiv(c.Long(0), Calendar.MicrosPerSecond)),
            TypeKind.TimestampLtz => (in RowCall c) =>
                c.Return(Field(unit, Zones.ToLocal(c.Long(0), c.Context.Zone))),
            TypeKind.IntervalMonth => (in RowCall c) => c.Return(OfMonths(unit, c.Int(0))),
            TypeKind.IntervalSecond => (in RowCall c) => c.Return(OfMillis(unit, c.Long(0))),
            _ => (in RowCall c) => c.ReturnNull(),
        };
        return new RowKernel(type, [input], function);
    }

    private static long Field(Unit unit, long micros)
    {
        var f = new DateFields(micros);
        return unit switch
        {
            Unit.Epoch => Calendar.FloorDiv(micros, Calendar.MicrosPerSecond),
            Unit.Millennium => f.Year > 0 ? (f.Year + 999) / 1000 : (f.Year - 999) / 1000,
            Unit.Century => f.Year > 0 ? (f.Year + 99) / 100 : (f.Year - 99) / 100,
            Unit.Decade => Calendar.FloorDiv(f.Year, 10),
            Unit.Year => f.Year,
            Unit.IsoYear => Calendar.IsoWeek(f.Day).Year,
            Unit.Quarter => ((f.Month - 1) / 3) + 1,
            Unit.Month => f.Month,
            Unit.Week => Calendar.IsoWeek(f.Day).Week,
            Unit.Doy => f.DayOfYear,
            Unit.Day => f.DayOfMonth,
            Unit.Dow => f.SundayDayOfWeek,
            Unit.IsoDow => f.IsoDayOfWeek,
            Unit.Hour => f.Hour,
            Unit.Minute => f.Minute,
            Unit.Second => f.Second,
            Unit.Millisecond => f.Micros / 1000,
            Unit.Microsecond => f.Micros,
            Unit.Nanosecond => f.Micros * 1000L,
        };
    }

    private static long OfMonths(Unit unit, int months) => unit switch
    {
        Unit.Year => months / 12,
        Unit.Quarter => (months % 12 / 3) + 1,
        Unit.Month => months % 12,
        _ => 0,
    };

    private static long OfMillis(Unit unit, long millis) => unit switch
    {
        Unit.Epoch => millis / 1000,
        Unit.Day => millis / Calendar.MillisPerDay,
        Unit.Hour => millis / 3_600_000 % 24,
        Unit.Minute => millis / 60_000 % 60,
        Unit.Second => millis / 1000 % 60,
        Unit.Millisecond => millis % 1000,
        Unit.Microsecond => millis % 1000 * 1000,
        Unit.Nanosecond => millis % 1000 * 1_000_000,
        _ => 0,
    };
}
