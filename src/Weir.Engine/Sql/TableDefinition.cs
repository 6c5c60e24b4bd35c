namespace Weir.Engine.Sql;

/// <summary>A column of CREATE TABLE.</summary>
internal abstract record ColumnDefinition : SyntaxNode
{
    private ColumnDefinition()
    {
    }

    public required Identifier Name { get; init; }

    public string? Comment { get; init; }

    public sealed record Physical(DataType Type) : ColumnDefinition;

    /// <summary><c>c AS expression</c>.</summary>
    public sealed record Computed(Expression Expression) : ColumnDefinition;

    /// <summary><c>c T METADATA [FROM 'key'] [VIRTUAL]</c>.</summary>
    public sealed record Metadata(DataType Type, string? Key, bool Virtual) : ColumnDefinition;
}

/// <summary><c>WATERMARK FOR column AS expression</c>. A dotted column is a nested field.</summary>
internal sealed record Watermark(QualifiedName Column, Expression Expression) : SyntaxNode;

/// <summary>Of the table or of a column. The parser insists on NOT ENFORCED, the only mode there is.</summary>
internal sealed record PrimaryKey(Identifier? Name, SyntaxList<Identifier> Columns) : SyntaxNode;

internal sealed record LikeClause(QualifiedName Source, SyntaxList<LikeOption> Options) : SyntaxNode;

internal sealed record LikeOption(LikeMerge Merge, LikeFeature Feature) : SyntaxNode;

internal enum LikeMerge
{
    Including,
    Excluding,
    Overwriting,
}

internal enum LikeFeature
{
    All,
    Constraints,
    Distribution,
    Generated,
    Metadata,
    Options,
    Partitions,
    Watermarks,
}
