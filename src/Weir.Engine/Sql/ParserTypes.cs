namespace Weir.Engine.Sql;

/// <summary>Types of DDL, CAST and RETURNING.</summary>
internal sealed partial class Parser
{
    private const string AType = "a type";

    /// <summary>A type with <c>[NOT] NULL</c> behind it, as columns, fields and elements have.</summary>
    private DataType ParseNullableType()
    {
        DataType type = ParseDataType();
        if (Accept(Keyword.Not, Keyword.Null))
        {
            return type with { NotNull = true };
        }

        Accept(Keyword.Null);
        return type;
    }

    private DataType ParseDataType()
    {
        int depth = _depth;
        int nesting = _nesting;
        Enter();
        DataType type = ParseTypeCore();
        while (Is(Keyword.Array) || Is(Keyword.Multiset))
        {
            // Counted like ARRAY< inside ARRAY<, as which it can be written.
            Enter();
            bool array = Is(Keyword.Array);
            Advance();
            type = array
                ? new DataType.Array(type) { Position = type.Position }
                : new DataType.Multiset(type) { Position = type.Position };
        }

        _depth = depth;
        _nesting = nesting;
        return type;
    }

    private DataType ParseTypeCore()
    {
        Token token = Current;
        switch (token.Keyword)
        {
            case Keyword.Interval:
                Advance();
                return new DataType.Interval(ParseIntervalQualifier()) { Position = token.Position };
            case Keyword.Array:
                return new DataType.Array(ParseElementType()) { Position = token.Position };
            case Keyword.Multiset:
                return new DataType.Multiset(ParseElementType()) { Position = token.Position };
            case Keyword.Map when Ahead(1).Kind == TokenKind.Less:
                return ParseMapType();
            case Keyword.Row:
                return ParseRowType();
            case Keyword.Raw:
                return ParseRawType();
            case Keyword.Real:
                throw SqlException.NotSupported("The type REAL", token.Position, "Use FLOAT.");
            case Keyword.Any:
                throw SqlException.NotSupported("The type ANY", token.Position);
        }

        if (ParseBasicType(token) is { } basic)
        {
            return basic with { Position = token.Position };
        }

        if (!IsName(token))
        {
            throw UnexpectedName(AType);
        }

        QualifiedName name = ParseName(AType);
        return new DataType.Named(name) { Position = name.Position };
    }

    private DataType ParseElementType()
    {
        Advance();
        Expect(TokenKind.Less, "<");
        DataType element = ParseNullableType();
        Expect(TokenKind.Greater, ">");
        return element;
    }

    private DataType.Map ParseMapType()
    {
        SourcePosition position = Position;
        Advance();
        Expect(TokenKind.Less, "<");
        DataType key = ParseNullableType();
        Expect(TokenKind.Comma, ",");
        DataType value = ParseNullableType();
        Expect(TokenKind.Greater, ">");
        return new DataType.Map(key, value) { Position = position };
    }

    private DataType.Row ParseRowType()
    {
        SourcePosition position = Position;
        Advance();
        bool angle = Accept(TokenKind.Less);

        // Without a blank the lexer sees one token in ROW<>.
        if (!angle && Accept(TokenKind.NotEqual))
        {
            return new DataType.Row([]) { Position = position };
        }

        if (!angle)
        {
            Expect(TokenKind.LeftParenthesis, "< or (");
        }

        TokenKind close = angle ? TokenKind.Greater : TokenKind.RightParenthesis;
        SyntaxList<RowField> fields = Is(close) ? [] : ParseCommaList(static parser => parser.ParseRowField());
        Expect(close, angle ? ", or >" : ", or )");
        return new DataType.Row(fields) { Position = position };
    }

    private RowField ParseRowField()
    {
        Identifier name = ParseIdentifier("the name of a field");
        DataType type = ParseNullableType();
        string? comment = Is(TokenKind.String) || Is(TokenKind.UnicodeString) ? ParseString("a comment") : null;
        return new RowField(name, type, comment) { Position = name.Position };
    }

