namespace Weir.Engine.Sql;

/// <summary>A type as written in DDL or CAST. Nullable unless NOT NULL is written.</summary>
internal abstract record DataType : SyntaxNode
{
    private DataType()
    {
    }

    public bool NotNull { get; init; }

    /// <summary>A type without type arguments. Precision is also the length of CHAR, VARCHAR, BINARY, VARBINARY;
    /// Scale is DECIMAL's only. Null when not written.</summary>
    public sealed record Basic(BasicType Type, int? Precision = null, int? Scale = null) : DataType;

    public sealed record Interval(IntervalQualifier Qualifier) : DataType;

    /// <summary><c>ARRAY&lt;T&gt;</c> or <c>T ARRAY</c>.</summary>
    public sealed record Array(DataType Element) : DataType;

    /// <summary><c>MULTISET&lt;T&gt;</c> or <c>T MULTISET</c>.</summary>
    public sealed record Multiset(DataType Element) : DataType;

    public sealed record Map(DataType Key, DataType Value) : DataType;

    /// <summary><c>ROW&lt;a INT, ..&gt;</c> or <c>ROW(a INT, ..)</c>; may be empty.</summary>
    public sealed record Row(SyntaxList<RowField> Fields) : DataType;

    /// <summary><c>RAW('class', 'serializer snapshot')</c>.</summary>
    public sealed record Raw(string ClassName, string Serializer) : DataType;

    /// <summary>Any other name: a user-defined type, or a misspelt one.</summary>
    public sealed record Named(QualifiedName Name) : DataType;
}

internal sealed record RowField(Identifier Name, DataType Type, string? Comment) : SyntaxNode;

/// <summary>Synonyms are folded: INTEGER is Int, DEC and NUMERIC are Decimal, CHARACTER is Char, DOUBLE PRECISION is
/// Double, TIMESTAMP WITH LOCAL TIME ZONE is TimestampLtz.</summary>
internal enum BasicType
{
    Boolean,
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Float,
    Double,
    Decimal,
    Char,
    Varchar,
    String,
    Binary,
    Varbinary,
    Bytes,
    Date,
    Time,
    Timestamp,
    TimestampLtz,
}
