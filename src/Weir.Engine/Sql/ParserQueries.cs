namespace Weir.Engine.Sql;

/// <summary>Queries: WITH, set operations, ORDER BY and LIMIT, VALUES.</summary>
internal sealed partial class Parser
{
    private static bool StartsQuery(Keyword keyword) =>
        keyword is Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table;

    private Query ParseQuery()
    {
        Enter();
        Query query = Is(Keyword.With) ? ParseWith() : ParseQueryRest(null);
        Leave();
        return query;
    }

    private Query.With ParseWith()
    {
        SourcePosition position = Position;
        Expect(Keyword.With);
        if (Is(Keyword.Recursive))
        {
            throw SqlException.NotSupported("WITH RECURSIVE", Position);
        }

        SyntaxList<CommonTable> tables = ParseCommaList(static parser => parser.ParseCommonTable());
        if (!StartsQuery(Current.Keyword) && !Is(TokenKind.LeftParenthesis))
        {
            throw Unexpected(
                "a query after WITH", Is(Keyword.Insert) ? "Write INSERT INTO t WITH .. SELECT .." : null);
        }

        return new Query.With(tables, ParseQueryRest(null)) { Position = position };
    }

    private CommonTable ParseCommonTable()
    {
        Identifier name = ParseIdentifier("the name of a query");
        SyntaxList<Identifier> columns = Is(TokenKind.LeftParenthesis) ? ParseIdentifierList("a column name") : [];
        Expect(Keyword.As);
        ExpectLeftParenthesis();
        Query query = ParseQuery();
        ExpectQueryEnd();
        return new CommonTable(name, columns, query) { Position = name.Position };
    }

    /// <summary>Set operations, ORDER BY, LIMIT, OFFSET and FETCH. When a query in parentheses has been read already
    /// it is handed in.</summary>
    private Query ParseQueryRest(Query? first)
    {
        SourcePosition position = first?.Position ?? Position;
        Query query = ParseSetOperations(first, 1);
        SyntaxList<OrderItem> order = [];
        if (Accept(Keyword.Order))
        {
            Expect(Keyword.By);
            order = ParseCommaList(static parser => parser.ParseOrderItem());
            MayFollow("an operator, a comma, ASC, DESC, NULLS, LIMIT, OFFSET");
        }

        Expression? limit = null;
        Expression? offset = null;
        bool all = false;
        if (Accept(Keyword.Limit))
        {
            all = Accept(Keyword.All);
            limit = all ? null : ParseRowCount();
            offset = ParseOffset();
        }
        else
        {
            offset = ParseOffset();
            limit = ParseFetch(offset is not null);
        }

        if (order.Count == 0 && limit is null && offset is null)
        {
            return query;
        }

        return new Query.Ordered(query, order, offset, limit) { Position = position };
    }

    private Expression? ParseOffset()
    {
        if (!Accept(Keyword.Offset))
        {
            return null;
        }

        Expression count = ParseRowCount();
        _ = Accept(Keyword.Row) || Accept(Keyword.Rows);
        return count;
    }

    private Expression? ParseFetch(bool afterOffset)
    {
        if (afterOffset && Is(Keyword.Limit))
        {
            throw Unexpected("the end of the query", "LIMIT stands before OFFSET.");
        }

        if (!Accept(Keyword.Fetch))
        {
            return null;
        }

        if (!Accept(Keyword.First) && !Accept(Keyword.Next))
        {
            throw Unexpected("FIRST or NEXT");
        }

        Expression count = ParseRowCount();
        if (!Accept(Keyword.Row) && !Accept(Keyword.Rows))
        {
            throw Unexpected("ROW or ROWS");
        }

        Expect(Keyword.Only);
        return count;
    }

    private Expression.ExactLiteral ParseRowCount()
    {
        Token token = Current;
        if (token.Kind != TokenKind.Exact || Text(token).Contains('.'))
        {
            throw Unexpected("a whole number of rows");
        }

        Advance();
        return new Expression.ExactLiteral(Text(token).ToString()) { Position = token.Position };
    }

    private Query ParseSetOperations(Query? first, int minimum)
    {
        int chain = BeginChain();
        Query left = first ?? ParseQueryOperand();
        while (SetOperatorOf(Current.Keyword) is { } operation)
        {
            int precedence = operation == SetOperator.Intersect ? 2 : 1;
            if (precedence < minimum)
            {
                break;
            }

            Link();
            SourcePosition position = Position;
            Advance();
            bool all = Accept(Keyword.All);
            if (!all)
            {
                Accept(Keyword.Distinct);
            }

            _depth++;
            Query right = ParseSetOperations(null, precedence + 1);
            _depth--;
            left = new Query.SetOperation(operation, all, left, right) { Position = position };
        }

        if (Is(Keyword.Minus))
        {
            throw Unexpected("the end of the query", "Write EXCEPT.");
        }

        EndChain(chain);
        return left;
    }

    private static SetOperator? SetOperatorOf(Keyword keyword) => keyword switch
    {
        Keyword.Union => SetOperator.Union,
        Keyword.Intersect => SetOperator.Intersect,
        Keyword.Except => SetOperator.Except,
        _ => null,
    };

    private Query ParseQueryOperand()
    {
        SourcePosition position = Position;
        switch (Current.Keyword)
        {
            case Keyword.Select:
                return ParseSelect();
            case Keyword.Values:
                Advance();
                SyntaxList<ValuesRow> rows = ParseCommaList(static parser => parser.ParseValuesRow());
                return new Query.Values(rows) { Position = position };
            case Keyword.Table:
                Advance();
                return new Query.Table(ParseName("a table name")) { Position = position };
            case Keyword.With:
                throw Unexpected("a query", "Put a query that begins with WITH in parentheses.");
        }

        if (!Accept(TokenKind.LeftParenthesis))
        {
            throw Unexpected("a query");
        }

        Query query = ParseQuery();
        ExpectQueryEnd();
        return query;
    }

    private ValuesRow ParseValuesRow()
    {
        SourcePosition position = Position;
        Expression row = ParseExpression();
        return new ValuesRow(row is Expression.Row items ? items.Items : [row]) { Position = position };
    }
}
