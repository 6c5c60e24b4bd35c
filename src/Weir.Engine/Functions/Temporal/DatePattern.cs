using System.Text;

namespace Weir.Engine.Functions.Temporal;

/// <summary>Which of Java's two pattern languages is meant: they share most letters, not all.</summary>
internal enum PatternDialect
{
    /// <summary>java.time.format.DateTimeFormatter: DATE_FORMAT, TO_TIMESTAMP.</summary>
    Modern,

    /// <summary>java.text.SimpleDateFormat: FROM_UNIXTIME, UNIX_TIMESTAMP, TO_DATE, CONVERT_TZ.</summary>
    Simple,
}

/// <summary>A date pattern taken apart: letters with their repeat counts, and literal text.</summary>
internal sealed class DatePattern
{
    // Letters that need a zone; only the older dialect has one to show.
    private const string ZoneLetters = "zZXxVO";
    private const string ModernLetters = "GuyYDMLdQqwWEecFaBhHkKmsSAnN";
    private const string SimpleLetters = "GyYMLwWDdFEuaHkKhmsS";
    private const string SimpleZoneLetters = "zZX";
    private const int MaxLength = 200;
    private const int MaxRepeat = 19;

    private DatePattern(PatternDialect dialect, IReadOnlyList<Part> parts)
    {
        Dialect = dialect;
        Parts = parts;
    }

    public PatternDialect Dialect { get; }

    public IReadOnlyList<Part> Parts { get; }

    public static DatePattern DefaultSimple { get; } = Parse("yyyy-MM-dd HH:mm:ss", PatternDialect.Simple);

    /// <exception cref="FormatException">When the pattern is none.</exception>
    public static DatePattern Parse(string pattern, PatternDialect dialect)
    {
        if (pattern.Length > MaxLength)
        {
            throw new FormatException($"a date pattern has at most {MaxLength} characters");
        }

        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c == '\'')
            {
                i = ReadQuoted(pattern, i + 1, literal);
            }
            else if (char.IsAsciiLetter(c))
            {
                AddLiteral(parts, literal);
                var start = i;
                while (i < pattern.Length && pattern[i] == c)
                {
                    i++;
                }

                Check(c, i - start, dialect);
                parts.Add(new Part(c, i - start, []));
            }
            else if (dialect == PatternDialect.Modern && c is '{' or '}' or '#' or '[' or ']')
            {
                throw new FormatException($"Pattern includes reserved character: '{c}'");
            }
            else
            {
                literal.Append(c);
                i++;
            }
        }

        AddLiteral(parts, literal);
        return new DatePattern(dialect, parts);
    }

    private static int ReadQuoted(string pattern, int at, StringBuilder literal)
    {
        if (at < pattern.Length && pattern[at] == '\'')
        {
            literal.Append('\'');
            return at + 1;
        }

        for (; at < pattern.Length; at++)
        {
            if (pattern[at] != '\'')
            {
                literal.Append(pattern[at]);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
            {
                literal.Append('\'');
                at++;
            }
            else
            {
                return at + 1;
            }
        }

        throw new FormatException($"Pattern ends with an incomplete string literal: {pattern}");
    }

    private static void AddLiteral(List<Part> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new Part('\0', 0, Encoding.UTF8.GetBytes(literal.ToString())));
            literal.Clear();
        }
    }

    private static void Check(char letter, int count, PatternDialect dialect)
    {
        var known = dialect == PatternDialect.Modern
            ? ModernLetters.Contains(letter) || ZoneLetters.Contains(letter)
            : SimpleLetters.Contains(letter) || SimpleZoneLetters.Contains(letter);
        if (!known)
        {
            throw new FormatException(dialect == PatternDialect.Modern
                ? $"Unknown pattern letter: {letter}"
                : $"Illegal pattern character '{letter}'");
        }

        var max = dialect == PatternDialect.Simple ? MaxRepeat : letter switch
        {
            'd' or 'H' or 'h' or 'K' or 'k' or 'm' or 's' or 'w' => 2,
            'D' => 3,
            'a' or 'F' or 'W' => 1,
            'S' => 9,
            'E' or 'M' or 'L' or 'G' or 'Q' or 'q' or 'e' or 'c' or 'B' => 5,
            _ => MaxRepeat,
        };
        if (count > max)
        {
            throw new FormatException($"Too many pattern letters: {letter}");
        }
    }

    /// <summary>A letter and how often it stands there, or a literal (letter 0).</summary>
    internal readonly record struct Part(char Letter, int Count, byte[] Literal);
}
