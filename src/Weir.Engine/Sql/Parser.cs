using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Engine.Sql;

/// <summary>
/// Recursive descent over the tokens of one text. This file: moving through tokens, names, lists, limits. The other
/// parts, in the order in which to read them: ParserStatements, ParserSettings, ParserDefinitions,
/// ParserTableDefinitions, ParserQueries, ParserSelect, ParserJoins, ParserTables, ParserTableFunctions,
/// ParserWindows, ParserExpressions, ParserOperands, ParserFunctions, ParserJson, ParserLiterals, ParserIntervals,
/// ParserTypes, and ParserErrors, which words what went wrong.
/// </summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _at;

    /// <summary>How many rules that may contain themselves are open: bounds the parser's own stack.</summary>
    private int _nesting;

    /// <summary>How far below the root the node being parsed will hang at least.</summary>
    private int _depth;

    /// <summary>The deepest node seen in the part of the tree that is being built; a chain of operators moves its
    /// whole left side down by one at each link.</summary>
    private int _deepest;

    public Parser(string text)
    {
        SqlLimits.CheckLength(text);
        _text = text;
        _tokens = new List<Token>((text.Length / 5) + 8);
        var lexer = new Lexer(text);
        do
        {
            _tokens.Add(lexer.Next());
        }
        while (_tokens[^1].Kind != TokenKind.End);
    }

    private Token Current => _tokens[_at];

    private SourcePosition Position => _tokens[_at].Position;

    private Token Ahead(int count) => _tokens[Math.Min(_at + count, _tokens.Count - 1)];

    private ReadOnlySpan<char> Text(Token token) => _text.AsSpan(token.Offset, token.Length);

    private void Advance() => _at = Math.Min(_at + 1, _tokens.Count - 1);

    private bool Is(TokenKind kind) => Current.Kind == kind;

    private bool Is(Keyword keyword) => Current.Keyword == keyword;

    private bool Accept(TokenKind kind)
    {
        if (!Is(kind))
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool Accept(Keyword keyword)
    {
        if (!Is(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes both words or neither.</summary>
    private bool Accept(Keyword first, Keyword second)
    {
        if (!Is(first) || Ahead(1).Keyword != second)
        {
            return false;
        }

        Advance();
        Advance();
        return true;
    }

    private void Expect(Keyword keyword)
    {
        if (!Accept(keyword))
        {
            throw Unexpected(Keywords.Text(keyword));
        }
    }

    private void Expect(Keyword first, Keyword second)
    {
        Expect(first);
        Expect(second);
    }

    private void Expect(TokenKind kind, string expected)
    {
        if (!Accept(kind))
        {
            throw Unexpected(expected);
        }
    }

    private void ExpectLeftParenthesis() => Expect(TokenKind.LeftParenthesis, "(");

    private void ExpectRightParenthesis() => Expect(TokenKind.RightParenthesis, ")");

    /// <summary>Whether a token can be a name: in back-ticks, or a word that is not reserved.</summary>
    private static bool IsName(Token token) =>
        token.Kind == TokenKind.QuotedName || (token.Kind == TokenKind.Word && !token.IsReserved);

    private Identifier ParseIdentifier(string what)
    {
        Token token = Current;
        if (!IsName(token))
        {
            throw UnexpectedName(what);
        }

        Advance();
        return new Identifier(NameText(token)) { Position = token.Position };
    }

    private QualifiedName ParseName(string what)
    {
        Identifier first = ParseIdentifier(what);
        if (!Is(TokenKind.Dot))
        {
            return new QualifiedName([first]) { Position = first.Position };
        }

        var parts = new List<Identifier> { first };
        while (Accept(TokenKind.Dot))
        {
            parts.Add(ParseIdentifier("a name after the dot"));
            LimitParts(parts);
        }

        return new QualifiedName(ToList(parts)) { Position = first.Position };
    }

    private static void LimitParts(List<Identifier> parts)
    {
        if (parts.Count > SqlLimits.NameParts)
        {
            throw SqlException.Limit(
                $"A name has more than {SqlLimits.NameParts} parts", parts[^1].Position);
        }
    }

    private string NameText(Token token)
    {
        ReadOnlySpan<char> text = Text(token);
        if (token.Kind == TokenKind.QuotedName)
        {
            text = text[1..^1];
            if (text.IsEmpty)
            {
                throw SqlException.Syntax("A name cannot be empty", token.Position);
            }
        }

        if (text.Length > SqlLimits.IdentifierLength)
        {
            throw SqlException.Limit(
                $"A name has {text.Length} characters, more than the {SqlLimits.IdentifierLength} that are allowed",
                token.Position);
        }

        return token.Kind == TokenKind.QuotedName ? Unquote(text, '`') : text.ToString();
    }

    private static string Unquote(ReadOnlySpan<char> text, char quote)
    {
        string plain = text.ToString();
        return text.Contains(quote) ? plain.Replace(new string(quote, 2), quote.ToString()) : plain;
    }

    /// <summary>A list in parentheses of at least one name.</summary>
    private SyntaxList<Identifier> ParseIdentifierList(string what)
    {
        ExpectLeftParenthesis();
        var names = new List<Identifier>();
        do
        {
            names.Add(ParseIdentifier(what));
        }
        while (Accept(TokenKind.Comma));
        ExpectListEnd();
        return ToList(names);
    }

    private void ExpectQueryEnd()
    {
        if (!Accept(TokenKind.RightParenthesis))
        {
            throw UnexpectedEnd(")");
        }
    }

    private void ExpectListEnd() => Expect(TokenKind.RightParenthesis, ", or )");

    private int ParseInteger(string what)
    {
        Token token = Current;
        if (token.Kind != TokenKind.Exact || Text(token).Contains('.'))
        {
            throw Unexpected(what);
        }

        Advance();
        return int.TryParse(Text(token), out int value)
            ? value
            : throw SqlException.Syntax($"{Text(token)} is too large for {what}", token.Position);
    }

    private static SyntaxList<T> ToList<T>(List<T> items) => SyntaxList.Create<T>(CollectionsMarshal.AsSpan(items));

    /// <summary>At least one item.</summary>
    private SyntaxList<T> ParseCommaList<T>(Func<Parser, T> parseItem)
    {
        T first = parseItem(this);
        if (!Is(TokenKind.Comma))
        {
            return [first];
        }

        var items = new List<T> { first };
        while (Accept(TokenKind.Comma))
        {
            items.Add(parseItem(this));
        }

        return ToList(items);
    }

    /// <summary>Opens a rule that may contain itself. No finally is needed: an error ends the parse.</summary>
    private void Enter()
    {
        _depth++;
        if (++_nesting > SqlLimits.Nesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw SqlException.Limit(
                $"This is nested more than {SqlLimits.Nesting} levels deep", Position,
                "Split the query into views, or drop parentheses that change nothing.");
        }

        NoteDepth();
    }

    private void Leave()
    {
        _depth--;
        _nesting--;
    }

    private void NoteDepth()
    {
        _deepest = Math.Max(_deepest, _depth);
        if (_deepest > SqlLimits.TreeHeight)
        {
            throw SqlException.Limit(
                $"This chain makes an expression more than {SqlLimits.TreeHeight} levels deep", Position,
                "Use IN for long chains of OR, and views for long chains of UNION.");
        }
    }

    /// <summary>Begins a left-deep chain; hand the result to <see cref="EndChain"/>.</summary>
    private int BeginChain()
    {
        int outer = _deepest;
        _deepest = _depth;
        return outer;
    }

    /// <summary>What has been built so far becomes the left child of a new node.</summary>
    private void Link()
    {
        _deepest++;
        NoteDepth();
    }

    private void EndChain(int outer) => _deepest = Math.Max(outer, _deepest);
}
