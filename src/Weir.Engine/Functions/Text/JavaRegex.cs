using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Engine.Functions.Text;

/// <summary>
/// Patterns of java.util.regex as .NET regular expressions. Translated are: ASCII-only <c>\d \w \s \h</c>, line ends as
/// Java sees them for <c>.</c>, possessive quantifiers, nested and intersected character classes, POSIX classes, \Q..\E,
/// named groups (numbered in order), and Java's escapes.
/// </summary>
internal static class JavaRegex
{
    /// <summary>A pattern that needs longer than this on one text is given up: its cost grows without bound.</summary>
    private static readonly TimeSpan _timeLimit = TimeSpan.FromSeconds(10);

    private const int MaxPattern = 10_000;

    /// <summary>The compiled pattern, or null when it is none.</summary>
    public static Regex? TryCompile(string pattern)
    {
        if (pattern.Length > MaxPattern)
        {
            return null;
        }

        try
        {
            var translated = new JavaRegexTranslator(pattern).Translate();
            return new Regex(translated, RegexOptions.CultureInvariant, _timeLimit);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>One translation; see <see cref="JavaRegex"/>.</summary>
internal sealed class JavaRegexTranslator(string pattern)
{
    private const string LineEnds = @"\n\r\u0085\u2028\u2029";
    private readonly StringBuilder _output = new();
    private readonly List<string> _groupNames = [];
    private int _at;
    private int _groups;
    private bool _dotAll;
    private bool _multiline;

    /// <exception cref="FormatException">When the pattern is none.</exception>
    public string Translate()
    {
        while (_at < pattern.Length)
        {
            Element();
        }

        return _output.ToString();
    }

    // One atom with its quantifier.
    private void Element()
    {
        var start = _output.Length;
        var c = pattern[_at];
        switch (c)
        {
            case '\\':
                Escape();
                break;
            case '[':
                _at++;
                _output.Append(new JavaRegexClass(pattern, ref _at).ToRegex());
                break;
            case '(':
                Group();
                return;
            case ')':
                throw new FormatException("an unmatched )");
            case '.':
                _at++;
                _output.Append(_dotAll ? @"[\s\S]" : $"[^{LineEnds}]");
                break;
            case '$':
                _at++;
                _output.Append(_multiline ? $@"(?=[{LineEnds}]|\z)" : $@"(?=(?:\r\n|[{LineEnds}])?\z)");
                return;
            case '^' or '|':
                _at++;
                _output.Append(c);
                return;
            case '*' or '+' or '?':
                throw new FormatException($"a dangling {c}");
            default:
                _at++;
                _output.Append(c is ' ' or '#' ? c.ToString() : Regex.Escape(c.ToString()));
                break;
        }

        Quantifier(start);
    }

    // X*+ gives nothing back: an atomic group in .NET.
    private void Quantifier(int start)
    {
        var from = _at;
        if (_at >= pattern.Length)
        {
            return;
        }

        if (pattern[_at] is '*' or '+' or '?')
        {
            _at++;
        }
        else if (pattern[_at] == '{')
        {
            var end = pattern.IndexOf('}', _at);
            if (end < 0 || !char.IsAsciiDigit(pattern[_at + 1]))
            {
                throw new FormatException("an illegal repetition");
            }

            _at = end + 1;
        }
        else
        {
            return;
        }

        var quantifier = pattern[from.._at];
        if (_at < pattern.Length && pattern[_at] == '+')
        {
            _at++;
            _output.Insert(start, "(?>").Append(quantifier).Append(')');
        }
        else
        {
            _output.Append(quantifier);
            if (_at < pattern.Length && pattern[_at] == '?')
            {
                _at++;
                _output.Append('?');
            }
        }
    }

    private void Group()
    {
        var start = _output.Length;
        var outer = (_dotAll, _multiline);
        _at++;
        if (!Opening())
        {
            return;
        }

        while (_at < pattern.Length && pattern[_at] != ')')
        {
            Element();
        }

        if (_at >= pattern.Length)
        {
            throw new FormatException("an unclosed group");
        }

        _at++;
        (_dotAll, _multiline) = outer;
        _output.Append(')');
        Quantifier(start);
    }

    // Writes what opens a group; false when it was only a change of flags for what follows.
    private bool Opening()
    {
        if (_at >= pattern.Length || pattern[_at] != '?')
        {
            _groups++;
            _output.Append('(');
            return true;
        }

        foreach (var prefix in new[] { "?:", "?=", "?!", "?>", "?<=", "?<!" })
        {
            if (pattern.AsSpan(_at).StartsWith(prefix))
            {
                _at += prefix.Length;
                _output.Append('(').Append(prefix);
                return true;
            }
        }

        if (pattern.AsSpan(_at).StartsWith("?<"))
        {
            var end = pattern.IndexOf('>', _at);
            if (end < 0)
            {
                throw new FormatException("an unclosed group name");
            }

            // .NET would number named groups last.
            _groups++;
            while (_groupNames.Count < _groups)
            {
                _groupNames.Add("");
            }

            _groupNames[_groups - 1] = pattern[(_at + 2)..end];
            _at = end + 1;
            _output.Append('(');
            return true;
        }

        return Flags();
    }

    // (?i) (?ims-x:...): s is kept by hand because . is written out.
    private bool Flags()
    {
        _at++;
        var on = true;
        var kept = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not (')' or ':'))
        {
            var flag = pattern[_at++];
            switch (flag)
            {
                case '-':
                    on = false;
                    kept.Append('-');
                    break;
                case 's':
                    _dotAll = on;
                    break;
                case 'i' or 'm' or 'x':
                    _multiline = flag == 'm' ? on : _multiline;
                    kept.Append(flag);
                    break;
                case 'u' or 'd' or 'U':
                    break;
                default:
                    throw new FormatException($"an unknown flag {flag}");
            }
        }

        if (_at >= pattern.Length)
        {
            throw new FormatException("an unclosed group");
        }

        var flags = kept.ToString().TrimEnd('-');
        var isGroup = pattern[_at++] == ':';
        _output.Append(isGroup ? $"(?{flags}:" : flags.Length == 0 ? "" : $"(?{flags})");
        return isGroup;
    }

    private void Escape()
    {
        _at++;
        if (_at >= pattern.Length)
        {
            throw new FormatException("a lone backslash at the end");
        }

        var c = pattern[_at];
        if (c == 'Q')
        {
            var end = pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
            var quoted = pattern[(_at + 1)..(end < 0 ? pattern.Length : end)];
            _at = end < 0 ? pattern.Length : end + 2;
            _output.Append("(?:").Append(Regex.Escape(quoted)).Append(')');
        }
        else if (c == 'k')
        {
            var end = pattern.IndexOf('>', _at);
            var name = end > _at + 2 ? pattern[(_at + 2)..end] : "";
            var index = _groupNames.IndexOf(name);
            _at = index < 0 || name.Length == 0 ? throw new FormatException("an unknown group name") : end + 1;
            _output.Append("(?:\\").Append(index + 1).Append(')');
        }
        else if (c is >= '1' and <= '9')
        {
            _at++;
            _output.Append("(?:\\").Append(c).Append(')');
        }
        else if ("bBAGzZ".Contains(c))
        {
            _at++;
            _output.Append('\\').Append(c);
        }
        else if (c == 'R')
        {
            _at++;
            _output.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
        }
        else
        {
            var item = JavaRegexEscapes.Read(pattern, ref _at);
            _output.Append(item.IsSet ? $"[{item.Text}]" : item.Text);
        }
    }
}

/// <summary>Escapes that mean characters or sets of them, in and outside of classes.</summary>
internal static class JavaRegexEscapes
{
    private static readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Lower"] = "a-z", ["Upper"] = "A-Z", ["ASCII"] = @"\x00-\x7F", ["Alpha"] = "a-zA-Z", ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9", ["Punct"] = @"!-/:-@\[-`{-~", ["Graph"] = "!-~", ["Print"] = " -~", ["Blank"] = @" \t",
        ["Cntrl"] = @"\x00-\x1F\x7F", ["XDigit"] = "0-9a-fA-F", ["Space"] = @" \t\n\v\f\r",
        ["javaLowerCase"] = @"\p{Ll}", ["javaUpperCase"] = @"\p{Lu}", ["javaWhitespace"] = @"\s",
        ["IsAlphabetic"] = @"\p{L}\p{Nl}", ["IsLetter"] = @"\p{L}", ["IsDigit"] = @"\p{Nd}", ["IsUppercase"] = @"\p{Lu}",
        ["IsLowercase"] = @"\p{Ll}", ["IsPunctuation"] = @"\p{P}", ["IsWhite_Space"] = @"\s",
        ["IsLatin"] = @"a-zA-Z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
        ["IsCyrillic"] = @"\u0400-\u052F\u1C80-\u1C88\u2DE0-\u2DFF\uA640-\uA69F",
        ["IsGreek"] = @"\u0370-\u0373\u0375-\u03FF\u1F00-\u1FFE", ["IsHan"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["IsHiragana"] = @"\u3041-\u3096\u309D-\u309F", ["IsKatakana"] = @"\u30A1-\u30FA\u30FD-\u30FF",
        ["IsArabic"] = @"\u0600-\u0604\u0606-\u06FF\u0750-\u077F", ["IsHebrew"] = @"\u0591-\u05F4",
        ["IsHangul"] = @"\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3",
    };

    /// <summary>Reads the escape whose letter stands at <paramref name="at"/>.</summary>
    public static (string Text, bool IsSet) Read(string pattern, ref int at)
    {
        var c = pattern[at++];
        return c switch
        {
            'd' => ("0-9", true),
            'D' => (@"\x00-/:-\uFFFF", true),
            'w' => ("a-zA-Z0-9_", true),
            'W' => (@"\x00-/:-@\[-\^`{-\uFFFF", true),
            's' => (@" \t\n\v\f\r", true),
            'S' => (@"\x00-\x08\x0E-\x1F!-\uFFFF", true),
            'h' => (@" \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000", true),
            'v' => (@"\n\v\f\r\u0085\u2028\u2029", true),
            'p' or 'P' => Property(pattern, ref at, c == 'P'),
            't' or 'n' or 'r' or 'f' or 'a' or 'e' => ($@"\{c}", false),
            '0' => Code(Octal(pattern, ref at)),
            'x' => Code(Hexadecimal(pattern, ref at)),
            'u' => Code(Digits(pattern, ref at, 4)),
            'c' when at < pattern.Length => Code(pattern[at++] ^ 64),
            _ when char.IsAsciiLetterOrDigit(c) => throw new FormatException($@"an unknown escape \{c}"),
            _ => ($@"\{c}", false),
        };
    }

    private static (string Text, bool IsSet) Property(string pattern, ref int at, bool negated)
    {
        string name;
        if (at < pattern.Length && pattern[at] == '{')
        {
            var end = pattern.IndexOf('}', at);
            name = end < 0 ? throw new FormatException("an unclosed property") : pattern[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            name = at < pattern.Length ? pattern[at++].ToString() : "";
        }

        if (_properties.TryGetValue(name, out var set))
        {
            return negated ? ($@"\x00-\uFFFF-[{set}]", true) : (set, true);
        }

        // General categories are called alike: L, Lu, IsL, IsLu.
        name = name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name;
        return name.Length is 1 or 2
            ? ($@"\{(negated ? 'P' : 'p')}{{{name}}}", true)
            : throw new FormatException($"an unknown property {name}");
    }

    private static (string Text, bool IsSet) Code(int code) => code <= char.MaxValue
        ? ($@"\u{code:X4}", false)
        : ($"(?:{Regex.Escape(char.ConvertFromUtf32(code))})", false);

    private static int Octal(string pattern, ref int at)
    {
        var value = 0;
        var digits = 0;
        while (digits < 3 && at < pattern.Length && pattern[at] is >= '0' and <= '7' && value < 32)
        {
            value = (value * 8) + pattern[at++] - '0';
            digits++;
        }

        return digits > 0 ? value : throw new FormatException("an illegal octal escape");
    }

    private static int Hexadecimal(string pattern, ref int at)
    {
        if (at >= pattern.Length || pattern[at] != '{')
        {
            return Digits(pattern, ref at, 2);
        }

        var end = pattern.IndexOf('}', at);
        var digits = end < 0 ? "" : pattern[(at + 1)..end];
        at = end + 1;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && Rune.IsValid(code)
                ? code
                : throw new FormatException("an illegal hexadecimal escape");
    }

    private static int Digits(string pattern, ref int at, int count)
    {
        if (at + count > pattern.Length || !int.TryParse(pattern.AsSpan(at, count), NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture, out var code))
        {
            throw new FormatException("an illegal hexadecimal escape");
        }

        at += count;
        return code;
    }
}

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
