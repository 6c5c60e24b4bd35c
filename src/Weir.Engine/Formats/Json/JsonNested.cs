using Weir.Engine.Columns;

namespace Weir.Engine.Formats.Json;

/// <summary>ROW: an object.</summary>
internal sealed class JsonRow(string name, string type, JsonObject members, bool ignoreErrors)
    : JsonValue(name, type, ignoreErrors)
{
    private RowColumn _column = null!;

    public override void Bind(Column column, byte[] input)
    {
        _column = (RowColumn)column;
        members.Bind(_column.Children, input);
    }

    public override int Read(JsonInput json, int at, int row)
    {
        if (json.Bytes[at] == '{')
        {
            return members.Read(json, at, row, isRecord: false);
        }

        var token = JsonToken.Read(json, at);
        if (token.Kind != JsonTokenKind.Null)
        {
            return Bad(json, at, token.End, row);
        }

        SetNull(row);
        return token.End;
    }

    // The fields become NULL all at once, when the rows have been read.
    public override void SetNull(int row) => _column.SetNull(row);

    public override void Clear(int row)
    {
        _column.SetValid(row);
        members.Clear(row);
    }

    public override void Finish()
    {
        if (_column.HasNulls)
        {
            foreach (var child in _column.Children)
            {
                child.AddNullsOf(_column);
            }
        }

        members.Finish();
    }
}

/// <summary>What ARRAY and MAP share.</summary>
internal abstract class JsonList(string name, string type, bool ignoreErrors) : JsonValue(name, type, ignoreErrors)
{
    /// <summary>The column that is filled.</summary>
    protected ListColumn Column { get; private set; } = null!;

    public override void Bind(Column column, byte[] input) => Column = (ListColumn)column;

    public override void SetNull(int row) => Column.SetNull(row);

    public override void Clear(int row) => Column.SetValid(row);

    /// <summary>NULL, or something that is no list.</summary>
    protected int ReadOther(JsonInput json, int at, int row)
    {
        var token = JsonToken.Read(json, at);
        if (token.Kind != JsonTokenKind.Null)
        {
            return Bad(json, at, token.End, row);
        }

        SetNull(row);
        return token.End;
    }

    /// <summary>Behind the comma; or at the closing bracket; or broken.</summary>
    protected static int Next(JsonInput json, int at, byte close)
    {
        at = JsonScan.Visible(ref json.Origin, at);
        if (json.Bytes[at] == close)
        {
            return at;
        }

        if (json.Bytes[at] != ',')
        {
            return json.Expected("a comma or a closing bracket", at);
        }

        at = JsonScan.Visible(ref json.Origin, at + 1);
        return json.Bytes[at] == close ? json.Expected("a value", at) : at;
    }
}

/// <summary>ARRAY.</summary>
internal sealed class JsonArray(string name, string type, JsonValue element, bool ignoreErrors)
    : JsonList(name, type, ignoreErrors)
{
    public override void Bind(Column column, byte[] input)
    {
        base.Bind(column, input);
        element.Bind(Column.Elements, input);
    }

    public override int Read(JsonInput json, int at, int row)
    {
        if (json.Bytes[at] != '[')
        {
            return ReadOther(json, at, row);
        }

        Column.Begin(row);
        at = JsonScan.Visible(ref json.Origin, at + 1);
        while (json.Bytes[at] != ']')
        {
            at = element.Read(json, at, Column.Add(row));
            at = at < 0 ? at : Next(json, at, (byte)']');
            if (at < 0)
            {
                return at;
            }
        }

        return at + 1;
    }

    public override void Finish() => element.Finish();
}

/// <summary>MAP and MULTISET: an object with any names; of equal names the last counts.</summary>
internal sealed class JsonMap(string name, string type, JsonValue element, bool ignoreErrors)
    : JsonList(name, type, ignoreErrors)
{
    // Up to so many entries are compared one by one; then a table of them is built.
    private const int MaxCompared = 32;

    private readonly Dictionary<byte[], int> _entries = new(BytesComparer.Instance);
    private byte[] _key = new byte[64];

    public override void Bind(Column column, byte[] input)
    {
        base.Bind(column, input);
        element.Bind(Column.Elements, input);
    }

    public override int Read(JsonInput json, int at, int row)
    {
        if (json.Bytes[at] != '{')
        {
            return ReadOther(json, at, row);
        }

        Column.Begin(row);
        at = JsonScan.Visible(ref json.Origin, at + 1);
        while (json.Bytes[at] != '}')
        {
            at = ReadEntry(json, at, row);
            at = at < 0 ? at : Next(json, at, (byte)'}');
            if (at < 0)
            {
                return at;
            }
        }

        return at + 1;
    }

    public override void Finish() => element.Finish();

    private int ReadEntry(JsonInput json, int at, int row)
    {
        if (json.Bytes[at] != '"')
        {
            return json.Expected("a field name", at);
        }

        var end = JsonScan.StringEnd(json, at + 1, out var escaped);
        if (end < 0)
        {
            return end;
        }

        var key = json.Bytes.AsSpan(at + 1, end - at - 1);
        if (escaped)
        {
            _key = _key.Length < key.Length ? new byte[key.Length * 2] : _key;
            if (!JsonText.TryUnescape(key, _key, out var length))
            {
                return json.Break("a field name has an escape that does not exist");
            }

            key = _key.AsSpan(0, length);
        }

        at = JsonScan.Visible(ref json.Origin, end + 1);
        return json.Bytes[at] == ':'
            ? element.Read(json, JsonScan.Visible(ref json.Origin, at + 1), IndexOf(key, row))
            : json.Expected("a colon", at);
    }

    // The entry with that key: an older one, or a new one.
    private int IndexOf(ReadOnlySpan<byte> key, int row)
    {
        var keys = (BytesColumn)Column.Keys!;
        var old = Column.Count(row) <= MaxCompared ? Compare(keys, key, row) : LookUp(keys, key, row);
        if (old >= 0)
        {
            element.Clear(old);
            return old;
        }

        var index = Column.Add(row);
        keys.Set(index, key);
        if (Column.Count(row) > MaxCompared)
        {
            _entries[key.ToArray()] = index;
        }

        return index;
    }

    private int Compare(BytesColumn keys, ReadOnlySpan<byte> key, int row)
    {
        for (var i = Column.Start(row); i < keys.Length; i++)
        {
            if (keys[i].SequenceEqual(key))
            {
                return i;
            }
        }

        return -1;
    }

    // The table holds the entries of one row: it begins anew with the first row entry that is looked up.
    private int LookUp(BytesColumn keys, ReadOnlySpan<byte> key, int row)
    {
        if (Column.Count(row) == MaxCompared + 1)
        {
            _entries.Clear();
            for (var i = Column.Start(row); i < keys.Length; i++)
            {
                _entries[keys[i].ToArray()] = i;
            }
        }

        return _entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var index) ? index : -1;
    }
}
