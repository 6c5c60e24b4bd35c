namespace Weir.Engine.Runtime;

/// <summary>Runs tasks and background work one step at a time, in an order that a seed decides.</summary>
internal sealed class StepScheduler(int seed) : Scheduler
{
    private readonly Random _random = new(seed);
    private readonly List<TaskLoop> _ready = [];
    private readonly List<Action> _work = [];

    /// <summary>Whether there is anything to run without the clock going on.</summary>
    public bool IsReady => _ready.Count + _work.Count > 0;

    public override void Enqueue(TaskLoop task) => _ready.Add(task);

    public override void Background(Action work) => _work.Add(work);

    /// <summary>Runs one step of one task, or one piece of background work; false when there was none.</summary>
    public bool Step()
    {
        if (!IsReady)
        {
            return false;
        }

        var choice = _random.Next(_ready.Count + _work.Count);
        if (choice < _ready.Count)
        {
            var task = _ready[choice];
            _ready.RemoveAt(choice);
            task.RunTurn(static () => false);
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
