namespace Weir.Engine.Sql;

/// <summary>The JSON functions, whose clauses are words among the arguments.</summary>
internal sealed partial class Parser
{
    private Expression? ParseJsonFunction(Keyword keyword) => keyword switch
    {
        Keyword.JsonExists => ParseJsonExists(),
        Keyword.JsonValue => ParseJsonValue(),
        Keyword.JsonQuery => ParseJsonQuery(),
        Keyword.JsonObject => ParseJsonObject(),
        Keyword.JsonArray => ParseJsonArray(),
        Keyword.JsonObjectagg => ParseJsonObjectAggregate(),
        Keyword.JsonArrayagg => ParseJsonArrayAggregate(),
        _ => null,
    };

    private (Expression Input, Expression Path) ParseJsonInputAndPath()
    {
        Expression input = ParseExpression();
        RefuseFormat();
        Expect(TokenKind.Comma, ",");
        Expression path = ParseExpression();
        if (Is(Keyword.Passing))
        {
            throw SqlException.NotSupported("PASSING in a JSON function", Position);
        }

        return (input, path);
    }

    private void RefuseFormat()
    {
        if (Is(Keyword.Format))
        {
            throw SqlException.NotSupported("FORMAT JSON", Position);
        }
    }

    private Expression.JsonExists ParseJsonExists()
    {
        SourcePosition position = Open();
        (Expression input, Expression path) = ParseJsonInputAndPath();
        JsonExistsOnError? onError = Current.Keyword switch
        {
            Keyword.True => JsonExistsOnError.True,
            Keyword.False => JsonExistsOnError.False,
            Keyword.Unknown => JsonExistsOnError.Unknown,
            Keyword.Error => JsonExistsOnError.Error,
            _ => null,
        };
        if (onError is not null)
        {
            Advance();
            Expect(Keyword.On, Keyword.Error);
        }

        ExpectRightParenthesis();
        return new Expression.JsonExists(input, path, onError) { Position = position };
    }

    private DataType? ParseReturning() => Accept(Keyword.Returning) ? ParseDataType() : null;

    private Expression.JsonValue ParseJsonValue()
    {
        SourcePosition position = Open();
        (Expression input, Expression path) = ParseJsonInputAndPath();
        DataType? returning = ParseReturning();
        (JsonBehavior? onEmpty, JsonBehavior? onError) = ParseJsonBehaviors(isValue: true);
        ExpectRightParenthesis();
        return new Expression.JsonValue(input, path, returning, onEmpty, onError) { Position = position };
    }

    private Expression.JsonQuery ParseJsonQuery()
    {
        SourcePosition position = Open();
        (Expression input, Expression path) = ParseJsonInputAndPath();
        DataType? returning = ParseReturning();
        JsonWrapper? wrapper = ParseJsonWrapper();
        (JsonBehavior? onEmpty, JsonBehavior? onError) = ParseJsonBehaviors(isValue: false);
        ExpectRightParenthesis();
        return new Expression.JsonQuery(input, path, returning, wrapper, onEmpty, onError) { Position = position };
    }

    private JsonWrapper? ParseJsonWrapper()
    {
        JsonWrapper wrapper;
        if (Accept(Keyword.Without))
        {
            wrapper = JsonWrapper.Without;
        }
        else if (Accept(Keyword.With))
        {
            wrapper = Accept(Keyword.Conditional) ? JsonWrapper.Conditional : JsonWrapper.Unconditional;
            if (wrapper == JsonWrapper.Unconditional)
            {
                Accept(Keyword.Unconditional);
            }
        }
        else
        {
            return null;
        }

        Accept(Keyword.Array);
        Expect(Keyword.Wrapper);
        return wrapper;
    }

    /// <summary>At most one clause for ON EMPTY and one for ON ERROR, in any order.</summary>
    private (JsonBehavior? OnEmpty, JsonBehavior? OnError) ParseJsonBehaviors(bool isValue)
    {
        JsonBehavior? onEmpty = null;
        JsonBehavior? onError = null;
        while (ParseJsonBehavior(isValue) is { } behavior)
        {
            Expect(Keyword.On);
            if (Is(Keyword.Empty) && onEmpty is null)
            {
                onEmpty = behavior;
            }
            else if (Is(Keyword.Error) && onError is null)
            {
                onError = behavior;
            }
            else
            {
                throw Unexpected(onEmpty is not null ? "ERROR" : onError is not null ? "EMPTY" : "EMPTY or ERROR");
            }

            Advance();
        }

        return (onEmpty, onError);
    }

