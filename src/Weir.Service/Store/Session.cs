using SQLitePCL;

namespace Weir.Service.Store;

internal delegate T ReadRow<out T>(Row row);

/// <summary>
/// One connection and the statements prepared on it. Used by one thread at a time. Statements are kept by their text,
/// so texts must be constants (or few).
/// </summary>
internal sealed class Session : IDisposable
{
    /// <summary>How long to wait for another connection's lock: only another process's checkpoint holds one.</summary>
    private const int BusyMs = 5_000;

    private readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly List<int> woken = [];
    private readonly sqlite3 connection;

    private Session(sqlite3 connection, bool writes)
    {
        this.connection = connection;
        Writes = writes;
    }

    /// <summary>True when it may see what is not committed yet, so that nothing it reads may be remembered.</summary>
    public bool Writes { get; }

    /// <summary>Jobs that the reconciler has to look at once this is committed.</summary>
    public IReadOnlyList<int> Woken => woken;

    /// <summary>Rows written since the connection was opened; tells whether something has to be undone.</summary>
    public int RowsWritten => raw.sqlite3_total_changes(connection);

    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public static Session Open(string path, bool writes)
    {
        // One thread at a time uses a connection, so SQLite need not lock for itself.
        var flags = raw.SQLITE_OPEN_NOMUTEX
            | (writes ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY);
        var result = raw.sqlite3_open_v2(path, out var connection, flags, null);
        if (result != raw.SQLITE_OK)
        {
            using (connection)
            {
                throw new StoreException(result, $"{path}: {raw.sqlite3_errstr(result).utf8_to_string()}");
            }
        }

        raw.sqlite3_busy_timeout(connection, BusyMs);
        return new Session(connection, writes);
    }

    public void Wake(int jobId) => woken.Add(jobId);

    public void ForgetWakeUps() => woken.Clear();

    /// <summary>Forgets wake-ups from the given count on (what woke them was undone).</summary>
    public void ForgetWakeUps(int from) => woken.RemoveRange(from, woken.Count - from);

    /// <summary>Runs several statements at once, none of which returns anything of interest.</summary>
    public void Script(string sql)
    {
        var result = raw.sqlite3_exec(connection, sql, null, null, out var problem);
        if (result != raw.SQLITE_OK)
        {
            throw new StoreException(result, problem ?? "unknown");
        }
    }

    /// <summary>Runs a statement that returns nothing; the result is the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        var statement = Prepare(sql, parameters);
        while (statement.Step())
        {
            // Pragmas answer with a row that nobody asked for.
        }

        statement.Reset();
        return raw.sqlite3_changes(connection);
    }

    /// <summary>The first column of the first row; null when there is no row or the column is null.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, SqlValue Value)> parameters) =>
        First(sql, static row => row.LongOrNull(0), parameters);

    public T? First<T>(
        string sql, ReadRow<T> read, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        var statement = Prepare(sql, parameters);
        try
        {
            return statement.Step() ? read(statement.Row) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    public List<T> All<T>(
        string sql, ReadRow<T> read, params ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        var statement = Prepare(sql, parameters);
        var rows = new List<T>();
        try
        {
            while (statement.Step())
            {
                rows.Add(read(statement.Row));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The next free row id of a table. Ids of commands that were undone are not used again.</summary>
    public long NextId(string table)
    {
        if (!ids.TryGetValue(table, out var last))
        {
            last = Number($"SELECT MAX(id) FROM {table}") ?? 0;
        }

        return ids[table] = last + 1;
    }

    /// <summary>The next number of a counter, from 1; without gaps.</summary>
    public long Next(string counter) =>
        Number("UPDATE counters SET value = value + 1 WHERE name = @name RETURNING value", ("name", counter))
        ?? throw new InvalidOperationException($"no counter '{counter}'");

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        prepared.Clear();
        connection.Dispose();
    }

    private Statement Prepare(string sql, ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            statement = new Statement(connection, sql, parameters);
            prepared.Add(sql, statement);
        }

        statement.Bind(parameters);
        return statement;
    }
}
