namespace Weir.Engine.Time;

/// <summary>
/// From instants to the wall clock that windows are aligned to, and back. TIMESTAMP is its own wall clock; TIMESTAMP_LTZ goes
/// through the session's zone, whose days have 23 or 25 hours when summer time begins or ends.
/// </summary>
/// <param name="zone">Null: the times are wall-clock times already.</param>
internal sealed class WallClock(TimeZoneInfo? zone)
{
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // The offset does not change within a quarter of an hour on its bounds: rows near each other share the look-up.
    private const long QuarterMs = 15 * 60 * 1000;

    private long _quarter = long.MinValue;
    private long _offset;

    /// <summary>Wall-clock time of an instant, both in milliseconds.</summary>
    public long FromInstant(long instant)
    {
        if (zone is null)
        {
            return instant;
        }

        var quarter = Math.DivRem(instant, QuarterMs, out var rest) - (rest < 0 ? 1 : 0);
        if (quarter != _quarter)
        {
            _quarter = quarter;
            _offset = (long)zone.GetUtcOffset(Epoch.AddMilliseconds(instant)).TotalMilliseconds;
        }

        return instant + _offset;
    }

    /// <summary>The instant of a wall-clock time: of an hour that comes twice the later one, of one that is left out the time
    /// as if the clock had not been moved.</summary>
    public long ToInstant(long wall)
    {
        if (zone is null || wall == long.MaxValue)
        {
            return wall;
        }

        var time = DateTime.SpecifyKind(Epoch.AddMilliseconds(wall), DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(time)
            ? zone.GetAmbiguousTimeOffsets(time).Min()
            : zone.IsInvalidTime(time)
                ? zone.GetUtcOffset(Epoch.AddMilliseconds(wall) - zone.BaseUtcOffset - TimeSpan.FromHours(1))
                : zone.GetUtcOffset(time);
        return wall - (long)offset.TotalMilliseconds;
    }
}
