namespace Weir.Engine.Sql;

/// <summary>Function calls: those with a syntax of their own, ordinary ones, and what may follow them.</summary>
internal sealed partial class Parser
{
    /// <summary>Functions whose arguments are not a plain list; null for every other word.</summary>
    private Expression? ParseSpecialFunction(Token token)
    {
        if (Ahead(1).Kind != TokenKind.LeftParenthesis)
        {
            return null;
        }

        switch (token.Keyword)
        {
            case Keyword.Cast or Keyword.TryCast:
                return ParseCast();
            case Keyword.Extract:
                return ParseExtract();
            case Keyword.Floor or Keyword.Ceil or Keyword.Ceiling:
                return ParseRounding(token);
            case Keyword.Position:
                return ParsePositionFunction();
            case Keyword.Substring:
                return ParseSubstring();
            case Keyword.Overlay:
                return ParseOverlay();
            case Keyword.Trim:
                return ParseTrim();
            case Keyword.Timestampadd or Keyword.Timestampdiff:
                return ParseTimestampFunction();
            case Keyword.Translate:
                return ParseCall(WordAsName());
            default:
                return ParseJsonFunction(token.Keyword);
        }
    }

    /// <summary>Takes the function's name and the opening parenthesis.</summary>
    private SourcePosition Open()
    {
        SourcePosition position = Position;
        Advance();
        ExpectLeftParenthesis();
        return position;
    }

    private Expression.Cast ParseCast()
    {
        bool attempt = Is(Keyword.TryCast);
        SourcePosition position = Open();
        Expression operand = ParseExpression();
        Expect(Keyword.As);
        DataType type = ParseDataType();
        if (Is(Keyword.Not) || Is(Keyword.Null))
        {
            throw Unexpected(")", "The type of a CAST says nothing about NULL.");
        }

        ExpectRightParenthesis();
        return new Expression.Cast(operand, type, attempt) { Position = position };
    }

    private Expression.Extract ParseExtract()
    {
        SourcePosition position = Open();
        TimeUnit unit = ParseTimeUnit();
        Expect(Keyword.From);
        Expression operand = ParseExpression();
        ExpectRightParenthesis();
        return new Expression.Extract(unit, operand) { Position = position };
    }

    private Expression ParseRounding(Token token)
    {
        var name = new Identifier(Text(token).ToString()) { Position = token.Position };
        SourcePosition position = Open();
        Expression operand = ParseExpression();
        if (Accept(Keyword.To))
        {
            TimeUnit unit = ParseTimeUnit();
            ExpectRightParenthesis();
            return new Expression.RoundTo(token.Keyword != Keyword.Floor, operand, unit) { Position = position };
        }

        Expect(TokenKind.RightParenthesis, "TO or )");
        var call = new Expression.Call(new QualifiedName([name]) { Position = position }, [operand]);
        return ParseCallSuffix(call with { Position = position });
    }

    private Expression.Call Plain(string name, SourcePosition position, List<Expression> arguments)
    {
        ExpectRightParenthesis();
        var function = new QualifiedName([new Identifier(name) { Position = position }]) { Position = position };
        return new Expression.Call(function, ToList(arguments)) { Position = position };
    }

    private Expression.Call ParsePositionFunction()
    {
        SourcePosition position = Open();
        var arguments = new List<Expression> { ParseOperatorsBelowIn() };
        Expect(Keyword.In);
        arguments.Add(ParseExpression());
        if (Accept(Keyword.From))
        {
            arguments.Add(ParseExpression());
        }

        return Plain("POSITION", position, arguments);
    }

    /// <summary>An expression that stops before IN.</summary>
    private Expression ParseOperatorsBelowIn() => ParseNested(Precedence.Additive);

    private Expression.Call ParseSubstring()
    {
        SourcePosition position = Open();
        var arguments = new List<Expression> { ParseExpression() };
        bool words = Accept(Keyword.From);
        if (!words)
        {
            Expect(TokenKind.Comma, "FROM or ,");
        }

        arguments.Add(ParseExpression());
        if (words ? Accept(Keyword.For) : Accept(TokenKind.Comma))
        {
            arguments.Add(ParseExpression());
        }

        return Plain("SUBSTRING", position, arguments);
    }

