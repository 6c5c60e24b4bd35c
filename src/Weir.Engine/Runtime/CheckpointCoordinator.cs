using Weir.Engine.Runtime.Checkpoints;

namespace Weir.Engine.Runtime;

/// <summary>A checkpoint that is being taken.</summary>
/// <param name="Directory">Where it is written to; null: nowhere, only the sinks commit.</param>
/// <param name="Ends">How the job ends when it is complete; null: it goes on.</param>
internal sealed record PendingCheckpoint(long Id, string? Directory, bool IsSavepoint, JobPhase? Ends)
{
    /// <summary>Nothing is read after it.</summary>
    public bool IsLast => Ends is not null;

    public required long StartedAt { get; init; }

    public required TaskCompletionSource<CheckpointInfo?> Done { get; init; }

    public List<TaskPart> Parts { get; } = [];

    /// <summary>Lets go of all state that was held for it.</summary>
    public void Abandon() => Parts.ForEach(static p => p.Abandon());
}

/// <summary>
/// Takes checkpoints, one at a time: tells the tasks, collects their parts, has them written in the background, asks whether
/// the checkpoint is kept, lets the sinks commit. Tasks look at <see cref="Pending"/> and <see cref="Completed"/>.
/// </summary>
internal sealed class CheckpointCoordinator(JobRun run)
{
    private readonly Lock _gate = new();
    private readonly Queue<(string? Savepoint, JobPhase? Ends, TaskCompletionSource<CheckpointInfo?> Done)> _requests = [];
    private PendingCheckpoint? _pending;
    private CheckpointInfo? _last;
    private ITimer? _timer;
    private long _nextId = 1;
    private long _completed;
    private long _progressAtLast = -1;
    private int _toCommit;
    private bool _closed;

    public event Action<CheckpointInfo>? CheckpointCompleted;

    /// <summary>The checkpoint under way, for which tasks align.</summary>
    public PendingCheckpoint? Pending => Volatile.Read(ref _pending);

    /// <summary>The last checkpoint that is durable and kept: to be committed.</summary>
    public long Completed => Interlocked.Read(ref _completed);

    public CheckpointInfo? Last => Volatile.Read(ref _last);

    private string? Folder => run.Options.CheckpointDirectory;

    /// <summary>Begins to take checkpoints by the clock, when the job is to.</summary>
    public void Start()
    {
        _nextId = run.Store.Open();
        var interval = run.Options.CheckpointInterval;
        if (interval > TimeSpan.Zero && Folder is not null)
        {
            _timer = run.Options.Time.CreateTimer(_ => TakePeriodic(), null, interval, interval);
        }
    }

    /// <summary>Takes a checkpoint, or a savepoint into a folder, as soon as the one under way is done. The result is null
    /// when there was no folder to write to.</summary>
    public Task<CheckpointInfo?> Request(string? savepoint, JobPhase? ends = null)
    {
        var done = new TaskCompletionSource<CheckpointInfo?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_closed)
            {
                done.SetException(new CheckpointException("The job has ended."));
                return done.Task;
            }

