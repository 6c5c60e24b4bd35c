namespace Weir.Engine.Sql;

/// <summary>Something in FROM.</summary>
internal abstract record TableReference : SyntaxNode
{
    private TableReference()
    {
    }

    /// <summary>Always null on a <see cref="Join"/>.</summary>
    public TableAlias? Alias { get; init; }

    public sealed record Named(QualifiedName Name) : TableReference
    {
        public SyntaxList<Hint> Hints { get; init; } = [];

        /// <summary><c>FOR SYSTEM_TIME AS OF expr</c>.</summary>
        public Expression? SystemTime { get; init; }
    }

    /// <summary><c>(query)</c>.</summary>
    public sealed record Derived(Query Query, bool Lateral) : TableReference;

    /// <summary>Commas are cross joins. Cross and natural joins have neither On nor Using, others just one.</summary>
    public sealed record Join(JoinKind Kind, TableReference Left, TableReference Right) : TableReference
    {
        public bool Natural { get; init; }

        public Expression? On { get; init; }

        public SyntaxList<Identifier>? Using { get; init; }
    }

    /// <summary>
    /// One of the four windowing table functions, its arguments put in their places whether they were written by
    /// position or by name. <c>TABLE( )</c> around it is optional.
    /// </summary>
    /// <param name="TimeColumn">The one column of DESCRIPTOR.</param>
    /// <param name="Size">Size of the window; of SESSION: the gap.</param>
    /// <param name="Step">HOP's slide, CUMULATE's step; else null.</param>
    /// <param name="PartitionBy">SESSION's keys; refused for the others.</param>
    public sealed record Window(
        WindowFunction Kind,
        TableReference Input,
        SyntaxList<Expression> PartitionBy,
        Identifier TimeColumn,
        Expression Size,
        Expression? Step,
        Expression? Offset) : TableReference;

    /// <summary><c>[LATERAL] TABLE(f(..))</c>.</summary>
    public sealed record TableFunction(Expression.Call Call, bool Lateral) : TableReference;

    public sealed record Unnest(Expression Operand, bool WithOrdinality) : TableReference;
}

internal sealed record TableAlias(Identifier Name, SyntaxList<Identifier> Columns) : SyntaxNode;

internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

internal enum WindowFunction
{
    Tumble,
    Hop,
    Cumulate,
    Session,
}
