namespace Weir.Engine.Sql;

/// <summary>GROUP BY, ORDER BY, OVER and the WINDOW clause, hints.</summary>
internal sealed partial class Parser
{
    private GroupBy ParseGroupBy()
    {
        SourcePosition position = Position;
        Expect(Keyword.Group, Keyword.By);
        if (Is(Keyword.Distinct))
        {
            throw SqlException.NotSupported("GROUP BY DISTINCT", Position);
        }

        Accept(Keyword.All);
        return new GroupBy(ParseCommaList(static parser => parser.ParseGroupingItem())) { Position = position };
    }

    private GroupingItem ParseGroupingItem()
    {
        Enter();
        GroupingItem item = ParseGroupingItemCore();
        Leave();
        return item;
    }

    private GroupingItem ParseGroupingItemCore()
    {
        SourcePosition position = Position;
        if (Accept(Keyword.Rollup))
        {
            return new GroupingItem.Rollup(ParseGroupingItems()) { Position = position };
        }

        if (Accept(Keyword.Cube))
        {
            return new GroupingItem.Cube(ParseGroupingItems()) { Position = position };
        }

        if (Accept(Keyword.Grouping, Keyword.Sets))
        {
            return new GroupingItem.GroupingSets(ParseGroupingItems()) { Position = position };
        }

        if (Is(TokenKind.LeftParenthesis) && Ahead(1).Kind == TokenKind.RightParenthesis)
        {
            Advance();
            Advance();
            return new GroupingItem.Set([]) { Position = position };
        }

        return ParseExpression() switch
        {
            Expression.Row row => new GroupingItem.Set(row.Items) { Position = position },
            Expression key => new GroupingItem.Key(key) { Position = position },
        };
    }

    private SyntaxList<GroupingItem> ParseGroupingItems()
    {
        ExpectLeftParenthesis();
        SyntaxList<GroupingItem> items = ParseCommaList(static parser => parser.ParseGroupingItem());
        ExpectListEnd();
        return items;
    }

    private OrderItem ParseOrderItem()
    {
        SourcePosition position = Position;
        Expression key = ParseExpression();
        bool descending = Accept(Keyword.Desc);
        if (!descending)
        {
            Accept(Keyword.Asc);
        }

        return new OrderItem(key, descending, ParseNullOrder()) { Position = position };
    }

    private NullOrder ParseNullOrder()
    {
        if (!Accept(Keyword.Nulls))
        {
            return NullOrder.Unspecified;
        }

        if (Accept(Keyword.First))
        {
            return NullOrder.First;
        }

        return Accept(Keyword.Last) ? NullOrder.Last : throw Unexpected("FIRST or LAST");
    }

    private NamedWindow ParseNamedWindow()
    {
        Identifier name = ParseIdentifier("the name of a window");
        Expect(Keyword.As);
        if (!Is(TokenKind.LeftParenthesis))
        {
            throw Unexpected("(");
        }

        return new NamedWindow(name, ParseWindowSpecification()) { Position = name.Position };
    }

    private WindowSpecification ParseOver()
    {
        if (Is(TokenKind.LeftParenthesis))
        {
            return ParseWindowSpecification();
        }

        Identifier name = ParseIdentifier("( or the name of a window");
        return new WindowSpecification(name, [], [], null) { Position = name.Position };
    }

    private WindowSpecification ParseWindowSpecification()
    {
        SourcePosition position = Position;
        ExpectLeftParenthesis();
        Identifier? baseName = IsName(Current) ? ParseIdentifier("a window") : null;
        SyntaxList<Expression> partition = [];
        SyntaxList<OrderItem> order = [];
        if (Accept(Keyword.Partition))
        {
            Expect(Keyword.By);
            partition = ParseCommaList(static parser => parser.ParseExpression());
        }

        if (Accept(Keyword.Order))
        {
            Expect(Keyword.By);
            order = ParseCommaList(static parser => parser.ParseOrderItem());
        }

        WindowFrame? frame = ParseFrame();
        if (!Accept(TokenKind.RightParenthesis))
        {
            throw Unexpected(
                frame is not null ? ")" :
                order.Count > 0 ? "ROWS, RANGE or )" :
                partition.Count > 0 ? "ORDER BY, ROWS, RANGE or )" : "PARTITION BY, ORDER BY, ROWS, RANGE or )");
        }

        return new WindowSpecification(baseName, partition, order, frame) { Position = position };
    }

    private WindowFrame? ParseFrame()
    {
        SourcePosition position = Position;
        bool rows = Accept(Keyword.Rows);
        if (!rows && !Accept(Keyword.Range))
        {
            return Is(Keyword.Groups) ? throw SqlException.NotSupported("A frame of GROUPS", position) : null;
        }

        if (!Accept(Keyword.Between))
        {
            return new WindowFrame(rows, ParseFrameBound(), null) { Position = position };
        }

        FrameBound start = ParseFrameBound();
        Expect(Keyword.And);
        return new WindowFrame(rows, start, ParseFrameBound()) { Position = position };
    }

    private FrameBound ParseFrameBound()
    {
        SourcePosition position = Position;
        if (Accept(Keyword.Current))
        {
            Expect(Keyword.Row);
            return new FrameBound(FrameBoundKind.CurrentRow, null) { Position = position };
        }

        Expression? offset = Accept(Keyword.Unbounded) ? null : ParseNested(Precedence.Additive);
        bool preceding = Accept(Keyword.Preceding);
        if (!preceding && !Accept(Keyword.Following))
        {
            throw Unexpected("PRECEDING or FOLLOWING");
        }

        FrameBoundKind kind = (preceding, offset) switch
        {
            (true, null) => FrameBoundKind.UnboundedPreceding,
            (true, _) => FrameBoundKind.Preceding,
            (false, null) => FrameBoundKind.UnboundedFollowing,
            (false, _) => FrameBoundKind.Following,
        };
        return new FrameBound(kind, offset) { Position = position };
    }

    /// <summary>Zero or one <c>/*+ .. */</c>.</summary>
    private SyntaxList<Hint> ParseHints()
    {
        if (!Accept(TokenKind.HintBegin))
        {
            return [];
        }

        SyntaxList<Hint> hints = ParseCommaList(static parser => parser.ParseHint());
        Expect(TokenKind.HintEnd, ", or */");
        return hints;
    }

    private Hint ParseHint()
    {
        Identifier name = ParseIdentifier("the name of a hint");
        if (!Accept(TokenKind.LeftParenthesis))
        {
            return new Hint(name, []) { Position = name.Position };
        }

        SyntaxList<HintArgument> arguments = Is(TokenKind.RightParenthesis)
            ? []
            : ParseCommaList(static parser => parser.ParseHintArgument());
        ExpectListEnd();
        return new Hint(name, arguments) { Position = name.Position };
    }

    private HintArgument ParseHintArgument()
    {
        Token token = Current;
        string key;
        if (token.Kind == TokenKind.Exact)
        {
            Advance();
            key = Text(token).ToString();
        }
        else
        {
            key = IsName(token) ? ParseIdentifier("a name").Text : ParseString("a name, a number or a text in quotes");
        }

        string? value = Accept(TokenKind.Equal) ? ParseString("a value in single quotes") : null;
        return new HintArgument(key, value) { Position = token.Position };
    }
}