            _requests.Enqueue((savepoint, ends, done));
        }

        BeginNext();
        return done.Task;
    }

    /// <summary>All input has been read: commit, and end.</summary>
    public void RequestFinal() => Forget(Request(null, JobPhase.Finished));

    /// <summary>One task has contributed its part.</summary>
    public void OnPart(PendingCheckpoint pending, TaskPart part)
    {
        lock (_gate)
        {
            pending.Parts.Add(part);
            if (pending.Parts.Count < run.Tasks.Count)
            {
                return;
            }
        }

        InBackground(() => Complete(pending));
    }

    /// <summary>One task has committed the completed checkpoint.</summary>
    public void OnCommitted()
    {
        if (Interlocked.Decrement(ref _toCommit) == 0 && Pending is { } pending)
        {
            InBackground(() => Finish(pending));
        }
    }

    /// <summary>The job ends: what is under way is given up.</summary>
    public void Close()
    {
        List<TaskCompletionSource<CheckpointInfo?>> waiting;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            waiting = [.. _requests.Select(static r => r.Done)];
            _requests.Clear();
            if (_pending is { } pending)
            {
                waiting.Add(pending.Done);
            }
        }

        _timer?.Dispose();
        foreach (var done in waiting)
        {
            done.TrySetException(new CheckpointException("The job ended before the checkpoint was complete."));
        }
    }

    // An idle job whose last checkpoint still says all there is to say needs no new one.
    private void TakePeriodic()
    {
        var progress = Progress();
        lock (_gate)
        {
            if (_pending is not null || _requests.Count > 0 || progress == _progressAtLast)
            {
                return;
            }
        }

        Forget(Request(null));
    }

    // Nobody waits for it: what goes wrong is a warning, or the job's failure, already.
    private static void Forget(Task request) => request.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private void BeginNext()
    {
        lock (_gate)
        {
            if (_closed || _pending is not null || !_requests.TryDequeue(out var request))
            {
                return;
            }

            _progressAtLast = Progress();
            var id = _nextId++;
            var directory = request.Savepoint
                ?? (Folder is null ? null : CheckpointFolder.PathOf(Folder, run.Options.Epoch, id));
            var pending = new PendingCheckpoint(id, directory, request.Savepoint is not null, request.Ends)
            {
                StartedAt = run.Options.Time.GetTimestamp(),
                Done = request.Done,
            };
            Volatile.Write(ref _pending, pending);
        }

        WakeAll();
    }

    private void Complete(PendingCheckpoint pending)
    {
        pending.Parts.ForEach(p => p.Flush(run, pending.Id));
        if (run.IsClosing)
        {
            pending.Abandon();
            return;
        }

        if (pending.Directory is null)
        {
            BeginCommit(pending, null);
            return;
        }

        CheckpointInfo info;
        try
        {
            info = run.Store.Write(pending);
        }
        catch (CheckpointException exception)
        {
            Abort(pending, exception);
            return;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Abort(pending, new CheckpointException($"The checkpoint could not be written: {exception.Message}", exception));
            return;
        }

        _ = Keep(pending, info);
    }

    // The ledger decides before the sinks commit.
    private async Task Keep(PendingCheckpoint pending, CheckpointInfo info)
    {
        try
        {
            if (run.Options.KeepCheckpoint is { } keep && !await keep(info).ConfigureAwait(false))
            {
                run.Store.Discard(info);
                throw new CheckpointException("Another run of this job has taken over; this one ends without committing.");
            }

            BeginCommit(pending, info);
        }
        catch (Exception exception)
        {
            // The boundary for the ledger's errors: without its word nothing may be committed.
            run.Fail(JobFailure.Of(exception, null));
        }
    }

    private void BeginCommit(PendingCheckpoint pending, CheckpointInfo? info)
    {
        if (info is not null)
        {
            Volatile.Write(ref _last, info);
        }

        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _toCommit = run.Tasks.Count;
            Interlocked.Exchange(ref _completed, pending.Id);
        }

        WakeAll();
    }

    private void Finish(PendingCheckpoint pending)
    {
        if (Last is { } info && pending.Directory is not null)
        {
            TidyUp(info);
            CheckpointCompleted?.Invoke(info);
            pending.Done.TrySetResult(info);
        }
        else
        {
            pending.Done.TrySetResult(null);
        }

        if (pending.Ends is { } phase)
        {
            run.BeginClose(phase);
        }
        else
        {
            End(pending);
        }
    }

    // An old checkpoint that cannot be removed costs space and no more.
    private void TidyUp(CheckpointInfo info)
    {
        try
        {
            run.Store.Remove(info.Replaced);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CheckpointException)
        {
            run.Warn($"Old checkpoints could not be removed: {exception.Message}");
        }
    }

    // The boundary of the background threads: nothing that goes wrong there may end the process.
    private void InBackground(Action work) => run.Queue.Background(() =>
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            run.Fail(JobFailure.Of(exception, null));
        }
    });

    // The job goes on with its last good checkpoint, unless this was to be its end.
    private void Abort(PendingCheckpoint pending, CheckpointException exception)
    {
        pending.Abandon();
        if (pending.Ends is not null)
        {
            pending.Done.TrySetException(exception);
            run.BeginClose(
                pending.Ends == JobPhase.Finished ? JobPhase.Failed : pending.Ends.Value,
                pending.Ends == JobPhase.Finished ? JobFailure.Of(exception, null) : null);
            return;
        }

        run.Warn(exception.Message);
        pending.Done.TrySetException(exception);
        End(pending);
    }

    private void End(PendingCheckpoint pending)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_pending, pending))
            {
                Volatile.Write(ref _pending, null);
            }
        }

        BeginNext();
    }

    private long Progress() => run.Tasks.Sum(static t => t.Progress);

    private void WakeAll()
    {
        foreach (var task in run.Tasks)
        {
            task.Wake();
        }
    }
}
