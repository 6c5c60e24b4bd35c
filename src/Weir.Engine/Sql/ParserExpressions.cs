namespace Weir.Engine.Sql;

/// <summary>Operators by precedence climbing; what they are applied to is in ParserOperands.</summary>
internal sealed partial class Parser
{
    /// <summary>How tightly operators bind, as in Flink's parser: IS binds looser than =, and || like *.</summary>
    private enum Precedence
    {
        None,
        Or,
        And,
        Not,
        Is,
        Comparison,
        Range,
        Additive,
        Multiplicative,
        Unary,
    }

    public Expression ParseExpression()
    {
        Enter();
        Expression expression = ParseOperators(Precedence.Or);
        Leave();
        return expression;
    }

    private Expression ParseOperators(Precedence minimum)
    {
        int chain = BeginChain();
        Expression left = ParsePrefix();
        while (true)
        {
            Precedence precedence = CurrentPrecedence();
            if (precedence < minimum || precedence == Precedence.None)
            {
                break;
            }

            Link();
            left = ParseInfix(left, precedence);
        }

        EndChain(chain);
        return left;
    }

    private Expression ParsePrefix()
    {
        SourcePosition position = Position;
        if (Accept(Keyword.Not))
        {
            return new Expression.Unary(UnaryOperator.Not, ParseNested(Precedence.Not)) { Position = position };
        }

        if (Accept(TokenKind.Minus))
        {
            return new Expression.Unary(UnaryOperator.Minus, ParseNested(Precedence.Unary)) { Position = position };
        }

        return Accept(TokenKind.Plus)
            ? new Expression.Unary(UnaryOperator.Plus, ParseNested(Precedence.Unary)) { Position = position }
            : ParsePostfix(ParseOperand());
    }

    private Expression ParseNested(Precedence minimum)
    {
        Enter();
        Expression operand = ParseOperators(minimum);
        Leave();
        return operand;
    }

    /// <summary>The right side of a left-associative operator.</summary>
    private Expression ParseRight(Precedence precedence)
    {
        _depth++;
        NoteDepth();
        Expression right = ParseOperators(precedence + 1);
        _depth--;
        return right;
    }

    private Precedence CurrentPrecedence() => Current.Kind switch
    {
        TokenKind.Word => WordPrecedence(Current.Keyword),
        TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater
            or TokenKind.GreaterOrEqual => Precedence.Comparison,
        TokenKind.Plus or TokenKind.Minus => Precedence.Additive,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent or TokenKind.Concat => Precedence.Multiplicative,
        _ => Precedence.None,
    };

    private Precedence WordPrecedence(Keyword word) => word switch
    {
        Keyword.Or => Precedence.Or,
        Keyword.And => Precedence.And,
        Keyword.Is => IsDistinctFrom() ? Precedence.Comparison : Precedence.Is,
        Keyword.Overlaps => Precedence.Comparison,
        Keyword.Member when Ahead(1).Keyword == Keyword.Of => throw SqlException.NotSupported("MEMBER OF", Position),
        Keyword.Multiset when Ahead(1).Keyword is Keyword.Union or Keyword.Intersect or Keyword.Except =>
            throw SqlException.NotSupported($"MULTISET {Upper(Ahead(1))}", Position),
        Keyword.Not => StartsRange(Ahead(1).Keyword) ? Precedence.Range : Precedence.None,
        _ => StartsRange(word) ? Precedence.Range : Precedence.None,
    };

    private bool IsDistinctFrom() =>
        Ahead(1).Keyword == Keyword.Distinct ||
        (Ahead(1).Keyword == Keyword.Not && Ahead(2).Keyword == Keyword.Distinct);

    private static bool StartsRange(Keyword word) =>
        word is Keyword.Between or Keyword.In or Keyword.Like or Keyword.Similar or Keyword.Rlike or Keyword.Ilike;

    private Expression ParseInfix(Expression left, Precedence precedence)
    {
        SourcePosition position = Position;
        switch (precedence)
        {
            case Precedence.Is:
                return ParseIs(left);
            case Precedence.Comparison when Accept(Keyword.Is):
                bool distinct = !Accept(Keyword.Not);
                Expect(Keyword.Distinct, Keyword.From);
                return new Expression.DistinctFrom(left, ParseRight(precedence), !distinct) { Position = position };
            case Precedence.Range:
                return ParseRange(left);
        }

        BinaryOperator operation = BinaryOperatorOf(Current);
        Advance();
        return precedence == Precedence.Comparison && Current.Keyword is Keyword.Any or Keyword.Some or Keyword.All
            ? ParseQuantified(operation, left, position)
            : new Expression.Binary(operation, left, ParseRight(precedence)) { Position = position };
    }