    private JsonBehavior? ParseJsonBehavior(bool isValue)
    {
        SourcePosition position = Position;
        if (Accept(Keyword.Null))
        {
            return new JsonBehavior(JsonBehaviorKind.Null, null) { Position = position };
        }

        if (Accept(Keyword.Error))
        {
            return new JsonBehavior(JsonBehaviorKind.Error, null) { Position = position };
        }

        if (isValue)
        {
            return Accept(Keyword.Default)
                ? new JsonBehavior(JsonBehaviorKind.Default, ParseExpression()) { Position = position }
                : null;
        }

        if (!Accept(Keyword.Empty))
        {
            return null;
        }

        if (!Is(Keyword.Array) && !Is(Keyword.Object))
        {
            throw Unexpected("ARRAY or OBJECT");
        }

        JsonBehaviorKind kind = Is(Keyword.Array) ? JsonBehaviorKind.EmptyArray : JsonBehaviorKind.EmptyObject;
        Advance();
        return new JsonBehavior(kind, null) { Position = position };
    }

    private JsonNulls? ParseJsonNulls()
    {
        if (!(Is(Keyword.Null) || Is(Keyword.Absent)) || Ahead(1).Keyword != Keyword.On)
        {
            return null;
        }

        JsonNulls nulls = Is(Keyword.Null) ? JsonNulls.NullOnNull : JsonNulls.AbsentOnNull;
        Advance();
        Expect(Keyword.On, Keyword.Null);
        return nulls;
    }

    private JsonMember ParseJsonMember()
    {
        SourcePosition position = Position;
        if (Is(Keyword.Key) && Ahead(1).Kind is not (TokenKind.Colon or TokenKind.Dot) &&
            Ahead(1).Keyword != Keyword.Value)
        {
            Advance();
        }

        Expression key = ParseExpression();
        if (!Accept(TokenKind.Colon) && !Accept(Keyword.Value))
        {
            throw Unexpected("VALUE or :");
        }

        Expression value = ParseExpression();
        RefuseFormat();
        return new JsonMember(key, value) { Position = position };
    }

    private Expression.JsonObject ParseJsonObject()
    {
        SourcePosition position = Open();
        JsonNulls? nulls = ParseJsonNulls();
        SyntaxList<JsonMember> members = [];
        if (nulls is null && !Is(TokenKind.RightParenthesis))
        {
            members = ParseCommaList(static parser => parser.ParseJsonMember());
            nulls = ParseJsonNulls();
        }

        Expect(TokenKind.RightParenthesis, ", or )");
        return new Expression.JsonObject(members, nulls) { Position = position };
    }

    private Expression.JsonArray ParseJsonArray()
    {
        SourcePosition position = Open();
        JsonNulls? nulls = ParseJsonNulls();
        SyntaxList<Expression> items = [];
        if (nulls is null && !Is(TokenKind.RightParenthesis))
        {
            items = ParseCommaList(static parser => parser.ParseExpression());
            RefuseFormat();
            nulls = ParseJsonNulls();
        }

        Expect(TokenKind.RightParenthesis, ", or )");
        return new Expression.JsonArray(items, nulls) { Position = position };
    }

    private Expression.JsonObjectAggregate ParseJsonObjectAggregate()
    {
        SourcePosition position = Open();
        JsonMember member = ParseJsonMember();
        JsonNulls? nulls = ParseJsonNulls();
        ExpectRightParenthesis();
        return new Expression.JsonObjectAggregate(member, nulls) { Position = position };
    }

    private Expression.JsonArrayAggregate ParseJsonArrayAggregate()
    {
        SourcePosition position = Open();
        Expression item = ParseExpression();
        RefuseFormat();
        SyntaxList<OrderItem> order = [];
        if (Accept(Keyword.Order, Keyword.By))
        {
            order = ParseCommaList(static parser => parser.ParseOrderItem());
        }

        JsonNulls? nulls = ParseJsonNulls();
        ExpectRightParenthesis();
        if (order.Count == 0 && Accept(Keyword.Within))
        {
            order = ParseWithinGroup();
        }

        return new Expression.JsonArrayAggregate(item, order, nulls) { Position = position };
    }
}
