using System.Threading.Channels;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Weir.Service.Telemetry;

namespace Weir.Service.Control;

/// <summary>
/// Makes true what is desired. Woken by commits, by what runtimes tell and by its own alarms; a few workers, never two
/// on one job. Each step reads the job anew, lets its state decide, and either commits a move or gives one order.
/// </summary>
internal sealed class Reconciler : IAsyncDisposable
{
    /// <summary>Steps of other jobs go on while one waits for its runtime; more would only queue at the
    /// store.</summary>
    private const int Workers = 8;

    /// <summary>After a step that broke (a bug, or a store that fails), so that it cannot spin.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Database database;
    private readonly RuntimeSet runtimes;
    private readonly DataDirectory directory;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly Stepper stepper;
    private readonly Dictionary<int, JobCase> cases = [];
    private readonly Lock casesLock = new();
    private readonly Channel<JobCase> due = Channel.CreateUnbounded<JobCase>();
    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> workers = [];
    private readonly TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Reconciler(
        Database database,
        DefinitionStore definitions,
        RuntimeSet runtimes,
        DataDirectory directory,
        TimeProvider clock,
        FailPoints failPoints,
        ILogger log)
    {
        this.database = database;
        this.runtimes = runtimes;
        this.directory = directory;
        this.clock = clock;
        this.log = log;
        stepper = new Stepper(database, definitions, runtimes, directory, clock, failPoints, log);
    }

    /// <summary>Finds what was at work when the last process ended, and begins. Each of these is looked at before
    /// anything is ordered.</summary>
    public void Start()
    {
        Attach();
        for (var i = 0; i < Workers; i++)
        {
            workers.Add(Work());
        }

        _ = Watch();
    }

    /// <summary>Faults when a worker has ended by a bug: then nothing is looked after any more and the process must
    /// end.</summary>
    public Task Broken => broken.Task;

    /// <summary>Listens and rescans but lets a test do the steps, one by one, through <see cref="StepAll"/>.</summary>
    public void Attach()
    {
        var points = new RestorePoints(database, clock, log);
        foreach (var runtime in runtimes.All)
        {
            runtime.Attach(Seen, points.Keep);
        }

        database.WhenCommitted(Wake);
        foreach (var job in database.Read(JobStore.AtWork))
        {
            Queue(job, static one => one.MustLook = true);
        }
    }

    /// <summary>Looks after everything that is due now and returns when nothing is. For tests.</summary>
    public async Task StepAll()
    {
        while (due.Reader.TryRead(out var next))
        {
            await Advance(next);
        }
    }

    public async ValueTask DisposeAsync()
    {
        database.WhenCommitted(static _ => { });
        await ending.CancelAsync();
        due.Writer.TryComplete();
        await Task.WhenAll(workers);
        lock (casesLock)
        {
            foreach (var one in cases.Values)
            {
                one.Dispose();
            }

            cases.Clear();
        }

        ending.Dispose();
    }

    private void Wake(IReadOnlyList<int> jobs)
    {
        foreach (var job in jobs)
        {
            Queue(job, static _ => { });
        }
    }

    private void Seen(RunKey run, Observation observation) =>
        Queue(run.JobId, one => one.Tell(run.Epoch, observation));

    /// <summary>Finding the case and marking it happen under one lock, so that one being forgotten is not
    /// marked.</summary>
    private void Queue(int jobId, Action<JobCase> prepare)
    {
        lock (casesLock)
        {
            if (!cases.TryGetValue(jobId, out var one))
            {
                one = new JobCase(jobId, clock, id => Queue(id, static _ => { }));
                cases.Add(jobId, one);
            }

            prepare(one);
            if (one.MarkQueued())
            {
                due.Writer.TryWrite(one);
            }
        }
    }

    private async Task Watch()
    {
        var first = await Task.WhenAny(workers);
        if (first.Exception is { } failure)
        {
            broken.TrySetException(failure.InnerExceptions);
        }
    }

    private async Task Work()
    {
        await Task.Yield();
        await foreach (var one in due.Reader.ReadAllAsync())
        {
            if (ending.IsCancellationRequested)
            {
                return;
            }

            await Advance(one);
        }
    }

    private async Task Advance(JobCase one)
    {
        one.Begin();
        try
        {
            if (!await stepper.Run(one, ending.Token))
            {
                Forget(one);
            }
        }
        catch (Exception failure) when (failure is not SimulatedCrashException && !ending.IsCancellationRequested)
        {
            // Boundary: one job's trouble must not end the worker. It is tried again, and the log has it.
            ControlLog.StepFailed(log, failure, one.JobId, PauseAfterFailure.TotalSeconds);
            one.WakeAt(clock.GetUtcNow() + PauseAfterFailure);
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            return;
        }

        if (one.End())
        {
            due.Writer.TryWrite(one);
        }
    }

    /// <summary>Nothing of the job runs: nothing to remember, and if it was deleted, nothing to keep.</summary>
    private void Forget(JobCase one)
    {
        lock (casesLock)
        {
            if (one.WokenAgain)
            {
                return;
            }

            cases.Remove(one.JobId);
        }

        one.Dispose();
        if (database.Read(s => JobStore.OfAnybody(s, one.JobId)) is { Job: { DeletedAt: not null, IsLive: false } })
        {
            RemoveFiles(one.JobId);
        }
    }

    private void RemoveFiles(int jobId)
    {
        try
        {
            directory.RemoveJob(jobId);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ControlLog.FilesLeft(log, jobId, failure.Message);
        }
    }
}
