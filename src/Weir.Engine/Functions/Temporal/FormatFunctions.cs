using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>Points in time to and from text and numbers, by Java's patterns.</summary>
internal static class FormatFunctions
{
    private const long MaxEpochSeconds = 253_402_300_799;
    private const long MinEpochSeconds = -62_135_596_800;

    private static readonly Signature _dateFormat =
        new(new Parameter("TIMESTAMP | STRING", t => t.IsTimestamp || t.IsString), Parameter.Text);

    private static readonly Signature _textFormat = new(Parameter.Text, Parameter.Text) { Optional = 1 };
    private static readonly Signature _unix = new(Parameter.Text, Parameter.Text) { Optional = 2 };
    private static readonly Signature _fromUnix = new(Parameter.BigInt, Parameter.Text) { Optional = 1 };
    private static readonly Signature _convert = new(Parameter.Text, Parameter.Text, Parameter.Text);
    private static readonly Signature _toLtz = new(Parameter.Numeric, Parameter.Int);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("DATE_FORMAT", a => _dateFormat.Resolve("DATE_FORMAT", a, _ => SqlType.String), BuildDateFormat),
        new("TO_TIMESTAMP", a => _textFormat.Resolve("TO_TIMESTAMP", a, _ => SqlType.Timestamp(3)),
            (t, k, _) => new RowKernel(t, k, new Patterns(PatternDialect.Modern).ToTimestamp)),
        new("TO_DATE", a => _textFormat.Resolve("TO_DATE", a, _ => SqlType.Date),
            (t, k, _) => new RowKernel(t, k, new Patterns(PatternDialect.Simple).ToDate) { Fails = true }),
        new("TO_TIMESTAMP_LTZ", ResolveToLtz, (t, k, _) => BuildToLtz(t, k)),
        new("FROM_UNIXTIME", a => _fromUnix.Resolve("FROM_UNIXTIME", a, _ => SqlType.String),
            (t, k, _) => new RowKernel(t, k, new Patterns(PatternDialect.Simple).FromUnix) { Fails = true }),
        new("UNIX_TIMESTAMP",
            a => _unix.Resolve("UNIX_TIMESTAMP", a, _ => SqlType.BigInt.WithNullable(Declare.AnyNullable(a))),
            (t, k, _) => k.Count == 0
                ? new ClockKernel(t, c => c.Time.GetUtcNow().ToUnixTimeSeconds())
                : new RowKernel(t, k, new Patterns(PatternDialect.Simple).ToUnix) { Fails = true })
        {
            // Without arguments it reads the clock, and the catalog cannot tell the two apart.
            Deterministic = false,
        },
        new("CONVERT_TZ", a => _convert.Resolve("CONVERT_TZ", a, _ => SqlType.String),
            (t, k, _) => new RowKernel(t, k, new ZoneConverter().Convert)),
    ];

    private static Kernel BuildDateFormat(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var patterns = new Patterns(PatternDialect.Modern);
        RowFunction function = k[0].Type.Kind switch
        {
            TypeKind.Timestamp => (in RowCall c) => patterns.Write(c, c.Long(0)),
            TypeKind.TimestampLtz => (in RowCall c) => patterns.Write(c, Zones.ToLocal(c.Long(0), c.Context.Zone)),
            _ => patterns.WriteText,
        };
        return new RowKernel(type, k, function) { Fails = true };
    }

    private static Resolution ResolveToLtz(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count == 2 && arguments[1] is { IsLiteral: true, Value: long and not (0 or 3) and var precision })
        {
            return Resolution.Fail(
                $"TO_TIMESTAMP_LTZ takes the precision 0 (seconds) or 3 (milliseconds), not {precision}");
        }

        var resolution = _toLtz.Resolve("TO_TIMESTAMP_LTZ", arguments, _ => SqlType.TimestampLtz(3));
        if (resolution.Casts is not { } casts)
        {
            return resolution;
        }

        var floating = arguments[0].Type.Kind is TypeKind.Float or TypeKind.Double;
        var number = (floating ? SqlType.Double : SqlType.BigInt).WithNullable(arguments[0].Type.Nullable);
        return resolution with { Casts = [number, casts[1]] };
    }

    private static Kernel BuildToLtz(SqlType type, IReadOnlyList<Kernel> k) => k[0].Type.Kind == TypeKind.Double
        ? new RowKernel(type, k, (in RowCall c) => ToLtz(c,
            (long)Math.Floor(c.Double(0) * (c.Int(1) == 0 ? 1000 : 1)), 1000)) { Fails = true }
        : new RowKernel(type, k, (in RowCall c) => ToLtz(c, c.Long(0), c.Int(1) == 0 ? 1 : 1000)) { Fails = true };

    private static void ToLtz(in RowCall call, long value, int perSecond)
    {
        if (call.Int(1) is not (0 or 3))
        {
            call.Fail($"TO_TIMESTAMP_LTZ takes the precision 0 or 3, not {call.Int(1)}");
            return;
        }

        var seconds = Calendar.FloorDiv(value, perSecond);
        if (seconds is < MinEpochSeconds or > MaxEpochSeconds)
        {
            call.ReturnNull();
            return;
        }

        call.Return(value * (Calendar.MicrosPerSecond / perSecond));
    }

    /// <summary>Compiles a pattern when it changes: once for a literal.</summary>
    private sealed class Patterns(PatternDialect dialect)
    {
        private byte[]? _text;
        private DateFormatter? _formatter;
        private DateParser? _parser;
        private string? _error;

        public void Write(in RowCall call, long localMicros)
        {
            Compile(call.Bytes(1));
            if (_error is not null)
            {
                call.Fail(_error);
            }
            else if (_formatter!.ZoneLetter is { } letter)
            {
                call.Fail($"DATE_FORMAT: a TIMESTAMP has no zone for the pattern letter {letter}");
            }
            else
            {
                var room = call.Reserve(_formatter.MaxLength);
                call.Commit(_formatter.Format(localMicros, localMicros, null, room));
            }
        }

        public void WriteText(in RowCall call)
        {
            if (TemporalText.TryParseTimestamp(call.Bytes(0), out var micros) && call.Bytes(0).Contains((byte)' '))
            {
                Write(call, micros);
            }
            else
            {
                call.ReturnNull();
            }
        }

        // A pattern that does not fit falls back to the default format; a bad one gives NULL.
        public void ToTimestamp(in RowCall call)
        {
            var micros = 0L;
            var found = false;
            if (call.Count > 1)
            {
                Compile(call.Bytes(1));
                if (_error is not null)
                {
                    call.ReturnNull();
                    return;
                }

                found = _parser!.TryParse(call.Bytes(0), out micros, out _);
            }

            if (!found && !TemporalText.TryParseTimestamp(call.Bytes(0), out micros))
            {
                call.ReturnNull();
                return;
            }

            call.Return(micros - Calendar.FloorMod(micros, Calendar.MicrosPerMillisecond));
        }

        public void ToDate(in RowCall call)
        {
            if (call.Count == 1)
            {
                if (TemporalText.TryParseDate(call.Bytes(0), out var day))
                {
                    call.Return(day);
                }
                else
                {
                    call.ReturnNull();
                }

                return;
            }

            Compile(call.Bytes(1));
            if (_error is not null)
            {
                call.Fail(_error);
            }
            else if (_parser!.TryParse(call.Bytes(0), out var micros, out _))
            {
                call.Return(Calendar.DayOfMicros(micros));
            }
            else
            {
                call.ReturnNull();
            }
        }

        public void FromUnix(in RowCall call)
        {
            Compile(call.Count > 1 ? call.Bytes(1) : default);
            var seconds = call.Long(0);
            if (_error is not null)
            {
                call.Fail(_error);
                return;
            }

            if (Math.Abs((double)seconds) > long.MaxValue / Calendar.MicrosPerSecond)
            {
                call.ReturnNull();
                return;
            }

            var utc = seconds * Calendar.MicrosPerSecond;
            var local = Zones.ToLocal(utc, call.Context.Zone);
            call.Commit(_formatter!.Format(local, utc, call.Context.Zone, call.Reserve(_formatter.MaxLength)));
        }

        // What cannot be read is the smallest BIGINT, as Flink documents.
        public void ToUnix(in RowCall call)
        {
            Compile(call.Count > 1 ? call.Bytes(1) : default);
            if (_error is not null)
            {
                call.Fail(_error);
            }
            else if (_parser!.TryParse(call.Bytes(0), out var local, out var offset))
            {
                var utc = offset is { } known ? local - known : Zones.ToUtc(local, call.Context.Zone, last: true);
                call.Return(Calendar.FloorDiv(utc, Calendar.MicrosPerSecond));
            }
            else
            {
                call.Return(long.MinValue);
            }
        }

        private void Compile(ReadOnlySpan<byte> pattern)
        {
            if (_text is not null && pattern.SequenceEqual(_text))
            {
                return;
            }

            _text = pattern.ToArray();
            _error = null;
            try
            {
                var compiled = pattern.IsEmpty && dialect == PatternDialect.Simple
                    ? DatePattern.DefaultSimple
                    : DatePattern.Parse(Encoding.UTF8.GetString(pattern), dialect);
                _formatter = new DateFormatter(compiled);
                _parser = new DateParser(compiled);
            }
            catch (FormatException e)
            {
                _error = e.Message;
            }
        }
    }

    /// <summary>CONVERT_TZ(text, from, to): regions and GMT+hh:mm; Java reads every other zone as GMT.</summary>
    private sealed class ZoneConverter
    {
        private readonly DateFormatter _formatter = new(DatePattern.DefaultSimple);
        private readonly DateParser _parser = new(DatePattern.DefaultSimple);
        private readonly Dictionary<string, TimeZoneInfo> _zones = [];

        public void Convert(in RowCall call)
        {
            if (!_parser.TryParse(call.Bytes(0), out var local, out _))
            {
                call.ReturnNull();
                return;
            }

            var utc = Zones.ToUtc(local, ZoneOf(call.Bytes(1)), last: true);
            var to = ZoneOf(call.Bytes(2));
            call.Commit(_formatter.Format(Zones.ToLocal(utc, to), utc, to, call.Reserve(_formatter.MaxLength)));
        }

        private TimeZoneInfo ZoneOf(ReadOnlySpan<byte> name)
        {
            const int maxZones = 1000;
            var text = Encoding.UTF8.GetString(name);
            if (_zones.TryGetValue(text, out var zone))
            {
                return zone;
            }

            zone = text.StartsWith('+') || text.StartsWith('-') ? TimeZoneInfo.Utc : Zones.Find(text) ?? TimeZoneInfo.Utc;
            if (_zones.Count < maxZones)
            {
                _zones[text] = zone;
            }

            return zone;
        }
    }
}
