using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Service.Model;
using SessionOptions = Weir.Engine.Planning.SessionOptions;
using EngineJob = Weir.Engine.Runtime.Job;

namespace Weir.Service.Runtimes.Embedded;

/// <summary>One run in this process: the engine's job, and what the ledger and the reconciler are told of it.</summary>
internal sealed class LiveRun(
    StartOrder order,
    TimeProvider clock,
    Func<RunKey, TakenRestorePoint, Task<bool>> keep,
    Action<LiveRun, Observation> tell)
{
    private readonly Lock _changing = new();
    private EngineJob? _job;
    private RunLog? _log;
    private SavepointStanding? _savepoint;
    private SavepointRequest? _pending;
    private string _reason = "interval";
    private bool _stopping;
    private bool _restoreTold;

    public RunKey Key => order.Run.Key;

    public string RuntimeJobId => order.Run.RuntimeJobId;

    /// <summary>Compiles and starts.</summary>
    /// <exception cref="Weir.Engine.Sql.SqlException">The script is refused.</exception>
    public void Open(ProjectPaths paths)
    {
        _log = new RunLog(Path.Combine(order.JobDirectory, "logs"));
        var definition = order.Definition.Content;
        var plan = SqlSession.CompileJob(definition.Sql, new SessionOptions
        {
            Time = clock,
            Settings = RunOptions.EngineSettings(order),
            ResolvePath = paths.Resolve,
            Print = _log.Line,
        });
        var options = RunOptions.Of(order, plan.Settings, clock) with { KeepCheckpoint = KeepCheckpoint };
        _job = EngineJob.Start(plan, options);
    }

    /// <summary>Tells the first observation now and the last one when the job ends.</summary>
    public void Watch()
    {
        tell(this, Observe());
        _ = WatchEnd();
    }

    public Observation Observe()
    {
        lock (_changing)
        {
            var restored = _restoreTold || order.RestoreFrom is null ? null : Restored();
            _restoreTold = true;
            return new Observation.Present
            {
                Phase = Phase(),
                Error = _job!.Failure is { } failure ? Errors.Of(failure) : null,
                Restored = restored,
                Savepoint = _savepoint,
            };
        }
    }

    public void Stop(StopOrder stop)
    {
        lock (_changing)
        {
            if (_stopping && !stop.Force)
            {
                return;
            }

            _stopping = true;
            _reason = "stop";
        }

        _ = stop.Force ? _job!.CancelAsync() : StopWithin(stop);
    }

    public void TakeSavepoint(SavepointRequest request)
    {
        lock (_changing)
        {
            if (_savepoint?.Id == request.Id)
            {
                return;
            }

            _pending = request;
            _savepoint = new SavepointStanding.InProgress(request.Id);
        }

        _ = TakeSavepointNow(request);
    }

    public RunReport Report() => new(
    [
        .. _job!.Operators().Select(o => new OperatorReport(
            $"{o.Id}", o.Title, o.Parallelism, o.RowsIn, o.RowsOut, o.LateRows, o.BadRecords, o.StateKeys, o.StateBytes,
            o.Watermark)),
    ])
    {
        Restored = order.RestoreFrom is null ? null : Restored(),
    };

    /// <summary>A newer epoch takes over: this one ends without committing anything more.</summary>
    public async Task Abandon()
    {
        await _job!.CancelAsync();
        _log?.Dispose();
    }

    /// <summary>The process ends: a last checkpoint, from which the run goes on at the next start.</summary>
    public async Task Shutdown(TimeSpan patience)
    {
        _reason = "shutdown";
        await _job!.StopAsync(null, patience);
        _log?.Dispose();
    }

    private async Task WatchEnd()
    {
        await _job!.Completion;
        tell(this, Observe());
        _log?.Dispose();
    }

    private async Task StopWithin(StopOrder stop)
    {
        if (stop.Savepoint is not { } request)
        {
            await _job!.StopAsync(null, stop.Patience);
            return;
        }

        lock (_changing)
        {
            _pending = request;
            _savepoint = new SavepointStanding.InProgress(request.Id);
        }

        var taken = await _job!.StopAsync(DirectoryOf(request), stop.Patience);
        Settle(request, taken, "the savepoint could not be completed in time");
        tell(this, Observe());
    }

    private async Task TakeSavepointNow(SavepointRequest request)
    {
        try
        {
            var taken = await _job!.CheckpointAsync(DirectoryOf(request), CancellationToken.None);
            Settle(request, taken, "");
        }
        catch (CheckpointException failure)
        {
            Settle(request, null, failure.Message);
        }

        tell(this, Observe());
    }

    private void Settle(SavepointRequest request, CheckpointInfo? taken, string problem)
    {
        lock (_changing)
        {
            _pending = null;
            _savepoint = taken is not null
                ? new SavepointStanding.Completed(request.Id, taken.Path)
                : new SavepointStanding.Failed(
                    request.Id, new RunError(RunErrorKind.External, "savepoint", problem));
        }
    }

    private Task<bool> KeepCheckpoint(CheckpointInfo taken)
    {
        lock (_changing)
        {
            return keep(Key, new TakenRestorePoint
            {
                Kind = taken.IsSavepoint ? RestorePointKind.Savepoint : RestorePointKind.Checkpoint,
                Path = taken.Path,
                SizeBytes = taken.Bytes,
                Reason = taken.IsSavepoint && _reason == "interval" ? "savepoint" : _reason,
                SavepointId = taken.IsSavepoint ? _pending?.Id : null,
                Replaced = taken.Replaced,
            });
        }
    }

    /// <summary>Where a savepoint lies: where it was asked for among the project's objects, else below its bucket.</summary>
    private string DirectoryOf(SavepointRequest request)
    {
        var bucket = order.Definition.Content.Settings.Bucket is { Length: > 0 } named ? named : "weir";
        if (request.Path.Length == 0)
        {
            return Path.Combine(order.ObjectsDirectory, bucket, "jobs", "savepoint", $"{Key.JobId}", request.Id);
        }

        var asked = request.Path.Replace("obs://", "", StringComparison.Ordinal).Trim('/');
        var directory = Path.GetFullPath(Path.Combine(order.ObjectsDirectory, asked, request.Id));
        return directory.StartsWith(order.ObjectsDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? directory
            : Path.Combine(order.ObjectsDirectory, bucket, "jobs", "savepoint", $"{Key.JobId}", request.Id);
    }

    private RunPhase Phase() => _job!.Phase switch
    {
        JobPhase.Running => _stopping ? RunPhase.Stopping : RunPhase.Running,
        JobPhase.Finished => RunPhase.Finished,
        JobPhase.Stopped => RunPhase.Stopped,
        JobPhase.Failed => RunPhase.Failed,
    };

    private RestoreReport Restored() => new(
    [
        .. _job!.Verdicts.Select(v => new OperatorVerdict(v.Operator, Verdict(v.Verdict), Detail(v))),
    ]);

    private static StateVerdict Verdict(Weir.Engine.State.StateVerdict verdict) => verdict switch
    {
        Weir.Engine.State.StateVerdict.Kept => StateVerdict.Kept,
        Weir.Engine.State.StateVerdict.KeptFromNow => StateVerdict.KeptFromNow,
        Weir.Engine.State.StateVerdict.Partial => StateVerdict.Partial,
        _ => StateVerdict.Lost,
    };

    private static string Detail(Weir.Engine.State.OperatorVerdict verdict) => verdict.Columns.IsDefaultOrEmpty
        ? verdict.Reason
        : $"{verdict.Reason} ({string.Join(", ", verdict.Columns)})";
}
