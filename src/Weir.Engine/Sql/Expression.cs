namespace Weir.Engine.Sql;

/// <summary>A scalar expression as written: no names resolved, no types known.</summary>
internal abstract partial record Expression : SyntaxNode
{
    private Expression()
    {
    }

    /// <summary><c>a</c> or <c>t.a.b</c>; how many parts are table and how many are field is for the binder.</summary>
    public sealed record Name(QualifiedName Path) : Expression;

    /// <summary><c>expr.field</c> where <c>expr</c> is not itself a name: <c>f(x).a</c>, <c>a[1].b</c>.</summary>
    public sealed record FieldAccess(Expression Target, Identifier Field) : Expression;

    /// <summary><c>target[index]</c> of an array or a map.</summary>
    public sealed record ItemAccess(Expression Target, Expression Index) : Expression;

    /// <summary>The <c>*</c> of <c>COUNT(*)</c>.</summary>
    public sealed record Star : Expression;

    public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

    /// <summary>Position is that of the operator.</summary>
    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary><c>left op ANY|SOME|ALL (query or list)</c>; SOME is read as ANY. One of Query, Items is
    /// set.</summary>
    public sealed record Quantified(
        BinaryOperator Operator, Expression Left, bool All, Query? Query, SyntaxList<Expression>? Items) : Expression;

    public sealed record Between(Expression Operand, Expression Low, Expression High, bool Symmetric, bool Negated)
        : Expression;

    public sealed record InList(Expression Operand, SyntaxList<Expression> Items, bool Negated) : Expression;

    public sealed record InQuery(Expression Operand, Query Query, bool Negated) : Expression;

    public sealed record Like(LikeKind Kind, Expression Operand, Expression Pattern, Expression? Escape, bool Negated)
        : Expression;

    public sealed record Is(Expression Operand, IsTest Test, bool Negated) : Expression;

    /// <summary><c>IS DISTINCT FROM</c>; negated: <c>IS NOT DISTINCT FROM</c>.</summary>
    public sealed record DistinctFrom(Expression Left, Expression Right, bool Negated) : Expression;

    public sealed record Exists(Query Query) : Expression;

    /// <summary>A query in parentheses used as a value.</summary>
    public sealed record Subquery(Query Query) : Expression;

    /// <summary>With an operand each branch is compared with it; without one each branch is a condition.</summary>
    public sealed record Case(Expression? Operand, SyntaxList<WhenClause> Branches, Expression? Else) : Expression;

    public sealed record Cast(Expression Operand, DataType Type, bool Try) : Expression;

    /// <summary><c>ROW(a, b)</c>, or <c>(a, b)</c> with at least two items.</summary>
    public sealed record Row(SyntaxList<Expression> Items) : Expression;

    public sealed record Array(SyntaxList<Expression> Items) : Expression;

    public sealed record Multiset(SyntaxList<Expression> Items) : Expression;

    /// <summary>Keys and values in turn; their count is even.</summary>
    public sealed record Map(SyntaxList<Expression> Items) : Expression;

    /// <summary><c>name => value</c>, only as an argument of a call.</summary>
    public sealed record NamedArgument(Identifier ArgumentName, Expression Value) : Expression;

    /// <summary><c>DESCRIPTOR(a, b)</c>, only as an argument of a table function.</summary>
    public sealed record Descriptor(SyntaxList<Identifier> Columns) : Expression;

    /// <summary><c>TABLE t</c> or <c>(query)</c>, optionally with PARTITION BY and ORDER BY, only as an argument of a
    /// table function.</summary>
    public sealed record TableArgument(
        TableReference Table, SyntaxList<Expression> PartitionBy, SyntaxList<OrderItem> OrderBy) : Expression;
}

internal enum UnaryOperator
{
    Plus,
    Minus,
    Not,
}

internal enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Overlaps,
    Add,
    Subtract,
    Concat,
    Multiply,
    Divide,
    Remainder,
}

internal enum LikeKind
{
    Like,
    SimilarTo,
}

internal enum IsTest
{
    Null,
    True,
    False,
    Unknown,
    JsonValue,
    JsonObject,
    JsonArray,
    JsonScalar,
}

internal sealed record WhenClause(Expression When, Expression Then) : SyntaxNode;

/// <summary><c>expr [ASC|DESC] [NULLS FIRST|LAST]</c>.</summary>
internal sealed record OrderItem(Expression Key, bool Descending, NullOrder Nulls) : SyntaxNode;

internal enum NullOrder
{
    Unspecified,
    First,
    Last,
}
