using Weir.Engine.Planning;
using Weir.Engine.Runtime.Checkpoints;
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
        MaxParallelism = options.MaxParallelism;
        Memory = new MemoryBudget(options.StateMemoryLimit);
        Checkpoints = new CheckpointCoordinator(this);
        Store = new CheckpointStore(this);
    }

    public Plan Plan { get; }

    public JobOptions Options { get; }

    public Scheduler Queue { get; }

    public MemoryBudget Memory { get; private set; }

    /// <summary>Number of key groups: that of the checkpoint the job was restored from, for the life of its state.</summary>
    public int MaxParallelism { get; private set; }

    /// <summary>All nodes of the plan, inputs first.</summary>
    public IReadOnlyList<PlanNode> Nodes { get; private set; } = [];

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
            var builder = BuildAndRestore();
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

    // A checkpoint that cannot be read is passed over for the one before it.
    private JobBuilder BuildAndRestore()
    {
        if (Options.RestoreFrom is not { } asked)
        {
            return Build(null);
        }

        CheckpointException? first = null;
        foreach (var folder in SavedJob.Candidates(asked))
        {
            try
            {
                var builder = Build(new SavedJob(folder, ManifestFile.Read(folder)));
                if (first is not null)
                {
                    Warn($"{first.Message} The checkpoint '{folder}' was used instead: what sinks have committed since is "
                        + "written again.");
                }

                return builder;
            }
            catch (CheckpointException exception)
            {
                first ??= exception;
            }
        }

        throw first!;
    }

    private JobBuilder Build(SavedJob? saved)
    {
        Memory = new MemoryBudget(Options.StateMemoryLimit);
        MaxParallelism = saved?.Manifest.MaxParallelism ?? Options.MaxParallelism;
        var builder = new JobBuilder(this);
        Nodes = builder.Nodes;
        _tasks = builder.Build();
        _open = _running = _tasks.Count;
        Verdicts = saved is null ? [] : builder.Restore(saved);
        return builder;
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
