namespace Weir.Engine.Types;

/// <summary>The SQL types the engine knows. <see cref="Null"/> is the type of a bare NULL before it is coerced.</summary>
public enum TypeKind
{
    Null,
    Boolean,
    TinyInt,
    SmallInt,
    Int,
    BigInt,
    Float,
    Double,
    Decimal,
    Char,
    VarChar,
    Binary,
    VarBinary,
    Date,
    Time,
    Timestamp,
    TimestampLtz,
    IntervalMonth,
    IntervalSecond,
    Array,
    Map,
    Multiset,
    Row,
}

/// <summary>How values of a type lie in memory; one column class for each.</summary>
public enum PhysicalType : byte
{
    /// <summary>BOOLEAN as 0 or 1 in a byte.</summary>
    Bool,
    Int8,
    Int16,

    /// <summary>INT; DATE as days since 1970-01-01; TIME as milliseconds of the day; INTERVAL of months.</summary>
    Int32,

    /// <summary>BIGINT; DECIMAL(p &lt;= 18) unscaled; TIMESTAMP and TIMESTAMP_LTZ as microseconds since
    /// 1970-01-01 00:00 (wall clock, respectively UTC); INTERVAL of seconds as milliseconds.</summary>
    Int64,
    Float32,
    Float64,

    /// <summary>DECIMAL(p &gt; 18), unscaled.</summary>
    Int128,

    /// <summary>CHAR, VARCHAR and STRING as UTF-8; BINARY, VARBINARY and BYTES as they are.</summary>
    Bytes,
    Array,

    /// <summary>MAP, and MULTISET as a map of element to INT count.</summary>
    Map,
    Row,
}
