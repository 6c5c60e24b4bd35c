using System.Runtime.CompilerServices;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Json;

/// <summary>
/// Reads the members of an object into one column each. It expects the order of names of the objects before, jumps over
/// what is not wanted, and stops looking when everything wanted has been read.
/// </summary>
internal sealed class JsonObject
{
    private readonly JsonValue[] _values;
    private readonly JsonKeys _keys;
    private readonly bool _failOnMissing;
    private readonly RowFields _fields;

    // The number of the object in which a field was seen last: tells missing and repeated fields without clearing.
    private readonly long[] _seenIn;
    private long _objects;

    public JsonObject(RowFields fields, JsonOptions options)
    {
        _fields = fields;
        _values = [.. fields.Select(f => JsonValues.Of(f.Name, f.Type, options))];
        _keys = new JsonKeys(fields.Select((f, i) => (f.Name, i)).ToDictionary(f => f.Name, f => f.i));
        _failOnMissing = options.FailOnMissingField;
        _seenIn = new long[fields.Count];
    }

    public void Bind(ReadOnlySpan<Column> columns, byte[] input)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i].Bind(columns[i], input);
        }
    }

    public void Clear(int row)
    {
        foreach (var value in _values)
        {
            value.Clear(row);
        }
    }

    public void Finish()
    {
        foreach (var value in _values)
        {
            value.Finish();
        }
    }

    /// <summary>Reads the object whose opening bracket is at a position; behind it, or a negative position.</summary>
    /// <param name="isRecord">Nothing that matters follows the object: it need not be read to its end.</param>
    public int Read(JsonInput json, int at, int row, bool isRecord)
    {
        _objects++;
        ref var origin = ref json.Origin;
        var key = _keys.Start;
        var left = _values.Length;
        at = JsonScan.Visible(ref origin, at + 1);
        if (Unsafe.Add(ref origin, at) == '}')
        {
            return FillMissing(json, at + 1, row, left);
        }

        while (true)
        {
            at = ReadKey(json, at, ref key);
            if (at < 0)
            {
                return at;
            }

            if (key.Field < 0)
            {
                at = JsonScan.Skip(json, at);
            }
            else
            {
                left -= Begin(key.Field, row);
                at = _values[key.Field].Read(json, at, row);
            }

            if (at < 0)
            {
                return at;
            }

            at = JsonScan.Visible(ref origin, at);
            var next = Unsafe.Add(ref origin, at);
            if (next == '}')
            {
                return left == 0 ? at + 1 : FillMissing(json, at + 1, row, left);
            }

            if (next != ',')
            {
                return json.Expected("a comma or the end of the object", at);
            }

            if (left == 0)
            {
                return SkipRest(json, at, isRecord);
            }

            at = JsonScan.Visible(ref origin, at + 1);
        }
    }

    // From the quote of a name to the value behind the colon.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadKey(JsonInput json, int at, ref JsonKey key)
    {
        ref var origin = ref json.Origin;
        var expected = key.Next;
        if (expected.Matches(json, at))
        {
            at += expected.Length;
            key = expected;
        }
        else
        {
            at = FindKey(json, at, ref key);
            if (at < 0)
            {
                return at;
            }
        }

        if (Unsafe.Add(ref origin, at) != ':')
        {
            at = JsonScan.Visible(ref origin, at);
            if (Unsafe.Add(ref origin, at) != ':')
            {
                return json.Expected("a colon", at);
            }
        }

        return JsonScan.Visible(ref origin, at + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindKey(JsonInput json, int at, ref JsonKey key)
    {
        if (json.Bytes[at] != '"')
        {
            return json.Expected("a field name", at);
        }

        if (key.Other.Matches(json, at))
        {
            at += key.Other.Length;
            var other = key.Other;
            key.Learn(other);
            key = other;
            return at;
        }

        var end = JsonScan.StringEnd(json, at + 1, out var escaped);
        if (end < 0)
        {
            return end;
        }

        var found = _keys.Find(json.Bytes.AsSpan(at, end + 1 - at), escaped);
        if (found is null)
        {
            return json.Break("a field name has an escape that does not exist");
        }

        key.Learn(found);
        key = found;
        return end + 1;
    }

    // 1 when the field has not been seen in this object; a repeated field replaces what was read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Begin(int field, int row)
    {
        if (_seenIn[field] == _objects)
        {
            _values[field].Clear(row);
            return 0;
        }

        _seenIn[field] = _objects;
        return 1;
    }

    private int FillMissing(JsonInput json, int at, int row, int left)
    {
        for (var i = 0; left > 0; i++)
        {
            if (_seenIn[i] != _objects)
            {
                if (_failOnMissing)
                {
                    return json.Break($"the field '{_fields[i].Name}' is missing");
                }

                _values[i].SetNull(row);
                left--;
            }
        }

        return at;
    }

    // What follows is not looked at, but for the bracket that ends the record when nothing stands behind it.
    private static int SkipRest(JsonInput json, int at, bool isRecord)
    {
        if (isRecord && json.Bytes[json.End - 1] == '}')
        {
            return json.End;
        }

        return JsonScan.SkipContainer(json, at);
    }
}
