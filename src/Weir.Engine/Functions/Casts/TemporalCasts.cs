using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Casts;

/// <summary>Casts between DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ, intervals and text. TIMESTAMP_LTZ is seen in the session's
/// zone.</summary>
internal static class TemporalCasts
{
    /// <summary>Between two temporal types.</summary>
    public static Kernel Make(Kernel input, SqlType to)
    {
        var from = input.Type;
        return (from.Kind, to.Kind) switch
        {
            (TypeKind.TimestampLtz, TypeKind.TimestampLtz) or (TypeKind.Timestamp, TypeKind.Timestamp) =>
                Truncate(input, to),
            (TypeKind.TimestampLtz, TypeKind.Timestamp) =>
                Truncate(new ZoneKernel(SqlType.Timestamp(from.Precision), input, toLocal: true), to),
            (TypeKind.TimestampLtz, _) =>
                Make(new ZoneKernel(SqlType.Timestamp(from.Precision), input, toLocal: true), to),
            (TypeKind.Timestamp, TypeKind.Date) => new UnaryKernel<ToDate, long, int>(to, input),
            (TypeKind.Timestamp, TypeKind.Time) => CutTime(new UnaryKernel<ToTime, long, int>(to, input), to),
            (TypeKind.Date, TypeKind.Timestamp) => new UnaryKernel<DateToMicros, int, long>(to, input),
            (TypeKind.Time, TypeKind.Timestamp) => new UnaryKernel<TimeToMicros, int, long>(to, input),
            (TypeKind.Time, TypeKind.Time) => to.Precision >= from.Precision
                ? new RetypeKernel(to, input)
                : CutTime(input, to),
            (TypeKind.IntervalSecond, TypeKind.IntervalSecond) => new RetypeKernel(to, input),
            (_, TypeKind.TimestampLtz) => new ZoneKernel(to, Make(input, SqlType.Timestamp(to.Precision)), toLocal: false),
            _ => throw new ArgumentException($"no cast of {from} to {to}"),
        };
    }

    /// <summary>Text to a temporal type.</summary>
    public static Kernel FromText(Kernel input, SqlType to, bool failureIsNull)
    {
        var unit = Calendar.MicrosPerUnit(to.Precision);
        RowFunction read = to.Kind switch
        {
            TypeKind.Date => (in RowCall call) => ReadDate(call, to),
            TypeKind.Time => (in RowCall call) => ReadTime(call, to, (int)(unit / Calendar.MicrosPerMillisecond)),
            _ => (in RowCall call) => ReadTimestamp(call, to, unit),
        };
        return new RowKernel(to, [input], read) { Fails = true, FailureIsNull = failureIsNull };
    }

    /// <summary>A temporal value to STRING.</summary>
    public static Kernel ToText(Kernel input)
    {
        var precision = input.Type.Precision;
        RowFunction write = input.Type.Kind switch
        {
            TypeKind.Date => (in RowCall call) => call.Commit(TemporalText.FormatDate(call.Int(0), Room(call))),
            TypeKind.Time => (in RowCall call) => call.Commit(TemporalText.FormatTime(call.Int(0), Room(call))),
            TypeKind.Timestamp => (in RowCall call) =>
                call.Commit(TemporalText.FormatTimestamp(call.Long(0), precision, Room(call))),
            TypeKind.TimestampLtz => (in RowCall call) => call.Commit(TemporalText.FormatTimestamp(
                Zones.ToLocal(call.Long(0), call.Context.Zone), precision, Room(call))),
            TypeKind.IntervalMonth => (in RowCall call) =>
                call.Commit(TemporalText.FormatMonths(call.Int(0), Room(call))),
            _ => (in RowCall call) => call.Commit(TemporalText.FormatMillis(call.Long(0), Room(call))),
        };
        return new RowKernel(SqlType.String, [input], write);
    }

    // Fewer fraction digits: cut, as a floor.
    private static Kernel Truncate(Kernel input, SqlType to) => to.Precision >= input.Type.Precision
        ? new RetypeKernel(to, input)
        : new TruncateKernel(to, input);

    private static Kernel CutTime(Kernel input, SqlType to)
    {
        var unit = (int)(Calendar.MicrosPerUnit(to.Precision) / Calendar.MicrosPerMillisecond);
        return unit <= 1
            ? input
            : new RowKernel(to, [input], (in RowCall call) => call.Return(call.Int(0) / unit * unit));
    }

    private static Span<byte> Room(in RowCall call) => call.Reserve(TemporalText.MaxLength);

    private static void ReadDate(in RowCall call, SqlType to)
    {
        if (TemporalText.TryParseDate(call.Bytes(0), out var day))
        {
            call.Return(day);
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }

    private static void ReadTime(in RowCall call, SqlType to, int unit)
    {
        if (TemporalText.TryParseTime(call.Bytes(0), out var millis))
        {
            call.Return(millis / Math.Max(unit, 1) * Math.Max(unit, 1));
        }
        else
        {
            call.FailToRead(call.Bytes(0), to);
        }
    }

    private static void ReadTimestamp(in RowCall call, SqlType to, long unit)
    {
        if (!TemporalText.TryParseTimestamp(call.Bytes(0), out var micros))
        {
            call.FailToRead(call.Bytes(0), to);
            return;
        }

        micros -= Calendar.FloorMod(micros, unit);
        call.Return(to.Kind == TypeKind.Timestamp ? micros : Zones.ToUtc(micros, call.Context.Zone));
    }

    private readonly struct ToDate : IUnary<long, int>
    {
        public static int Apply(long value) => Calendar.DayOfMicros(value);
    }

    private readonly struct ToTime : IUnary<long, int>
    {
        public static int Apply(long value) =>
            (int)(Calendar.TimeOfMicros(value) / Calendar.MicrosPerMillisecond);
    }

    private readonly struct DateToMicros : IUnary<int, long>
    {
        public static long Apply(int value) => value * Calendar.MicrosPerDay;
    }

    private readonly struct TimeToMicros : IUnary<int, long>
    {
        public static long Apply(int value) => value * Calendar.MicrosPerMillisecond;
    }
}

/// <summary>TIMESTAMP with fewer fraction digits.</summary>
internal sealed class TruncateKernel(SqlType type, Kernel input) : ScalarKernel(type, input)
{
    private readonly FixedColumn<long> _result = new(PhysicalType.Int64);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<long>)input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var unit = Calendar.MicrosPerUnit(Type.Precision);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            _result[row] = column[row] - Calendar.FloorMod(column[row], unit);
        }

        return _result;
    }
}

/// <summary>Between TIMESTAMP_LTZ (UTC) and TIMESTAMP (wall clock of the session's zone).</summary>
internal sealed class ZoneKernel(SqlType type, Kernel input, bool toLocal) : ScalarKernel(type, input)
{
    private readonly FixedColumn<long> _result = new(PhysicalType.Int64);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<long>)input.Evaluate(batch, rows, context);
        if (ReferenceEquals(context.Zone, TimeZoneInfo.Utc))
        {
            return column;
        }

        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (!_result.IsNull(row))
            {
                _result[row] = toLocal
                    ? Zones.ToLocal(column[row], context.Zone)
                    : Zones.ToUtc(column[row], context.Zone);
            }
        }

        return _result;
    }
}