    private Expression.Call ParseOverlay()
    {
        SourcePosition position = Open();
        var arguments = new List<Expression> { ParseExpression() };
        Expect(Keyword.Placing);
        arguments.Add(ParseExpression());
        Expect(Keyword.From);
        arguments.Add(ParseExpression());
        if (Accept(Keyword.For))
        {
            arguments.Add(ParseExpression());
        }

        return Plain("OVERLAY", position, arguments);
    }

    private Expression.Trim ParseTrim()
    {
        SourcePosition position = Open();
        TrimSide? side = Current.Keyword switch
        {
            Keyword.Both => TrimSide.Both,
            Keyword.Leading => TrimSide.Leading,
            Keyword.Trailing => TrimSide.Trailing,
            _ => null,
        };
        if (side is not null)
        {
            Advance();
        }

        Expression? characters = side is not null && Is(Keyword.From) ? null : ParseExpression();
        Expression operand;
        if (Accept(Keyword.From))
        {
            operand = ParseExpression();
        }
        else
        {
            operand = characters!;
            characters = null;
        }

        ExpectRightParenthesis();
        return new Expression.Trim(side ?? TrimSide.Both, characters, operand) { Position = position };
    }

    private Expression ParseTimestampFunction()
    {
        bool add = Is(Keyword.Timestampadd);
        SourcePosition position = Open();
        TimeUnit unit = ParseTsiUnit() ?? ParseTimeUnit();
        Expect(TokenKind.Comma, ",");
        Expression first = ParseExpression();
        Expect(TokenKind.Comma, ",");
        Expression second = ParseExpression();
        ExpectRightParenthesis();
        return add
            ? new Expression.TimestampAdd(unit, first, second) { Position = position }
            : new Expression.TimestampDiff(unit, first, second) { Position = position };
    }

    private Expression.Call ParseCall(QualifiedName function)
    {
        ExpectLeftParenthesis();
        var call = new Expression.Call(function, []) { Position = function.Position };
        if (Accept(TokenKind.RightParenthesis))
        {
            return ParseCallSuffix(call);
        }

        SourcePosition position = Position;
        if (Accept(TokenKind.Star))
        {
            ExpectRightParenthesis();
            return ParseCallSuffix(call with { Arguments = [new Expression.Star { Position = position }] });
        }

        bool distinct = Accept(Keyword.Distinct);
        if (!distinct)
        {
            Accept(Keyword.All);
        }

        SyntaxList<Expression> arguments = ParseCommaList(static parser => parser.ParseArgument());
        if (Is(Keyword.Order))
        {
            throw SqlException.NotSupported("ORDER BY among the arguments of a function", Position);
        }

        ExpectListEnd();
        return ParseCallSuffix(call with { Arguments = arguments, Distinct = distinct });
    }

    private Expression ParseArgument()
    {
        SourcePosition position = Position;
        if (Is(Keyword.Default) && Ahead(1).Kind is TokenKind.Comma or TokenKind.RightParenthesis)
        {
            throw SqlException.NotSupported("DEFAULT as an argument", position);
        }

        if (Ahead(1).Kind != TokenKind.Arrow)
        {
            return ParseExpression();
        }

        Identifier name = ParseIdentifier("the name of an argument");
        Expect(TokenKind.Arrow, "=>");
        return new Expression.NamedArgument(name, ParseExpression()) { Position = position };
    }

    /// <summary>What may follow the arguments of any function, in this order.</summary>
    private Expression.Call ParseCallSuffix(Expression.Call call)
    {
        if (Accept(Keyword.Ignore, Keyword.Nulls))
        {
            call = call with { NullTreatment = NullTreatment.Ignore };
        }
        else if (Accept(Keyword.Respect, Keyword.Nulls))
        {
            call = call with { NullTreatment = NullTreatment.Respect };
        }

        if (Accept(Keyword.Within))
        {
            call = call with { WithinGroup = ParseWithinGroup() };
        }

        if (Accept(Keyword.Filter))
        {
            ExpectLeftParenthesis();
            Expect(Keyword.Where);
            call = call with { Filter = ParseExpression() };
            ExpectRightParenthesis();
        }

        return Accept(Keyword.Over) ? call with { Over = ParseOver() } : call;
    }

    private SyntaxList<OrderItem> ParseWithinGroup()
    {
        Expect(Keyword.Group);
        ExpectLeftParenthesis();
        Expect(Keyword.Order, Keyword.By);
        SyntaxList<OrderItem> items = ParseCommaList(static parser => parser.ParseOrderItem());
        ExpectListEnd();
        return items;
    }
}
