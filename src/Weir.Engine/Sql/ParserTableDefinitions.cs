namespace Weir.Engine.Sql;

/// <summary>CREATE TABLE.</summary>
internal sealed partial class Parser
{
    /// <summary>What the parentheses of CREATE TABLE hold, gathered item by item.</summary>
    private sealed class TableElements
    {
        public List<ColumnDefinition> Columns { get; } = [];

        public Watermark? Watermark { get; set; }

        public PrimaryKey? PrimaryKey { get; set; }
    }

    private Statement.CreateTable ParseCreateTable(bool temporary, SourcePosition position)
    {
        Expect(Keyword.Table);
        bool ifNotExists = AcceptIfNotExists();
        QualifiedName name = ParseName("the name of a table");
        var elements = new TableElements();
        if (Is(TokenKind.LeftParenthesis))
        {
            ParseTableElements(elements);
        }

        string? comment = ParseComment();
        if (Is(Keyword.Distributed))
        {
            throw SqlException.NotSupported("DISTRIBUTED", Position);
        }

        SyntaxList<Identifier> partitions = [];
        if (Accept(Keyword.Partitioned))
        {
            Expect(Keyword.By);
            partitions = ParseIdentifierList("the name of a column");
        }

        SyntaxList<Option> options = ParseOptions();
        LikeClause? like = Is(Keyword.Like) ? ParseLikeClause() : null;
        Query? query = like is null && Accept(Keyword.As) ? ParseQuery() : null;
        return new Statement.CreateTable(name, ToList(elements.Columns))
        {
            Position = position,
            Temporary = temporary,
            IfNotExists = ifNotExists,
            Watermark = elements.Watermark,
            PrimaryKey = elements.PrimaryKey,
            Comment = comment,
            PartitionedBy = partitions,
            Options = options,
            Like = like,
            Query = query,
        };
    }

    private void ParseTableElements(TableElements elements)
    {
        ExpectLeftParenthesis();
        do
        {
            ParseTableElement(elements);
        }
        while (Accept(TokenKind.Comma));
        ExpectListEnd();
    }

    private void ParseTableElement(TableElements elements)
    {
        switch (Current.Keyword)
        {
            case Keyword.Watermark:
                Watermark watermark = ParseWatermark();
                elements.Watermark = elements.Watermark is null
                    ? watermark
                    : throw SqlException.Syntax("A table has at most one WATERMARK", watermark.Position);
                break;
            case Keyword.Constraint or Keyword.Primary or Keyword.Unique:
                AddPrimaryKey(elements, ParseTableConstraint());
                break;
            default:
                if (Is(TokenKind.RightParenthesis) && elements.Columns.Count > 0)
                {
                    throw Unexpected("a column", "Is there a comma too many?");
                }

                ParseColumn(elements);
                break;
        }
    }

    private static void AddPrimaryKey(TableElements elements, PrimaryKey key) =>
        elements.PrimaryKey = elements.PrimaryKey is null
            ? key
            : throw SqlException.Syntax("A table has at most one PRIMARY KEY", key.Position);

    private Watermark ParseWatermark()
    {
        SourcePosition position = Position;
        Expect(Keyword.Watermark, Keyword.For);
        QualifiedName column = ParseName("the name of a column");
        Expect(Keyword.As);
        return new Watermark(column, ParseExpression()) { Position = position };
    }

    private PrimaryKey ParseTableConstraint()
    {
        SourcePosition position = Position;
        Identifier? name = Accept(Keyword.Constraint) ? ParseIdentifier("the name of the constraint") : null;
        RefuseUnique();
        Expect(Keyword.Primary, Keyword.Key);
        SyntaxList<Identifier> columns = ParseIdentifierList("the name of a column");
        ExpectNotEnforced(position);
        return new PrimaryKey(name, columns) { Position = position };
    }

    private void RefuseUnique()
    {
        if (Is(Keyword.Unique))
        {
            throw SqlException.NotSupported("UNIQUE", Position, "Use PRIMARY KEY (..) NOT ENFORCED.");
        }
    }

