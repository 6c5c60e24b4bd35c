using System.Buffers.Text;
using System.Text;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>Writes points in time by a pattern.</summary>
internal sealed class DateFormatter(DatePattern pattern)
{
    // The longest letter is a full name or nineteen digits.
    private const int MaxPart = 40;

    private static readonly long[] _powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    /// <summary>Bytes that any result fits in.</summary>
    public int MaxLength { get; } = pattern.Parts.Sum(p => p.Letter == 0 ? p.Literal.Length : MaxPart);

    /// <summary>What asks for a zone that the value has not; null when nothing does.</summary>
    public char? ZoneLetter { get; } =
        pattern.Parts.Where(p => "zZXxVO".Contains(p.Letter)).Select(p => (char?)p.Letter).FirstOrDefault();

    /// <summary>Writes a wall-clock time.</summary>
    /// <param name="utcMicros">The moment it stands for in <paramref name="zone"/>; only zone letters look at it.</param>
    public int Format(long localMicros, long utcMicros, TimeZoneInfo? zone, Span<byte> into)
    {
        var fields = new DateFields(localMicros);
        var length = 0;
        foreach (var part in pattern.Parts)
        {
            if (part.Letter == 0)
            {
                part.Literal.CopyTo(into[length..]);
                length += part.Literal.Length;
            }
            else
            {
                length += Zoned(part, utcMicros, zone, into[length..]) is > 0 and var written
                    ? written
                    : pattern.Dialect == PatternDialect.Modern
                        ? Modern(part, fields, into[length..])
                        : Simple(part, fields, into[length..]);
            }
        }

        return length;
    }

    private static int Modern(DatePattern.Part part, in DateFields f, Span<byte> into)
    {
        var count = part.Count;
        return part.Letter switch
        {
            'G' => Text(count switch { 4 => f.Year > 0 ? "Anno Domini" : "Before Christ", 5 => f.Year > 0 ? "A" : "B",
                _ => f.Year > 0 ? "AD" : "BC" }, into),
            'u' => Year(f.Year, count, into),
            'y' => Year(f.YearOfEra, count, into),
            'Y' => Year(f.WeekYear, count, into),
            'M' or 'L' when count > 2 => Text(DateNames.Of(DateNames.Months, f.Month - 1, count), into),
            'M' or 'L' => Number(f.Month, count, into),
            'Q' or 'q' => Quarter(f, count, into),
            'E' => Text(DateNames.Of(DateNames.Days, f.IsoDayOfWeek - 1, count), into),
            'e' or 'c' when count > 2 => Text(DateNames.Of(DateNames.Days, f.IsoDayOfWeek - 1, count), into),
            'e' or 'c' => Number(f.SundayDayOfWeek, count, into),
            'F' => Number(((f.DayOfMonth - 1) % 7) + 1, count, into),
            'B' => Text(DateNames.PartOfDay(f.Hour, f.Minute), into),
            'S' => Fraction(f.Micros, count, into),
            'A' => Number(f.MicrosOfDay / 1000, count, into),
            'n' => Number(f.Micros * 1000L, count, into),
            'N' => Number(f.MicrosOfDay * 1000, count, into),
            _ => Common(part, f, into),
        };
    }

    private static int Simple(DatePattern.Part part, in DateFields f, Span<byte> into)
    {
        var count = part.Count;
        return part.Letter switch
        {
            'G' => Text(f.Year > 0 ? "AD" : "BC", into),
            'y' => count == 2 ? Number(f.YearOfEra % 100, 2, into) : Number(f.YearOfEra, count, into),
            'Y' => count == 2 ? Number(f.WeekYear % 100, 2, into) : Number(f.WeekYear, count, into),
            'M' or 'L' when count > 2 => Text(DateNames.Of(DateNames.Months, f.Month - 1, count == 3 ? 3 : 4), into),
            'M' or 'L' => Number(f.Month, count, into),
            'E' => Text(DateNames.Of(DateNames.Days, f.IsoDayOfWeek - 1, count < 4 ? 3 : 4), into),
            'u' => Number(f.IsoDayOfWeek, count, into),
            'F' => Number(((f.DayOfMonth - 1) / 7) + 1, count, into),
            'S' => Number(f.Micros / 1000, count, into),
            _ => Common(part, f, into),
        };
    }

