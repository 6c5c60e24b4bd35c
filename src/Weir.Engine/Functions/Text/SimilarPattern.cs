using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Engine.Functions.Text;

/// <summary>SQL's regular expressions (SIMILAR TO): <c>% _ | * + ? {n,m} ( ) [ ]</c> and classes such as
/// <c>[:ALPHA:]</c>; the whole text must match.</summary>
internal static class SimilarPattern
{
    private static readonly TimeSpan _timeLimit = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, string> _classes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ALPHA"] = @"\p{L}", ["UPPER"] = @"\p{Lu}", ["LOWER"] = @"\p{Ll}", ["DIGIT"] = @"\d", ["ALNUM"] = @"\p{L}\d",
        ["SPACE"] = " ", ["WHITESPACE"] = @"\s",
    };

    /// <summary>The compiled pattern, or what is wrong with it.</summary>
    public static (Regex? Regex, string? Error) Compile(string pattern, string escape)
    {
        if (escape.Length > 1)
        {
            return (null, $"Invalid escape character '{escape}'");
        }

        try
        {
            var text = Translate(pattern, escape.Length == 1 ? escape[0] : null);
            return (new Regex($@"\A(?:{text})\z", RegexOptions.CultureInvariant, _timeLimit), null);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return (null, $"Invalid regular expression '{pattern}'");
        }
    }

    private static string Translate(string pattern, char? escape)
    {
        var output = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == escape)
            {
                i++;
                output.Append(i < pattern.Length ? Regex.Escape(pattern[i].ToString()) : throw new FormatException());
            }
            else if (c == '[')
            {
                i = Class(pattern, i + 1, output);
            }
            else
            {
                output.Append(c switch
                {
                    '%' => @"[\s\S]*",
                    '_' => @"[\s\S]",
                    '|' or '*' or '+' or '?' or '{' or '}' or '(' or ')' or ',' => c.ToString(),
                    // Calcite leaves the point to the regular expression: any character.
                    '.' => ".",
                    _ => Regex.Escape(c.ToString()),
                });
            }
        }

        return output.ToString();
    }

    // Behind the opening bracket; returns where the closing one stands.
    private static int Class(string pattern, int at, StringBuilder output)
    {
        output.Append('[');
        if (at < pattern.Length && pattern[at] == '^')
        {
            output.Append('^');
            at++;
        }

        for (; at < pattern.Length && pattern[at] != ']'; at++)
        {
            if (pattern.AsSpan(at).StartsWith("[:"))
            {
                var end = pattern.IndexOf(":]", at, StringComparison.Ordinal);
                var name = end < 0 ? "" : pattern[(at + 2)..end];
                output.Append(_classes.TryGetValue(name, out var set) ? set : throw new FormatException());
                at = end + 1;
            }
            else
            {
                output.Append(pattern[at] is '-' ? "-" : pattern[at] is '^' ? @"\^" : Regex.Escape(pattern[at].ToString()));
            }
        }

        if (at >= pattern.Length)
        {
            throw new FormatException();
        }

        output.Append(']');
        return at;
    }
}
