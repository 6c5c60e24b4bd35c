using System.Text;

namespace Weir.Engine.Functions.Text;

/// <summary>A character class: ranges, escapes, nested classes (a union) and <c>&amp;&amp;</c> (an intersection), which
/// become alternatives and lookaheads.</summary>
internal sealed class JavaRegexClass
{
    private const int MaxDepth = 20;
    private readonly List<string> _intersected = [];

    /// <summary>Reads a class from behind its opening bracket to behind its closing one.</summary>
    public JavaRegexClass(string pattern, ref int at, int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException("classes nested too deep");
        }

        IsNegated = at < pattern.Length && pattern[at] == '^';
        at += IsNegated ? 1 : 0;
        var items = new StringBuilder();
        var nested = new List<string>();
        var first = true;
        while (true)
        {
            if (at >= pattern.Length)
            {
                throw new FormatException("an unclosed class");
            }

            var c = pattern[at];
            if (c == ']' && !first)
            {
                at++;
                Close(items, nested);
                return;
            }

            first = false;
            if (c == '[')
            {
                at++;
                nested.Add(new JavaRegexClass(pattern, ref at, depth + 1).ToRegex());
            }
            else if (c == '&' && pattern.AsSpan(at).StartsWith("&&"))
            {
                at += 2;
                Close(items, nested);
            }
            else
            {
                Item(pattern, ref at, items, nested);
            }
        }
    }

    private bool IsNegated { get; }

    public string ToRegex()
    {
        var body = string.Concat(_intersected.Take(_intersected.Count - 1).Select(i => $"(?={i})")) + _intersected[^1];
        return IsNegated ? $@"(?:(?!{body})[\s\S])"
            : _intersected.Count > 1 ? $"(?:{body})" : body;
    }

    private static void Item(string pattern, ref int at, StringBuilder items, List<string> nested)
    {
        var c = pattern[at++];
        if (c != '\\')
        {
            items.Append(Quoted(c));
            return;
        }

        if (at >= pattern.Length)
        {
            throw new FormatException("an unclosed class");
        }

        var (text, isSet) = JavaRegexEscapes.Read(pattern, ref at);
        if (isSet && text.Contains("-[", StringComparison.Ordinal))
        {
            nested.Add($"[{text}]");
        }
        else
        {
            items.Append(text);
        }
    }

    private static string Quoted(char c) => c is '[' or ']' or '\\' or '^' ? $@"\{c}" : c.ToString();

    private void Close(StringBuilder items, List<string> nested)
    {
        var parts = items.Length > 0 ? nested.Prepend($"[{items}]").ToList() : [.. nested];
        if (parts.Count == 0)
        {
            throw new FormatException("an empty class");
        }

        _intersected.Add(parts.Count == 1 ? parts[0] : $"(?:{string.Join('|', parts)})");
        items.Clear();
        nested.Clear();
    }
}
