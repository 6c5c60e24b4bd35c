using System.Collections.Concurrent;
using Weir.Engine.Planning;
using Weir.Engine.Sql;
using Weir.Service.Control;
using Weir.Service.Control.Parameters;
using Weir.Service.Model;
using SessionOptions = Weir.Engine.Planning.SessionOptions;

namespace Weir.Service.Runtimes.Embedded;

/// <summary>
/// The engine in this process. Runs end with it; restarting one from its newest checkpoint is the reconciler's work. Runs are
/// found by the id that was chosen before their first start, so that a repeated start finds the run that is there.
/// </summary>
internal sealed class EmbeddedRuntime(PathRule paths, TimeProvider clock) : Runtime(RuntimeSet.Embedded)
{
    /// <summary>What all runs together get to take their last checkpoint when the process ends.</summary>
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, LiveRun> _runs = new(StringComparer.Ordinal);
    private volatile bool _closing;

    public override bool EndsWithProcess => true;

    public override bool CanRun(JobKind kind) => kind == JobKind.Sql;

    public override RunError? Check(Job job, JobDefinition definition)
    {
        if (ParameterSet.Parse(definition.Settings.Properties).Problem is { } problem)
        {
            return new RunError(RunErrorKind.User, "bad-setting", problem);
        }

        try
        {
            // What is written where is not known before the run; a path that will be refused is refused then.
            SqlSession.CompileJob(definition.Sql, new SessionOptions { Time = clock });
            return null;
        }
        catch (SqlException refused)
        {
            return Errors.Of(refused);
        }
    }

    public override Task<Reply> Start(StartOrder order, CancellationToken cancel)
    {
        if (_closing)
        {
            return Task.FromResult<Reply>(new Reply.Unknown("the service is ending"));
        }

        if (_runs.ContainsKey(order.Run.RuntimeJobId))
        {
            return Task.FromResult<Reply>(new Reply.Accepted());
        }

        return Task.Run(() => Begin(order), cancel);
    }

    public override Task<Observation> Observe(RunHandle run, CancellationToken cancel) => Task.FromResult(
        _runs.TryGetValue(run.RuntimeJobId, out var live) ? live.Observe() : new Observation.Absent());

    public override Task<Reply> Stop(RunHandle run, StopOrder order, CancellationToken cancel)
    {
        if (_runs.TryGetValue(run.RuntimeJobId, out var live))
        {
            live.Stop(order);
        }

        return Task.FromResult<Reply>(new Reply.Accepted());
    }

    public override Task<Reply> Savepoint(RunHandle run, SavepointRequest request, CancellationToken cancel)
    {
        if (!_runs.TryGetValue(run.RuntimeJobId, out var live))
        {
            return Task.FromResult<Reply>(new Reply.Refused(
                new RunError(RunErrorKind.External, "not-running", "The job does not run.")));
        }

        live.TakeSavepoint(request);
        return Task.FromResult<Reply>(new Reply.Accepted());
    }

    public override Task<RunReport?> Report(RunHandle run, CancellationToken cancel) =>
        Task.FromResult(_runs.TryGetValue(run.RuntimeJobId, out var live) ? live.Report() : null);

    public override Task Discard(RestorePoint point, CancellationToken cancel)
    {
        if (Directory.Exists(point.Path))
        {
            Directory.Delete(point.Path, recursive: true);
        }

        return Task.CompletedTask;
    }

    public override async Task Close(CancellationToken cancel)
    {
        _closing = true;
        await Task.WhenAll(_runs.Values.Select(run => run.Shutdown(ClosingTime)));
    }

    private async Task<Reply> Begin(StartOrder order)
    {
        foreach (var older in _runs.Values.Where(r => r.Key.JobId == order.Run.Key.JobId))
        {
            await older.Abandon();
            _runs.TryRemove(older.RuntimeJobId, out _);
        }

        var live = new LiveRun(order, clock, (key, point) => Keep(key, point), Say);
        try
        {
            var tables = new ProjectPaths(order.ObjectsDirectory, paths);
            live.Open(tables);
        }
        catch (SqlException refused)
        {
            return new Reply.Refused(Errors.Of(refused));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Reply.Refused(new RunError(RunErrorKind.External, "file", failure.Message));
        }

        _runs[live.RuntimeJobId] = live;
        live.Watch();
        return new Reply.Accepted();
    }

    /// <summary>What ends because the process ends is not told: the run is still wanted.</summary>
    private void Say(LiveRun run, Observation observation)
    {
        if (!_closing && _runs.TryGetValue(run.RuntimeJobId, out var known) && ReferenceEquals(known, run))
        {
            Tell(run.Key, observation);
        }
    }
}
