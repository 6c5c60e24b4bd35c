using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

/// <summary>Writes JSON as Flink's library does: no blanks, numbers with a point as Java prints doubles, only what must be
/// escaped is.</summary>
internal static class JsonWriter
{
    private const int MaxDepth = 1000;

    private static readonly JsonReaderOptions _options = new() { MaxDepth = MaxDepth, AllowMultipleValues = true };

    /// <summary>Re-writes one valid value.</summary>
    public static void Rewrite(ReadOnlySpan<byte> value, ArrayBufferWriter<byte> output)
    {
        var reader = new Utf8JsonReader(value, _options);
        var needsComma = false;
        while (reader.Read())
        {
            var isEnd = reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject;
            if (needsComma && !isEnd)
            {
                output.Write(","u8);
            }

            needsComma = reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject
                or JsonTokenType.PropertyName);
            WriteToken(ref reader, output);
            if (reader.CurrentDepth == 0 && needsComma)
            {
                return;
            }
        }
    }

    /// <summary>A number as JSON_VALUE gives it: whole ones as they are, others as doubles.</summary>
    public static void WriteNumber(ReadOnlySpan<byte> number, ArrayBufferWriter<byte> output)
    {
        if (number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0
            || !Utf8Parser.TryParse(number, out double value, out _))
        {
            output.Write(number.SequenceEqual("-0"u8) ? "0"u8 : number);
            return;
        }

        output.Advance(FloatText.Format(value, output.GetSpan(FloatText.MaxLength)));
    }

    public static void WriteString(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (!text.IsEmpty)
        {
            var end = 0;
            while (end < text.Length && text[end] >= ' ' && text[end] is not ((byte)'"' or (byte)'\\'))
            {
                end++;
            }

            output.Write(text[..end]);
            if (end == text.Length)
            {
                break;
            }

            WriteEscaped(text[end], output);
            text = text[(end + 1)..];
        }

        output.Write("\""u8);
    }

    private static void WriteToken(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                WriteString(TextOf(ref reader), output);
                output.Write(":"u8);
                break;
            case JsonTokenType.String:
                WriteString(TextOf(ref reader), output);
                break;
            case JsonTokenType.Number:
                WriteNumber(reader.ValueSpan, output);
                break;
            default:
                output.Write(reader.ValueSpan);
                break;
        }
    }

    private static ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? JsonStrings.Unescape(reader.ValueSpan) : reader.ValueSpan;

    private static void WriteEscaped(byte c, ArrayBufferWriter<byte> output)
    {
        const string digits = "0123456789ABCDEF";
        switch (c)
        {
            case (byte)'"':
                output.Write("\\\""u8);
                break;
            case (byte)'\\':
                output.Write("\\\\"u8);
                break;
            case (byte)'\n':
                output.Write("\\n"u8);
                break;
            case (byte)'\r':
                output.Write("\\r"u8);
                break;
            case (byte)'\t':
                output.Write("\\t"u8);
                break;
            case (byte)'\b':
                output.Write("\\b"u8);
                break;
            case (byte)'\f':
                output.Write("\\f"u8);
                break;
            default:
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)digits[c >> 4], (byte)digits[c & 15]]);
                break;
        }
    }
}