    private DataType.Raw ParseRawType()
    {
        SourcePosition position = Open();
        string className = ParseString("the name of a class in quotes");
        Expect(TokenKind.Comma, ",");
        string serializer = ParseString("a serializer snapshot in quotes");
        ExpectRightParenthesis();
        return new DataType.Raw(className, serializer) { Position = position };
    }

    private DataType.Basic? ParseBasicType(Token token)
    {
        (BasicType Type, int Arguments)? known = token.Keyword switch
        {
            Keyword.Boolean => (BasicType.Boolean, 0),
            Keyword.Tinyint => (BasicType.TinyInt, 0),
            Keyword.Smallint => (BasicType.SmallInt, 0),
            Keyword.Int or Keyword.Integer => (BasicType.Int, 0),
            Keyword.Bigint => (BasicType.BigInt, 0),
            Keyword.Float => (BasicType.Float, 0),
            Keyword.Double => (BasicType.Double, 0),
            Keyword.Decimal or Keyword.Dec or Keyword.Numeric => (BasicType.Decimal, 2),
            Keyword.Char or Keyword.Character => (BasicType.Char, 1),
            Keyword.Varchar => (BasicType.Varchar, 1),
            Keyword.String => (BasicType.String, 0),
            Keyword.Binary => (BasicType.Binary, 1),
            Keyword.Varbinary => (BasicType.Varbinary, 1),
            Keyword.Bytes => (BasicType.Bytes, 0),
            Keyword.Date => (BasicType.Date, 0),
            Keyword.Time => (BasicType.Time, 1),
            Keyword.Timestamp => (BasicType.Timestamp, 1),
            Keyword.TimestampLtz => (BasicType.TimestampLtz, 1),
            _ => null,
        };
        if (known is not { } found)
        {
            return null;
        }

        Advance();
        BasicType type = FoldSecondWord(found.Type);
        (int? precision, int? scale) = ParseTypeArguments(found.Arguments);
        type = FoldTimeZone(type);
        return new DataType.Basic(type, precision, scale);
    }

    /// <summary>CHAR VARYING, BINARY VARYING, DOUBLE PRECISION.</summary>
    private BasicType FoldSecondWord(BasicType type)
    {
        switch (type)
        {
            case BasicType.Char when Accept(Keyword.Varying):
                return BasicType.Varchar;
            case BasicType.Binary when Accept(Keyword.Varying):
                return BasicType.Varbinary;
            case BasicType.Double:
                Accept(Keyword.Precision);
                return type;
            default:
                return type;
        }
    }

    private (int? Precision, int? Scale) ParseTypeArguments(int allowed)
    {
        if (allowed == 0 || !Accept(TokenKind.LeftParenthesis))
        {
            return (null, null);
        }

        int precision = ParseInteger(allowed == 2 ? "a precision" : "a length or precision");
        int? scale = allowed == 2 && Accept(TokenKind.Comma) ? ParseInteger("a scale") : null;
        Expect(TokenKind.RightParenthesis, allowed == 2 && scale is null ? ", or )" : ")");
        return (precision, scale);
    }

    /// <summary>WITH LOCAL TIME ZONE and WITHOUT TIME ZONE behind TIME and TIMESTAMP. WITH and WITHOUT may also begin
    /// the next clause, as behind RETURNING.</summary>
    private BasicType FoldTimeZone(BasicType type)
    {
        if (type is not (BasicType.Time or BasicType.Timestamp))
        {
            return type;
        }

        SourcePosition position = Position;
        if (Accept(Keyword.Without, Keyword.Time))
        {
            Expect(Keyword.Zone);
            return type;
        }

        if (!Is(Keyword.With) || Ahead(1).Keyword is not (Keyword.Local or Keyword.Time))
        {
            return type;
        }

        Advance();
        if (Is(Keyword.Time))
        {
            throw SqlException.NotSupported(
                $"{Name(type)} WITH TIME ZONE", position, "Use TIMESTAMP_LTZ, which is in the session's time zone.");
        }

        Expect(Keyword.Local);
        Expect(Keyword.Time, Keyword.Zone);
        return type == BasicType.Timestamp
            ? BasicType.TimestampLtz
            : throw SqlException.NotSupported("TIME WITH LOCAL TIME ZONE", position);
    }

    private static string Name(BasicType type) => type.ToString().ToUpperInvariant();
}
