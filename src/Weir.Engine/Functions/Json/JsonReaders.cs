using System.Buffers;
using System.Text.Json;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

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
