using System.Collections.Concurrent;
using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>
/// The one thread that writes. It takes all commands that wait, runs them one after the other, commits once for all of
/// them (one fsync), and only then answers. A command that refuses or breaks is undone alone.
/// </summary>
internal sealed class Writer
{
    /// <summary>Commands of callers that may wait before new ones are refused: seconds of work, not minutes.</summary>
    private const int QueueLimit = 10_000;

    /// <summary>Commands in one commit: bounds how long the first of them waits for the last.</summary>
    private const int BatchLimit = 256;

    private readonly BlockingCollection<Command> queue = [];
    private readonly List<Command> batch = new(BatchLimit);
    private readonly Session session;
    private readonly FailPoints failPoints;
    private readonly Action<IReadOnlyList<int>> committed;
    private readonly Thread thread;

    public Writer(Session session, FailPoints failPoints, Action<IReadOnlyList<int>> committed)
    {
        this.session = session;
        this.failPoints = failPoints;
        this.committed = committed;
        thread = new Thread(Loop) { Name = "store writer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Commits so far; many commands share one.</summary>
    public long Commits { get; private set; }

    public long Commands { get; private set; }

    /// <summary>Queues a command of a caller; refused when too many wait.</summary>
    public Task<Outcome<T>> Ask<T>(Func<Session, Outcome<T>> body) =>
        queue.Count >= QueueLimit ? Task.FromResult<Outcome<T>>(new Refusal.Overloaded()) : Record(body);

    /// <summary>Queues a command of our own, which is never refused for lack of room.</summary>
    public Task<Outcome<T>> Record<T>(Func<Session, Outcome<T>> body)
    {
        var command = new Command<T>(body);
        try
        {
            queue.Add(command);
        }
        catch (InvalidOperationException)
        {
            command.Fail(new StoreClosedException());
        }

        return command.Answer;
    }

    /// <summary>Finishes what waits, then ends the thread.</summary>
    public void Close()
    {
        queue.CompleteAdding();
        thread.Join();
        session.Dispose();
    }

    private void Loop()
    {
        try
        {
            foreach (var first in queue.GetConsumingEnumerable())
            {
                batch.Add(first);
                while (batch.Count < BatchLimit && queue.TryTake(out var next))
                {
                    batch.Add(next);
                }

                RunBatch();
                batch.Clear();
            }
        }
        catch (SimulatedCrashException crash)
        {
            Abandon(crash);
        }
    }

    private void RunBatch()
    {
        try
        {
            if (!TryTogether())
            {
                OneByOne();
            }

            failPoints.Reach("store: before commit");
            session.Execute("COMMIT");
        }
        catch (Exception failure) when (failure is not SimulatedCrashException)
        {
            // Boundary: whatever broke the batch as a whole (disk full, I/O error), none of it happened.
            UndoBatch(failure);
            return;
        }

        Commits++;
        Commands += batch.Count;
        failPoints.Reach("store: after commit");
        if (session.Woken.Count > 0)
        {
            committed([.. session.Woken]);
            session.ForgetWakeUps();
        }

        foreach (var command in batch)
        {
            command.Complete();
        }
    }

    /// <summary>Runs all commands in the hope that none has to be undone. False when one did after it had written: then
    /// nothing of the batch has happened, and it has to be run again. Commands change nothing but the database, so
    /// that they may be run twice.</summary>
    private bool TryTogether()
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (var command in batch)
        {
            var written = session.RowsWritten;
            var wakeUps = session.Woken.Count;
            if (command.Run(session))
            {
                continue;
            }

            session.ForgetWakeUps(wakeUps);
            if (session.RowsWritten != written)
            {
                session.Execute("ROLLBACK");
                session.ForgetWakeUps();
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs each command in a savepoint of its own.</summary>
    private void OneByOne()
    {
        session.Execute("BEGIN IMMEDIATE");
        foreach (var command in batch)
        {
            var wakeUps = session.Woken.Count;
            session.Execute("SAVEPOINT command");
            if (!command.Run(session))
            {
                session.Execute("ROLLBACK TO command");
                session.ForgetWakeUps(wakeUps);
            }

            session.Execute("RELEASE command");
        }
    }

    private void UndoBatch(Exception failure)
    {
        session.ForgetWakeUps();
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (StoreException)
        {
            // The database has rolled back by itself, as it does for some errors.
        }

        foreach (var command in batch)
        {
            command.Fail(failure);
        }
    }

    private void Abandon(SimulatedCrashException crash)
    {
        queue.CompleteAdding();
        foreach (var command in batch.Concat(queue.GetConsumingEnumerable()))
        {
            command.Fail(crash);
        }
    }

    private abstract class Command
    {
        /// <summary>False when the command refused or broke, so that what it wrote has to be undone.</summary>
        public abstract bool Run(Session session);

        public abstract void Complete();

        public abstract void Fail(Exception failure);
    }

    private sealed class Command<T>(Func<Session, Outcome<T>> body) : Command
    {
        private readonly TaskCompletionSource<Outcome<T>> answer =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Outcome<T> outcome;
        private Exception? failure;

        public Task<Outcome<T>> Answer => answer.Task;

        public override bool Run(Session session)
        {
            failure = null;
            try
            {
                outcome = body(session);
                return outcome.Accepted;
            }
            catch (Exception caught) when (caught is not SimulatedCrashException)
            {
                // Boundary: one command's failure is its caller's, not its neighbours'.
                failure = caught;
                return false;
            }
        }

        public override void Complete()
        {
            if (failure is null)
            {
                answer.SetResult(outcome);
            }
            else
            {
                answer.SetException(failure);
            }
        }

        public override void Fail(Exception failure) => answer.TrySetException(failure);
    }
}

/// <summary>The store was closed before the command could be run; nothing of it happened.</summary>
internal sealed class StoreClosedException() : InvalidOperationException("the store is closed");