    private static int Common(DatePattern.Part part, in DateFields f, Span<byte> into) => part.Letter switch
    {
        'D' => Number(f.DayOfYear, part.Count, into),
        'd' => Number(f.DayOfMonth, part.Count, into),
        'w' => Number(f.WeekOfYear, part.Count, into),
        'W' => Number(f.WeekOfMonth, part.Count, into),
        'a' => Text(f.Hour < 12 ? "AM" : "PM", into),
        'H' => Number(f.Hour, part.Count, into),
        'k' => Number(f.Hour == 0 ? 24 : f.Hour, part.Count, into),
        'K' => Number(f.Hour % 12, part.Count, into),
        'h' => Number(f.Hour % 12 == 0 ? 12 : f.Hour % 12, part.Count, into),
        'm' => Number(f.Minute, part.Count, into),
        's' => Number(f.Second, part.Count, into),
        _ => 0,
    };

    private static int Zoned(DatePattern.Part part, long utcMicros, TimeZoneInfo? zone, Span<byte> into)
    {
        if (zone is null || !"zZX".Contains(part.Letter))
        {
            return 0;
        }

        var minutes = (int)(Zones.OffsetAt(utcMicros, zone) / Calendar.MicrosPerMinute);
        if (part.Letter == 'z')
        {
            return Text(ZoneName(zone, minutes), into);
        }

        if (part.Letter == 'X' && minutes == 0)
        {
            return Text("Z", into);
        }

        var sign = minutes < 0 ? '-' : '+';
        var size = Math.Abs(minutes);
        return Text((part.Letter, part.Count) switch
        {
            ('X', 1) => $"{sign}{size / 60:00}",
            ('X', 3) => $"{sign}{size / 60:00}:{size % 60:00}",
            _ => $"{sign}{size / 60:00}{size % 60:00}",
        }, into);
    }

    private static string ZoneName(TimeZoneInfo zone, int minutes)
    {
        if (minutes == 0 && ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return "UTC";
        }

        var size = Math.Abs(minutes);
        return $"GMT{(minutes < 0 ? '-' : '+')}{size / 60:00}:{size % 60:00}";
    }

    private static int Quarter(in DateFields f, int count, Span<byte> into)
    {
        string[] full = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"];
        var quarter = (f.Month - 1) / 3;
        return count switch
        {
            3 => Text($"Q{quarter + 1}", into),
            4 => Text(full[quarter], into),
            _ => Number(quarter + 1, count == 5 ? 1 : count, into),
        };
    }

    // Two letters are the last two digits; from four letters on a longer year shows a plus.
    private static int Year(int year, int count, Span<byte> into)
    {
        if (count == 2)
        {
            return Number((int)Calendar.FloorMod(year, 100), 2, into);
        }

        if (count >= 4 && year >= _powers[Math.Min(count, 6)])
        {
            into[0] = (byte)'+';
            return 1 + Number(year, count, into[1..]);
        }

        return Number(year, count, into);
    }

    private static int Fraction(int micros, int digits, Span<byte> into)
    {
        for (var i = 0; i < digits; i++)
        {
            into[i] = i < 6 ? (byte)('0' + (int)(micros / _powers[5 - i] % 10)) : (byte)'0';
        }

        return digits;
    }

    private static int Number(long value, int digits, Span<byte> into)
    {
        var start = 0;
        if (value < 0)
        {
            into[start++] = (byte)'-';
            value = -value;
        }

        Utf8Formatter.TryFormat(value, into[start..], out var length, new('D', (byte)digits));
        return start + length;
    }

    private static int Text(string text, Span<byte> into) => Encoding.UTF8.GetBytes(text, into);
}
