using Weir.Engine.Types;

namespace Weir.Engine.Functions.Temporal;

/// <summary>A wall-clock time taken apart. Weeks of the week-based year are those of the US locale: they begin on Sunday,
/// the first is the one with January 1.</summary>
internal readonly struct DateFields
{
    public DateFields(long localMicros)
    {
        Day = Calendar.DayOfMicros(localMicros);
        (Year, Month, DayOfMonth) = Calendar.DateOf(Day);
        MicrosOfDay = localMicros - (Day * Calendar.MicrosPerDay);
    }

    public int Day { get; }
    public int Year { get; }
    public int Month { get; }
    public int DayOfMonth { get; }
    public long MicrosOfDay { get; }

    public int Hour => (int)(MicrosOfDay / Calendar.MicrosPerHour);

    public int Minute => (int)(MicrosOfDay / Calendar.MicrosPerMinute % 60);

    public int Second => (int)(MicrosOfDay / Calendar.MicrosPerSecond % 60);

    public int Micros => (int)(MicrosOfDay % Calendar.MicrosPerSecond);

    public int YearOfEra => Year > 0 ? Year : 1 - Year;

    public int DayOfYear => Day - Calendar.DayOf(Year, 1, 1) + 1;

    /// <summary>Monday is 1.</summary>
    public int IsoDayOfWeek => Calendar.IsoDayOfWeek(Day);

    /// <summary>Sunday is 1.</summary>
    public int SundayDayOfWeek => (IsoDayOfWeek % 7) + 1;

    public int WeekOfMonth => (DayOfMonth - 1 + WeekdayOf(Day - DayOfMonth + 1)) / 7 + 1;

    public int WeekOfYear => WeekBased().Week;

    public int WeekYear => WeekBased().Year;

    private (int Year, int Week) WeekBased()
    {
        var first = Calendar.DayOf(Year, 1, 1);
        var nextFirst = Calendar.DayOf(Year + 1, 1, 1);
        if (Day - WeekdayOf(Day) + 6 >= nextFirst)
        {
            return (Year + 1, 1);
        }

        return (Year, ((Day - first + WeekdayOf(first)) / 7) + 1);
    }

    // Sunday is 0.
    private static int WeekdayOf(int day) => Calendar.IsoDayOfWeek(day) % 7;
}
