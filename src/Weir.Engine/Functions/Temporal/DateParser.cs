using System.Text;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>
/// Reads points in time by a pattern. The modern dialect wants the whole text and values in range (only a day that the
/// month does not have becomes its last); the simple one lets values run over and ignores what follows.
/// </summary>
internal sealed class DateParser(DatePattern pattern)
{
    private const int PivotYear = 2000;
    private readonly bool _modern = pattern.Dialect == PatternDialect.Modern;

    /// <summary>Reads a wall-clock time; fields that the pattern does not have are those of 1970-01-01 00:00.</summary>
    /// <param name="offset">Microseconds that the text itself says the clock is ahead of UTC; null when it does not.
    /// </param>
    public bool TryParse(ReadOnlySpan<byte> text, out long localMicros, out long? offset)
    {
        var state = new State();
        localMicros = 0;
        offset = null;
        for (var i = 0; i < pattern.Parts.Count; i++)
        {
            var part = pattern.Parts[i];
            var read = part.Letter == 0
                ? SkipLiteral(part.Literal, ref text)
                : TryPart(part, WidthOf(i), ref text, ref state);
            if (!read)
            {
                return false;
            }
        }

        if (_modern && !text.IsEmpty)
        {
            return false;
        }

        var resolved = state.TryResolve(_modern, out localMicros);
        offset = state.Zone is { } zone ? localMicros - Zones.ToUtc(localMicros, zone) : state.Offset;
        return resolved;
    }

    private static bool SkipLiteral(byte[] literal, ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(literal))
        {
            return false;
        }

