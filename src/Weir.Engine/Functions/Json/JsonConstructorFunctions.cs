using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

/// <summary>
/// JSON_STRING (value), JSON_OBJECT (nulls word, then key, kind word and value in turn) and JSON_ARRAY (nulls word, then kind
/// word and value in turn). Nulls are NULL or ABSENT; a kind is RAW for what is JSON already, else VALUE.
/// </summary>
internal static class JsonConstructorFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("JSON_STRING", a => a.Count == 1 && JsonText.CanWrite(a[0].Type)
                ? Resolution.Of(SqlType.String.WithNullable(a[0].Type.Nullable))
                : Resolution.Fail(Signature.Mismatch("JSON_STRING", "a value other than DATE, TIME and INTERVAL", a)),
            (t, k, _) => Text(t, k)),
        new("JSON_OBJECT", a => Resolve("JSON_OBJECT", a, 3), (t, k, a) => new JsonConstructor(a, 3).Build(t, k)),
        new("JSON_ARRAY", a => Resolve("JSON_ARRAY", a, 2), (t, k, a) => new JsonConstructor(a, 2).Build(t, k)),
    ];

    private static RowKernel Text(SqlType type, IReadOnlyList<Kernel> k)
    {
        var text = new ArrayBufferWriter<byte>();
        var from = k[0].Type;
        return new RowKernel(type, k, (in RowCall call) =>
        {
            text.ResetWrittenCount();
            JsonText.Write(call.Argument(0), call.Row, from, text);
            call.Return(text.WrittenSpan);
        });
    }

    private static Resolution Resolve(string name, IReadOnlyList<Argument> arguments, int step)
    {
        var fits = arguments.Count % step == 1 && Declare.LiteralText(arguments, 0) is "NULL" or "ABSENT";
        for (var i = 1; fits && i < arguments.Count; i += step)
        {
            fits = (step == 2 || arguments[i].Type.IsString)
                && Declare.LiteralText(arguments, i + step - 2) is "RAW" or "VALUE"
                && JsonText.CanWrite(arguments[i + step - 1].Type);
        }

        var takes = step == 3
            ? "keys that are texts, and values other than DATE, TIME and INTERVAL"
            : "values other than DATE, TIME and INTERVAL";
        return fits
            ? Resolution.Of(SqlType.String.NotNull())
            : Resolution.Fail(Signature.Mismatch(name, takes, arguments));
    }
}

/// <summary>Writes the members of an object in the order of their names (of equal names the last counts), or the items of
/// an array.</summary>
internal sealed class JsonConstructor
{
    private readonly int _step;
    private readonly bool _keepsNulls;
    private readonly bool[] _isRaw;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly SortedDictionary<string, int> _members = new(StringComparer.Ordinal);

    public JsonConstructor(IReadOnlyList<Argument> arguments, int step)
    {
        _step = step;
        _keepsNulls = Declare.LiteralText(arguments, 0) == "NULL";
        _isRaw = [.. arguments.Select((_, i) => i > 0 && Declare.LiteralText(arguments, i - 1) == "RAW")];
    }

    public RowKernel Build(SqlType type, IReadOnlyList<Kernel> k)
    {
        var types = k.Select(x => x.Type).ToArray();
        return new RowKernel(type, k, (in RowCall call) => Write(call, types)) { SeesNulls = true, Fails = _step == 3 };
    }

    private void Write(in RowCall call, SqlType[] types)
    {
        _text.ResetWrittenCount();
        if (_step == 3)
        {
            WriteObject(call, types);
        }
        else
        {
            WriteArray(call, types);
        }
    }

    private void WriteObject(in RowCall call, SqlType[] types)
    {
        _members.Clear();
        for (var i = 1; i < call.Count; i += _step)
        {
            if (call.IsNull(i))
            {
                call.Fail("JSON_OBJECT: a key is NULL");
                return;
            }

            if (_keepsNulls || !call.IsNull(i + 2))
            {
                _members[System.Text.Encoding.UTF8.GetString(call.Bytes(i))] = i + 2;
            }
        }

        _text.Write("{"u8);
        var first = true;
        foreach (var (name, value) in _members)
        {
            _text.Write(first ? default : ","u8);
            JsonWriter.WriteString(System.Text.Encoding.UTF8.GetBytes(name), _text);
            _text.Write(":"u8);
            WriteValue(call, value, types[value]);
            first = false;
        }

        _text.Write("}"u8);
        call.Return(_text.WrittenSpan);
    }

    private void WriteArray(in RowCall call, SqlType[] types)
    {
        _text.Write("["u8);
        var first = true;
        for (var i = 2; i < call.Count; i += _step)
        {
            if (_keepsNulls || !call.IsNull(i))
            {
                _text.Write(first ? default : ","u8);
                WriteValue(call, i, types[i]);
                first = false;
            }
        }

        _text.Write("]"u8);
        call.Return(_text.WrittenSpan);
    }

    private void WriteValue(in RowCall call, int at, SqlType type)
    {
        if (_isRaw[at] && !call.IsNull(at))
        {
            _text.Write(call.Bytes(at));
        }
        else
        {
            JsonText.Write(call.Argument(at), call.Row, type, _text);
        }
    }
}
