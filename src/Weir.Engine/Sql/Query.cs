namespace Weir.Engine.Sql;

/// <summary>Something that yields rows.</summary>
internal abstract record Query : SyntaxNode
{
    private Query()
    {
    }

    public sealed record Select(SyntaxList<SelectItem> Items) : Query
    {
        public bool Distinct { get; init; }

        public SyntaxList<Hint> Hints { get; init; } = [];

        /// <summary>Commas in FROM are cross joins. Null: one row without columns.</summary>
        public TableReference? From { get; init; }

        public Expression? Where { get; init; }

        public GroupBy? GroupBy { get; init; }

        public Expression? Having { get; init; }

        public SyntaxList<NamedWindow> Windows { get; init; } = [];
    }

    public sealed record SetOperation(SetOperator Operator, bool All, Query Left, Query Right) : Query;

    /// <summary>At least one row; rows may differ in length, which the binder refuses.</summary>
    public sealed record Values(SyntaxList<ValuesRow> Rows) : Query;

    /// <summary><c>TABLE t</c> as a query.</summary>
    public sealed record Table(QualifiedName Name) : Query;

    public sealed record With(SyntaxList<CommonTable> Tables, Query Body) : Query;

    /// <summary>ORDER BY, LIMIT (or FETCH) and OFFSET of the query inside; at least one of them is there.</summary>
    public sealed record Ordered(Query Input, SyntaxList<OrderItem> OrderBy, Expression? Offset, Expression? Limit)
        : Query;
}

internal enum SetOperator
{
    Union,
    Intersect,
    Except,
}

internal abstract record SelectItem : SyntaxNode
{
    private SelectItem()
    {
    }

    public sealed record Value(Expression Expression, Identifier? Alias) : SelectItem;

    /// <summary><c>*</c>, or <c>t.*</c> with a qualifier.</summary>
    public sealed record Star(QualifiedName? Qualifier) : SelectItem;
}

internal sealed record ValuesRow(SyntaxList<Expression> Items) : SyntaxNode;

/// <summary><c>name [(columns)] AS (query)</c> of a WITH clause.</summary>
internal sealed record CommonTable(Identifier Name, SyntaxList<Identifier> Columns, Query Query) : SyntaxNode;

/// <summary><c>name AS (specification)</c> of a WINDOW clause.</summary>
internal sealed record NamedWindow(Identifier Name, WindowSpecification Window) : SyntaxNode;

internal sealed record GroupBy(SyntaxList<GroupingItem> Items) : SyntaxNode;

internal abstract record GroupingItem : SyntaxNode
{
    private GroupingItem()
    {
    }

    public sealed record Key(Expression Expression) : GroupingItem;

    /// <summary><c>(a, b)</c> with at least two keys, or <c>()</c>.</summary>
    public sealed record Set(SyntaxList<Expression> Keys) : GroupingItem;

    public sealed record Rollup(SyntaxList<GroupingItem> Items) : GroupingItem;

    public sealed record Cube(SyntaxList<GroupingItem> Items) : GroupingItem;

    public sealed record GroupingSets(SyntaxList<GroupingItem> Items) : GroupingItem;
}

/// <summary><c>/*+ NAME(arguments) */</c> after SELECT or after a table.</summary>
internal sealed record Hint(Identifier Name, SyntaxList<HintArgument> Arguments) : SyntaxNode;

/// <summary><c>'key'='value'</c>, or a bare word or literal as the key with no value.</summary>
internal sealed record HintArgument(string Key, string? Value) : SyntaxNode;