        text = text[literal.Length..];
        return true;
    }

    // A number right before another one has exactly the digits of its letters; else it takes what comes.
    private int WidthOf(int index)
    {
        var next = index + 1 < pattern.Parts.Count ? pattern.Parts[index + 1] : default;
        var isNumber = next.Letter != 0 && "uyYDMLdwWFehHkKmsSAnN".Contains(next.Letter)
            && !(next.Letter is 'M' or 'L' && next.Count > 2);
        return isNumber ? pattern.Parts[index].Count : 0;
    }

    private bool TryPart(DatePattern.Part part, int width, ref ReadOnlySpan<byte> text, ref State state)
    {
        switch (part.Letter)
        {
            case 'E':
                return TryName(DateNames.Days, part.Count, ref text, out _);
            case 'a':
                return TryHalf(ref text, ref state);
            case 'G':
                return SkipLiteral("AD"u8.ToArray(), ref text);
            case 'z' or 'V':
                return TryZoneName(ref text, ref state);
            case 'Z' or 'X' or 'x' or 'O':
                return TryOffset(ref text, ref state);
            case 'M' or 'L' when part.Count > 2:
                var named = TryName(DateNames.Months, part.Count, ref text, out var month);
                state.Month = month + 1;
                return named;
            case 'S' when _modern:
                return TryFraction(part.Count, ref text, ref state);
            default:
                return TryNumber(part, width, ref text, out var value, out var digits)
                    && state.Set(part, value, digits, _modern);
        }
    }

    private bool TryNumber(
        DatePattern.Part part, int width, ref ReadOnlySpan<byte> text, out long value, out int digits)
    {
        const int maxDigits = 18;
        value = 0;
        digits = 0;
        if (!_modern)
        {
            text = text.TrimStart((byte)' ');
        }

        var negative = !_modern && text.StartsWith("-"u8);
        var rest = negative ? text[1..] : text;
        var (min, max) = _modern ? ModernWidth(part, width) : (1, width > 0 ? width : maxDigits);
        while (digits < rest.Length && digits < max && char.IsAsciiDigit((char)rest[digits]))
        {
            value = (value * 10) + rest[digits] - '0';
            digits++;
        }

        text = rest[digits..];
        value = negative ? -value : value;
        return digits >= min;
    }

    // One letter: any number of digits; two: exactly two; a year of four letters: at least four.
    private static (int Min, int Max) ModernWidth(DatePattern.Part part, int width)
    {
        const int maxDigits = 18;
        var isYear = part.Letter is 'y' or 'u' or 'Y';
        if (width > 0 && part.Count > 1)
        {
            return (part.Count, part.Count);
        }

        return part.Count switch
        {
            1 => (1, isYear || part.Letter is 'A' or 'n' or 'N' ? maxDigits : part.Letter == 'D' ? 3 : 2),
            2 => (2, 2),
            _ => (part.Count, isYear ? maxDigits : part.Count),
        };
    }

    private static bool TryFraction(int count, ref ReadOnlySpan<byte> text, ref State state)
    {
        if (text.Length < count)
        {
            return false;
        }

        var micros = 0;
        for (var i = 0; i < Math.Max(count, 6); i++)
        {
            if (i < count && !char.IsAsciiDigit((char)text[i]))
            {
                return false;
            }

            micros = i >= 6 ? micros : (micros * 10) + (i < count ? text[i] - '0' : 0);
        }

        state.Micros = micros;
        text = text[count..];
        return true;
    }

    // Full names first: "March" begins with "Mar".
    private bool TryName(IReadOnlyList<string> names, int count, ref ReadOnlySpan<byte> text, out int index)
    {
        var fullToo = !_modern || count == 4;
        var shortToo = !_modern || count < 4;
        for (index = 0; index < names.Count; index++)
        {
            if (fullToo && TrySkipWord(names[index], ref text))
            {
                return true;
            }
        }

        for (index = 0; index < names.Count; index++)
        {
            if (shortToo && TrySkipWord(names[index][..3], ref text))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryHalf(ref ReadOnlySpan<byte> text, ref State state)
    {
        state.HasHalf = true;
        state.IsAfternoon = TrySkipWord("PM", ref text);
        return state.IsAfternoon || TrySkipWord("AM", ref text);
    }

    private bool TrySkipWord(string word, ref ReadOnlySpan<byte> text)
    {
        if (text.Length < word.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[16];
        var length = Encoding.ASCII.GetBytes(word, expected);
        var fits = _modern
            ? text.StartsWith(expected[..length])
            : Ascii.EqualsIgnoreCase(text[..length], expected[..length]);
        text = fits ? text[length..] : text;
        return fits;
    }

    private static bool TryZoneName(ref ReadOnlySpan<byte> text, ref State state)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'!', (byte)'~');
        var word = end < 0 ? text : text[..end];
        if (Zones.Find(Encoding.ASCII.GetString(word)) is not { } zone)
        {
            return false;
        }

        state.Zone = zone;
        text = text[word.Length..];
        return true;
    }

    private static bool TryOffset(ref ReadOnlySpan<byte> text, ref State state)
    {
        if (text.StartsWith("Z"u8))
        {
            state.Offset = 0;
            text = text[1..];
            return true;
        }

        var length = 1;
        while (length < text.Length && length < 6 && (char.IsAsciiDigit((char)text[length]) || text[length] == ':'))
        {
            length++;
        }

        if (text.IsEmpty || Zones.Find(Encoding.ASCII.GetString(text[..Math.Min(length, text.Length)])) is not { } zone)
        {
            return false;
        }

        state.Offset = zone.BaseUtcOffset.Ticks / TimeSpan.TicksPerMicrosecond;
        text = text[length..];
        return true;
    }

    private struct State
    {
        private long _year = 1970;
        private long? _dayOfYear;
        private long _hour;
        private long? _halfHour;
        private long _minute;
        private long _second;

        public State()
        {
        }

        public long Month { get; set; } = 1;
        public long Day { get; set; } = 1;
        public long Micros { get; set; }
        public bool HasHalf { get; set; }
        public bool IsAfternoon { get; set; }
        public long? Offset { get; set; }
        public TimeZoneInfo? Zone { get; set; }

        public bool Set(DatePattern.Part part, long value, int digits, bool modern)
        {
            switch (part.Letter)
            {
                case 'y' or 'u' when modern || part.Letter == 'y':
                    _year = part.Count == 2 && digits == 2 ? PivotOf(value, modern) : value;
                    break;
                case 'M' or 'L':
                    Month = value;
                    break;
                case 'd':
                    Day = value;
                    break;
                case 'D':
                    _dayOfYear = value;
                    break;
                case 'H':
                    _hour = value;
                    break;
                case 'k':
                    _hour = value == 24 ? 0 : value;
                    break;
                case 'h':
                    _halfHour = value == 12 ? 0 : value;
                    break;
                case 'K':
                    _halfHour = value;
                    break;
                case 'm':
                    _minute = value;
                    break;
                case 's':
                    _second = value;
                    break;
                case 'S':
                    Micros = value * Calendar.MicrosPerMillisecond;
                    break;
                case 'n':
                    Micros = value / 1000;
                    break;
                default:
                    break;
            }

            return true;
        }

        public readonly bool TryResolve(bool modern, out long localMicros)
        {
            localMicros = 0;
            var hour = _halfHour is { } half ? half + (IsAfternoon ? 12 : 0) : _hour;
            if (modern && !InRange(hour))
            {
                return false;
            }

            if (!modern && (Math.Abs(_year) > 99_999 || Math.Abs(Month) > 99_999 || Math.Abs(Day) > 9_999_999))
            {
                return false;
            }

            // Months run over into years, days into months.
            var month = Calendar.FloorMod(Month - 1, 12) + 1;
            var year = (int)(_year + Calendar.FloorDiv(Month - 1, 12));
            var day = modern ? Math.Min(Day, Calendar.DaysInMonth(year, (int)month)) : Day;
            var days = _dayOfYear is { } ofYear
                ? Calendar.DayOf(year, 1, 1) + ofYear - 1
                : Calendar.DayOf(year, (int)month, 1) + day - 1;
            localMicros = (days * Calendar.MicrosPerDay) + (hour * Calendar.MicrosPerHour)
                + (_minute * Calendar.MicrosPerMinute) + (_second * Calendar.MicrosPerSecond) + Micros;
            return true;
        }

        private readonly bool InRange(long hour)
        {
            var midnight = hour == 24 && _minute == 0 && _second == 0 && Micros == 0;
            return Month is >= 1 and <= 12 && Day is >= 1 and <= 31 && _year is >= 1 and <= 9999
                && (hour <= 23 || midnight) && _minute <= 59 && _second <= 59
                && _dayOfYear is null or (>= 1 and <= 366);
        }

        // Two digits are a year of this century in the modern dialect; the simple one goes back from 2050 on.
        private static long PivotOf(long value, bool modern) =>
            modern || value < 50 ? PivotYear + value : PivotYear - 100 + value;
    }
}
