namespace Weir.Engine.Runtime;

/// <summary>A clock that stands still until it is told to go on; timers that fall due run then, on the caller's thread.
/// </summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<VirtualTimer> _due = new(Comparer<VirtualTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Number.CompareTo(b.Number)));

    private TimeSpan _elapsed;
    private long _timers;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer falls due, or null.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _due.Min is { } next ? next.Due - _elapsed : null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public void Advance(TimeSpan by)
    {
        var until = Elapsed + by;
        while (TakeDue(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _elapsed = until;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, Interlocked.Increment(ref _timers), callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    private VirtualTimer? TakeDue(TimeSpan until)
    {
        lock (_gate)
        {
            if (_due.Min is not { } next || next.Due > until)
            {
                return null;
            }

            _elapsed = next.Due;
            Schedule(next, next.Period == Timeout.InfiniteTimeSpan ? null : next.Due + next.Period);
            return next;
        }
    }

    private void Schedule(VirtualTimer timer, TimeSpan? due)
    {
        _due.Remove(timer);
        if (due is { } time)
        {
            timer.Due = time;
            _due.Add(timer);
        }
    }

    private sealed class VirtualTimer(VirtualTime time, long number, TimerCallback callback, object? state) : ITimer
    {
        public long Number => number;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                Period = period;
                time.Schedule(this, dueTime == Timeout.InfiniteTimeSpan ? null : time._elapsed + dueTime);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._due.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
