namespace Weir.Engine.Sql;

/// <summary>FROM: commas and joins.</summary>
internal sealed partial class Parser
{
    /// <summary>Commas are cross joins that bind weaker than JOIN.</summary>
    private TableReference ParseFrom()
    {
        int chain = BeginChain();
        TableReference left = ParseJoins();
        while (Is(TokenKind.Comma))
        {
            Link();
            SourcePosition position = Position;
            Advance();
            left = new TableReference.Join(JoinKind.Cross, left, ParseRightTable()) { Position = position };
        }

        EndChain(chain);
        return left;
    }

    private TableReference ParseRightTable()
    {
        _depth++;
        TableReference right = ParseJoins();
        _depth--;
        return right;
    }

    private TableReference ParseJoins()
    {
        int chain = BeginChain();
        TableReference left = ParseTable();
        while (StartsJoin(Current.Keyword))
        {
            Link();
            left = ParseJoin(left);
        }

        EndChain(chain);
        return left;
    }

    private static bool StartsJoin(Keyword keyword) => keyword is Keyword.Join or Keyword.Inner or Keyword.Left
        or Keyword.Right or Keyword.Full or Keyword.Cross or Keyword.Natural;

    private TableReference.Join ParseJoin(TableReference left)
    {
        SourcePosition position = Position;
        bool natural = Accept(Keyword.Natural);
        JoinKind kind = ParseJoinKind(natural);
        var join = new TableReference.Join(kind, left, ParseNestedTable()) { Position = position, Natural = natural };
        if (natural || kind == JoinKind.Cross)
        {
            return Is(Keyword.On) || Is(Keyword.Using)
                ? throw Unexpected("the end of the join", $"A {(natural ? "NATURAL" : "CROSS")} JOIN has no condition.")
                : join;
        }

        if (Accept(Keyword.On))
        {
            return join with { On = ParseExpression() };
        }

        return Accept(Keyword.Using)
            ? join with { Using = ParseIdentifierList("a column name") }
            : throw Unexpected("ON or USING", "A join without a condition is written CROSS JOIN.");
    }

    private TableReference ParseNestedTable()
    {
        _depth++;
        TableReference right = ParseTable();
        _depth--;
        return right;
    }

    private JoinKind ParseJoinKind(bool natural)
    {
        JoinKind kind = Current.Keyword switch
        {
            Keyword.Left => JoinKind.Left,
            Keyword.Right => JoinKind.Right,
            Keyword.Full => JoinKind.Full,
            Keyword.Cross when !natural => JoinKind.Cross,
            _ => JoinKind.Inner,
        };
        if (kind != JoinKind.Inner)
        {
            Advance();
            if (kind != JoinKind.Cross)
            {
                Accept(Keyword.Outer);
            }
        }
        else
        {
            Accept(Keyword.Inner);
        }

        Expect(Keyword.Join);
        return kind;
    }
}
