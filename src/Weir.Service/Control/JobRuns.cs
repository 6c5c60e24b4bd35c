using Weir.Service.Accounts;
using Weir.Service.Control.JobStates;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>How runs are wanted and unwanted. Only the store is changed here; the reconciler does the rest.</summary>
internal sealed class JobRuns(
    Database database, Details details, DefinitionStore definitions, RuntimeSet runtimes, TimeProvider clock)
{
    /// <summary>How long a start waits for the compiler when the job does not say: the default of the clouds.</summary>
    private static readonly TimeSpan CompileTime = TimeSpan.FromSeconds(180);

    public async Task<Outcome<Run>> Run(Caller caller, int jobId, RunRequest request)
    {
        // Compiling takes time, so it is done before the writer is asked, and again when the job changed meanwhile.
        Outcome<Plan> planned;
        do
        {
            if (database.Read(s => details.Find(s, caller.ProjectId, jobId)) is not { } job)
            {
                return new Refusal.NotFound();
            }

            planned = database.Read(s => Decide(s, job, request));
            if (!planned.Accepted)
            {
                return planned.Refusal!;
            }

            if (await Compile(planned.Value) is { } error)
            {
                return new Refusal.BadProgram(error);
            }

            var done = await database.Ask<Run?>(session => Begin(session, caller, planned.Value, request));
            if (!done.Accepted)
            {
                return done.Refusal!;
            }

            if (done.Value is { } run)
            {
                return run;
            }
        }
        while (true);
    }

    public Task<Outcome<Done>> Stop(Caller caller, int jobId, bool withSavepoint) =>
        Change(caller, jobId, (session, job, run) =>
        {
            if (job.State == JobState.Paused)
            {
                Edges.Demand(job.State, JobState.Stopped);
                JobStore.Save(session, job with
                {
                    State = JobState.Stopped,
                    StateSince = clock.NowMs(),
                    Desired = DesiredState.Stopped,
                });
                return default(Done);
            }

            if (!job.IsLive || job.Desired == DesiredState.Stopped)
            {
                return default(Done);
            }

            if (withSavepoint && (job.State != JobState.Running || run!.Savepoint is not null))
            {
                return new Refusal.WrongState(job.State);
            }

            if (withSavepoint)
            {
                RunStore.Save(session, run! with { Savepoint = Ask(SavepointPurpose.Stop, "", caller) });
            }

            Want(session, job, DesiredState.Stopped);
            return default(Done);
        });

    public Task<Outcome<Done>> Pause(Caller caller, int jobId) =>
        Change(caller, jobId, (session, job, run) =>
        {
            if (job.State == JobState.Paused || job.Desired == DesiredState.Paused)
            {
                return default(Done);
            }

            if (job.State != JobState.Running || job.Desired != DesiredState.Running || run!.Savepoint is not null)
            {
                return new Refusal.WrongState(job.State);
            }

            RunStore.Save(session, run with { Savepoint = Ask(SavepointPurpose.Pause, "", caller) });
            Want(session, job, DesiredState.Paused);
            return default(Done);
        });

    public Task<Outcome<Done>> Savepoint(Caller caller, int jobId, string path) =>
        Change(caller, jobId, (session, job, run) =>
        {
            if (job.State != JobState.Running || job.Desired != DesiredState.Running || run!.Savepoint is not null)
            {
                return new Refusal.WrongState(job.State);
            }

            RunStore.Save(session, run with { Savepoint = Ask(SavepointPurpose.OnDemand, path, caller) });
            Want(session, job, DesiredState.Running);
            return default(Done);
        });

    public Task<Outcome<RestorePoint>> ImportSavepoint(Caller caller, int jobId, string path) =>
        Change<RestorePoint>(caller, jobId, (session, job, _) =>
        {
            if (job.IsLive)
            {
                return new Refusal.WrongState(job.State);
            }

            var point = RestorePointStore.Append(session, new RestorePoint
            {
                JobId = job.Id,
                Epoch = job.Epoch,
                Kind = RestorePointKind.Savepoint,
                Path = path,
                CreatedBy = caller.UserId,
                Reason = "import",
                CreatedAt = clock.NowMs(),
            });
            JobStore.Save(session, job with { SavepointPoint = point.Id });
            return point;
        });

    private static SavepointRequest Ask(SavepointPurpose purpose, string path, Caller caller) =>
        new(Secrets.HexId(), path, purpose, caller.UserId);

    private static void Want(Session session, Job job, DesiredState desired)
    {
        JobStore.Save(session, job with { Desired = desired });
        session.Wake(job.Id);
    }

    /// <summary>Gives up waiting for a compiler that takes too long; it ends by itself.</summary>
    private async Task<RunError?> Compile(Plan plan)
    {
        var patience = PatienceOf(plan.Definition.Content.Settings);
        try
        {
            return await Task.Run(() => plan.Runtime.Check(plan.Job.Job, plan.Definition.Content))
                .WaitAsync(patience, clock);
        }
        catch (TimeoutException)
        {
            return new RunError(
                RunErrorKind.User,
                "compile-timeout",
                $"The SQL was not compiled within {patience.TotalSeconds:0} seconds",
                Hint: $"Raise {ParameterTable.SubmitTimeout}.");
        }
    }

    private static TimeSpan PatienceOf(JobSettings settings) =>
        int.TryParse(ParameterSet.Parse(settings.Properties)[ParameterTable.SubmitTimeout], out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : CompileTime;

    private static RestorePoint? PointFor(Session session, JobDetail detail, Definition definition, StartFrom from) =>
        from switch
        {
            StartFrom.Scratch => null,
            StartFrom.Latest => detail.Run is { } last ? RestorePointStore.NewestFor(session, last) : null,
            _ => RestorePointStore.Newest(session, detail.Job.Id, null, RestorePointKind.Savepoint)
                ?? (definition.Content.Settings.Checkpointing.Enabled && detail.Run is { } last
                    ? RestorePointStore.NewestFor(session, last)
                    : null),
        };

    /// <summary>Whether the job may run now, with what and where.</summary>
    private Outcome<Plan> Decide(Session session, JobDetail detail, RunRequest request)
    {
        var job = detail.Job;
        if (job.IsLive || request.OnlyIn?.Contains(job.State) == false)
        {
            return new Refusal.WrongState(job.State);
        }

        var definition = request.SameDefinition && detail.Run is { } last
            ? definitions.Find(session, last.DefinitionId)?.Definition
            : detail.Current;
        if (definition is null)
        {
            return new Refusal.NotCommitted();
        }

        var settings = definition.Content.Settings;
        var queueName = settings.Queue.Length == 0 ? Queue.Default : settings.Queue;
        if (PlaceStore.Queue(session, job.ProjectId, queueName) is not { } queue)
        {
            return new Refusal.QueueMissing(queueName);
        }

        if (settings.Bucket.Length > 0 && PlaceStore.Bucket(session, job.ProjectId, settings.Bucket) is null)
        {
            return new Refusal.BucketMissing(settings.Bucket);
        }

        if (runtimes.Find(queue.Runtime) is not { } runtime || !runtime.CanRun(job.Kind))
        {
            return new Refusal.RuntimeCannot(queue.Runtime, job.Kind);
        }

        var point = PointFor(session, detail, definition, request.From);
        return point is null && request.From == StartFrom.Savepoint
            ? new Refusal.NoRestorePoint()
            : new Plan(detail, definition, queue, runtime, point);
    }

    /// <summary>Null when the job changed since it was decided. What changed beside it (queue, ledger) is asked
    /// again.</summary>
    private Outcome<Run?> Begin(Session session, Caller caller, Plan plan, RunRequest request)
    {
        if (details.Find(session, caller.ProjectId, plan.Job.Job.Id) is not { } detail)
        {
            return new Refusal.NotFound();
        }

        if (detail.Job.Revision != plan.Job.Job.Revision)
        {
            return (Run?)null;
        }

        var decided = Decide(session, detail, request);
        if (!decided.Accepted)
        {
            return decided.Refusal!;
        }

        var (job, definition, queue) = (detail.Job, decided.Value.Definition, decided.Value.Queue);
        var cus = definition.Content.Settings.Resources.TotalCus;
        if (queue.LimitCus is { } limit
            && limit - RunStore.CusInUse(session, job.ProjectId, queue.Name) is var free
            && cus > free)
        {
            return new Refusal.QueueFull(queue.Name, cus, free);
        }

        return BeginRun(
            session, caller, decided.Value, cus, request.Parameters ?? detail.Run?.Parameters ?? "");
    }

    private Run BeginRun(Session session, Caller caller, Plan plan, double cus, string parameters)
    {
        var job = plan.Job.Job;
        var now = clock.NowMs();
        var run = new Run
        {
            Id = (int)session.Next("run"),
            JobId = job.Id,
            DefinitionVersion = plan.Definition.Version,
            DefinitionId = plan.Definition.Id,
            Epoch = job.Epoch + 1,
            RuntimeJobId = Secrets.HexId(),
            Runtime = plan.Runtime.Name,
            Queue = plan.Queue.Name,
            Cus = cus,
            Hot = HotSettings.Of(plan.Definition.Content.Settings),
            Parameters = parameters,
            FirstPoint = plan.From?.Id,
            RestoredFrom = plan.From?.Id,
            StartedBy = caller.UserId,
            RequestedAt = now,
        };
        RunStore.Insert(session, run);
        RunStore.BeginEpoch(session, job.Id, run.Epoch, run.Id, run.RuntimeJobId, plan.From?.Id, now);
        Edges.Demand(job.State, JobState.Submitting);
        JobStore.Save(session, job with
        {
            State = JobState.Submitting,
            StateSince = now,
            Desired = DesiredState.Running,
            StatusText = "",
            Epoch = run.Epoch,
            RunId = run.Id,
        });
        session.Wake(job.Id);
        return run;
    }

    private Task<Outcome<Done>> Change(Caller caller, int jobId, Func<Session, Job, Run?, Outcome<Done>> change) =>
        Change<Done>(caller, jobId, change);

    private Task<Outcome<T>> Change<T>(Caller caller, int jobId, Func<Session, Job, Run?, Outcome<T>> change) =>
        database.Ask<T>(session => JobStore.Find(session, caller.ProjectId, jobId) is { } job
            ? change(session, job, job.RunId is { } run ? RunStore.Find(session, jobId, run) : null)
            : new Refusal.NotFound());

    private sealed record Plan(JobDetail Job, Definition Definition, Queue Queue, Runtime Runtime, RestorePoint? From);
}
