using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Tests.Control;

/// <summary>The way to a <see cref="ToyCluster"/>; a new one for each life of the control plane.</summary>
internal sealed class ToyRuntime(ToyCluster cluster, bool endsWithProcess = false, string name = RuntimeSet.Embedded)
    : Runtime(name)
{
    /// <summary>Asked before each call by its name; true = the call does its work, but its answer is lost.</summary>
    public Func<string, bool> LosesAnswer { get; set; } = static _ => false;

    /// <summary>Nobody answers, and nothing is done.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Orders are accepted, but the runs do nothing with them.</summary>
    public bool Stuck { get; set; }

    public RunError? RefusesStart { get; set; }

    public RunError? Finds { get; set; }

    public bool FailsSavepoints { get; set; }

    public List<string> Calls { get; } = [];

    public override bool EndsWithProcess => endsWithProcess;

    public override bool CanRun(JobKind kind) => kind == JobKind.Sql;

    public override RunError? Check(Job job, JobDefinition definition) => Finds;

    public override Task<Reply> Start(StartOrder order, CancellationToken cancel) =>
        Do($"start {order.Run.Key.Epoch}", () =>
        {
            if (RefusesStart is { } error)
            {
                return new Reply.Refused(error);
            }

            if (cluster.Find(order.Run.RuntimeJobId) is null)
            {
                var run = cluster.Add(order);
                run.Phase = Stuck ? RunPhase.Starting : RunPhase.Running;
                TellOf(run);
            }

            return new Reply.Accepted();
        });

    public override Task<Observation> Observe(RunHandle run, CancellationToken cancel)
    {
        Calls.Add("observe");
        return Task.FromResult(Unreachable || LosesAnswer("observe")
            ? new Observation.Unknown("no answer")
            : cluster.Find(run.RuntimeJobId) is { } found ? Seen(found) : new Observation.Absent());
    }

    public override async Task<Reply> Stop(RunHandle run, StopOrder order, CancellationToken cancel)
    {
        if (order.Savepoint is { } request && Reachable(run) is { } found && !Stuck && !await Take(found, request))
        {
            return new Reply.Accepted();
        }

        return await Do("stop", () =>
        {
            if (cluster.Find(run.RuntimeJobId) is { IsLive: true } live && (!Stuck || order.Force))
            {
                live.Phase = RunPhase.Stopped;
                TellOf(live);
            }

            return new Reply.Accepted();
        });
    }

    public override async Task<Reply> Savepoint(RunHandle run, SavepointRequest request, CancellationToken cancel)
    {
        if (Reachable(run) is { } found && !Stuck)
        {
            await Take(found, request);
        }

        return await Do("savepoint", static () => new Reply.Accepted());
    }

    /// <summary>What a run does by itself: a checkpoint, the end, a failure.</summary>
    public Task<bool> Checkpoint(ToyRun run) => Keep(run.Key, new TakenRestorePoint
    {
        Kind = RestorePointKind.Checkpoint,
        Path = $"{run.Key.JobId}/{run.Key.Epoch}-{++run.Checkpoints}",
    });

    public void End(ToyRun run, RunPhase phase, RunError? error = null)
    {
        run.Phase = phase;
        run.Error = error;
        TellOf(run);
    }

    public void TellOf(ToyRun run) => Tell(run.Key, Seen(run));

    public void TellUnknown(ToyRun run) => Tell(run.Key, new Observation.Unknown("told so"));

    private static Observation Seen(ToyRun run) => new Observation.Present
    {
        Phase = run.Phase,
        Error = run.Error,
        Restored = run.Restored,
        Savepoint = run.Savepoint,
    };

    private ToyRun? Reachable(RunHandle run) =>
        Unreachable ? null : cluster.Find(run.RuntimeJobId) is { IsLive: true } found ? found : null;

    private async Task<bool> Take(ToyRun run, SavepointRequest request)
    {
        if (FailsSavepoints)
        {
            run.Savepoint = new SavepointStanding.Failed(
                request.Id, new RunError(RunErrorKind.External, "io", "disk full"));
            TellOf(run);
            return false;
        }

        var path = request.Path.Length > 0 ? request.Path : $"savepoint-{request.Id}";
        await Keep(run.Key, new TakenRestorePoint
        {
            Kind = RestorePointKind.Savepoint,
            Path = path,
            Reason = "savepoint",
            SavepointId = request.Id,
        });
        run.Savepoint = new SavepointStanding.Completed(request.Id, path);
        TellOf(run);
        return true;
    }

    private Task<Reply> Do(string call, Func<Reply> work)
    {
        Calls.Add(call);
        if (Unreachable)
        {
            return Task.FromResult<Reply>(new Reply.Unknown("connection refused"));
        }

        var lost = LosesAnswer(call);
        var reply = work();
        return Task.FromResult(lost ? new Reply.Unknown("the answer was lost") : reply);
    }
}
