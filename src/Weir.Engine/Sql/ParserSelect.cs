namespace Weir.Engine.Sql;

/// <summary>SELECT and its items.</summary>
internal sealed partial class Parser
{
    private Query.Select ParseSelect()
    {
        SourcePosition position = Position;
        Expect(Keyword.Select);
        SyntaxList<Hint> hints = ParseHints();
        if (Is(Keyword.Stream))
        {
            throw SqlException.NotSupported("SELECT STREAM", Position, "Leave STREAM out: every query is a stream.");
        }

        bool distinct = Accept(Keyword.Distinct);
        if (!distinct)
        {
            Accept(Keyword.All);
        }

        var select = new Query.Select(ParseCommaList(static parser => parser.ParseSelectItem()))
        {
            Position = position,
            Hints = hints,
            Distinct = distinct,
        };
        if (Accept(Keyword.From))
        {
            return ParseSelectTail(select);
        }

        MayFollow("an operator, a comma, FROM");
        return select;
    }

    private Query.Select ParseSelectTail(Query.Select select)
    {
        select = select with { From = ParseFrom() };
        MayFollow("a comma, JOIN, WHERE, GROUP BY, ORDER BY, LIMIT, UNION");
        if (Accept(Keyword.Where))
        {
            select = select with { Where = ParseExpression() };
            MayFollow("an operator, GROUP BY, HAVING, ORDER BY, LIMIT, UNION");
        }

        if (Is(Keyword.Group))
        {
            select = select with { GroupBy = ParseGroupBy() };
            MayFollow("an operator, a comma, HAVING, ORDER BY, LIMIT, UNION");
        }

        if (Accept(Keyword.Having))
        {
            select = select with { Having = ParseExpression() };
            MayFollow("an operator, ORDER BY, LIMIT, UNION");
        }

        if (Accept(Keyword.Window))
        {
            select = select with { Windows = ParseCommaList(static parser => parser.ParseNamedWindow()) };
        }

        RefuseQualify();
        return select;
    }

    /// <summary>Flink 2.0 has it; in 1.20 the word is an ordinary name.</summary>
    private void RefuseQualify()
    {
        if (IsQualify(Current))
        {
            throw SqlException.NotSupported(
                "QUALIFY", Position, "Put the query into FROM (..) and filter the row number in its WHERE.");
        }
    }

    private bool IsQualify(Token token) =>
        token.Kind == TokenKind.Word && Text(token).Equals("QUALIFY", StringComparison.OrdinalIgnoreCase);

    private SelectItem ParseSelectItem()
    {
        SourcePosition position = Position;
        if (Accept(TokenKind.Star))
        {
            return new SelectItem.Star(null) { Position = position };
        }

        if (IsQualifiedStar())
        {
            return new SelectItem.Star(ParseStarQualifier()) { Position = position };
        }

        if (Is(Keyword.From))
        {
            throw Unexpected("a column or an expression", "Is there a comma too many?");
        }

        Expression value = ParseExpression();
        Identifier? alias = ParseAlias();
        return new SelectItem.Value(value, alias) { Position = position };
    }

    private bool IsQualifiedStar()
    {
        int ahead = 0;
        while (IsName(Ahead(ahead)) && Ahead(ahead + 1).Kind == TokenKind.Dot)
        {
            ahead += 2;
        }

        return ahead > 0 && Ahead(ahead).Kind == TokenKind.Star;
    }

    private QualifiedName ParseStarQualifier()
    {
        var parts = new List<Identifier>();
        while (!Accept(TokenKind.Star))
        {
            parts.Add(ParseIdentifier("a table name"));
            LimitParts(parts);
            Expect(TokenKind.Dot, ".");
        }

        return new QualifiedName(ToList(parts)) { Position = parts[0].Position };
    }

    /// <summary><c>[AS] name</c>; null when there is none.</summary>
    private Identifier? ParseAlias()
    {
        if (Accept(Keyword.As))
        {
            return ParseIdentifier("a name after AS");
        }

        return IsName(Current) && !IsQualify(Current) ? ParseIdentifier("a name") : null;
    }
}
