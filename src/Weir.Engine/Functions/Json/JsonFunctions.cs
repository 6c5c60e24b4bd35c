using System.Buffers;
using System.Text;
using System.Text.Json;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

/// <summary>
/// JSON_VALUE (document, path [, type, on empty, on error]), JSON_QUERY (document, path [, wrapper, on empty, on error]),
/// JSON_EXISTS (document, path [, on error]) and IS JSON. The type is a typed NULL; the others are words: wrapper WITHOUT,
/// CONDITIONAL, UNCONDITIONAL; on empty and on error NULL, ERROR, EMPTYARRAY, EMPTYOBJECT, TRUE, FALSE, UNKNOWN, or DEFAULT
/// followed by the default value as an argument of its own.
/// </summary>
internal static class JsonFunctions
{
    private static readonly Signature _text = new(Parameter.Text);

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("JSON_VALUE", ResolveValue, BuildValue),
        new("JSON_QUERY", a => ResolveQuery("JSON_QUERY", a, SqlType.String), BuildQuery),
        new("JSON_EXISTS", a => ResolveQuery("JSON_EXISTS", a, SqlType.Boolean), BuildExists),
        .. new[] { "VALUE", "OBJECT", "ARRAY", "SCALAR" }.SelectMany(kind => new[] { IsJson(kind, false), IsJson(kind, true) }),
    ];

    private static Resolution ResolveValue(IReadOnlyList<Argument> arguments)
    {
        var returning = arguments.Count > 2 ? arguments[2].Type.WithNullable(true) : SqlType.String;
        if (arguments.Count < 2 || !arguments.Take(2).All(a => a.Type.IsString || a.Type.Kind == TypeKind.Null))
        {
            return Resolution.Fail(Signature.Mismatch("JSON_VALUE", "(STRING, STRING)", arguments));
        }

        if (!returning.IsString && returning.Kind is not (TypeKind.Boolean or TypeKind.Int or TypeKind.Double))
        {
            return Resolution.Fail(
                $"JSON_VALUE returns STRING, BOOLEAN, INTEGER or DOUBLE; RETURNING {returning} is not supported yet");
        }

        if (UnsupportedPath(arguments[1]) is { } refused)
        {
            return Resolution.Fail(refused);
        }

        var casts = new SqlType?[arguments.Count];
        foreach (var at in DefaultsAt(arguments))
        {
            var given = arguments[at].Type;
            if (!TypeRules.CanCast(given, returning))
            {
                return Resolution.Fail($"the DEFAULT of JSON_VALUE must be a {returning}; got {given.WithNullable(true)}");
            }

            casts[at] = given.SameAs(returning) || (given.IsString && returning.IsString) ? null : returning;
        }

        CastNulls(arguments, casts);
        return new Resolution(returning, casts);
    }

    private static Resolution ResolveQuery(string name, IReadOnlyList<Argument> arguments, SqlType result)
    {
        if (arguments.Count < 2 || !arguments.Take(2).All(a => a.Type.IsString || a.Type.Kind == TypeKind.Null))
        {
            return Resolution.Fail(Signature.Mismatch(name, "(STRING, STRING)", arguments));
        }

        if (UnsupportedPath(arguments[1]) is { } refused)
        {
            return Resolution.Fail(refused);
        }

        var casts = new SqlType?[arguments.Count];
        CastNulls(arguments, casts);
        return new Resolution(result, casts);
    }

    private static void CastNulls(IReadOnlyList<Argument> arguments, SqlType?[] casts)
    {
        for (var i = 0; i < 2; i++)
        {
            casts[i] = arguments[i].Type.Kind == TypeKind.Null ? SqlType.String : null;
        }
    }

    private static string? UnsupportedPath(Argument path)
    {
        string? unsupported = null;
        if (path is { IsLiteral: true, Value: string text })
        {
            JsonPath.TryParse(text, out unsupported);
        }

        return unsupported is null ? null : $"{unsupported} is not supported yet";
    }

    // Words behind the type, each DEFAULT followed by its value.
    private static IEnumerable<int> DefaultsAt(IReadOnlyList<Argument> arguments)
    {
        for (var i = 3; i < arguments.Count; i++)
        {
            if (Declare.LiteralText(arguments, i) == "DEFAULT")
            {
                yield return ++i;
            }
        }
    }

    private static Kernel BuildValue(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var onEmpty = JsonBehaviour.Read(arguments, 3, out var next);
        var onError = JsonBehaviour.Read(arguments, next, out _);
        var reader = new JsonValueReader(type, onEmpty, onError);
        return new RowKernel(type, k, reader.Compute) { SeesNulls = true, Fails = onEmpty.Fails || onError.Fails };
    }

    private static Kernel BuildQuery(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var wrapper = Declare.LiteralText(arguments, 2) ?? "WITHOUT";
        var onEmpty = JsonBehaviour.Read(arguments, 3, out var next);
        var onError = JsonBehaviour.Read(arguments, next, out _);
        var reader = new JsonQueryReader(wrapper, onEmpty, onError);
        return new RowKernel(type, k, reader.Compute) { SeesNulls = true, Fails = onEmpty.Fails || onError.Fails };
    }

    private static Kernel BuildExists(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        var onError = Declare.LiteralText(arguments, 2) ?? "FALSE";
        var lookup = new JsonLookup();
        return new RowKernel(type, k, (in RowCall call) => Exists(call, lookup, onError)) { Fails = onError == "ERROR" };
    }

    private static void Exists(in RowCall call, JsonLookup lookup, string onError)
    {
        switch (lookup.Find(call.Bytes(0), call.Bytes(1)))
        {
            case JsonOutcome.Found:
                call.Return(true);
                break;
            case JsonOutcome.Empty or JsonOutcome.Null:
                call.Return(false);
                break;
            default:
                if (onError is "TRUE" or "FALSE")
                {
                    call.Return(onError == "TRUE");
                }
                else if (onError == "ERROR")
                {
                    call.Fail("JSON_EXISTS: the document is broken or the path leads nowhere");
                }
                else
                {
                    call.ReturnNull();
                }

                break;
        }
    }

    private static ScalarFunction IsJson(string kind, bool negated)
    {
        var name = $"IS {(negated ? "NOT " : "")}JSON {kind}";
        return new(name, a => _text.Resolve(name, a, _ => SqlType.Boolean.NotNull()), (t, k, _) =>
        {
            var search = new JsonSearch();
            return new RowKernel(t, k, (in RowCall call) =>
            {
                var isJson = !call.IsNull(0) && search.TryRead(call.Bytes(0)) && IsKind(kind, search.Kind(0));
                call.Return(isJson != negated);
            }) { SeesNulls = true };
        });
    }

    private static bool IsKind(string kind, JsonTokenType token) => kind switch
    {
        "OBJECT" => token == JsonTokenType.StartObject,
        "ARRAY" => token == JsonTokenType.StartArray,
        "SCALAR" => token is not (JsonTokenType.StartObject or JsonTokenType.StartArray),
        _ => true,
    };
}

