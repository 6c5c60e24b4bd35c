using Weir.Service.Control.JobStates;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Weir.Service.Telemetry;

namespace Weir.Service.Control;

/// <summary>Does the steps of one job until it rests. What is intended is committed before anybody outside is called,
/// so a step that dies half way is taken up again by reading.</summary>
internal sealed class Stepper(
    Database database,
    DefinitionStore definitions,
    RuntimeSet runtimes,
    DataDirectory directory,
    TimeProvider clock,
    FailPoints failPoints,
    ILogger log)
{
    /// <summary>A job that still moves after so many steps is going in circles: a bug.</summary>
    private const int StepLimit = 100;

    /// <summary>What a runtime gets to answer before the answer counts as unknown.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long an accepted order may show nothing before the run is looked at.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    /// <summary>False when nothing of the job runs.</summary>
    public async Task<bool> Run(JobCase one, CancellationToken cancel)
    {
        for (var step = 0; step < StepLimit; step++)
        {
            if (Read(one.JobId) is not { } work)
            {
                return false;
            }

            if (!await Advance(one, work, cancel))
            {
                return true;
            }
        }

        throw new InvalidOperationException($"job {one.JobId} made {StepLimit} steps without coming to rest");
    }

    /// <summary>One step; false = it rests.</summary>
    private async Task<bool> Advance(JobCase one, Work work, CancellationToken cancel)
    {
        var standing = Standing.Of(work.View.Job.State);
        var observed = one.TakeObservation(work.View.Job.Epoch);
        if (observed is null && one.MustLook)
        {
            observed = await Look(work, cancel);
            one.MustLook = observed is Observation.Unknown;
        }

        if (observed is not null)
        {
            return await React(one, work, standing, observed);
        }

        var next = standing.Next(work.View);
        return next switch
        {
            Step.Move move => await Move(one, work, move),
            Step.Rest => Rest(one, work, standing),
            Step.Wait wait => WakeAt(one, wait.Until),
            _ => await Order(one, work, standing, next, cancel),
        };
    }

    private async Task<bool> React(JobCase one, Work work, Standing standing, Observation observed)
    {
        if (observed is Observation.Unknown unknown)
        {
            return await NoteUnknown(one, work, unknown.Why);
        }

        if (work.View.Job.UnknownSince is not null)
        {
            // The time in which nobody answered does not count against the state's deadline.
            await Note(work.View.Job with { UnknownSince = null, StateSince = work.View.Now });
            one.Tell(work.View.Job.Epoch, observed);
            return true;
        }

        var step = observed is Observation.Present present
            ? standing.See(work.View, present)
            : standing.SeeAbsent(work.View);
        if (step is Step.Move move)
        {
            return await Move(one, work, move);
        }

        var progress = one.ProgressIn(work.View.Job.State, work.View.Job.Epoch);
        if (observed is Observation.Absent)
        {
            // Ordered or not, it is not there: the order has to be given (again).
            if (progress.Accepted is not null)
            {
                progress.Again(work.View.Now);
            }
        }
        else
        {
            progress.LookAt = work.View.Now + LookAfter;
        }

        return true;
    }

    private async Task<bool> Order(JobCase one, Work work, Standing standing, Step order, CancellationToken cancel)
    {
        var progress = one.ProgressIn(work.View.Job.State, work.View.Job.Epoch);
        if (progress.Accepted == order.GetType())
        {
            return await Await(one, work, standing, progress, cancel);
        }

        if (work.View.Now < progress.NotBefore)
        {
            return WakeAt(one, Sooner(progress.NotBefore, DeadlineOf(work.View, standing)));
        }

        failPoints.Reach($"reconciler: before {order.GetType().Name}");
        var reply = await Call(work, order, cancel);
        failPoints.Reach($"reconciler: after {order.GetType().Name}");
        switch (reply)
        {
            case Reply.Accepted:
                progress.Accepted = order.GetType();

                // What is stopped may be gone already, and then nobody tells us anything.
                progress.LookAt = clock.GetUtcNow() + (order is Step.Stop ? TimeSpan.Zero : LookAfter);
                return true;
            case Reply.Refused refused when standing.Refused(work.View, refused.Error) is Step.Move move:
                return await Move(one, work, move);
            case Reply.Refused:
                progress.Again(clock.GetUtcNow());
                return true;
            case Reply.Unknown unknown:
                return await NoteUnknown(one, work, unknown.Why);
            default:
                throw new InvalidOperationException($"no such reply: {reply}");
        }
    }

    /// <summary>The order is with the runtime: wait to be told, but look now and then.</summary>
    private async Task<bool> Await(
        JobCase one, Work work, Standing standing, OrderProgress progress, CancellationToken cancel)
    {
        if (work.View.Now < progress.LookAt)
        {
            return WakeAt(one, Sooner(progress.LookAt, DeadlineOf(work.View, standing)));
        }

        progress.LookAt = work.View.Now + LookAfter;
        one.Tell(work.View.Job.Epoch, await Look(work, cancel));
        return true;
    }

    private bool Rest(JobCase one, Work work, Standing standing) =>
        DeadlineOf(work.View, standing) is { } deadline && WakeAt(one, deadline);

    /// <summary>Rests until then.</summary>
    private static bool WakeAt(JobCase one, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            one.WakeAt(at);
        }

        return false;
    }

    private static DateTimeOffset? DeadlineOf(JobView view, Standing standing) =>
        view.Overdue ? null : view.Job.StateSince + standing.Deadline;

    private static DateTimeOffset Sooner(DateTimeOffset one, DateTimeOffset? other) =>
        other is { } time && time < one ? time : one;

    private async Task<bool> NoteUnknown(JobCase one, Work work, string why)
    {
        var job = work.View.Job;
        var progress = one.ProgressIn(job.State, job.Epoch);
        progress.Again(work.View.Now);
        if (job.UnknownSince is null)
        {
            ControlLog.Unknown(log, job.Id, job.Epoch, why);
            await Note(job with { UnknownSince = work.View.Now });
        }

        // Nobody may tell us when it is known again, so ask.
        one.MustLook = true;
        one.WakeAt(progress.NotBefore);
        return false;
    }

    /// <summary>Writes a job whose state stays; when it was changed meanwhile, the next step reads it anew.</summary>
    private Task Note(Job job) => database.Record<Done>(session =>
        JobStore.TrySave(session, job) is null ? new Refusal.WrongState(job.State) : default(Done));

    private async Task<bool> Move(JobCase one, Work work, Step.Move move)
    {
        failPoints.Reach($"reconciler: before move to {move.To}");
        var moved = await database.Record<Job>(session =>
            JobStore.OfAnybody(session, work.View.Job.Id)?.Job.Revision == work.View.Job.Revision
                ? Transition.Apply(session, work.View, move)
                : new Refusal.WrongState(work.View.Job.State));
        failPoints.Reach($"reconciler: after move to {move.To}");
        if (moved.Accepted)
        {
            one.ForgetProgress();
            var job = moved.Value;
            ControlLog.Moved(log, job.Id, job.Epoch, work.View.Job.State, job.State, job.StatusText);
            if (move.Restored?.Lost.Any() == true)
            {
                ControlLog.StateLost(
                    log, job.Id, job.Epoch, string.Join(", ", move.Restored.Lost.Select(static o => o.Operator)));
            }
        }

        return true;
    }

    private Task<Observation> Look(Work work, CancellationToken cancel) => Limited<Observation>(
        limit => work.Runtime.Observe(HandleOf(work.View), limit),
        static why => new Observation.Unknown(why),
        cancel);

    private Task<Reply> Call(Work work, Step order, CancellationToken cancel)
    {
        var handle = HandleOf(work.View);
        return Limited<Reply>(
            limit => order switch
            {
                Step.Start => work.Runtime.Start(StartOrderOf(work, handle), limit),
                Step.Stop stop => work.Runtime.Stop(handle, stop.Order, limit),
                Step.TakeSavepoint take => work.Runtime.Savepoint(handle, take.Request, limit),
                _ => throw new InvalidOperationException($"no order: {order}"),
            },
            static why => new Reply.Unknown(why),
            cancel);
    }

    /// <summary>Asks a runtime, but not for ever. A call that breaks or takes too long says nothing about the
    /// run.</summary>
    private async Task<T> Limited<T>(
        Func<CancellationToken, Task<T>> call, Func<string, T> unknown, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(CallTimeout, clock);
        using var link = cancel.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            return await call(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return unknown($"no answer within {CallTimeout.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (failure is not SimulatedCrashException && !cancel.IsCancellationRequested)
        {
            // Boundary to code and clusters that are not ours.
            return unknown(failure.Message);
        }
    }

    private static RunHandle HandleOf(JobView view) => new()
    {
        Key = new RunKey(view.Job.Id, view.Run.Id, view.Job.Epoch),
        RuntimeJobId = view.Run.RuntimeJobId,
        Savepoint = view.Run.Savepoint,
    };

    /// <summary>What the present epoch has taken itself outranks what it was to start from: an earlier start of it may
    /// have got further than we heard.</summary>
    private StartOrder StartOrderOf(Work work, RunHandle handle)
    {
        var (job, run) = (work.View.Job, work.View.Run);
        var (definition, from) = database.Read(session => (
            definitions.Find(session, run.DefinitionId)?.Definition,
            RestorePointStore.NewestOfEpoch(session, job.Id, job.Epoch)
                ?? (run.RestoredFrom is { } id ? RestorePointStore.Find(session, job.Id, id) : null)));
        return new StartOrder
        {
            Run = handle,
            Job = job,
            Definition = definition ?? throw new InvalidOperationException($"job {job.Id} lost its definition"),
            Parameters = run.Parameters,
            RestoreFrom = from,
            JobDirectory = directory.Job(job.Id),
            ObjectsDirectory = directory.Objects(job.ProjectId),
        };
    }

    /// <summary>Null when nothing of the job runs.</summary>
    private Work? Read(int jobId)
    {
        var now = clock.NowMs();
        return database.Read(session =>
        {
            if (JobStore.OfAnybody(session, jobId)?.Job is not { IsLive: true, RunId: { } runId } job)
            {
                return null;
            }

            var run = RunStore.Find(session, jobId, runId)
                ?? throw new InvalidOperationException($"job {jobId} lost its run {runId}");
            var runtime = runtimes.Find(run.Runtime) ?? new MissingRuntime(run.Runtime);
            var deadline = Standing.Of(job.State).Deadline;
            return new Work(
                runtime,
                new JobView
                {
                    Job = job,
                    Run = run,
                    Now = now,
                    EndsWithProcess = runtime.EndsWithProcess,
                    RecentFailures = RunStore.FailuresSince(session, jobId, runId, now - TimeSpan.FromHours(1)),
                    Overdue = job.UnknownSince is null && deadline is { } d && now >= job.StateSince + d,
                });
        });
    }

    private sealed record Work(Runtime Runtime, JobView View);
}
