using System.Globalization;
using System.Text;

namespace Weir.Engine.Sql;

/// <summary>Literals whose text must be decoded or checked. Interval texts are in <see cref="IntervalText"/>.</summary>
internal sealed partial class Parser
{
    /// <summary>One or more adjacent string literals, joined.</summary>
    private string ParseString(string what)
    {
        string? value = null;
        while (Is(TokenKind.String) || Is(TokenKind.UnicodeString))
        {
            Token token = Current;
            Advance();
            string part = token.Kind == TokenKind.String
                ? Unquote(Text(token)[1..^1], '\'')
                : DecodeUnicode(token);
            value = value is null ? part : value + part;
        }

        return value ?? throw Unexpected(what);
    }

    /// <summary><c>U&amp;'\00e9'</c>: a backslash, or the character after UESCAPE, and four hexadecimal digits of
    /// UTF-16; the escape character doubled stands for itself.</summary>
    private string DecodeUnicode(Token token)
    {
        string content = Unquote(Text(token)[3..^1], '\'');
        char escape = '\\';
        if (Accept(Keyword.Uescape))
        {
            Token given = Current;
            string text = ParseString("the escape character");
            escape = text.Length == 1 && !char.IsAsciiHexDigit(text[0])
                ? text[0]
                : throw SqlException.Syntax(
                    "The escape must be one character and no hexadecimal digit", given.Position);
        }

        var decoded = new StringBuilder(content.Length);
        for (int i = 0; i < content.Length; i++)
        {
            char c = content[i];
            if (c != escape)
            {
                decoded.Append(c);
            }
            else if (i + 1 < content.Length && content[i + 1] == escape)
            {
                decoded.Append(escape);
                i++;
            }
            else
            {
                decoded.Append(DecodeUnit(content.AsSpan(i + 1), escape, token));
                i += 4;
            }
        }

        return decoded.ToString();
    }

    private static char DecodeUnit(ReadOnlySpan<char> digits, char escape, Token token) =>
        digits.Length >= 4 &&
        ushort.TryParse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : throw SqlException.Syntax($"{escape} in U&'..' needs four hexadecimal digits", token.Position);

    private Expression.BinaryLiteral ParseBinaryString()
    {
        Token token = Current;
        var hex = new StringBuilder();
        hex.Append(Text(token)[2..^1]);
        Advance();
        while (Is(TokenKind.String))
        {
            hex.Append(Text(Current)[1..^1]);
            Advance();
        }

        string digits = hex.ToString().ToUpperInvariant();
        if (digits.Length % 2 != 0 || digits.AsSpan().ContainsAnyExcept("0123456789ABCDEF"))
        {
            throw SqlException.Syntax("X'..' needs an even number of hexadecimal digits", token.Position);
        }

        return new Expression.BinaryLiteral(digits) { Position = token.Position };
    }

    private Expression.TemporalLiteral ParseTemporal(Token token)
    {
        TemporalKind kind = token.Keyword switch
        {
            Keyword.Date => TemporalKind.Date,
            Keyword.Time => TemporalKind.Time,
            _ => TemporalKind.Timestamp,
        };
        if (Ahead(1).Kind is not (TokenKind.String or TokenKind.UnicodeString or TokenKind.Unterminated))
        {
            throw UnexpectedName(AnExpression);
        }

        Advance();
        return new Expression.TemporalLiteral(kind, ParseString("a text")) { Position = token.Position };
    }

    private Expression.IntervalLiteral ParseIntervalLiteral()
    {
        SourcePosition position = Position;
        Expect(Keyword.Interval);
        bool negative = Accept(TokenKind.Minus);
        if (!negative)
        {
            Accept(TokenKind.Plus);
        }

        if (!Is(TokenKind.String) && !Is(TokenKind.Unterminated))
        {
            throw Unexpected(
                "a text in quotes after INTERVAL", "Write INTERVAL '5' MINUTE, or value * INTERVAL '1' MINUTE.");
        }

        Token text = Current;
        string value = ParseString("a text");
        IntervalQualifier qualifier = ParseIntervalQualifier();
        long amount = IntervalText.Evaluate(value, qualifier, text.Position);
        return new Expression.IntervalLiteral(negative, value, qualifier)
        {
            Position = position,
            Value = negative ? -amount : amount,
        };
    }

