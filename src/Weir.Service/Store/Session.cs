using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Weir.Service.Store;

/// <summary>
/// One connection and the statements prepared on it. Used by one thread at a time. Statements are kept by their text,
/// so texts must be constants.
/// </summary>
internal sealed class Session(DbConnection connection, bool writes) : IDisposable
{
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private readonly List<int> woken = [];

    /// <summary>True when it may see what is not committed yet, so that nothing it reads may be remembered.</summary>
    public bool Writes => writes;

    /// <summary>Jobs that the reconciler has to look at once this is committed.</summary>
    public IReadOnlyList<int> Woken => woken;

    public void Wake(int jobId) => woken.Add(jobId);

    /// <summary>Forgets wake-ups from the given count on (what woke them was undone).</summary>
    public void ForgetWakeUps(int from) => woken.RemoveRange(from, woken.Count - from);

    /// <summary>Runs a statement that returns nothing; the result is the number of rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row; null when there is no row or the column is null.</summary>
    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Bind(sql, parameters).ExecuteScalar() is { } value and not DBNull
            ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    public T? First<T>(
        string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    public List<T> All<T>(
        string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Bind(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>The next number of a counter, from 1.</summary>
    public long Next(string counter) =>
        Number("UPDATE counters SET value = value + 1 WHERE name = @name RETURNING value", ("name", counter))
        ?? throw new InvalidOperationException($"no counter '{counter}'");

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Texts are constants of the stores; values are parameters.")]
    private DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@" + name;
                command.Parameters.Add(parameter);
            }

            prepared.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }
}
