using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Weir.Engine.Formats.Values;

namespace Weir.Engine.Formats.Json;

/// <summary>Texts with escapes, and values written again as Jackson would write them.</summary>
internal static class JsonText
{
    // Deeper nesting than any sane document; keeps recursion off the end of the stack.
    private const int MaxDepth = 500;

    /// <summary>Takes the escapes out of the content of a string; the result is never longer. False: an escape that
    /// does not exist. A surrogate without its pair becomes '?', as in Java's UTF-8.</summary>
    public static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        written = 0;
        while (text.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text[..at].CopyTo(target[written..]);
            written += at;
            if (at + 1 >= text.Length || !TryEscape(ref text, at, target, ref written))
            {
                return false;
            }
        }

        text.CopyTo(target[written..]);
        written += text.Length;
        return true;
    }

    /// <summary>Writes the value at a position without blanks, with numbers and escapes in Jackson's form. Returns the
    /// position behind it.</summary>
    public static int Rewrite(JsonInput json, int at, ref Utf8Output output, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            return json.Break($"it is nested more than {MaxDepth} levels deep");
        }

        ref var origin = ref json.Origin;
        at = JsonScan.Visible(ref origin, at);
        switch (json.Bytes[at])
        {
            case (byte)'{':
                return RewriteMembers(json, at + 1, ref output, depth, (byte)'}');
            case (byte)'[':
                return RewriteMembers(json, at + 1, ref output, depth, (byte)']');
            case (byte)'"':
                return RewriteText(json, at + 1, ref output);
            default:
                var token = JsonToken.Read(json, at);
                if (token.End >= 0)
                {
                    AppendScalar(ref output, token, json.Bytes);
                }

                return token.End;
        }
    }

    /// <summary>A string with quotes; escaped are quotes, backslashes and control characters.</summary>
    public static void AppendQuoted(ref Utf8Output output, scoped ReadOnlySpan<byte> text)
    {
        output.Append((byte)'"');
        while (text.IndexOfAny(Escapable) is >= 0 and var at)
        {
            output.Append(text[..at]);
            AppendEscape(ref output, text[at]);
            text = text[(at + 1)..];
        }

        output.Append(text);
        output.Append((byte)'"');
    }

    private static SearchValues<byte> Escapable { get; } =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private static void AppendEscape(ref Utf8Output output, byte value)
    {
        var letter = value switch
        {
            (byte)'"' or (byte)'\\' => value,
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            output.Append((byte)'\\');
            output.Append(letter);
            return;
        }

        output.Append("\\u00"u8);
        Utf8Formatter.TryFormat(value, output.Space(2), out _, new StandardFormat('X', 2));
        output.Advance(2);
    }

    private static int RewriteMembers(JsonInput json, int at, ref Utf8Output output, int depth, byte close)
    {
        output.Append((byte)(close == '}' ? '{' : '['));
        at = JsonScan.Visible(ref json.Origin, at);
        for (var count = 0; json.Bytes[at] != close; count++)
        {
            if (count > 0)
            {
                if (json.Bytes[at] != ',')
                {
                    return json.Expected("a comma", at);
                }

                output.Append((byte)',');
                at = JsonScan.Visible(ref json.Origin, at + 1);
            }

            at = close == '}' ? RewriteMember(json, at, ref output, depth) : Rewrite(json, at, ref output, depth + 1);
            if (at < 0)
            {
                return at;
            }

            at = JsonScan.Visible(ref json.Origin, at);
        }

        output.Append(close);
        return at + 1;
    }

    private static int RewriteMember(JsonInput json, int at, ref Utf8Output output, int depth)
    {
        if (json.Bytes[at] != '"')
        {
            return json.Expected("a field name", at);
        }

        at = RewriteText(json, at + 1, ref output);
        if (at < 0)
        {
            return at;
        }

        at = JsonScan.Visible(ref json.Origin, at);
        if (json.Bytes[at] != ':')
        {
            return json.Expected("a colon", at);
        }

        output.Append((byte)':');
        return Rewrite(json, at + 1, ref output, depth + 1);
    }

    private static int RewriteText(JsonInput json, int start, ref Utf8Output output)
    {
        var end = JsonScan.StringEnd(json, start, out var escaped);
        if (end < 0)
        {
            return end;
        }

        var text = json.Bytes.AsSpan(start, end - start);
        if (!escaped)
        {
            AppendQuoted(ref output, text);
            return end + 1;
        }

        var plain = new byte[text.Length];
        if (!TryUnescape(text, plain, out var written))
        {
            return json.Break("a text has an escape that does not exist");
        }

        AppendQuoted(ref output, plain.AsSpan(0, written));
        return end + 1;
    }

    // Whole numbers and words stay as they are; others go through a double.
    private static void AppendScalar(ref Utf8Output output, JsonToken token, byte[] bytes)
    {
        var text = bytes.AsSpan(token.Start, token.Length);
        if (token.Kind == JsonTokenKind.Number && text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
        {
            ValueText.AppendDouble(ref output, double.Parse(text, CultureInfo.InvariantCulture));
        }
        else
        {
            output.Append(text);
        }
    }

    private static bool TryEscape(ref ReadOnlySpan<byte> text, int at, Span<byte> target, ref int written)
    {
        var letter = text[at + 1];
        if (letter == 'u')
        {
            return TryUnicode(ref text, at, target, ref written);
        }

        var value = letter switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => letter,
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => (byte)0,
        };
        target[written] = value;
        written++;
        text = text[(at + 2)..];
        return value != 0;
    }

    private static bool TryUnicode(ref ReadOnlySpan<byte> text, int at, Span<byte> target, ref int written)
    {
        if (!TryHex(text, at, out var high))
        {
            return false;
        }

        text = text[(at + 6)..];
        if (char.IsHighSurrogate(high) && TryHex(text, 0, out var low) && char.IsLowSurrogate(low))
        {
            text = text[6..];
            written += new Rune(high, low).EncodeToUtf8(target[written..]);
        }
        else
        {
            written += (char.IsSurrogate(high) ? new Rune('?') : new Rune(high)).EncodeToUtf8(target[written..]);
        }

        return true;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int at, out char value)
    {
        value = default;
        if (text.Length < at + 6 || text[at] != '\\' || text[at + 1] != 'u'
            || !ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, null, out var code))
        {
            return false;
        }

        value = (char)code;
        return true;
    }
}
