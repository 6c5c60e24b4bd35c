using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Weir.Service.Store;

/// <summary>A prepared statement. Parameters are found by name once, when it is first used, and set by place
/// afterwards; callers give them in the same order every time.</summary>
internal sealed class Statement : IDisposable
{
    /// <summary>Texts up to this many characters are encoded on the stack; most are names, ids and short SQL.</summary>
    private const int StackChars = 512;

    private readonly sqlite3 connection;
    private readonly sqlite3_stmt prepared;
    private readonly int[] places;

    /// <exception cref="StoreException">The SQL is wrong, or a parameter is not in it.</exception>
    public Statement(sqlite3 connection, string sql, ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection, sql, out prepared));
        places = new int[parameters.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = raw.sqlite3_bind_parameter_index(prepared, "@" + parameters[i].Name);
            if (places[i] == 0)
            {
                throw new StoreException(raw.SQLITE_MISUSE, $"no parameter @{parameters[i].Name} in: {sql}");
            }
        }
    }

    public Row Row => new(prepared);

    public void Bind(ReadOnlySpan<(string Name, SqlValue Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var value = parameters[i].Value;
            Check(value.Kind switch
            {
                SqlValue.ValueKind.Text => BindText(places[i], value.Text!),
                SqlValue.ValueKind.Number => raw.sqlite3_bind_int64(prepared, places[i], value.Number),
                SqlValue.ValueKind.Real => raw.sqlite3_bind_double(prepared, places[i], value.Real),
                SqlValue.ValueKind.Null => raw.sqlite3_bind_null(prepared, places[i]),
            });
        }
    }

    /// <summary>True when there is a (next) row.</summary>
    /// <exception cref="StoreException">The statement failed.</exception>
    public bool Step()
    {
        var result = raw.sqlite3_step(prepared);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            var failure = Failure(result);
            raw.sqlite3_reset(prepared);
            throw failure;
        }

        return false;
    }

    /// <summary>Makes it ready for the next use and lets go of what it held.</summary>
    public void Reset() => raw.sqlite3_reset(prepared);

    public void Dispose() => prepared.Dispose();

    private int BindText(int place, string text)
    {
        if (text.Length == 0)
        {
            // An empty span would be taken for null.
            return raw.sqlite3_bind_text(prepared, place, "");
        }

        if (text.Length <= StackChars)
        {
            Span<byte> bytes = stackalloc byte[StackChars * 3];
            return raw.sqlite3_bind_text(prepared, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return raw.sqlite3_bind_text(
                prepared, place, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure(result);
        }
    }

    private StoreException Failure(int result) =>
        new(result, raw.sqlite3_errmsg(connection).utf8_to_string() ?? "unknown");
}

/// <summary>The database refused or failed; the code is SQLite's.</summary>
internal sealed class StoreException(int code, string message) : Exception($"store error {code}: {message}")
{
    public int Code => code;
}