    private IntervalQualifier ParseIntervalQualifier()
    {
        SourcePosition position = Position;
        TimeUnit start = ParseIntervalUnit();
        int? precision = null;
        int? fraction = null;
        if (Accept(TokenKind.LeftParenthesis))
        {
            precision = ParseIntervalPrecision(1, 10);
            if (start == TimeUnit.Second && Accept(TokenKind.Comma))
            {
                fraction = ParseIntervalPrecision(0, 9);
            }

            ExpectRightParenthesis();
        }

        TimeUnit? end = null;
        if (start is not (TimeUnit.Second or TimeUnit.Month) && Accept(Keyword.To))
        {
            end = ParseIntervalEnd(start);
            if (end == TimeUnit.Second && Accept(TokenKind.LeftParenthesis))
            {
                fraction = ParseIntervalPrecision(0, 9);
                ExpectRightParenthesis();
            }
        }

        return new IntervalQualifier(start, precision, end, fraction) { Position = position };
    }

    private int ParseIntervalPrecision(int least, int most)
    {
        Token token = Current;
        int precision = ParseInteger("a precision");
        return precision >= least && precision <= most
            ? precision
            : throw SqlException.Syntax($"The precision must be between {least} and {most}", token.Position);
    }

    private TimeUnit ParseIntervalEnd(TimeUnit start)
    {
        bool isYearMonth = start == TimeUnit.Year;
        if (IntervalUnitOf(Current.Keyword) is not { } end || end <= start || (end == TimeUnit.Month) != isYearMonth)
        {
            throw Unexpected(isYearMonth ? "MONTH" : $"a unit smaller than {Name(start)}");
        }

        Advance();
        return end;
    }

    private TimeUnit ParseIntervalUnit()
    {
        if (IntervalUnitOf(Current.Keyword) is not { } unit)
        {
            throw Unexpected(
                "YEAR, MONTH, DAY, HOUR, MINUTE or SECOND",
                Is(Keyword.Week) ? "A week is INTERVAL '7' DAY." :
                Is(Keyword.Quarter) ? "A quarter is INTERVAL '3' MONTH." :
                Is(Keyword.Millisecond) ? "A millisecond is INTERVAL '0.001' SECOND." : null);
        }

        Advance();
        return unit;
    }

    private static TimeUnit? IntervalUnitOf(Keyword keyword) => keyword switch
    {
        Keyword.Year or Keyword.Years => TimeUnit.Year,
        Keyword.Month or Keyword.Months => TimeUnit.Month,
        Keyword.Day or Keyword.Days => TimeUnit.Day,
        Keyword.Hour or Keyword.Hours => TimeUnit.Hour,
        Keyword.Minute or Keyword.Minutes => TimeUnit.Minute,
        Keyword.Second or Keyword.Seconds => TimeUnit.Second,
        _ => null,
    };

    private static string Name(TimeUnit unit) => unit.ToString().ToUpperInvariant();

    private TimeUnit ParseTimeUnit()
    {
        TimeUnit unit = Current.Keyword switch
        {
            Keyword.Year or Keyword.SqlTsiYear => TimeUnit.Year,
            Keyword.Quarter or Keyword.SqlTsiQuarter => TimeUnit.Quarter,
            Keyword.Month or Keyword.SqlTsiMonth => TimeUnit.Month,
            Keyword.Week or Keyword.SqlTsiWeek => TimeUnit.Week,
            Keyword.Day or Keyword.SqlTsiDay => TimeUnit.Day,
            Keyword.Hour or Keyword.SqlTsiHour => TimeUnit.Hour,
            Keyword.Minute or Keyword.SqlTsiMinute => TimeUnit.Minute,
            Keyword.Second or Keyword.SqlTsiSecond => TimeUnit.Second,
            Keyword.Millisecond => TimeUnit.Millisecond,
            Keyword.Microsecond or Keyword.FracSecond => TimeUnit.Microsecond,
            Keyword.Nanosecond => TimeUnit.Nanosecond,
            Keyword.Dow => TimeUnit.Dow,
            Keyword.Doy => TimeUnit.Doy,
            Keyword.Isodow => TimeUnit.IsoDow,
            Keyword.Isoyear => TimeUnit.IsoYear,
            Keyword.Epoch => TimeUnit.Epoch,
            Keyword.Decade => TimeUnit.Decade,
            Keyword.Century => TimeUnit.Century,
            Keyword.Millennium => TimeUnit.Millennium,
            _ => throw Unexpected("a unit of time such as YEAR, DAY or SECOND"),
        };
        Advance();
        return unit;
    }
}
