using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;

namespace Weir.Engine.Formats.Json;

/// <summary>Reads values of one type into the column it is bound to. One instance per place in the table's type.</summary>
/// <param name="name">The field, for messages.</param>
/// <param name="type">The type, for messages.</param>
internal abstract class JsonValue(string name, string type, bool ignoreErrors)
{
    protected string Name => name;

    /// <summary>The column to fill; <paramref name="input"/> is what texts may point into.</summary>
    public abstract void Bind(Column column, byte[] input);

    /// <summary>Reads the value at a position into a row (not NULL so far). Returns the position behind it, or
    /// <see cref="JsonInput.Broken"/>.</summary>
    public abstract int Read(JsonInput json, int at, int row);

    public abstract void SetNull(int row);

    /// <summary>Makes a row what it was before it was read: not NULL, also not inside.</summary>
    public abstract void Clear(int row);

    /// <summary>After all rows: what is inside of a NULL is NULL too.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>A value that cannot be this type: NULL when errors are ignored.</summary>
    protected int Bad(JsonInput json, int at, int end, int row)
    {
        if (end < 0)
        {
            return end;
        }

        if (ignoreErrors)
        {
            SetNull(row);
            return end;
        }

        return json.Break(
            $"field '{name}' cannot be read as {type}: {RecordText.Cut(json.Bytes.AsSpan(at, end - at))}");
    }
}

/// <summary>Values that are not made of others. A subclass reads its usual form itself and leaves the rest to
/// <see cref="ReadOdd"/>.</summary>
internal abstract class JsonScalar(string name, string type, bool ignoreErrors) : JsonValue(name, type, ignoreErrors)
{
    private byte[] _scratch = new byte[64];

    /// <summary>NULL, and every form that Flink takes instead of the usual one.</summary>
    protected int ReadOdd(JsonInput json, int at, int row)
    {
        var token = JsonToken.Read(json, at);
        if (token.End < 0)
        {
            return token.End;
        }

        var text = json.Bytes.AsSpan(token.Start, token.Length);
        if (token.Escaped)
        {
            if (_scratch.Length < text.Length)
            {
                _scratch = new byte[text.Length * 2];
            }

            if (!JsonText.TryUnescape(text, _scratch, out var written))
            {
                return json.Break($"field '{Name}' has an escape that does not exist");
            }

            text = _scratch.AsSpan(0, written);
        }

        var parsed = token.Kind switch
        {
            JsonTokenKind.Null => Parsed.Null,
            JsonTokenKind.Text => SetText(text, row),
            JsonTokenKind.Number => SetNumber(text, row),
            JsonTokenKind.True or JsonTokenKind.False => SetBoolean(text, row),
            JsonTokenKind.Container => SetContainer(json, at, row),
        };
        if (parsed == Parsed.Bad)
        {
            return Bad(json, at, token.End, row);
        }

        if (parsed == Parsed.Null)
        {
            SetNull(row);
        }

        return token.End;
    }

    /// <summary>From a string, without its quotes and escapes.</summary>
    protected abstract Parsed SetText(ReadOnlySpan<byte> text, int row);

    /// <summary>From a number.</summary>
    protected virtual Parsed SetNumber(ReadOnlySpan<byte> text, int row) => SetText(text, row);

    /// <summary>From the word true or false.</summary>
    protected virtual Parsed SetBoolean(ReadOnlySpan<byte> text, int row) => SetText(text, row);

    protected virtual Parsed SetContainer(JsonInput json, int at, int row) => Parsed.Bad;
}

/// <summary>A scalar in a column of fixed width.</summary>
internal abstract class JsonFixed<T>(string name, string type, bool ignoreErrors) : JsonScalar(name, type, ignoreErrors)
    where T : unmanaged
{
    private FixedColumn<T> _column = null!;

    /// <summary>Where the values go.</summary>
    protected FixedColumn<T> Column => _column;

    public override void Bind(Column column, byte[] input) => _column = (FixedColumn<T>)column;

    public override void SetNull(int row) => _column.SetNull(row);

    public override void Clear(int row) => _column.SetValid(row);
}
