namespace Weir.Engine.Sql;

internal abstract partial record Expression
{
    /// <summary>
    /// Any function call: scalar, aggregate or window. Functions with a syntax of their own that says no more than
    /// their arguments do are calls too: <c>POSITION(a IN b)</c>, <c>SUBSTRING(s FROM a FOR b)</c>,
    /// <c>OVERLAY(s PLACING r FROM a FOR b)</c>, and CURRENT_TIMESTAMP and its like without parentheses.
    /// Function names compare without regard to case.
    /// </summary>
    public sealed record Call(QualifiedName Function, SyntaxList<Expression> Arguments) : Expression
    {
        public bool Distinct { get; init; }

        /// <summary><c>WITHIN GROUP (ORDER BY ..)</c>; empty when absent.</summary>
        public SyntaxList<OrderItem> WithinGroup { get; init; } = [];

        public Expression? Filter { get; init; }

        public NullTreatment NullTreatment { get; init; }

        public WindowSpecification? Over { get; init; }
    }

    public sealed record Extract(TimeUnit Unit, Expression Operand) : Expression;

    /// <summary><c>FLOOR(x TO unit)</c> and <c>CEIL(x TO unit)</c>; without TO they are calls.</summary>
    public sealed record RoundTo(bool Up, Expression Operand, TimeUnit Unit) : Expression;

    /// <summary><c>TRIM(x)</c> is BOTH without characters, which means blanks.</summary>
    public sealed record Trim(TrimSide Side, Expression? Characters, Expression Operand) : Expression;

    public sealed record TimestampAdd(TimeUnit Unit, Expression Count, Expression Timestamp) : Expression;

    /// <summary>Whole units from <paramref name="From"/> to <paramref name="To"/>.</summary>
    public sealed record TimestampDiff(TimeUnit Unit, Expression From, Expression To) : Expression;

    /// <summary>OnError is TRUE, FALSE, UNKNOWN (null value) or ERROR; null when not written.</summary>
    public sealed record JsonExists(Expression Input, Expression Path, JsonExistsOnError? OnError) : Expression;

    public sealed record JsonValue(
        Expression Input, Expression Path, DataType? Returning, JsonBehavior? OnEmpty, JsonBehavior? OnError)
        : Expression;

    public sealed record JsonQuery(Expression Input, Expression Path, DataType? Returning, JsonWrapper? Wrapper,
        JsonBehavior? OnEmpty, JsonBehavior? OnError) : Expression;

    public sealed record JsonObject(SyntaxList<JsonMember> Members, JsonNulls? Nulls) : Expression;

    public sealed record JsonArray(SyntaxList<Expression> Items, JsonNulls? Nulls) : Expression;

    /// <summary>Takes neither FILTER nor OVER in Flink.</summary>
    public sealed record JsonObjectAggregate(JsonMember Member, JsonNulls? Nulls) : Expression;

    /// <summary>Takes neither FILTER nor OVER in Flink.</summary>
    public sealed record JsonArrayAggregate(Expression Item, SyntaxList<OrderItem> OrderBy, JsonNulls? Nulls)
        : Expression;
}

internal enum NullTreatment
{
    Unspecified,
    Respect,
    Ignore,
}

internal enum TrimSide
{
    Both,
    Leading,
    Trailing,
}

internal enum JsonExistsOnError
{
    True,
    False,
    Unknown,
    Error,
}

internal enum JsonWrapper
{
    Without,
    Conditional,
    Unconditional,
}

/// <summary>Which of the two JSON constructors' and aggregates' treatments of NULL is asked for.</summary>
internal enum JsonNulls
{
    NullOnNull,
    AbsentOnNull,
}

internal enum JsonBehaviorKind
{
    Null,
    Error,
    EmptyArray,
    EmptyObject,
    Default,
}

/// <summary>What stands before ON EMPTY or ON ERROR. Value is set for DEFAULT only.</summary>
internal sealed record JsonBehavior(JsonBehaviorKind Kind, Expression? Value) : SyntaxNode;

/// <summary><c>KEY k VALUE v</c>, <c>k VALUE v</c> or <c>k : v</c>.</summary>
internal sealed record JsonMember(Expression Key, Expression Value) : SyntaxNode;

/// <summary>
/// What stands in OVER or in a WINDOW clause. <c>OVER w</c> is a specification with a base name and nothing else.
/// </summary>
internal sealed record WindowSpecification(
    Identifier? Base, SyntaxList<Expression> PartitionBy, SyntaxList<OrderItem> OrderBy, WindowFrame? Frame)
    : SyntaxNode;

/// <summary><c>ROWS|RANGE start</c> or <c>ROWS|RANGE BETWEEN start AND end</c>; End is null when not written.</summary>
internal sealed record WindowFrame(bool Rows, FrameBound Start, FrameBound? End) : SyntaxNode;

/// <summary>Offset is set for Preceding and Following only.</summary>
internal sealed record FrameBound(FrameBoundKind Kind, Expression? Offset) : SyntaxNode;

internal enum FrameBoundKind
{
    UnboundedPreceding,
    Preceding,
    CurrentRow,
    Following,
    UnboundedFollowing,
}
