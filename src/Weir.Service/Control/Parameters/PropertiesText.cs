using System.Globalization;
using System.Text;

namespace Weir.Service.Control.Parameters;

/// <summary>One setting of a properties text.</summary>
/// <param name="Start">Where the value's raw text begins.</param>
/// <param name="End">Behind its last character.</param>
internal readonly record struct PropertiesEntry(string Key, string Value, int Start, int End);

/// <summary>
/// Reads Java's .properties texts: <c>key=value</c>, <c>key:value</c> or <c>key value</c> a line, comments behind # or !,
/// a backslash at the end continues a line, \t \n \r \f \uXXXX and \ before any other character. As
/// java.util.Properties.load does, but that a bad \u escape counts as a plain u.
/// </summary>
internal static class PropertiesText
{
    /// <summary>In the order in which they stand; a key may come twice, and then the later one counts.</summary>
    public static IReadOnlyList<PropertiesEntry> Parse(string text)
    {
        var entries = new List<PropertiesEntry>();
        for (var at = 0; at < text.Length;)
        {
            at = SkipBlanks(text, at);
            if (at >= text.Length || IsLineEnd(text[at]))
            {
                at++;
            }
            else if (text[at] is '#' or '!')
            {
                at = EndOfComment(text, at);
            }
            else
            {
                entries.Add(ReadEntry(text, ref at));
            }
        }

        return entries;
    }

    /// <summary>The same settings as plain <c>key=value</c> lines, without comments.</summary>
    public static string Lines(string text) =>
        string.Join('\n', Parse(text).Select(static entry => $"{entry.Key}={OneLine(entry.Value)}"));

    /// <summary>The text with another value in the last line that sets the key; the same text when none does.</summary>
    public static string Replace(string text, string key, string value)
    {
        foreach (var entry in Parse(text).Reverse())
        {
            if (entry.Key == key)
            {
                return string.Concat(text.AsSpan(0, entry.Start), value, text.AsSpan(entry.End));
            }
        }

        return text;
    }

    private static string OneLine(string value) =>
        value.ReplaceLineEndings(" ");

    private static PropertiesEntry ReadEntry(string text, ref int at)
    {
        var key = new StringBuilder();
        while (at < text.Length && !IsLineEnd(text[at]) && text[at] is not ('=' or ':') && !IsBlank(text[at]))
        {
            ReadCharacter(text, ref at, key);
        }

        at = SkipBlanks(text, at);
        if (at < text.Length && text[at] is '=' or ':')
        {
            at = SkipBlanks(text, at + 1);
        }

        var start = at;
        var value = new StringBuilder();
        while (at < text.Length && !IsLineEnd(text[at]))
        {
            ReadCharacter(text, ref at, value);
        }

        return new PropertiesEntry(key.ToString(), value.ToString(), start, at);
    }

    private static void ReadCharacter(string text, ref int at, StringBuilder to)
    {
        if (text[at] != '\\')
        {
            to.Append(text[at++]);
            return;
        }

        at++;
        if (at >= text.Length)
        {
            return;
        }

        if (IsLineEnd(text[at]))
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            at = SkipBlanks(text, at);
            return;
        }

        var escape = text[at++];
        if (escape == 'u' && at + 4 <= text.Length && ushort.TryParse(
            text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            to.Append((char)code);
            at += 4;
            return;
        }

        to.Append(escape switch
        {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            _ => escape,
        });
    }

    private static int EndOfComment(string text, int at)
    {
        while (at < text.Length && !IsLineEnd(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\f';

    private static bool IsLineEnd(char c) => c is '\n' or '\r';
}
