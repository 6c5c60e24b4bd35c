using System.Runtime.CompilerServices;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Values;

/// <summary>Dates and times out of UTF-8 text.</summary>
internal static class TimeText
{
    /// <summary><c>yyyy-MM-dd</c>, a date that exists.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != 10 || !TryYearMonthDay(text, out var year, out var month, out var day)
            || day > Calendar.DaysInMonth(year, month))
        {
            return false;
        }

        days = Calendar.DayOf(year, month, day);
        return true;
    }

    /// <summary><c>yyyy-[m]m-[d]d</c> with days up to 31 in every month, as java.sql.Date reads them.</summary>
    public static bool TryLenientDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (TryDate(text, out days))
        {
            return true;
        }

        if (text.Length is < 8 or > 10 || text[4] != '-')
        {
            return false;
        }

        var dash = text[5..].IndexOf((byte)'-') + 5;
        if (dash is not (6 or 7) || text.Length - dash - 1 is not (1 or 2)
            || !Swar.TryShort(text[..4], out var year)
            || !Swar.TryShort(text[5..dash], out var month) || month is 0 or > 12
            || !Swar.TryShort(text[(dash + 1)..], out var day) || day is 0 or > 31)
        {
            return false;
        }

        days = Calendar.DayOf((int)year, (int)month, (int)day);
        return true;
    }

    /// <summary><c>HH:mm[:ss[.fffffffff]]</c> in milliseconds of the day (what is finer is cut).</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out int millis)
    {
        var read = TryMicrosOfDay(text, out var micros);
        millis = (int)(micros / 1000);
        return read;
    }

    /// <summary><c>HH:mm[:ss[.fffffffff]]</c> in microseconds of the day (what is finer is cut).</summary>
    public static bool TryMicrosOfDay(ReadOnlySpan<byte> text, out long micros)
    {
        if (text.Length == 5 && TryHourMinute(text, out var hour, out var minute))
        {
            micros = ((hour * 60) + minute) * 60_000_000L;
            return hour < 24;
        }

        return TryFullTime(text, out micros) && micros < Calendar.MicrosPerDay;
    }

    /// <summary><c>yyyy-MM-dd HH:mm:ss[.f{1,9}]</c> in microseconds since 1970-01-01 00:00 (what is finer is cut).
    /// A day that its month does not have is its last day, 24:00:00 the next midnight.</summary>
    /// <param name="separator">Between date and time: a blank or T.</param>
    public static bool TryTimestamp(ReadOnlySpan<byte> text, byte separator, out long micros)
    {
        micros = 0;
        if (text.Length < 19 || text[10] != separator
            || !TryYearMonthDay(text, out var year, out var month, out var day)
            || !TryFullTime(text[11..], out var time))
        {
            return false;
        }

        if (day > 28)
        {
            day = Math.Min(day, Calendar.DaysInMonth(year, month));
        }

        micros = (Calendar.DayOf(year, month, day) * Calendar.MicrosPerDay) + time;
        return true;
    }

    /// <summary>Cuts microseconds to the fraction digits of a type.</summary>
    public static long CutTo(long micros, int precision) => precision >= 6
        ? micros
        : micros - Calendar.FloorMod(micros, Calendar.MicrosPerUnit(precision));

    private static bool TryYearMonthDay(ReadOnlySpan<byte> text, out int year, out int month, out int day)
    {
        var valid = text[4] == '-' && text[7] == '-';
        valid &= Two(text, 0, out var century) & Two(text, 2, out var ofCentury);
        valid &= Two(text, 5, out month) & Two(text, 8, out day);
        year = (century * 100) + ofCentury;
        return valid && (uint)(month - 1) < 12 && (uint)(day - 1) < 31;
    }

    private static bool TryHourMinute(ReadOnlySpan<byte> text, out int hour, out int minute)
    {
        var valid = text[2] == ':';
        valid &= Two(text, 0, out hour) & Two(text, 3, out minute);
        return valid && hour <= 24 && minute < 60;
    }

    // HH:mm:ss[.f{1,9}]; 24:00:00 is one day.
    private static bool TryFullTime(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length < 8 || text[5] != ':' || !TryHourMinute(text, out var hour, out var minute)
            || !Two(text, 6, out var second) || second > 59)
        {
            return false;
        }

        micros = ((((hour * 60) + minute) * 60) + second) * 1_000_000L;
        if (text.Length > 8)
        {
            if (text[8] != '.' || !TryFraction(text[9..], out var fraction))
            {
                return false;
            }

            micros += fraction;
        }

        return micros <= Calendar.MicrosPerDay;
    }

    // Up to nine digits of a second as microseconds. No digit after the point counts as none.
    private static bool TryFraction(ReadOnlySpan<byte> digits, out int micros)
    {
        micros = 0;
        if (digits.Length > 9)
        {
            return false;
        }

        for (var i = 0; i < Math.Max(6, digits.Length); i++)
        {
            var digit = i < digits.Length ? (uint)(digits[i] - '0') : 0;
            if (digit > 9)
            {
                return false;
            }

            micros = i < 6 ? (micros * 10) + (int)digit : micros;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Two(ReadOnlySpan<byte> text, int at, out int value)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        value = (int)((tens * 10) + ones);
        return tens <= 9 && ones <= 9;
    }
}
