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
    private static readonly List<Head> NoHeads = [];

    private readonly JobRun _run;
    private readonly List<Stage> _stages = [];
    private readonly List<Head> _heads = [];
    private readonly List<ExchangeWriter> _writers = [];
    private readonly TurnState _turn = new();
    private readonly TaskClock _clock;
    private int _nextHead;
    private int _nextToEnd;
    private long _committed;
    private long _snapshotted;
    private TaskPart? _part;
    private bool _stopped;

    public TaskLoop(JobRun run, string name, int subtask)
    {
        _run = run;
        Name = name;
        Subtask = subtask;
        _clock = new TaskClock(run.Options, _stages, _writers, Wake);
    }

    public string Name { get; }

    public int Subtask { get; }

    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The stage whose operator is running: named when something goes wrong.</summary>
    public Stage? Current { get; set; }

    /// <summary>How often a worker ran the task.</summary>
    public long Turns { get; private set; }

    /// <summary>Grows with everything the task does that a checkpoint would have to know.</summary>
    public long Progress => _clock.TicksGiven + _heads.Sum(static h => h.Progress);

    /// <summary>All input was read, the last watermark and the end have been passed on.</summary>
    public bool HasEnded { get; private set; }

    private bool IsAligning => _run.Checkpoints.Pending is { } pending && pending.Id > _snapshotted;

    public void Add(Stage stage) => _stages.Add(stage);

    public void Add(Head head) => _heads.Add(head);

    public void Add(ExchangeWriter writer) => _writers.Add(writer);

    /// <summary>Makes the task run soon; may be called by any thread, at any time, and costs little when it is already
    /// going to.</summary>
    public void Wake()
    {
        if (_turn.Wake())
        {
            _run.Queue.Enqueue(this);
        }
    }

    /// <summary>Works until there is nothing to do, but no longer than it is fair to the others; at least one step.
    /// </summary>
    public void RunTurn(TimeSpan budget)
    {
        _turn.Begin();
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
        if (result == StepResult.Closed)
        {
            _turn.Close();
            _run.OnTaskClosed();
            return;
        }

        var hasMore = result == StepResult.Worked;
        _clock.CountState(isBusy: hasMore);
        if (!hasMore)
        {
            // A blocked task is woken by whoever gives credit back, an aligning one by the barriers it waits for.
            var mayTick = result == StepResult.Idle && !_stopped && !HasEnded;
            _clock.Arm(mayTick, mayTick && !IsAligning ? _heads : NoHeads);
        }

        if (_turn.End(hasMore))
        {
            _run.Queue.Enqueue(this);
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
            var now = _clock.Now;
            var result = Work(now);
            return _clock.SendOverdue(now) ? StepResult.Worked : result;
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

        return _clock.Tick(now) || TakeInput(now) || End() ? StepResult.Worked : StepResult.Idle;
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

    // Sources stop at once when a checkpoint begins: their position now is the one that belongs to it.
    private bool TakeInput(long now)
    {
        var isAligning = IsAligning;
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

    private void Close()
    {
        _clock.Stop();
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
}