    private void ExpectNotEnforced(SourcePosition position)
    {
        if (!Accept(Keyword.Not, Keyword.Enforced))
        {
            throw SqlException.Syntax(
                "A PRIMARY KEY must be NOT ENFORCED", position,
                "Weir does not own the data, so it cannot enforce a key: write PRIMARY KEY (..) NOT ENFORCED.");
        }
    }

    private void ParseColumn(TableElements elements)
    {
        Identifier name = ParseIdentifier("the name of a column");
        if (Accept(Keyword.As))
        {
            elements.Columns.Add(new ColumnDefinition.Computed(ParseExpression())
            {
                Name = name,
                Position = name.Position,
                Comment = ParseComment(),
            });
            return;
        }

        DataType type = ParseNullableType();
        ColumnDefinition column = Accept(Keyword.Metadata)
            ? ParseMetadataColumn(name, type)
            : new ColumnDefinition.Physical(type) { Name = name };
        if (column is ColumnDefinition.Physical)
        {
            ParseColumnConstraint(elements, name);
        }

        elements.Columns.Add(column with { Position = name.Position, Comment = ParseComment() });
    }

    private ColumnDefinition.Metadata ParseMetadataColumn(Identifier name, DataType type)
    {
        string? key = Accept(Keyword.From) ? ParseString("a metadata key in quotes") : null;
        return new ColumnDefinition.Metadata(type, key, Accept(Keyword.Virtual)) { Name = name };
    }

    private void ParseColumnConstraint(TableElements elements, Identifier column)
    {
        SourcePosition position = Position;
        Identifier? name = Accept(Keyword.Constraint) ? ParseIdentifier("the name of the constraint") : null;
        RefuseUnique();
        if (name is null && !Is(Keyword.Primary))
        {
            return;
        }

        Expect(Keyword.Primary, Keyword.Key);
        ExpectNotEnforced(position);
        AddPrimaryKey(elements, new PrimaryKey(name, [column]) { Position = position });
    }

    private LikeClause ParseLikeClause()
    {
        SourcePosition position = Position;
        Expect(Keyword.Like);
        QualifiedName source = ParseName("the name of a table");
        if (!Accept(TokenKind.LeftParenthesis))
        {
            return new LikeClause(source, []) { Position = position };
        }

        // No commas between the options.
        var options = new List<LikeOption>();
        do
        {
            options.Add(ParseLikeOption());
        }
        while (!Accept(TokenKind.RightParenthesis));
        return new LikeClause(source, ToList(options)) { Position = position };
    }

    private LikeOption ParseLikeOption()
    {
        SourcePosition position = Position;
        LikeMerge? merge = Current.Keyword switch
        {
            Keyword.Including => LikeMerge.Including,
            Keyword.Excluding => LikeMerge.Excluding,
            Keyword.Overwriting => LikeMerge.Overwriting,
            _ => null,
        };
        if (merge is null)
        {
            throw Unexpected("INCLUDING, EXCLUDING or OVERWRITING");
        }

        Advance();
        LikeFeature? feature = Current.Keyword switch
        {
            Keyword.All => LikeFeature.All,
            Keyword.Constraints => LikeFeature.Constraints,
            Keyword.Distribution => LikeFeature.Distribution,
            Keyword.Generated => LikeFeature.Generated,
            Keyword.Metadata => LikeFeature.Metadata,
            Keyword.Options => LikeFeature.Options,
            Keyword.Partitions => LikeFeature.Partitions,
            Keyword.Watermarks => LikeFeature.Watermarks,
            _ => null,
        };
        if (feature is null)
        {
            throw Unexpected("ALL, CONSTRAINTS, GENERATED, METADATA, OPTIONS, PARTITIONS or WATERMARKS");
        }

        Advance();
        return new LikeOption(merge.Value, feature.Value) { Position = position };
    }
}
