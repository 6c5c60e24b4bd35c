using System.Buffers.Text;

namespace Weir.Engine.Types;

/// <summary>Dates, times, timestamps and intervals as text, the way CAST reads and writes them.</summary>
public static class TemporalText
{
    /// <summary>Room for any of them.</summary>
    public const int MaxLength = 40;

    private const int MaxYear = 9999;

    /// <summary><c>2024-02-29</c>.</summary>
    public static int FormatDate(int day, Span<byte> into)
    {
        var (year, month, dayOfMonth) = Calendar.DateOf(day);
        var length = FormatYear(year, into);
        into[length++] = (byte)'-';
        length += TwoDigits(month, into[length..]);
        into[length++] = (byte)'-';
        return length + TwoDigits(dayOfMonth, into[length..]);
    }

    /// <summary><c>13:14:15</c> for milliseconds of the day; the fraction is not written.</summary>
    public static int FormatTime(int millis, Span<byte> into) => FormatSeconds(millis / 1000, into);

    /// <summary><c>2024-02-29 13:14:15.678</c>, with exactly <paramref name="precision"/> fraction digits.</summary>
    public static int FormatTimestamp(long micros, int precision, Span<byte> into, byte separator = (byte)' ')
    {
        var day = Calendar.DayOfMicros(micros);
        var time = micros - (day * Calendar.MicrosPerDay);
        var length = FormatDate(day, into);
        into[length++] = separator;
        length += FormatSeconds((int)(time / Calendar.MicrosPerSecond), into[length..]);
        return length + FormatFraction((int)(time % Calendar.MicrosPerSecond), precision, into[length..]);
    }

    /// <summary><c>+1-06</c>.</summary>
    public static int FormatMonths(int months, Span<byte> into)
    {
        var size = Math.Abs((long)months);
        into[0] = (byte)(months < 0 ? '-' : '+');
        Utf8Formatter.TryFormat(size / 12, into[1..], out var length);
        length++;
        into[length++] = (byte)'-';
        return length + TwoDigits((int)(size % 12), into[length..]);
    }

    /// <summary><c>+1 10:17:36.789</c>.</summary>
    public static int FormatMillis(long millis, Span<byte> into)
    {
        var size = (ulong)Math.Abs((decimal)millis);
        into[0] = (byte)(millis < 0 ? '-' : '+');
        Utf8Formatter.TryFormat(size / Calendar.MillisPerDay, into[1..], out var length);
        length++;
        into[length++] = (byte)' ';
        var rest = (int)(size % Calendar.MillisPerDay);
        length += FormatSeconds(rest / 1000, into[length..]);
        return length + FormatFraction(rest % 1000 * 1000, 3, into[length..]);
    }

    /// <summary>Reads <c>yyyy[-m[m][-d[d]]]</c> between blanks; anything behind a blank is ignored.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        text = text.Trim((byte)' ');
        if (text.IndexOf((byte)' ') is > 0 and var blank)
        {
            text = text[..blank];
        }

        var month = 1;
        var dayOfMonth = 1;
        if (!TryNumber(ref text, 4, out var year)
            || (!text.IsEmpty && !(TrySkip(ref text, '-') && TryNumber(ref text, 2, out month)))
            || (!text.IsEmpty && !(TrySkip(ref text, '-') && TryNumber(ref text, 2, out dayOfMonth)))
            || !text.IsEmpty
            || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > Calendar.DaysInMonth(year, month))
        {
            return false;
        }

