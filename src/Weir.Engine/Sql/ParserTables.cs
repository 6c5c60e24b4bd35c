namespace Weir.Engine.Sql;

/// <summary>What FROM and JOIN combine: tables, queries in parentheses, UNNEST.</summary>
internal sealed partial class Parser
{
    private const string ATable = "a table";

    private TableReference ParseTable()
    {
        Enter();
        TableReference table = ParseTableCore();
        Leave();
        return table;
    }

    private TableReference ParseTableCore()
    {
        Token token = Current;
        if (token.Kind == TokenKind.LeftParenthesis)
        {
            return ParseParenthesizedTable();
        }

        bool lateral = Accept(Keyword.Lateral);
        if (Accept(Keyword.Table))
        {
            ExpectLeftParenthesis();
            TableReference function = ParseTableFunction(lateral, token.Position);
            ExpectRightParenthesis();
            return function with { Alias = ParseTableAlias() };
        }

        if (lateral)
        {
            if (!Accept(TokenKind.LeftParenthesis))
            {
                throw Unexpected("TABLE or ( after LATERAL");
            }

            return ParseDerived(lateral: true, token.Position);
        }

        if (Is(Keyword.Unnest))
        {
            return ParseUnnest();
        }

        if (!IsName(token))
        {
            throw UnexpectedName(ATable);
        }

        return WindowFunctionAhead() is not null
            ? ParseTableFunction(lateral: false, token.Position) with { Alias = ParseTableAlias() }
            : ParseNamedTable();
    }

    private TableReference.Named ParseNamedTable()
    {
        QualifiedName name = ParseName(ATable);
        if (Is(TokenKind.LeftParenthesis))
        {
            throw Unexpected(
                "a name or the end of the table", $"A table function is written LATERAL TABLE({name}(..)).");
        }

        var table = new TableReference.Named(name) { Position = name.Position, Hints = ParseHints() };
        if (Is(Keyword.For))
        {
            table = table with { SystemTime = ParseSystemTime() };
        }

        RefuseTableSuffix();
        table = table with { Alias = ParseTableAlias() };
        if (Is(Keyword.For))
        {
            throw Unexpected("the end of the table", "FOR SYSTEM_TIME AS OF stands before the table's other name.");
        }

        return table;
    }

    private Expression ParseSystemTime()
    {
        Expect(Keyword.For, Keyword.SystemTime);
        Expect(Keyword.As);
        Expect(Keyword.Of);
        return ParseExpression();
    }

    private void RefuseTableSuffix()
    {
        if (Current.Keyword is Keyword.MatchRecognize or Keyword.Tablesample or Keyword.Pivot or Keyword.Unpivot
            or Keyword.Extend)
        {
            throw SqlException.NotSupported(Keywords.Text(Current.Keyword), Position);
        }
    }

    private TableAlias? ParseTableAlias()
    {
        SourcePosition position = Position;
        Identifier? name = ParseAlias();
        if (name is null)
        {
            RefuseTableSuffix();
            return null;
        }

        SyntaxList<Identifier> columns = Is(TokenKind.LeftParenthesis) ? ParseIdentifierList("a column name") : [];
        RefuseTableSuffix();
        return new TableAlias(name, columns) { Position = position };
    }

    /// <summary>A query or a join in parentheses. Both may begin with more parentheses.</summary>
    private TableReference ParseParenthesizedTable()
    {
        SourcePosition position = Position;
        bool isQuery = IsQueryInParentheses();
        ExpectLeftParenthesis();
        if (isQuery)
        {
            return ParseDerived(lateral: false, position);
        }

        TableReference join = ParseFrom();
        if (join is not TableReference.Join)
        {
            throw Unexpected("a join", "Only a query or a join is put in parentheses.");
        }

        ExpectRightParenthesis();
        return join;
    }

    /// <summary>Stands on (. Behind it is a query when it starts one, or when it starts with a query in parentheses
    /// that goes on as a query does.</summary>
    private bool IsQueryInParentheses()
    {
        int at = _at + 1;
        while (_tokens[at].Kind == TokenKind.LeftParenthesis)
        {
            at++;
        }

        if (!StartsQuery(_tokens[at].Keyword))
        {
            return false;
        }

        if (at == _at + 1)
        {
            return true;
        }

        Token next = _tokens[Math.Min(MatchingParenthesis(_at + 1) + 1, _tokens.Count - 1)];
        return next.Kind == TokenKind.RightParenthesis || SetOperatorOf(next.Keyword) is not null ||
            next.Keyword is Keyword.Order or Keyword.Limit or Keyword.Offset or Keyword.Fetch;
    }

    private int MatchingParenthesis(int open)
    {
        int depth = 0;
        for (int at = open; at < _tokens.Count; at++)
        {
            depth += _tokens[at].Kind switch
            {
                TokenKind.LeftParenthesis => 1,
                TokenKind.RightParenthesis => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return at;
            }
        }

        return _tokens.Count - 1;
    }

    /// <summary>Behind the opening parenthesis.</summary>
    private TableReference.Derived ParseDerived(bool lateral, SourcePosition position)
    {
        Query query = ParseQuery();
        ExpectQueryEnd();
        return new TableReference.Derived(query, lateral) { Position = position, Alias = ParseTableAlias() };
    }

    private TableReference.Unnest ParseUnnest()
    {
        SourcePosition position = Open();
        if (StartsQuery(Current.Keyword))
        {
            throw SqlException.NotSupported("UNNEST of a query", Position);
        }

        Expression operand = ParseExpression();
        if (Is(TokenKind.Comma))
        {
            throw SqlException.NotSupported("UNNEST of several collections", Position);
        }

        ExpectRightParenthesis();
        bool ordinality = Accept(Keyword.With, Keyword.Ordinality);
        return new TableReference.Unnest(operand, ordinality) { Position = position, Alias = ParseTableAlias() };
    }
}
