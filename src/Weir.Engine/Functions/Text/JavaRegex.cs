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
