namespace Weir.Engine.Sql;

/// <summary>Scripts, statements and everything that is neither a definition nor a query.</summary>
internal sealed partial class Parser
{
    /// <summary>Empty statements (<c>;;</c>) are skipped.</summary>
    public List<Statement> ParseScript()
    {
        var statements = new List<Statement>();
        int count = 0;
        while (true)
        {
            while (Accept(TokenKind.Semicolon))
            {
            }

            if (Is(TokenKind.End))
            {
                return statements;
            }

            Statement statement = ParseStatement();
            count += statement is Statement.StatementSet set ? set.Inserts.Count : 1;
            if (count > SqlLimits.Statements)
            {
                throw SqlException.Limit(
                    $"The script has more than {SqlLimits.Statements} statements", statement.Position);
            }

            statements.Add(statement);
            EndStatement();
        }
    }

    public Statement ParseSingleStatement()
    {
        Statement statement = ParseStatement();
        EndStatement();
        return Is(TokenKind.End) ? statement : throw Unexpected("the end: only one statement may stand here");
    }

    public Expression ParseSingleExpression()
    {
        Expression expression = ParseExpression();
        return Is(TokenKind.End) ? expression : throw Unexpected("an operator or the end");
    }

    private void EndStatement()
    {
        if (!Accept(TokenKind.Semicolon) && !Is(TokenKind.End))
        {
            throw UnexpectedEnd("the end of the statement");
        }
    }

    private Statement ParseStatement()
    {
        SourcePosition position = Position;
        switch (Current.Keyword)
        {
            case Keyword.Select or Keyword.With or Keyword.Values or Keyword.Table:
                return new Statement.Select(ParseQuery()) { Position = position };
            case Keyword.Create:
                return ParseCreate();
            case Keyword.Drop:
                return ParseDrop();
            case Keyword.Insert:
                return ParseInsert();
            case Keyword.Execute:
                return ParseExecute();
            case Keyword.Begin:
                return ParseBegin();
            case Keyword.Set:
                return ParseSet();
            case Keyword.Reset:
                return ParseReset();
            case Keyword.Explain:
                return ParseExplain();
            case Keyword.Show:
                return ParseShow();
            case Keyword.Describe or Keyword.Desc:
                return ParseDescribe();
            case Keyword.Use:
                return ParseUse();
        }

        if (Is(TokenKind.LeftParenthesis))
        {
            return new Statement.Select(ParseQuery()) { Position = position };
        }

        throw UnsupportedStatement(position) ?? Unexpected(
            "a statement", "Statements begin with SELECT, INSERT, CREATE, SET, EXECUTE and the like.");
    }

    /// <summary>Statements that Flink knows and Weir does not run, by their first words.</summary>
    private SqlException? UnsupportedStatement(SourcePosition position)
    {
        string? thing = Current.Keyword switch
        {
            Keyword.Alter or Keyword.Analyze or Keyword.Truncate or Keyword.Load or Keyword.Unload or Keyword.Add
                or Keyword.Remove or Keyword.Stop => $"{Upper(Current)} {Upper(Ahead(1))}".TrimEnd(),
            Keyword.Delete or Keyword.Update or Keyword.Upsert or Keyword.Merge or Keyword.Call or Keyword.Replace =>
                Upper(Current),
            Keyword.Compile => "COMPILE PLAN",
            _ => null,
        };
        return thing is null ? null : SqlException.NotSupported(thing, position);
    }

    private Statement.Insert ParseInsert()
    {
        SourcePosition position = Position;
        Expect(Keyword.Insert);
        bool overwrite = Accept(Keyword.Overwrite);
        if (!overwrite && !Accept(Keyword.Into))
        {
            throw Unexpected("INTO or OVERWRITE");
        }

        QualifiedName target = ParseName("the name of a table");
        SyntaxList<Hint> hints = ParseHints();
        SyntaxList<PartitionValue> partition = Accept(Keyword.Partition) ? ParsePartition() : [];
        SyntaxList<QualifiedName> columns = [];
        if (Is(TokenKind.LeftParenthesis) && !IsQueryAhead())
        {
            Advance();
            columns = ParseCommaList(static parser => parser.ParseName("the name of a column"));
            ExpectListEnd();
        }

        return new Statement.Insert(target, ParseQuery())
        {
            Position = position,
            Overwrite = overwrite,
            Hints = hints,
            Partition = partition,
            Columns = columns,
        };
    }

