using Weir.Engine.Planning;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>The inside of a running job: its tasks, how it ends, its checkpoints. The same for the product and for tests that
/// step through it.</summary>
internal sealed class JobRun
{
    /// <summary>Warnings kept; what comes later is only more of the same.</summary>
    public const int MaxWarnings = 100;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<JobPhase> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly List<string> _warnings = [];
    private List<TaskLoop> _tasks = [];
    private JobPhase _phase = JobPhase.Running;
    private JobPhase _lastPhase;
    private bool _isClosing;
    private int _open;
    private int _running;

    public JobRun(Plan plan, JobOptions options, Scheduler queue)
    {
        Plan = plan;
        Options = options;
        Queue = queue;
        Memory = new MemoryBudget(options.StateMemoryLimit);
        Checkpoints = new CheckpointCoordinator(this);
        Store = new CheckpointStore(options);
    }

    public Plan Plan { get; }

    public JobOptions Options { get; }

    public Scheduler Queue { get; }

    public MemoryBudget Memory { get; }

    public CheckpointCoordinator Checkpoints { get; }

    public CheckpointStore Store { get; }

    public IReadOnlyList<TaskLoop> Tasks => _tasks;

    public IReadOnlyList<OperatorVerdict> Verdicts { get; private set; } = [];

    public JobFailure? Failure { get; private set; }

    public Task<JobPhase> Completion => _completion.Task;

    /// <summary>The tasks are to close, whatever they are at.</summary>
    public bool IsClosing => Volatile.Read(ref _isClosing);

    public JobPhase Phase
    {
        get
        {
            lock (_gate)
            {
                return _phase;
            }
        }
    }

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_gate)
            {
                return [.. _warnings];
            }
        }
    }

    /// <summary>Builds, restores, opens and starts.</summary>
    public void Start()
    {
        string? title = null;
        try
        {
            var builder = new JobBuilder(this);
            _tasks = builder.Build();
            _open = _running = _tasks.Count;
            Verdicts = builder.Restore();
            foreach (var stage in _tasks.SelectMany(static t => t.Stages))
            {
                title = stage.Node.Title;
                stage.Operator.Open(stage.Context);
            }

            builder.AddSources();
            Checkpoints.Start();
        }
        catch (Exception exception)
        {
            // The boundary for whatever goes wrong before the first task runs.
            Fail(JobFailure.Of(exception, title));
        }

        foreach (var task in _tasks)
        {
            task.Wake();
        }
    }

    public void Fail(JobFailure failure) => BeginClose(JobPhase.Failed, failure);

    public void Warn(string warning)
    {
        lock (_gate)
        {
            if (_warnings.Count < MaxWarnings)
            {
                _warnings.Add(warning);
            }
        }
    }

    /// <summary>Closes all tasks; the first call decides how the job ends.</summary>
    public void BeginClose(JobPhase lastPhase, JobFailure? failure = null)
    {
        lock (_gate)
        {
            if (_isClosing)
            {
                return;
            }

            _lastPhase = lastPhase;
            Failure = failure;
            Volatile.Write(ref _isClosing, true);
        }

        Checkpoints.Close();
        if (_open == 0)
        {
            End();
        }

        foreach (var task in _tasks)
        {
            task.Wake();
        }
    }

    /// <summary>Ends now, without waiting for tasks that do not come back: a deadline has passed.</summary>
    public void ForceEnd(JobPhase lastPhase)
    {
        BeginClose(lastPhase);
        End();
    }

    public void OnTaskEnded()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            Checkpoints.RequestFinal();
        }
    }

    public void OnTaskClosed()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            End();
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _phase = _lastPhase;
        }

        _completion.TrySetResult(_lastPhase);
    }
}
