using System.Collections.Concurrent;
using Weir.Service.Model;

namespace Weir.Service.Store;

/// <summary>
/// The database file: one writer, many readers. WAL with synchronous=FULL, so that what a caller was told is on the
/// disk. The schema is brought up to date when it is opened.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>Readers kept open; more are opened under load and closed again.</summary>
    private const int IdleReaders = 16;

    private static readonly Lock Initialising = new();
    private static bool initialised;

    private readonly string path;
    private readonly Writer writer;
    private readonly ConcurrentBag<Session> readers = [];
    private Action<IReadOnlyList<int>> committed = static _ => { };

    private Database(string path, FailPoints failPoints)
    {
        this.path = path;
        writer = new Writer(OpenWriter(path), failPoints, jobs => committed(jobs));
    }

    public long Commits => writer.Commits;

    public long Commands => writer.Commands;

    /// <exception cref="NewerDataException">A newer version of the program has written this file.</exception>
    public static Database Open(string path, TimeProvider clock, FailPoints? failPoints = null)
    {
        lock (Initialising)
        {
            if (!initialised)
            {
                SQLitePCL.Batteries_V2.Init();

                // Counting every allocation takes a lock in each, for figures that nobody reads.
                SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
                initialised = true;
            }
        }

        using (var session = OpenWriter(path))
        {
            Migrations.Apply(session, clock);
        }

        return new Database(path, failPoints ?? FailPoints.None);
    }

    /// <summary>Who hears of jobs that a commit woke; called on the writer's thread, so it must return at
    /// once.</summary>
    public void WhenCommitted(Action<IReadOnlyList<int>> listener) => committed = listener;

    /// <summary>Runs a caller's command; the answer comes after the commit.</summary>
    public Task<Outcome<T>> Ask<T>(Func<Session, Outcome<T>> command) => writer.Ask(command);

    /// <summary>Runs a command of our own.</summary>
    public Task<Outcome<T>> Record<T>(Func<Session, Outcome<T>> command) => writer.Record(command);

    /// <summary>Reads from one consistent state of the database, on the caller's thread.</summary>
    public T Read<T>(Func<Session, T> query)
    {
        if (!readers.TryTake(out var session))
        {
            session = OpenReader(path);
        }

        session.Execute("BEGIN");
        try
        {
            return query(session);
        }
        finally
        {
            session.Execute("COMMIT");
            if (readers.Count < IdleReaders)
            {
                readers.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    public void Dispose()
    {
        writer.Close();
        while (readers.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private static Session OpenWriter(string path)
    {
        var session = Session.Open(path, writes: true);

        // 16 MB of WAL between checkpoints: each costs two fsyncs and copies every page once. LIKE minds the case as it
        // does in PostgreSQL.
        session.Script(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA case_sensitive_like = ON;
            """);
        return session;
    }

    private static Session OpenReader(string path)
    {
        var session = Session.Open(path, writes: false);
        session.Script("PRAGMA query_only = ON; PRAGMA case_sensitive_like = ON;");
        return session;
    }
}
