namespace Weir.Engine.Sql;

/// <summary>Wording of syntax errors: what was found, what was expected, what to write instead.</summary>
internal sealed partial class Parser
{
    /// <summary>Longest piece of the text that a message quotes.</summary>
    private const int QuotedLength = 40;

    private (int At, string Words) _mayFollow = (-1, "");

    private SqlException Unexpected(string expected, string? hint = null)
    {
        Token token = Current;
        return Lexical(token) ?? SqlException.Syntax(
            $"Expected {expected} but found {Describe(token)}", token.Position, hint ?? Hint(token));
    }

    /// <summary>As <see cref="Unexpected"/> where a name could have stood: reserved words get a hint.</summary>
    private SqlException UnexpectedName(string expected)
    {
        Token token = Current;
        if (token.Kind == TokenKind.String)
        {
            return Unexpected(expected, "Text in single quotes is a value; names are put in back-ticks.");
        }

        return Unexpected(expected, ReservedHint(token));
    }

    private string? ReservedHint(Token token) => token.IsReserved && !IsStructural(token.Keyword)
        ? $"{Upper(token)} is a reserved word: to use it as a name, put it in back-ticks: `{Text(token)}`."
        : null;

    /// <summary>Words that hold a statement together: hardly ever meant as a name.</summary>
    private static bool IsStructural(Keyword keyword) => keyword is Keyword.Select or Keyword.Insert or Keyword.Create
        or Keyword.Drop or Keyword.With or Keyword.Set or Keyword.Values or Keyword.From or Keyword.Where
        or Keyword.Having or Keyword.Union or Keyword.Join or Keyword.On or Keyword.By or Keyword.As or Keyword.Into
        or Keyword.And or Keyword.Or or Keyword.Not or Keyword.Null or Keyword.Is or Keyword.In or Keyword.Like
        or Keyword.Between or Keyword.Case or Keyword.When or Keyword.Then or Keyword.Else or Keyword.Begin;

    private static bool StartsStatement(Keyword keyword) => keyword is Keyword.Select or Keyword.Insert
        or Keyword.Create or Keyword.Drop or Keyword.Set or Keyword.Explain or Keyword.Execute;

    /// <summary>Behind a query, a list or a statement: what could have followed here, if that was noted.</summary>
    private SqlException UnexpectedEnd(string end)
    {
        string expected = _mayFollow.At == _at ? $"{_mayFollow.Words} or {end}" : end;
        string? missing = StartsStatement(Current.Keyword) && end != ")" ? "Statements are separated by ;." : null;
        return Unexpected(expected, missing ?? Hint(Current) ?? ReservedHint(Current));
    }

    /// <summary>Notes what may stand here, for an error that is found a few rules further out.</summary>
    private void MayFollow(string words) => _mayFollow = (_at, words);

    private string Upper(Token token) => Text(token).ToString().ToUpperInvariant();

    private string Describe(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.End:
                return "the end of the text";
            case TokenKind.Word when token.IsReserved:
                return $"the keyword {Upper(token)}";
            case TokenKind.String or TokenKind.QuotedName or TokenKind.UnicodeString or TokenKind.BinaryString:
                return Shorten(Text(token));
            default:
                return $"'{Shorten(Text(token))}'";
        }
    }

    private static string Shorten(ReadOnlySpan<char> text)
    {
        int lineEnd = text.IndexOfAny('\n', '\r');
        int length = Math.Min(lineEnd < 0 ? text.Length : lineEnd, QuotedLength);
        return length == text.Length ? text.ToString() : $"{text[..length]}...";
    }

    private string? Hint(Token token) => token.Kind switch
    {
        TokenKind.HintBegin => "A hint may stand only after SELECT, after INSERT INTO t, and after a table's name.",
        TokenKind.Equal when _at > 0 && _tokens[_at - 1].Kind == TokenKind.Equal => "Equality is written with one =.",
        TokenKind.Word when token.Keyword == Keyword.Not && Ahead(1).Keyword == Keyword.Null => "Write IS NOT NULL.",
        TokenKind.Word when token.Keyword == Keyword.Table => "Leave TABLE out.",
        TokenKind.Colon when Ahead(1).Kind == TokenKind.Colon => "Write CAST(value AS type).",
        _ => null,
    };

    /// <summary>The error that a token is by itself, whatever was expected; null for a proper token.</summary>
    private SqlException? Lexical(Token token) => token.Kind switch
    {
        TokenKind.Unterminated => Unterminated(token),
        TokenKind.Stray => Stray(token),
        TokenKind.Question => SqlException.NotSupported("A dynamic parameter (?)", token.Position),
        _ => null,
    };

    private SqlException Unterminated(Token token) => Text(token)[0] switch
    {
        '`' => SqlException.Syntax(
            "The name that begins here is not closed", token.Position, "End it with a back-tick."),
        '/' => SqlException.Syntax(
            "The comment that begins here is not closed", token.Position, "End it with */."),
        _ => SqlException.Syntax(
            "The text that begins here is not closed", token.Position,
            "End it with a single quote; a single quote inside is doubled."),
    };

    private SqlException Stray(Token token)
    {
        char c = Text(token)[0];
        string shown = char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"{c}";
        string? hint = c switch
        {
            '"' or '\u201C' or '\u201D' => "Names are put in back-ticks, text in single quotes.",
            '\u2018' or '\u2019' => "Text is put in straight single quotes (').",
            '\u00A0' or '\u3000' or '\u200B' or '\uFEFF' => "This is a special blank: replace it by an ordinary one.",
            >= '\uFF01' and <= '\uFF5E' => $"This is a full-width character: write {(char)(c - 0xFEE0)}.",
            '&' => "Write AND, or || to join texts.",
            '|' => "Texts are joined by ||; alternatives are written with OR.",
            '!' => "Write NOT, or <> for not equal.",
            '^' => "Write POWER(a, b).",
            '#' => "A comment starts with --.",
            _ => null,
        };
        return SqlException.Syntax($"The character {shown} cannot stand here", token.Position, hint);
    }
}
