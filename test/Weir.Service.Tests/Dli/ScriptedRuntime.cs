using System.Collections.Concurrent;
using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Tests.Dli;

/// <summary>A runtime that runs nothing: orders are obeyed at once, unless a word in the SQL says otherwise.</summary>
internal sealed class ScriptedRuntime() : Runtime(RuntimeSet.Embedded)
{
    /// <summary>SQL that contains this does not compile.</summary>
    public const string BadSql = "SELEC";

    /// <summary>Runs of such SQL stay in submission.</summary>
    public const string SlowSql = "SLOW";

    private readonly ConcurrentDictionary<RunKey, Observation.Present> runs = new();

    private readonly ConcurrentDictionary<int, string> projects = new();

    public override bool EndsWithProcess => true;

    public override bool CanRun(JobKind kind) => kind == JobKind.Sql;

    public override RunError? Check(Job job, JobDefinition definition) => definition.Sql.Contains(BadSql)
        ? new RunError(RunErrorKind.User, "parse", "unexpected SELEC", 1, 1, "Did you mean SELECT?")
        : null;

    public override Task<Reply> Start(StartOrder order, CancellationToken cancel)
    {
        projects[order.Job.Id] = order.Job.ProjectId;
        Set(order.Run.Key, order.Definition.Content.Sql.Contains(SlowSql) ? RunPhase.Starting : RunPhase.Running);
        return Accepted();
    }

    public override Task<Observation> Observe(RunHandle run, CancellationToken cancel) =>
        Task.FromResult<Observation>(runs.TryGetValue(run.Key, out var seen) ? seen : new Observation.Absent());

    public override async Task<Reply> Stop(RunHandle run, StopOrder order, CancellationToken cancel)
    {
        if (order.Savepoint is { } request)
        {
            await Take(run.Key, request);
        }

        Set(run.Key, RunPhase.Stopped);
        return new Reply.Accepted();
    }

    public override async Task<Reply> Savepoint(RunHandle run, SavepointRequest request, CancellationToken cancel)
    {
        var path = await Take(run.Key, request);
        var seen = new Observation.Present
        {
            Phase = RunPhase.Running,
            Savepoint = new SavepointStanding.Completed(request.Id, path),
        };
        runs[run.Key] = seen;
        Tell(run.Key, seen);
        return new Reply.Accepted();
    }

    /// <summary>The newest run of the job goes into this phase by itself.</summary>
    public void Turn(long jobId, RunPhase phase, RunError? error = null) =>
        Set(runs.Keys.Where(k => k.JobId == jobId).MaxBy(k => k.Epoch), phase, error);

    private static Task<Reply> Accepted() => Task.FromResult<Reply>(new Reply.Accepted());

    private async Task<string> Take(RunKey run, SavepointRequest request)
    {
        var path = $"/data/objects/{projects[run.JobId]}/weir/jobs/savepoint/{request.Id}";
        await Keep(run, new TakenRestorePoint
        {
            Kind = RestorePointKind.Savepoint,
            Path = path,
            SavepointId = request.Id,
            Reason = "savepoint",
        });
        return path;
    }

    private void Set(RunKey run, RunPhase phase, RunError? error = null)
    {
        var seen = new Observation.Present { Phase = phase, Error = error };
        runs[run] = seen;
        Tell(run, seen);
    }
}