        day = Calendar.DayOf(year, month, dayOfMonth);
        return true;
    }

    /// <summary>Reads <c>h[h][:m[m][:s[s][.fraction]]]</c> between blanks as milliseconds of the day.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, out int millis)
    {
        text = text.Trim((byte)' ');
        var minute = 0;
        var second = 0;
        var micros = 0;
        millis = 0;
        if (!TryNumber(ref text, 2, out var hour)
            || (!text.IsEmpty && !(TrySkip(ref text, ':') && TryNumber(ref text, 2, out minute)))
            || (!text.IsEmpty && !(TrySkip(ref text, ':') && TryNumber(ref text, 2, out second)))
            || (!text.IsEmpty && !TryFraction(ref text, out micros))
            || !text.IsEmpty || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        millis = (((((hour * 60) + minute) * 60) + second) * 1000) + (micros / 1000);
        return true;
    }

    /// <summary>
    /// Reads <c>yyyy-m[m]-d[d][ h[h]:m[m]:s[s][.fraction]]</c> as microseconds of wall-clock time. Days 29 to 31 that the
    /// month does not have become its last day; 24:00:00 is the next midnight; up to nine fraction digits, six count.
    /// </summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, out long micros, byte separator = (byte)' ')
    {
        micros = 0;
        var length = text.Length;
        if (!TryNumber(ref text, 4, out var year) || length - text.Length != 4 || year < 1
            || !TrySkip(ref text, '-') || !TryNumber(ref text, 2, out var month)
            || !TrySkip(ref text, '-') || !TryNumber(ref text, 2, out var day)
            || month is < 1 or > 12 || day is < 1 or > 31)
        {
            return false;
        }

        day = Math.Min(day, Calendar.DaysInMonth(year, month));
        micros = Calendar.DayOf(year, month, day) * Calendar.MicrosPerDay;
        if (text.IsEmpty)
        {
            return true;
        }

        if (!TrySkip(ref text, (char)separator) || !TryClock(ref text, out var time) || !text.IsEmpty)
        {
            return false;
        }

        micros += time;
        return true;
    }

    /// <summary>Reads <c>h[h]:m[m]:s[s][.fraction]</c> from the front of a text as microseconds.</summary>
    private static bool TryClock(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var fraction = 0;
        if (!TryNumber(ref text, 2, out var hour) || !TrySkip(ref text, ':')
            || !TryNumber(ref text, 2, out var minute) || !TrySkip(ref text, ':')
            || !TryNumber(ref text, 2, out var second)
            || (!text.IsEmpty && text[0] == '.' && !TryFraction(ref text, out fraction)))
        {
            return false;
        }

        micros = (((((long)hour * 60) + minute) * 60) + second) * Calendar.MicrosPerSecond;
        var midnight = hour == 24 && minute == 0 && second == 0 && fraction == 0;
        micros += fraction;
        return midnight || (hour <= 23 && minute <= 59 && second <= 59);
    }

    // .123 as microseconds; at most nine digits, none is fine too.
    private static bool TryFraction(ref ReadOnlySpan<byte> text, out int micros)
    {
        const int maxDigits = 9;
        micros = 0;
        if (!TrySkip(ref text, '.'))
        {
            return false;
        }

        var digits = 0;
        for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            if (digits < 6)
            {
                micros = (micros * 10) + text[digits] - '0';
            }
        }

        for (var i = digits; i < 6; i++)
        {
            micros *= 10;
        }

        text = text[digits..];
        return digits <= maxDigits;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, int maxDigits, out int value)
    {
        value = 0;
        var digits = 0;
        for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]); digits++)
        {
            if (digits == maxDigits)
            {
                return false;
            }

            value = (value * 10) + text[digits] - '0';
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    // At least four digits; years beyond 9999 keep all of theirs.
    private static int FormatYear(int year, Span<byte> into)
    {
        var length = 0;
        if (year < 0)
        {
            into[length++] = (byte)'-';
            year = -year;
        }

        if (year > MaxYear)
        {
            Utf8Formatter.TryFormat(year, into[length..], out var written);
            return length + written;
        }

        length += TwoDigits(year / 100, into[length..]);
        return length + TwoDigits(year % 100, into[length..]);
    }

    private static int FormatSeconds(int seconds, Span<byte> into)
    {
        TwoDigits(seconds / 3600, into);
        into[2] = (byte)':';
        TwoDigits(seconds / 60 % 60, into[3..]);
        into[5] = (byte)':';
        return 6 + TwoDigits(seconds % 60, into[6..]);
    }

    private static int FormatFraction(int micros, int precision, Span<byte> into)
    {
        if (precision == 0)
        {
            return 0;
        }

        into[0] = (byte)'.';
        for (var i = 1; i <= precision; i++)
        {
            into[i] = (byte)('0' + (micros / 100_000));
            micros = micros % 100_000 * 10;
        }

        return precision + 1;
    }

    private static int TwoDigits(int value, Span<byte> into)
    {
        into[1] = (byte)('0' + (value % 10));
        into[0] = (byte)('0' + (value / 10));
        return 2;
    }
}