/// <summary>What a path led to.</summary>
internal enum JsonOutcome
{
    Found,

    /// <summary>A JSON null: empty in lax mode, an error in strict mode, and nothing that exists in either.</summary>
    Null,

    /// <summary>Nothing, in lax mode (a broken document too).</summary>
    Empty,

    /// <summary>A broken document, a path that leads nowhere or is none, in strict mode.</summary>
    Error,
}

/// <summary>Finds a path in a document; compiles the path when it changes.</summary>
internal sealed class JsonLookup
{
    private byte[]? _pathText;
    private JsonPath? _path;

    public JsonSearch Search { get; } = new();

    public bool IsLax => _path is { IsLax: true };

    /// <summary>True when the path gives a list of values.</summary>
    public bool IsList => _path is { IsDefinite: false };

    public JsonOutcome Find(ReadOnlySpan<byte> document, ReadOnlySpan<byte> path)
    {
        if (_pathText is null || !path.SequenceEqual(_pathText))
        {
            _pathText = path.ToArray();
            _path = JsonPath.TryParse(Encoding.UTF8.GetString(path), out _);
        }

        if (_path is null)
        {
            return JsonOutcome.Error;
        }

        if (!Search.TryRead(document) || !Search.Find(_path, document))
        {
            return _path.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        }

        return _path.IsDefinite && Search.Kind(Search.Found[0]) == JsonTokenType.Null
            ? JsonOutcome.Null
            : JsonOutcome.Found;
    }
}

/// <summary>What stands before ON EMPTY or ON ERROR.</summary>
/// <param name="DefaultAt">Which argument is the default; -1 for none.</param>
internal readonly record struct JsonBehaviour(string Word, int DefaultAt)
{
    public bool Fails => Word == "ERROR";

    /// <summary>Reads the word at a place; NULL when there is none.</summary>
    public static JsonBehaviour Read(IReadOnlyList<Argument> arguments, int at, out int next)
    {
        var word = Declare.LiteralText(arguments, at) ?? "NULL";
        next = word == "DEFAULT" ? at + 2 : at + 1;
        return new JsonBehaviour(word, word == "DEFAULT" ? at + 1 : -1);
    }

    public void Apply(in RowCall call, string what)
    {
        if (DefaultAt >= 0)
        {
            call.Result.CopyFrom(call.Row, call.Argument(DefaultAt), call.Row);
        }
        else if (Word == "ERROR")
        {
            call.Fail(what);
        }
        else if (Word is "EMPTYARRAY" or "EMPTYOBJECT")
        {
            call.Return(Word == "EMPTYARRAY" ? "[]"u8 : "{}"u8);
        }
        else
        {
            call.ReturnNull();
        }
    }
}

