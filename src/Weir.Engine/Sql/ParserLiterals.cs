using System.Globalization;
using System.Text;

namespace Weir.Engine.Sql;

/// <summary>Literals whose text must be decoded or checked; intervals are in ParserIntervals.</summary>
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
}
