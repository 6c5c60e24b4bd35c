namespace Weir.Engine.Runtime;

/// <summary>Runs tasks and background work one step at a time, in an order that a seed decides.</summary>
internal sealed class StepScheduler(int seed) : Scheduler
{
    private readonly Random _random = new(seed);
    private readonly List<TaskLoop> _ready = [];
    private readonly List<Action> _work = [];

    private readonly List<TaskLoop> _held = [];
    private Func<TaskLoop, bool>? _hold;

    public override void Enqueue(TaskLoop task)
    {
        if (_hold?.Invoke(task) == true)
        {
            _held.Add(task);
        }
        else
        {
            _ready.Add(task);
        }
    }

    public override void Background(Action work) => _work.Add(work);

    /// <summary>Tasks that are not run, as if their core were busy, until <see cref="Release"/>.</summary>
    public void Hold(Func<TaskLoop, bool> hold)
    {
        _hold = hold;
        _held.AddRange(_ready.Where(hold));
        _ready.RemoveAll(_held.Contains);
    }

    public void Release()
    {
        _hold = null;
        _ready.AddRange(_held);
        _held.Clear();
    }

    /// <summary>Runs one step of one task, or one piece of background work; false when there was none.</summary>
    public bool Step()
    {
        if (_ready.Count + _work.Count == 0)
        {
            return false;
        }

        var choice = _random.Next(_ready.Count + _work.Count);
        if (choice < _ready.Count)
        {
            var task = _ready[choice];
            _ready.RemoveAt(choice);
            task.RunTurn(TimeSpan.Zero);
        }
        else
        {
            var work = _work[choice - _ready.Count];
            _work.RemoveAt(choice - _ready.Count);
            work();
        }

        return true;
    }
}
