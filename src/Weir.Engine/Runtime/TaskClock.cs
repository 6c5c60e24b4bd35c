namespace Weir.Engine.Runtime;

/// <summary>What a task does by the clock: ticks of operators, sweeps of expired state, sending what has waited long enough,
/// counting its state; and the timer that wakes it for that, and only for that, while it has no input.</summary>
internal sealed class TaskClock
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>A task without input looks for expired state only now and then: it costs a turn.</summary>
    private static readonly TimeSpan IdleSweepEvery = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly List<Stage> _stages;
    private readonly List<ExchangeWriter> _writers;
    private readonly ITimer _timer;
    private readonly long _tick;
    private readonly long _idleSweep;
    private readonly long _bufferTimeout;
    private long _nextTick;
    private long _nextCount;

    public TaskClock(JobOptions options, List<Stage> stages, List<ExchangeWriter> writers, Action wake)
    {
        _time = options.Time;
        _stages = stages;
        _writers = writers;
        _tick = Ticks(TickEvery);
        _idleSweep = Ticks(IdleSweepEvery);
        _bufferTimeout = Ticks(options.BufferTimeout);
        _timer = _time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ticks that operators were given.</summary>
    public long TicksGiven { get; private set; }

    public long Now => _time.GetTimestamp();

    /// <summary>Ticks when it is time; called while no stage is open.</summary>
    public bool Tick(long now)
    {
        if (now < _nextTick || (!AnyWantsTick() && !AnyWantsSweep()))
        {
            return false;
        }

        _nextTick = now + _tick;
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var stage in _stages)
        {
            stage.Sweep(nowMs);
            if (stage.Operator.WantsTick)
            {
                stage.Tick(nowMs);
                TicksGiven++;
            }
        }

        return true;
    }

    /// <summary>Sends what has waited for the buffer time-out.</summary>
    public bool SendOverdue(long now)
    {
        var sent = false;
        foreach (var writer in _writers)
        {
            writer.Touch(now);
            if (writer.WaitingSince != long.MaxValue && now - writer.WaitingSince >= _bufferTimeout)
            {
                writer.Flush();
                sent = true;
            }
        }

        return sent;
    }

    /// <summary>Counts the state for those who ask from outside: a busy task about as often as it ticks.</summary>
    public void CountState(bool isBusy)
    {
        var now = Now;
        if (!isBusy || now >= _nextCount)
        {
            _nextCount = now + _tick;
            foreach (var stage in _stages)
            {
                stage.PublishState();
            }
        }
    }

    /// <summary>Sets the timer for the next thing that does not come from outside.</summary>
    /// <param name="mayTick">Ticks would be given.</param>
    /// <param name="heads">Inputs that may want to be looked at.</param>
    public void Arm(bool mayTick, List<Head> heads)
    {
        var due = !mayTick ? long.MaxValue
            : AnyWantsTick() ? _nextTick
            : AnyWantsSweep() ? _nextTick + _idleSweep
            : long.MaxValue;
        foreach (var head in heads)
        {
            due = Math.Min(due, head.LookAgainAt);
        }

        foreach (var writer in _writers)
        {
            due = writer.WaitingSince == long.MaxValue ? due : Math.Min(due, writer.WaitingSince + _bufferTimeout);
        }

        if (due != long.MaxValue)
        {
            // Rounded up to the timer's resolution: being woken too early would only cost another turn.
            var wait = Math.Max(1, Math.Ceiling((due - Now) * 1000.0 / _time.TimestampFrequency));
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop() => _timer.Dispose();

    private bool AnyWantsTick()
    {
        foreach (var stage in _stages)
        {
            if (stage.Operator.WantsTick)
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyWantsSweep()
    {
        foreach (var stage in _stages)
        {
            if (stage.WantsSweep)
            {
                return true;
            }
        }

        return false;
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