/// <summary>JSON_VALUE: one scalar.</summary>
internal sealed class JsonValueReader(SqlType type, JsonBehaviour onEmpty, JsonBehaviour onError)
{
    private readonly JsonLookup _lookup = new();
    private readonly ArrayBufferWriter<byte> _text = new();

    public void Compute(in RowCall call)
    {
        if (call.IsNull(0) || call.IsNull(1))
        {
            call.ReturnNull();
            return;
        }

        var outcome = _lookup.Find(call.Bytes(0), call.Bytes(1));
        if (outcome == JsonOutcome.Found)
        {
            var node = _lookup.IsList ? -1 : _lookup.Search.Found[0];
            var isScalar = node >= 0
                && _lookup.Search.Kind(node) is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
            if (isScalar && Return(call, node))
            {
                return;
            }

            outcome = isScalar || !_lookup.IsLax ? JsonOutcome.Error : JsonOutcome.Empty;
        }

        if (outcome == JsonOutcome.Empty || (outcome == JsonOutcome.Null && _lookup.IsLax))
        {
            onEmpty.Apply(call, "JSON_VALUE: the path leads to nothing");
        }
        else
        {
            onError.Apply(call, "JSON_VALUE: the document is broken, the path leads nowhere or to no scalar");
        }
    }

    // False when the value is not of the type asked for.
    private bool Return(in RowCall call, int node)
    {
        var kind = _lookup.Search.Kind(node);
        var written = _lookup.Search.Text(node, call.Bytes(0));
        _text.ResetWrittenCount();
        if (kind == JsonTokenType.String)
        {
            var inside = written[1..^1];
            _text.Write(inside.Contains((byte)'\\') ? JsonStrings.Unescape(inside) : inside);
        }
        else if (kind == JsonTokenType.Number)
        {
            JsonWriter.WriteNumber(written, _text);
        }
        else
        {
            _text.Write(written);
        }

        var text = _text.WrittenSpan;
        switch (type.Kind)
        {
            case TypeKind.Boolean:
                var isBoolean = BooleanText.TryParse(text, out var truth);
                call.Return(truth);
                return isBoolean;
            case TypeKind.Int:
                var isInteger = kind != JsonTokenType.True && kind != JsonTokenType.False
                    && IntegerText.TryParse(text, out var value) && value == (int)value && SetInt(call, (int)value);
                return isInteger;
            case TypeKind.Double:
                var isNumber = FloatText.TryParse(text, out var number);
                call.Return(number);
                return isNumber;
            default:
                call.Return(text);
                return true;
        }
    }

    private static bool SetInt(in RowCall call, int value)
    {
        call.Return(value);
        return true;
    }
}

/// <summary>JSON_QUERY: an object or array as text, wrapped as asked for.</summary>
internal sealed class JsonQueryReader(string wrapper, JsonBehaviour onEmpty, JsonBehaviour onError)
{
    private readonly JsonLookup _lookup = new();
    private readonly ArrayBufferWriter<byte> _text = new();

    public void Compute(in RowCall call)
    {
        if (call.IsNull(0) || call.IsNull(1))
        {
            call.ReturnNull();
            return;
        }

        var outcome = _lookup.Find(call.Bytes(0), call.Bytes(1));
        if (outcome == JsonOutcome.Found && !Return(call))
        {
            outcome = _lookup.IsLax ? JsonOutcome.Empty : JsonOutcome.Error;
        }

        if (outcome is JsonOutcome.Empty or JsonOutcome.Null)
        {
            onEmpty.Apply(call, "JSON_QUERY: the path leads to nothing");
        }
        else if (outcome == JsonOutcome.Error)
        {
            onError.Apply(call, "JSON_QUERY: the document is broken, the path leads nowhere or to a scalar");
        }
    }

    // False for a scalar that is not wrapped.
    private bool Return(in RowCall call)
    {
        var isArray = _lookup.IsList || _lookup.Search.Kind(_lookup.Search.Found[0]) == JsonTokenType.StartArray;
        var isScalar = !isArray && _lookup.Search.Kind(_lookup.Search.Found[0]) != JsonTokenType.StartObject;
        var wraps = wrapper == "UNCONDITIONAL" || (wrapper == "CONDITIONAL" && !isArray);
        if (isScalar && !wraps)
        {
            return false;
        }

        _text.ResetWrittenCount();
        _text.Write(wraps ? "["u8 : default);
        WriteFound(call.Bytes(0));
        _text.Write(wraps ? "]"u8 : default);
        call.Return(_text.WrittenSpan);
        return true;
    }

    private void WriteFound(ReadOnlySpan<byte> document)
    {
        _text.Write(_lookup.IsList ? "["u8 : default);
        for (var i = 0; i < _lookup.Search.Found.Count; i++)
        {
            _text.Write(i > 0 ? ","u8 : default);
            JsonWriter.Rewrite(_lookup.Search.Text(_lookup.Search.Found[i], document), _text);
        }

        _text.Write(_lookup.IsList ? "]"u8 : default);
    }
}
