namespace Weir.Engine.Types;

/// <summary>Days, months and times of day in the proleptic Gregorian calendar, for any year that fits; day 0 is
/// 1970-01-01. All divisions are true floors, before 1970 too.</summary>
public static class Calendar
{
    public const long MicrosPerMillisecond = 1_000;
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerMinute = 60 * MicrosPerSecond;
    public const long MicrosPerHour = 60 * MicrosPerMinute;
    public const long MicrosPerDay = 24 * MicrosPerHour;
    public const int MillisPerDay = 86_400_000;

    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;
    private const int DaysToMarch0000 = 719_468;

    /// <summary>Day number of a date; the month is 1 to 12, the day may be out of range and is then counted on.</summary>
    public static int DayOf(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = FloorDiv(y, YearsPerEra);
        var yearOfEra = y - (era * YearsPerEra);
        var dayOfYear = ((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (int)((era * DaysPerEra) + dayOfEra - DaysToMarch0000) + day - 1;
    }

    /// <summary>The date of a day number.</summary>
    public static (int Year, int Month, int Day) DateOf(int day)
    {
        // Years begin in March here, so that the leap day is the last.
        var shifted = (long)day + DaysToMarch0000;
        var era = FloorDiv(shifted, DaysPerEra);
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var month = ((5 * dayOfYear) + 2) / 153;
        var dayOfMonth = dayOfYear - (((153 * month) + 2) / 5) + 1;
        month = month < 10 ? month + 3 : month - 9;
        return ((int)(yearOfEra + (era * YearsPerEra)) + (month <= 2 ? 1 : 0), month, dayOfMonth);
    }

    public static bool IsLeapYear(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Moves a day by months; a day that the month does not have becomes its last.</summary>
    public static int AddMonths(int day, int months)
    {
        var (year, month, dayOfMonth) = DateOf(day);
        var total = ((long)year * 12) + month - 1 + months;
        var newYear = (int)FloorDiv(total, 12);
        var newMonth = (int)FloorMod(total, 12) + 1;
        return DayOf(newYear, newMonth, Math.Min(dayOfMonth, DaysInMonth(newYear, newMonth)));
    }

    /// <summary>Moves a point in time by months and keeps the time of day.</summary>
    public static long AddMonthsMicros(long micros, int months)
    {
        var day = DayOfMicros(micros);
        return (AddMonths(day, months) * MicrosPerDay) + (micros - (day * MicrosPerDay));
    }

    /// <summary>Monday is 1, Sunday is 7.</summary>
    public static int IsoDayOfWeek(int day) => (int)FloorMod((long)day + 3, 7) + 1;

    public static int DayOfYear(int day) => day - DayOf(DateOf(day).Year, 1, 1) + 1;

    /// <summary>The ISO week and the year that it belongs to.</summary>
    public static (int Year, int Week) IsoWeek(int day)
    {
        // A week belongs to the year of its Thursday.
        var thursday = day - IsoDayOfWeek(day) + 4;
        var year = DateOf(thursday).Year;
        return (year, ((thursday - DayOf(year, 1, 1)) / 7) + 1);
    }

    public static int DayOfMicros(long micros) => (int)FloorDiv(micros, MicrosPerDay);

    /// <summary>Microseconds since midnight.</summary>
    public static long TimeOfMicros(long micros) => FloorMod(micros, MicrosPerDay);

    public static long FloorDiv(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    public static long FloorMod(long value, long divisor)
    {
        var rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }

    /// <summary>Microseconds between two values of a TIMESTAMP(precision).</summary>
    public static long MicrosPerUnit(int precision) => precision switch
    {
        0 => 1_000_000,
        1 => 100_000,
        2 => 10_000,
        3 => 1_000,
        4 => 100,
        5 => 10,
        _ => 1,
    };
}
