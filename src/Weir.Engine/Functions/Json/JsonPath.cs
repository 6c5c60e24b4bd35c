using System.Globalization;
using System.Text;

namespace Weir.Engine.Functions.Json;

/// <summary>
/// A JSON path: <c>[lax|strict] $</c> and then <c>.name</c>, <c>['name']</c>, <c>[0]</c>, <c>[-1]</c>, <c>[0,2]</c>,
/// <c>[1:3]</c>, <c>.*</c>, <c>[*]</c>, <c>..name</c>. Without a mode it is strict. Filters, functions
/// and lists of names are not supported yet.
/// </summary>
internal sealed class JsonPath
{
    /// <summary>Longer paths, and more steps, are refused.</summary>
    private const int MaxLength = 2000;

    private JsonPath(bool isLax, IReadOnlyList<Step> steps)
    {
        IsLax = isLax;
        Steps = steps;
        IsDefinite = steps.All(s => s is Step.Member or Step.Index);
    }

    /// <summary>A missing part is nothing, not an error.</summary>
    public bool IsLax { get; }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>True when the path names one value; else it gives a list.</summary>
    public bool IsDefinite { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="unsupported">What the path uses that is not supported yet.</param>
    /// <returns>Null when it is no path, or one that is not supported.</returns>
    public static JsonPath? TryParse(string text, out string? unsupported)
    {
        unsupported = null;
        var rest = text.Trim();
        var isLax = rest.StartsWith("lax ", StringComparison.OrdinalIgnoreCase);
        if (isLax || rest.StartsWith("strict ", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[(isLax ? 4 : 7)..].TrimStart();
        }

        if (rest.Length is 0 or > MaxLength || rest[0] != '$')
        {
            return null;
        }

        if (rest.Contains("?(", StringComparison.Ordinal) || rest.Contains("()", StringComparison.Ordinal))
        {
            unsupported = $"A filter or function in the JSON path '{text}'";
            return null;
        }

        var steps = new List<Step>();
        var at = 1;
        while (at < rest.Length)
        {
            if (!TryStep(rest, ref at, steps))
            {
                return null;
            }
        }

        if (steps.Any(s => s is Step.Members))
        {
            unsupported = $"A list of names in the JSON path '{text}'";
            return null;
        }

        return new JsonPath(isLax, steps);
    }

    private static bool TryStep(string text, ref int at, List<Step> steps)
    {
        if (text[at] == '[')
        {
            at++;
            return TryBracket(text, ref at, steps);
        }

        if (text[at] != '.')
        {
            return false;
        }

        at++;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            steps.Add(new Step.Deep());
            if (at < text.Length && text[at] == '[')
            {
                return true;
            }
        }

        return TryName(text, ref at, steps);
    }

    private static bool TryName(string text, ref int at, List<Step> steps)
    {
        var start = at;
        while (at < text.Length && text[at] is not ('.' or '['))
        {
            at++;
        }

        var name = text[start..at].Trim();
        if (name.Length == 0)
        {
            return false;
        }

        steps.Add(name == "*" ? new Step.All() : new Step.Member(Encoding.UTF8.GetBytes(name)));
        return true;
    }

    private static bool TryBracket(string text, ref int at, List<Step> steps)
    {
        Blanks(text, ref at);
        if (at < text.Length && text[at] is '\'' or '"')
        {
            return TryNames(text, ref at, steps);
        }

        var end = text.IndexOf(']', at);
        if (end < 0)
        {
            return false;
        }

        var inside = text[at..end].Trim();
        at = end + 1;
        if (inside == "*")
        {
            steps.Add(new Step.All());
            return true;
        }

        if (inside.Contains(':', StringComparison.Ordinal))
        {
            return TrySlice(inside.Split(':'), steps);
        }

        var indexes = new List<int>();
        foreach (var part in inside.Split(','))
        {
            if (!TryNumber(part, out var index))
            {
                return false;
            }

            indexes.Add(index);
        }

        steps.Add(indexes.Count == 1 ? new Step.Index(indexes[0]) : new Step.Indexes(indexes));
        return true;
    }

    private static bool TrySlice(string[] parts, List<Step> steps)
    {
        int? from = null;
        int? to = null;
        if (parts.Length != 2 || !TryOptional(parts[0], ref from) || !TryOptional(parts[1], ref to))
        {
            return false;
        }

        steps.Add(new Step.Slice(from, to));
        return true;
    }

    private static bool TryOptional(string part, ref int? value)
    {
        if (part.Trim().Length == 0)
        {
            return true;
        }

        var isNumber = TryNumber(part, out var number);
        value = number;
        return isNumber;
    }

    // ['a'] or ['a', 'b']; a backslash escapes a quote.
    private static bool TryNames(string text, ref int at, List<Step> steps)
    {
        var names = new List<byte[]>();
        while (true)
        {
            Blanks(text, ref at);
            if (at >= text.Length || text[at] is not ('\'' or '"'))
            {
                return false;
            }

            var quote = text[at++];
            var name = new StringBuilder();
            for (; at < text.Length && text[at] != quote; at++)
            {
                at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
                name.Append(text[at]);
            }

            at++;
            names.Add(Encoding.UTF8.GetBytes(name.ToString()));
            Blanks(text, ref at);
            if (at >= text.Length || text[at] is not (',' or ']'))
            {
                return false;
            }

            if (text[at++] == ']')
            {
                steps.Add(names.Count == 1 ? new Step.Member(names[0]) : new Step.Members(names));
                return true;
            }
        }
    }

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static void Blanks(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    /// <summary>One step down.</summary>
    internal abstract record Step
    {
        private Step()
        {
        }

        public sealed record Member(byte[] Name) : Step;

        public sealed record Members(IReadOnlyList<byte[]> Names) : Step;

        /// <summary>From the end when negative.</summary>
        public sealed record Index(int At) : Step;

        public sealed record Indexes(IReadOnlyList<int> At) : Step;

        public sealed record Slice(int? From, int? To) : Step;

        /// <summary>All members or elements.</summary>
        public sealed record All : Step;

        /// <summary>The value and everything below it.</summary>
        public sealed record Deep : Step;
    }
}
