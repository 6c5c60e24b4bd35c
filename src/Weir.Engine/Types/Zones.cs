using System.Globalization;

namespace Weir.Engine.Types;

/// <summary>Time zones: names as Java knows them, and conversion between wall-clock time and UTC in microseconds.
/// </summary>
public static class Zones
{
    // DateTime ends in year 9999 and begins in year 1; offsets outside are those at its ends.
    private static readonly long _minMicros = Calendar.DayOf(1, 1, 2) * Calendar.MicrosPerDay;
    private static readonly long _maxMicros = Calendar.DayOf(9999, 12, 30) * Calendar.MicrosPerDay;

    /// <summary>
    /// The zone of a name: a region (<c>Asia/Shanghai</c>), <c>UTC</c>, <c>GMT</c>, <c>Z</c>, an offset (<c>+08:00</c>) or
    /// one of them before an offset (<c>GMT+8</c>, <c>UTC+08:00</c>). Null when there is none.
    /// </summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name is "UTC" or "GMT" or "Z" or "UT")
        {
            return TimeZoneInfo.Utc;
        }

        var offset = name.StartsWith("UTC", StringComparison.Ordinal) || name.StartsWith("GMT", StringComparison.Ordinal)
            ? name[3..]
            : name;
        if (TryOffset(offset, out var span))
        {
            return span == TimeSpan.Zero
                ? TimeZoneInfo.Utc
                : TimeZoneInfo.CreateCustomTimeZone(name, span, name, name);
        }

        return name.Contains('/', StringComparison.Ordinal) || name.All(char.IsAsciiLetterOrDigit)
            ? TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null
            : null;
    }

    /// <summary>Wall-clock time of a moment.</summary>
    public static long ToLocal(long utcMicros, TimeZoneInfo zone) => utcMicros + OffsetAt(utcMicros, zone);

    /// <summary>
    /// The moment of a wall-clock time. A time that a clock change skipped moves on by the change; one that came twice
    /// means the first, or the last when asked for.
    /// </summary>
    public static long ToUtc(long localMicros, TimeZoneInfo zone, bool last = false)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return localMicros;
        }

        // The offsets in force a day before and a day after enclose any single change.
        var before = OffsetAt(localMicros - Calendar.MicrosPerDay, zone);
        var after = OffsetAt(localMicros + Calendar.MicrosPerDay, zone);
        if (before == after)
        {
            return localMicros - OffsetAt(localMicros - before, zone);
        }

        var early = localMicros - Math.Max(before, after);
        var late = localMicros - Math.Min(before, after);
        var earlyFits = ToLocal(early, zone) == localMicros;
        var lateFits = ToLocal(late, zone) == localMicros;
        if (earlyFits && lateFits)
        {
            return last ? late : early;
        }

        // In a gap neither fits: the offset before the change counts.
        return earlyFits ? early : lateFits ? late : localMicros - before;
    }

    /// <summary>Microseconds that wall-clock time is ahead of UTC.</summary>
    public static long OffsetAt(long utcMicros, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return 0;
        }

        const long ticksPerMicro = TimeSpan.TicksPerMicrosecond;
        var moment = DateTime.UnixEpoch.AddTicks(Math.Clamp(utcMicros, _minMicros, _maxMicros) * ticksPerMicro);
        return zone.GetUtcOffset(moment).Ticks / ticksPerMicro;
    }

    // +8, +08, +0800, +08:00, -8:30.
    private static bool TryOffset(string text, out TimeSpan offset)
    {
        const int maxHours = 14;
        offset = TimeSpan.Zero;
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return false;
        }

        var digits = text[1..];
        var parts = digits.Split(':');
        if (parts.Length == 1 && digits.Length is 3 or 4)
        {
            parts = [digits[..^2], digits[^2..]];
        }

        var minutes = 0;
        if (parts.Length > 2 || parts.Any(p => p.Length is 0 or > 2)
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || (parts.Length == 2
                && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes))
            || minutes > 59 || hours > maxHours || (hours == maxHours && minutes > 0))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
