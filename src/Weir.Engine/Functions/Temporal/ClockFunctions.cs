using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>What time it is: read once for each batch.</summary>
internal static class ClockFunctions
{
    private static readonly Signature _none = new();
    private static readonly Signature _timestamp = new(Parameter.Timestamp);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Clock("CURRENT_TIMESTAMP", SqlType.TimestampLtz(3), Moment),
        Clock("NOW", SqlType.TimestampLtz(3), Moment),
        Clock("CURRENT_ROW_TIMESTAMP", SqlType.TimestampLtz(3), Moment),
        Clock("PROCTIME", SqlType.TimestampLtz(3), Moment),
        Clock("LOCALTIMESTAMP", SqlType.Timestamp(3), Local),
        Clock("CURRENT_DATE", SqlType.Date, c => Calendar.DayOfMicros(Local(c))),
        Clock("CURRENT_TIME", SqlType.Time(), SecondsOfDay),
        Clock("LOCALTIME", SqlType.Time(), SecondsOfDay),
        new("CURRENT_WATERMARK",
            a => _timestamp.Resolve("CURRENT_WATERMARK", a, given => given[0].Type.WithNullable(true)),
            (t, _, _) => new ClockKernel(t, Watermark)) { Deterministic = false },
    ];

    private static ScalarFunction Clock(string name, SqlType type, Func<EvaluationContext, long?> read) =>
        new(name, a => _none.Resolve(name, a, _ => type.NotNull()), (t, _, _) => new ClockKernel(t, read))
        {
            Deterministic = false,
        };

    private static ScalarFunction Clock(string name, SqlType type, Func<EvaluationContext, long> read) =>
        Clock(name, type, c => (long?)read(c));

    // Milliseconds are all that these types show.
    private static long Moment(EvaluationContext context) =>
        context.Time.GetUtcNow().ToUnixTimeMilliseconds() * Calendar.MicrosPerMillisecond;

    private static long Local(EvaluationContext context) => Zones.ToLocal(Moment(context), context.Zone);

    private static long SecondsOfDay(EvaluationContext context) =>
        Calendar.TimeOfMicros(Local(context)) / Calendar.MicrosPerSecond * 1000;

    private static long? Watermark(EvaluationContext context) => context.Watermark == long.MinValue
        ? null
        : context.Watermark * Calendar.MicrosPerMillisecond;
}

/// <summary>The same reading for all rows of a batch.</summary>
internal sealed class ClockKernel(SqlType type, Func<EvaluationContext, long?> read) : ScalarKernel(type)
{
    private readonly Column _result = Column.Create(type);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        var value = read(context);
        if (value is null)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                _result.SetNull(row);
            }
        }
        else if (_result is FixedColumn<int> narrow)
        {
            narrow.Values.Fill((int)value.Value);
        }
        else
        {
            ((FixedColumn<long>)_result).Values.Fill(value.Value);
        }

        return _result;
    }
}