    /// <summary>Stands on (: whether the first word behind all opening parentheses starts a query.</summary>
    private bool IsQueryAhead()
    {
        int at = _at;
        while (_tokens[at].Kind == TokenKind.LeftParenthesis)
        {
            at++;
        }

        return StartsQuery(_tokens[at].Keyword);
    }

    private SyntaxList<PartitionValue> ParsePartition()
    {
        ExpectLeftParenthesis();
        SyntaxList<PartitionValue> values = ParseCommaList(static parser => parser.ParsePartitionValue());
        ExpectListEnd();
        return values;
    }

    private PartitionValue ParsePartitionValue()
    {
        Identifier column = ParseIdentifier("the name of a column");
        Expect(TokenKind.Equal, "=");
        return new PartitionValue(column, ParseExpression()) { Position = column.Position };
    }

    /// <summary>EXECUTE STATEMENT SET, and EXECUTE before a query or INSERT, which changes nothing.</summary>
    private Statement ParseExecute()
    {
        SourcePosition position = Position;
        Expect(Keyword.Execute);
        if (Is(Keyword.Plan))
        {
            throw SqlException.NotSupported("EXECUTE PLAN", position);
        }

        if (Is(Keyword.Insert))
        {
            return ParseInsert() with { Position = position };
        }

        if (StartsQuery(Current.Keyword))
        {
            return new Statement.Select(ParseQuery()) { Position = position };
        }

        if (!Is(Keyword.Statement))
        {
            throw Unexpected("STATEMENT SET, INSERT or a query");
        }

        return ParseStatementSet(position);
    }

    private Statement.StatementSet ParseStatementSet(SourcePosition position)
    {
        Expect(Keyword.Statement, Keyword.Set);
        Expect(Keyword.Begin);
        return ParseInserts(position);
    }

    private Statement.StatementSet ParseBegin()
    {
        SourcePosition position = Position;
        Expect(Keyword.Begin);
        Expect(Keyword.Statement, Keyword.Set);
        Expect(TokenKind.Semicolon, ";");
        return ParseInserts(position);
    }

    /// <summary>INSERT statements, each with its semicolon, up to and with END.</summary>
    private Statement.StatementSet ParseInserts(SourcePosition position)
    {
        var inserts = new List<Statement.Insert>();
        do
        {
            if (!Is(Keyword.Insert))
            {
                throw Unexpected(
                    inserts.Count == 0 ? "INSERT" : "INSERT or END", "A statement set holds INSERT statements only.");
            }

            inserts.Add(ParseInsert());
            if (!Accept(TokenKind.Semicolon))
            {
                throw Unexpected("; after the INSERT", ReservedHint(Current));
            }
        }
        while (!Accept(Keyword.End));
        return new Statement.StatementSet(ToList(inserts)) { Position = position };
    }

    private Statement.Explain ParseExplain()
    {
        SourcePosition position = Position;
        Expect(Keyword.Explain);
        var details = new List<string>();
        if (!Accept(Keyword.Plan, Keyword.For) && IsExplainDetail())
        {
            do
            {
                if (!IsExplainDetail())
                {
                    throw Unexpected("ESTIMATED_COST, CHANGELOG_MODE, JSON_EXECUTION_PLAN or PLAN_ADVICE");
                }

                details.Add(Upper(Current));
                Advance();
            }
            while (Accept(TokenKind.Comma));
        }

        return new Statement.Explain(ToList(details), ParseExplained()) { Position = position };
    }

    private bool IsExplainDetail() => Current.Kind == TokenKind.Word &&
        Upper(Current) is "ESTIMATED_COST" or "CHANGELOG_MODE" or "JSON_EXECUTION_PLAN" or "PLAN_ADVICE";

    private Statement ParseExplained()
    {
        SourcePosition position = Position;
        switch (Current.Keyword)
        {
            case Keyword.Statement:
                return ParseStatementSet(position);
            case Keyword.Insert:
                return ParseInsert();
            case Keyword.Execute:
                return ParseExecute();
        }

        return StartsQuery(Current.Keyword) || Is(TokenKind.LeftParenthesis)
            ? new Statement.Select(ParseQuery()) { Position = position }
            : throw Unexpected("a query, INSERT or STATEMENT SET");
    }
}
