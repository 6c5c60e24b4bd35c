namespace Weir.Engine.Sql;

/// <summary>What operators are applied to: literals, names, calls, parentheses, constructors, CASE, CAST.</summary>
internal sealed partial class Parser
{
    private const string AnExpression = "an expression";

    /// <summary><c>[index]</c> and <c>.field</c> behind an operand.</summary>
    private Expression ParsePostfix(Expression operand)
    {
        while (true)
        {
            SourcePosition position = Position;
            if (Accept(TokenKind.LeftBracket))
            {
                Link();
                Expression index = ParseExpression();
                Expect(TokenKind.RightBracket, "]");
                operand = new Expression.ItemAccess(operand, index) { Position = position };
            }
            else if (Accept(TokenKind.Dot))
            {
                Link();
                Identifier field = ParseIdentifier("a field name after the dot");
                operand = new Expression.FieldAccess(operand, field) { Position = position };
            }
            else
            {
                return operand;
            }
        }
    }

    private Expression ParseOperand()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Exact:
                Advance();
                return new Expression.ExactLiteral(Text(token).ToString()) { Position = token.Position };
            case TokenKind.Approximate:
                Advance();
                return new Expression.ApproximateLiteral(Text(token).ToString()) { Position = token.Position };
            case TokenKind.String or TokenKind.UnicodeString:
                return new Expression.StringLiteral(ParseString(AnExpression)) { Position = token.Position };
            case TokenKind.BinaryString:
                return ParseBinaryString();
            case TokenKind.LeftParenthesis:
                return ParseParenthesized();
            case TokenKind.QuotedName:
                return ParseNameOrCall();
            case TokenKind.Word:
                return ParseSpecial(token) ?? ParseNameOrCall();
            default:
                throw Unexpected(AnExpression);
        }
    }

    /// <summary>Words that begin an operand with a syntax of its own; null for any other word.</summary>
    private Expression? ParseSpecial(Token token)
    {
        switch (token.Keyword)
        {
            case Keyword.None:
                return null;
            case Keyword.Null:
                Advance();
                return new Expression.NullLiteral { Position = token.Position };
            case Keyword.True or Keyword.False:
                Advance();
                return new Expression.BooleanLiteral(token.Keyword == Keyword.True) { Position = token.Position };
            case Keyword.Unknown:
                Advance();
                return new Expression.BooleanLiteral(null) { Position = token.Position };
            case Keyword.Date or Keyword.Time or Keyword.Timestamp:
                return ParseTemporal(token);
            case Keyword.Interval:
                return ParseIntervalLiteral();
            case Keyword.Case:
                return ParseCase();
            case Keyword.Exists:
                return ParseExists();
            case Keyword.Row:
                return ParseRow();
            case Keyword.Array or Keyword.Map or Keyword.Multiset:
                return ParseCollection(token);
            case Keyword.Period or Keyword.Cursor or Keyword.Unique when Ahead(1).Kind == TokenKind.LeftParenthesis:
                throw SqlException.NotSupported(Upper(token), token.Position);
            case Keyword.Next when Ahead(1).Keyword == Keyword.Value:
                throw SqlException.NotSupported("NEXT VALUE FOR", token.Position);
            default:
                return ParseSpecialFunction(token);
        }
    }

    private Expression ParseNameOrCall()
    {
        Token token = Current;
        bool opens = Ahead(1).Kind == TokenKind.LeftParenthesis;
        if (opens && (token.Traits & KeywordTraits.Function) != 0)
        {
            return ParseCall(WordAsName());
        }

        if ((token.Traits & KeywordTraits.Niladic) != 0)
        {
            return new Expression.Call(WordAsName(), []) { Position = token.Position };
        }

        if (!IsName(token))
        {
            throw UnexpectedName(AnExpression);
        }

        if (Ahead(1).Kind == TokenKind.String && Ahead(1).Offset == token.EndOffset && token.Kind == TokenKind.Word)
        {
            throw SqlException.NotSupported($"The prefix {Text(token)} before a text", token.Position);
        }

        QualifiedName name = ParseName(AnExpression);
        return Is(TokenKind.LeftParenthesis) ? ParseCall(name) : new Expression.Name(name) { Position = name.Position };
    }

    /// <summary>A reserved word that names a function.</summary>
    private QualifiedName WordAsName()
    {
        Token token = Current;
        Advance();
        var word = new Identifier(Text(token).ToString()) { Position = token.Position };
        return new QualifiedName([word]) { Position = token.Position };
    }

    /// <summary>Subquery, expression in parentheses, or row of at least two items.</summary>
    private Expression ParseParenthesized()
    {
        SourcePosition position = Position;
        ExpectLeftParenthesis();
        (Query? query, SyntaxList<Expression>? items) = ParseQueryOrList();
        if (query is not null)
        {
            return new Expression.Subquery(query) { Position = position };
        }

        return items!.Count == 1 ? items[0] : new Expression.Row(items) { Position = position };
    }

    /// <summary>After (: either a query or a list of at least one expression, up to and with the ).</summary>
    private (Query? Query, SyntaxList<Expression>? Items) ParseQueryOrList()
    {
        if (StartsQuery(Current.Keyword))
        {
            Query query = ParseQuery();
            ExpectQueryEnd();
            return (query, null);
        }

        SyntaxList<Expression> items = ParseCommaList(static parser => parser.ParseExpression());
        if (items.Count == 1 && items[0] is Expression.Subquery subquery)
        {
            Query query = ParseQueryRest(subquery.Query);
            ExpectQueryEnd();
            return (query, null);
        }

        ExpectListEnd();
        return (null, items);
    }

    private Expression.Exists ParseExists()
    {
        SourcePosition position = Position;
        Expect(Keyword.Exists);
        Token open = Current;
        ExpectLeftParenthesis();
        (Query? query, _) = ParseQueryOrList();
        return query is not null
            ? new Expression.Exists(query) { Position = position }
            : throw SqlException.Syntax("EXISTS needs a query in parentheses", open.Position);
    }

    private Expression.Row ParseRow()
    {
        SourcePosition position = Position;
        Expect(Keyword.Row);
        ExpectLeftParenthesis();
        SyntaxList<Expression> items = ParseCommaList(static parser => parser.ParseExpression());
        ExpectListEnd();
        return new Expression.Row(items) { Position = position };
    }

    /// <summary><c>ARRAY[..]</c>, <c>MAP[..]</c>, <c>MULTISET[..]</c>; null when MAP is just a name.</summary>
    private Expression? ParseCollection(Token token)
    {
        TokenKind next = Ahead(1).Kind;
        if (next == TokenKind.LeftParenthesis)
        {
            throw SqlException.NotSupported(
                $"{Upper(token)}(query)", token.Position, "Items are put in brackets: [ ].");
        }

        if (next != TokenKind.LeftBracket && token.Keyword == Keyword.Map)
        {
            return null;
        }

        Advance();
        Expect(TokenKind.LeftBracket, "[");
        SyntaxList<Expression> items = Is(TokenKind.RightBracket)
            ? []
            : ParseCommaList(static parser => parser.ParseExpression());
        Expect(TokenKind.RightBracket, ", or ]");
        switch (token.Keyword)
        {
            case Keyword.Array:
                return new Expression.Array(items) { Position = token.Position };
            case Keyword.Multiset:
                return new Expression.Multiset(items) { Position = token.Position };
            case Keyword.Map when items.Count % 2 != 0:
                throw SqlException.Syntax("MAP needs a value for each key", items[^1].Position);
            default:
                return new Expression.Map(items) { Position = token.Position };
        }
    }

    private Expression.Case ParseCase()
    {
        SourcePosition position = Position;
        Expect(Keyword.Case);
        Expression? operand = Is(Keyword.When) ? null : ParseExpression();
        var branches = new List<WhenClause>();
        while (Is(Keyword.When))
        {
            ParseWhen(branches, operand is not null);
        }

        if (branches.Count == 0)
        {
            throw Unexpected("WHEN");
        }

        Expression? otherwise = Accept(Keyword.Else) ? ParseExpression() : null;
        if (!Accept(Keyword.End))
        {
            throw Unexpected(otherwise is null ? "WHEN, ELSE or END" : "END");
        }

        return new Expression.Case(operand, ToList(branches), otherwise) { Position = position };
    }

    /// <summary>Several values before one THEN of a simple CASE become as many branches.</summary>
    private void ParseWhen(List<WhenClause> branches, bool severalValues)
    {
        SourcePosition position = Position;
        Expect(Keyword.When);
        SyntaxList<Expression> values = severalValues
            ? ParseCommaList(static parser => parser.ParseExpression())
            : [ParseExpression()];
        Expect(Keyword.Then);
        Expression then = ParseExpression();
        foreach (Expression value in values)
        {
            branches.Add(new WhenClause(value, then) { Position = position });
        }
    }
}
