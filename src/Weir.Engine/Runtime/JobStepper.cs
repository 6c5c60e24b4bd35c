using Weir.Engine.Planning;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>
/// Runs a job by hand: one thread, a virtual clock, one step at a time in an order that a seed decides; otherwise the very
/// code of the product. To crash a job is to stop stepping it: drop the stepper and start another one from
/// <see cref="LastCheckpoint"/>.
/// </summary>
internal sealed class JobStepper
{
    /// <summary>Steps after which a job that should have ended has a bug.</summary>
    private const long MaxSteps = 50_000_000;

    private readonly StepScheduler _scheduler;
    private readonly JobRun _run;

    public JobStepper(Plan plan, JobOptions options, int seed = 0)
    {
        Time = options.Time as VirtualTime ?? new VirtualTime(DateTimeOffset.UnixEpoch);
        _scheduler = new StepScheduler(seed);
        _run = new JobRun(plan, options with { Time = Time, Scheduler = _scheduler }, _scheduler);
        _run.Start();
    }

    public VirtualTime Time { get; }

    public StepScheduler Scheduler => _scheduler;

    public JobRun Run => _run;

    public JobPhase Phase => _run.Phase;

    public JobFailure? Failure => _run.Failure;

    public CheckpointInfo? LastCheckpoint => _run.Checkpoints.Last;

    public IReadOnlyList<OperatorVerdict> Verdicts => _run.Verdicts;

    public IReadOnlyList<string> Warnings => _run.Warnings;

    public IReadOnlyList<OperatorSnapshot> Operators() => JobMetrics.Of(_run.Tasks);

    /// <summary>One step of one task or of the background; when nothing is ready, the clock goes on to the next timer. False:
    /// the job has ended, or nothing will ever happen again.</summary>
    public bool Step()
    {
        if (_run.Phase != JobPhase.Running)
        {
            return false;
        }

        if (_scheduler.Step())
        {
            return true;
        }

        if (Time.NextDue is not { } wait)
        {
            return false;
        }

        Time.Advance(wait);
        return true;
    }

    /// <summary>Everything that can be done without the clock going on.</summary>
    public void StepWhileReady()
    {
        while (_run.Phase == JobPhase.Running && _scheduler.Step())
        {
        }
    }

    /// <summary>Steps until the sources have emitted something more, or nothing is left to read.</summary>
    public bool StepBatch()
    {
        var before = RowsRead();
        while (RowsRead() == before)
        {
            if (!Step())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs a bounded job to its end.</summary>
    public JobPhase RunToEnd()
    {
        for (var step = 0L; Step(); step++)
        {
            if (step > MaxSteps)
            {
                throw new InvalidOperationException("the job does not end");
            }
        }

        return _run.Phase;
    }

    /// <summary>Asks for a checkpoint (null) or savepoint and steps until it is committed. Null: the job ended before.
    /// </summary>
    public CheckpointInfo? Checkpoint(string? savepoint = null)
    {
        var request = _run.Checkpoints.Request(savepoint);
        while (!request.IsCompleted && Step())
        {
        }

        return request.IsCompletedSuccessfully ? LastCheckpoint : null;
    }

    /// <summary>Asks for a checkpoint and leaves it to the coming steps.</summary>
    public void BeginCheckpoint() => _ = _run.Checkpoints.Request(null);

    /// <summary>Stops with a last checkpoint or savepoint.</summary>
    public CheckpointInfo? Stop(string? savepoint = null)
    {
        var request = _run.Checkpoints.Request(savepoint, JobPhase.Stopped);
        while (Step())
        {
        }

        return request.IsCompletedSuccessfully ? LastCheckpoint : null;
    }

    private long RowsRead() =>
        _run.Tasks.SelectMany(static t => t.Stages).Where(static s => s.Node is ScanNode)
            .Sum(static s => s.Context.Metrics.RowsOut);
}
