namespace Weir.Engine.Runtime;

internal enum StepResult
{
    /// <summary>Something was done; there may be more.</summary>
    Worked,

    /// <summary>An output has no credit; whoever gives it back wakes the task.</summary>
    Blocked,

    /// <summary>Nothing to do; whoever brings something wakes the task.</summary>
    Idle,

    /// <summary>Closed for good.</summary>
    Closed,
}

/// <summary>
/// One subtask: a chain of operators between exchanges. The loop does one thing at a time, in this order: finish open cursors
/// (the deepest first), commit, take the checkpoint for which all inputs are aligned, tick, take input while there is credit,
/// end. Run by the worker pool, or step by step by a test; never by two threads at a time.
/// </summary>
internal sealed class TaskLoop
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>A task without input looks for expired state only now and then: it costs a turn.</summary>
    private static readonly TimeSpan IdleSweepEvery = TimeSpan.FromSeconds(10);

    private const int Asleep = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int RunningAndWoken = 3;
    private const int Closed = 4;

    private readonly JobRun _run;
    private readonly TimeProvider _time;
    private readonly List<Stage> _stages = [];
    private readonly List<Head> _heads = [];
    private readonly List<ExchangeWriter> _writers = [];
    private readonly ITimer _timer;
    private readonly long _tickTicks;
    private readonly long _bufferTicks;
    private readonly long _idleSweepTicks;
    private int _state = Asleep;
    private int _nextHead;
    private int _nextToEnd;
    private long _nextTick;
    private long _nextPublish;
    private long _ticks;
    private long _committed;
    private long _snapshotted;
    private TaskPart? _part;
    private bool _stopped;

    public TaskLoop(JobRun run, string name, int subtask)
    {
        _run = run;
        _time = run.Options.Time;
        Name = name;
        Subtask = subtask;
        _tickTicks = Ticks(TickEvery);
        _bufferTicks = Ticks(run.Options.BufferTimeout);
        _idleSweepTicks = Ticks(IdleSweepEvery);
        _timer = _time.CreateTimer(static task => ((TaskLoop)task!).Wake(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    public string Name { get; }

    public int Subtask { get; }

    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The stage whose operator is running: named when something goes wrong.</summary>
    public Stage? Current { get; set; }

    /// <summary>How often a worker ran the task.</summary>
    public long Turns { get; private set; }

    /// <summary>Grows with everything the task does that a checkpoint would have to know.</summary>
    public long Progress => _ticks + _heads.Sum(static h => h.Progress);

    /// <summary>All input was read, the last watermark and the end have been passed on.</summary>
    public bool HasEnded { get; private set; }

    public void Add(Stage stage) => _stages.Add(stage);

    public void Add(Head head) => _heads.Add(head);

    public void Add(ExchangeWriter writer) => _writers.Add(writer);

    /// <summary>Makes the task run soon; may be called by any thread, at any time, and costs little when it is already
    /// going to.</summary>
    public void Wake()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Asleep && Interlocked.CompareExchange(ref _state, Queued, Asleep) == Asleep)
            {
                _run.Queue.Enqueue(this);
                return;
            }

            if (state is Queued or RunningAndWoken or Closed)
            {
                return;
            }

            if (state == Running
                && Interlocked.CompareExchange(ref _state, RunningAndWoken, Running) == Running)
            {
                return;
            }
        }
    }

    /// <summary>Works until there is nothing to do, but no longer than it is fair to the others; at least one step.
    /// </summary>
    public void RunTurn(TimeSpan budget)
    {
        Volatile.Write(ref _state, Running);
        Turns++;
        var start = TimeProvider.System.GetTimestamp();
        StepResult result;
        do
        {
            result = Step();
        }
        while (result == StepResult.Worked && TimeProvider.System.GetElapsedTime(start) < budget);

        EndTurn(result);
    }

    private void EndTurn(StepResult result)
    {
        switch (result)
        {
            case StepResult.Closed:
                Volatile.Write(ref _state, Closed);
                _run.OnTaskClosed();
                return;
            case StepResult.Worked:
                PublishState(false);
                Volatile.Write(ref _state, Queued);
                _run.Queue.Enqueue(this);
                return;
            default:
                PublishState(true);
                ArmTimer();
                if (Interlocked.CompareExchange(ref _state, Asleep, Running) != Running)
                {
                    Volatile.Write(ref _state, Queued);
                    _run.Queue.Enqueue(this);
                }

                return;
        }
    }

    // A busy task counts its state about as often as it ticks.
    private void PublishState(bool always)
    {
        var now = _time.GetTimestamp();
        if (always || now >= _nextPublish)
        {
            _nextPublish = now + _tickTicks;
            foreach (var stage in _stages)
            {
                stage.PublishState();
            }
        }
    }

    // The boundary at which exceptions of operators, connectors and of our own end.
    private StepResult Step()
    {
        if (_run.IsClosing)
        {
            Close();
            return StepResult.Closed;
        }

        try
        {
            var now = _time.GetTimestamp();
            var result = Work(now);
            return SendOverdue(now) ? StepResult.Worked : result;
        }
        catch (Exception exception)
        {
            _run.Fail(JobFailure.Of(exception, Current?.Node.Title));
            return StepResult.Worked;
        }
    }

    private StepResult Work(long now)
    {
        if (Commit() || AdvanceOpenStage())
        {
            return StepResult.Worked;
        }

        if (AnyIsOpen())
        {
            return StepResult.Blocked;
        }

        foreach (var head in _heads)
        {
            head.Release();
        }

        if (TakeSnapshot())
        {
            return StepResult.Worked;
        }

        if (_stopped || HasEnded)
        {
            return StepResult.Idle;
        }

        if (OutputsAreFull())
        {
            return StepResult.Blocked;
        }

        return Tick(now) || TakeInput(now) || End() ? StepResult.Worked : StepResult.Idle;
    }

    private bool AdvanceOpenStage()
    {
        for (var i = _stages.Count - 1; i >= 0; i--)
        {
            if (_stages[i].IsOpen && _stages[i].TryAdvance())
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyIsOpen()
    {
        foreach (var stage in _stages)
        {
            if (stage.IsOpen)
            {
                return true;
            }
        }

        return false;
    }

    private bool OutputsAreFull()
    {
        foreach (var writer in _writers)
        {
            if (writer.IsFull)
            {
                return true;
            }
        }

        return false;
    }

    private bool Commit()
    {
        var completed = _run.Checkpoints.Completed;
        if (completed <= _committed)
        {
            return false;
        }

        foreach (var stage in _stages)
        {
            Current = stage;
            stage.Operator.OnCheckpointComplete(completed);
        }

        Current = null;
        _part?.Complete();
        _part = null;
        _committed = completed;
        _run.Checkpoints.OnCommitted();
        return true;
    }

    private bool TakeSnapshot()
    {
        if (_run.Checkpoints.Pending is not { } pending || pending.Id <= _snapshotted || !IsAligned())
        {
            return false;
        }

        var part = new TaskPart();
        foreach (var stage in _stages)
        {
            Current = stage;
            part.Add(stage, pending);
        }

        Current = null;
        if (!HasEnded)
        {
            foreach (var writer in _writers)
            {
                writer.Barrier(pending.Id);
            }
        }

        foreach (var head in _heads)
        {
            head.Unblock();
        }

        _part = pending.IsSavepoint || pending.Directory is null ? null : part;
        _snapshotted = pending.Id;
        _stopped = pending.IsLast;
        _run.Checkpoints.OnPart(pending, part);
        return true;
    }

    // A task whose input has ended first does all that belongs to the end.
    private bool IsAligned()
    {
        var allEnded = true;
        foreach (var head in _heads)
        {
            if (!head.HasEnded && !head.IsAligned)
            {
                return false;
            }

            allEnded &= head.HasEnded;
        }

        return !allEnded || HasEnded;
    }

    private bool Tick(long now)
    {
        if (now < _nextTick || (!WantsTick() && !WantsSweep()))
        {
            return false;
        }

        _nextTick = now + _tickTicks;
        var nowMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var stage in _stages)
        {
            stage.Sweep(nowMs);
            if (stage.Operator.WantsTick)
            {
                stage.Tick(nowMs);
                _ticks++;
            }
        }

        return true;
    }

    private bool WantsTick()
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

    private bool WantsSweep()
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

    // Sources stop at once when a checkpoint begins: their position now is the one that belongs to it.
    private bool TakeInput(long now)
    {
        var isAligning = _run.Checkpoints.Pending is { } pending && pending.Id > _snapshotted;
        for (var i = 0; i < _heads.Count; i++)
        {
            var head = _heads[_nextHead];
            _nextHead = (_nextHead + 1) % _heads.Count;
            if (head.HasEnded || (isAligning && head is SourceHead))
            {
                continue;
            }

            Current = head.Stage;
            var taken = head.TryTake(now);
            Current = null;
            if (taken)
            {
                return true;
            }
        }

        return false;
    }

    private bool End()
    {
        foreach (var head in _heads)
        {
            if (!head.HasEnded)
            {
                return false;
            }
        }

        if (_nextToEnd < _stages.Count)
        {
            _stages[_nextToEnd++].End();
            return true;
        }

        foreach (var writer in _writers)
        {
            writer.End();
        }

        HasEnded = true;
        _run.OnTaskEnded();
        return true;
    }

    private bool SendOverdue(long now)
    {
        var sent = false;
        foreach (var writer in _writers)
        {
            writer.Touch(now);
            if (writer.WaitingSince != long.MaxValue && now - writer.WaitingSince >= _bufferTicks)
            {
                writer.Flush();
                sent = true;
            }
        }

        return sent;
    }

    private void ArmTimer()
    {
        var due = long.MaxValue;
        if (!_stopped && !HasEnded)
        {
            due = WantsTick() ? _nextTick : WantsSweep() ? _nextTick + _idleSweepTicks : long.MaxValue;
        }

        foreach (var writer in _writers)
        {
            if (writer.WaitingSince != long.MaxValue)
            {
                due = Math.Min(due, writer.WaitingSince + _bufferTicks);
            }
        }

        foreach (var head in _heads)
        {
            due = _stopped ? due : Math.Min(due, head.LookAgainAt);
        }

        if (due != long.MaxValue)
        {
            // Rounded up to the timer's resolution: being woken too early would only cost another turn.
            var wait = Math.Max(1, Math.Ceiling((due - _time.GetTimestamp()) * 1000.0 / _time.TimestampFrequency));
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    private void Close()
    {
        _timer.Dispose();
        foreach (var stage in _stages)
        {
            try
            {
                stage.Operator.Close();
            }
            catch (Exception exception)
            {
                // What closes last must not hide why the job ended, nor keep other operators from closing.
                _run.Warn($"{stage.Node.Title} could not be closed: {exception.Message}");
            }
        }
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}
