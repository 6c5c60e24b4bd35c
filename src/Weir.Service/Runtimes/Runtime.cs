using Weir.Service.Model;

namespace Weir.Service.Runtimes;

/// <summary>
/// Where runs happen. Every call may be repeated: a run is known by the id that we chose before the first call, so a
/// second start of it never makes a second copy. What is not certain is told as unknown, never guessed.
/// </summary>
internal abstract class Runtime(string name)
{
    private Action<RunKey, Observation> seen = static (_, _) => { };
    private Func<RunKey, TakenRestorePoint, Task<bool>> keep = static (_, _) => Task.FromResult(false);

    /// <summary>What queues call it.</summary>
    public string Name => name;

    /// <summary>True when its runs end with this process, so that finding one absent after a start is no failure and
    /// is answered by starting it again from its newest restore point.</summary>
    public abstract bool EndsWithProcess { get; }

    public abstract bool CanRun(JobKind kind);

    /// <summary>Says what is wrong with a program before anybody wants it running. Pure: compiles, calls nobody,
    /// touches
    /// no outside thing. Null = nothing found (which is no promise).</summary>
    public virtual RunError? Check(Job job, JobDefinition definition) => null;

    /// <summary>Begins a run. Accepted says only that the runtime has it; <see cref="Observation"/>s tell the
    /// rest.</summary>
    public abstract Task<Reply> Start(StartOrder order, CancellationToken cancel);

    /// <summary>Looks at one run now.</summary>
    public abstract Task<Observation> Observe(RunHandle run, CancellationToken cancel);

    /// <summary>Ends a run after its sinks have committed, within the order's deadline; a run that is absent already is
    /// accepted. The end itself is told by an observation.</summary>
    public abstract Task<Reply> Stop(RunHandle run, StopOrder order, CancellationToken cancel);

    /// <summary>Takes a savepoint named by the request's id; a repeated one with the same id takes no second
    /// one.</summary>
    public abstract Task<Reply> Savepoint(RunHandle run, SavepointRequest request, CancellationToken cancel);

    /// <summary>Figures of a live run; null when there are none now.</summary>
    public virtual Task<RunReport?> Report(RunHandle run, CancellationToken cancel) =>
        Task.FromResult<RunReport?>(null);

    /// <summary>Frees what a restore point occupies. Absent = done.</summary>
    public virtual Task Discard(RestorePoint point, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The process ends: runs that end with it take a last checkpoint first. Runs elsewhere go on.</summary>
    public virtual Task Close(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Called once, before anything else, by who keeps the ledger.</summary>
    public void Attach(Action<RunKey, Observation> whenSeen, Func<RunKey, TakenRestorePoint, Task<bool>> whenTaken)
    {
        seen = whenSeen;
        keep = whenTaken;
    }

    /// <summary>Tells what a run does, when that changes. Returns at once.</summary>
    protected void Tell(RunKey run, Observation observation) => seen(run, observation);

    /// <summary>
    /// Enters a complete checkpoint or savepoint into the ledger. Sinks must commit only after this returned true:
    /// false means that the epoch is no longer the job's live one, and then the run has to end without committing.
    /// </summary>
    protected Task<bool> Keep(RunKey run, TakenRestorePoint point) => keep(run, point);
}
