namespace Weir.Engine.Formats.Json;

internal enum JsonTokenKind
{
    Null,
    True,
    False,
    Number,

    /// <summary>Start and length are those of the content, without quotes.</summary>
    Text,

    /// <summary>An object or array; start and length cover it whole.</summary>
    Container,
}

/// <summary>A value as it stands in the record, checked to be one; the careful way, for what is not as expected.</summary>
/// <param name="End">Behind the value; negative when there is none.</param>
internal readonly record struct JsonToken(JsonTokenKind Kind, int Start, int Length, int End, bool Escaped = false)
{
    public static JsonToken Read(JsonInput json, int at)
    {
        switch (json.Bytes[at])
        {
            case (byte)'"':
                var quote = JsonScan.StringEnd(json, at + 1, out var escaped);
                return new JsonToken(JsonTokenKind.Text, at + 1, quote - at - 1, quote < 0 ? quote : quote + 1, escaped);
            case (byte)'{':
            case (byte)'[':
                var close = JsonScan.SkipContainer(json, at + 1);
                return new JsonToken(JsonTokenKind.Container, at, close - at, close);
            default:
                return Scalar(json, at, JsonScan.ScalarEnd(ref json.Origin, at));
        }
    }

    private static JsonToken Scalar(JsonInput json, int at, int end)
    {
        var text = json.Bytes.AsSpan(at, end - at);
        if (text.SequenceEqual("null"u8))
        {
            return new JsonToken(JsonTokenKind.Null, at, text.Length, end);
        }

        if (text.SequenceEqual("true"u8))
        {
            return new JsonToken(JsonTokenKind.True, at, text.Length, end);
        }

        if (text.SequenceEqual("false"u8))
        {
            return new JsonToken(JsonTokenKind.False, at, text.Length, end);
        }

        return new JsonToken(
            JsonTokenKind.Number, at, text.Length, IsNumber(text) ? end : json.Expected("a value", at));
    }

    // -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var whole = Digits(text, at);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
        {
            return false;
        }

        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text, at + 1);
            if (fraction == 0)
            {
                return false;
            }

            at += fraction + 1;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at += at + 1 < text.Length && text[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1;
            var exponent = Digits(text, at);
            return exponent > 0 && at + exponent == text.Length;
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, int at)
    {
        var count = 0;
        while (at + count < text.Length && (uint)(text[at + count] - '0') <= 9)
        {
            count++;
        }

        return count;
    }
}