    private static BinaryOperator BinaryOperatorOf(Token token) => token.Kind switch
    {
        TokenKind.Equal => BinaryOperator.Equal,
        TokenKind.NotEqual => BinaryOperator.NotEqual,
        TokenKind.Less => BinaryOperator.Less,
        TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
        TokenKind.Greater => BinaryOperator.Greater,
        TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
        TokenKind.Plus => BinaryOperator.Add,
        TokenKind.Minus => BinaryOperator.Subtract,
        TokenKind.Star => BinaryOperator.Multiply,
        TokenKind.Slash => BinaryOperator.Divide,
        TokenKind.Percent => BinaryOperator.Remainder,
        TokenKind.Concat => BinaryOperator.Concat,
        _ => token.Keyword switch
        {
            Keyword.Or => BinaryOperator.Or,
            Keyword.And => BinaryOperator.And,
            _ => BinaryOperator.Overlaps,
        },
    };

    private Expression.Quantified ParseQuantified(BinaryOperator operation, Expression left, SourcePosition position)
    {
        bool all = Is(Keyword.All);
        Advance();
        ExpectLeftParenthesis();
        (Query? query, SyntaxList<Expression>? items) = ParseQueryOrList();
        return new Expression.Quantified(operation, left, all, query, items) { Position = position };
    }

    private Expression.Is ParseIs(Expression operand)
    {
        SourcePosition position = Position;
        Expect(Keyword.Is);
        bool negated = Accept(Keyword.Not);
        return new Expression.Is(operand, ParseIsTest(), negated) { Position = position };
    }

    private IsTest ParseIsTest()
    {
        IsTest? test = Current.Keyword switch
        {
            Keyword.Null => IsTest.Null,
            Keyword.True => IsTest.True,
            Keyword.False => IsTest.False,
            Keyword.Unknown => IsTest.Unknown,
            Keyword.Json => IsTest.JsonValue,
            Keyword.Empty => throw SqlException.NotSupported("IS EMPTY", Position),
            _ => null,
        };
        if (test is null)
        {
            throw Ahead(1).Keyword == Keyword.Set
                ? SqlException.NotSupported("IS A SET", Position)
                : Unexpected("NULL, TRUE, FALSE, UNKNOWN, JSON or DISTINCT FROM after IS");
        }

        Advance();
        if (test != IsTest.JsonValue)
        {
            return test.Value;
        }

        IsTest json = Current.Keyword switch
        {
            Keyword.Object => IsTest.JsonObject,
            Keyword.Array => IsTest.JsonArray,
            Keyword.Scalar => IsTest.JsonScalar,
            _ => IsTest.JsonValue,
        };
        if (json != IsTest.JsonValue || Is(Keyword.Value))
        {
            Advance();
        }

        return json;
    }

    private Expression ParseRange(Expression left)
    {
        SourcePosition position = Position;
        bool negated = Accept(Keyword.Not);
        switch (Current.Keyword)
        {
            case Keyword.Between:
                return ParseBetween(left, negated, position);
            case Keyword.In:
                Advance();
                ExpectLeftParenthesis();
                (Query? query, SyntaxList<Expression>? items) = ParseQueryOrList();
                return query is not null
                    ? new Expression.InQuery(left, query, negated) { Position = position }
                    : new Expression.InList(left, items!, negated) { Position = position };
            case Keyword.Rlike or Keyword.Ilike:
                throw SqlException.NotSupported(
                    Keywords.Text(Current.Keyword), Position, "Use REGEXP(text, pattern) or LOWER(text) LIKE pattern.");
            default:
                return ParseLike(left, negated, position);
        }
    }

    private Expression.Between ParseBetween(Expression left, bool negated, SourcePosition position)
    {
        Advance();
        bool symmetric = Accept(Keyword.Symmetric);
        if (!symmetric)
        {
            Accept(Keyword.Asymmetric);
        }

        Expression low = ParseRight(Precedence.Range);
        Expect(Keyword.And);
        Expression high = ParseRight(Precedence.Range);
        return new Expression.Between(left, low, high, symmetric, negated) { Position = position };
    }

    private Expression.Like ParseLike(Expression left, bool negated, SourcePosition position)
    {
        LikeKind kind = Accept(Keyword.Like) ? LikeKind.Like : LikeKind.SimilarTo;
        if (kind == LikeKind.SimilarTo)
        {
            Expect(Keyword.Similar, Keyword.To);
        }

        Expression pattern = ParseRight(Precedence.Range);
        Expression? escape = Accept(Keyword.Escape) ? ParseRight(Precedence.Range) : null;
        if (CurrentPrecedence() == Precedence.Range)
        {
            throw SqlException.Syntax(
                $"{Upper(Current)} directly after LIKE is ambiguous", Position,
                "Put parentheses around one of them.");
        }

        return new Expression.Like(kind, left, pattern, escape, negated) { Position = position };
    }
}
