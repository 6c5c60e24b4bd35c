using System.Text;

namespace Weir.Engine.Types;

/// <summary>
/// A SQL type with its nullability. <see cref="Precision"/> is the length of CHAR/VARCHAR/BINARY/VARBINARY, the
/// precision of DECIMAL, and the fraction digits of TIME and TIMESTAMP. Equality is structural.
/// </summary>
public sealed record SqlType
{
    /// <summary>Length of STRING and BYTES.</summary>
    public const int MaxLength = int.MaxValue;

    /// <summary>Largest DECIMAL precision.</summary>
    public const int MaxDecimalPrecision = 38;

    /// <summary>DECIMAL up to this precision is a long.</summary>
    public const int MaxLongDecimalPrecision = 18;

    public required TypeKind Kind { get; init; }
    public bool Nullable { get; init; } = true;
    public int Precision { get; init; }
    public int Scale { get; init; }

    /// <summary>Element of ARRAY and MULTISET, value of MAP.</summary>
    public SqlType? Element { get; init; }

    /// <summary>Key of MAP.</summary>
    public SqlType? Key { get; init; }

    /// <summary>Fields of ROW, in order.</summary>
    public RowFields Fields { get; init; } = RowFields.Empty;

    public static SqlType Null { get; } = new() { Kind = TypeKind.Null };
    public static SqlType Boolean { get; } = new() { Kind = TypeKind.Boolean };
    public static SqlType TinyInt { get; } = new() { Kind = TypeKind.TinyInt };
    public static SqlType SmallInt { get; } = new() { Kind = TypeKind.SmallInt };
    public static SqlType Int { get; } = new() { Kind = TypeKind.Int };
    public static SqlType BigInt { get; } = new() { Kind = TypeKind.BigInt };
    public static SqlType Float { get; } = new() { Kind = TypeKind.Float };
    public static SqlType Double { get; } = new() { Kind = TypeKind.Double };
    public static SqlType String { get; } = VarChar(MaxLength);
    public static SqlType Bytes { get; } = VarBinary(MaxLength);
    public static SqlType Date { get; } = new() { Kind = TypeKind.Date };

    public static SqlType Decimal(int precision, int scale) =>
        new() { Kind = TypeKind.Decimal, Precision = precision, Scale = scale };

    public static SqlType Char(int length) => new() { Kind = TypeKind.Char, Precision = length };

    public static SqlType VarChar(int length) => new() { Kind = TypeKind.VarChar, Precision = length };

    public static SqlType Binary(int length) => new() { Kind = TypeKind.Binary, Precision = length };

    public static SqlType VarBinary(int length) => new() { Kind = TypeKind.VarBinary, Precision = length };

    public static SqlType Time(int precision = 0) => new() { Kind = TypeKind.Time, Precision = precision };

    public static SqlType Timestamp(int precision = 6) => new() { Kind = TypeKind.Timestamp, Precision = precision };

    public static SqlType TimestampLtz(int precision = 6) =>
        new() { Kind = TypeKind.TimestampLtz, Precision = precision };

    public static SqlType IntervalMonth { get; } = new() { Kind = TypeKind.IntervalMonth };
    public static SqlType IntervalSecond { get; } = new() { Kind = TypeKind.IntervalSecond, Precision = 3 };

    public static SqlType Array(SqlType element) => new() { Kind = TypeKind.Array, Element = element };

    public static SqlType Map(SqlType key, SqlType value) =>
        new() { Kind = TypeKind.Map, Key = key, Element = value };

    public static SqlType Multiset(SqlType element) => new() { Kind = TypeKind.Multiset, Element = element };

    public static SqlType Row(params RowField[] fields) =>
        new() { Kind = TypeKind.Row, Fields = new RowFields(fields) };

    public SqlType WithNullable(bool nullable) => nullable == Nullable ? this : this with { Nullable = nullable };

    public SqlType NotNull() => WithNullable(false);

    /// <summary>Same type but for nullability.</summary>
    public bool SameAs(SqlType other) => WithNullable(true) == other.WithNullable(true);

    public bool IsString => Kind is TypeKind.Char or TypeKind.VarChar;

    public bool IsBinary => Kind is TypeKind.Binary or TypeKind.VarBinary;

    public bool IsInteger => Kind is TypeKind.TinyInt or TypeKind.SmallInt or TypeKind.Int or TypeKind.BigInt;

    public bool IsNumeric => IsInteger || Kind is TypeKind.Decimal or TypeKind.Float or TypeKind.Double;

    public bool IsTimestamp => Kind is TypeKind.Timestamp or TypeKind.TimestampLtz;

    public bool IsInterval => Kind is TypeKind.IntervalMonth or TypeKind.IntervalSecond;

    public PhysicalType Physical => Kind switch
    {
        TypeKind.Null or TypeKind.Boolean => PhysicalType.Bool,
        TypeKind.TinyInt => PhysicalType.Int8,
        TypeKind.SmallInt => PhysicalType.Int16,
        TypeKind.Int or TypeKind.Date or TypeKind.Time or TypeKind.IntervalMonth => PhysicalType.Int32,
        TypeKind.BigInt or TypeKind.Timestamp or TypeKind.TimestampLtz or TypeKind.IntervalSecond
            => PhysicalType.Int64,
        TypeKind.Float => PhysicalType.Float32,
        TypeKind.Double => PhysicalType.Float64,
        TypeKind.Decimal => Precision <= MaxLongDecimalPrecision ? PhysicalType.Int64 : PhysicalType.Int128,
        TypeKind.Char or TypeKind.VarChar or TypeKind.Binary or TypeKind.VarBinary => PhysicalType.Bytes,
        TypeKind.Array => PhysicalType.Array,
        TypeKind.Map or TypeKind.Multiset => PhysicalType.Map,
        TypeKind.Row => PhysicalType.Row,
    };

    /// <summary>The type as Flink's TYPEOF prints it, e.g. <c>DECIMAL(10, 2) NOT NULL</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Bare());
        return Nullable || Kind == TypeKind.Null ? text.ToString() : text.Append(" NOT NULL").ToString();
    }

    private string Bare() => Kind switch
    {
        TypeKind.Null => "NULL",
        TypeKind.Boolean => "BOOLEAN",
        TypeKind.TinyInt => "TINYINT",
        TypeKind.SmallInt => "SMALLINT",
        TypeKind.Int => "INT",
        TypeKind.BigInt => "BIGINT",
        TypeKind.Float => "FLOAT",
        TypeKind.Double => "DOUBLE",
        TypeKind.Decimal => $"DECIMAL({Precision}, {Scale})",
        TypeKind.Char => $"CHAR({Precision})",
        TypeKind.VarChar => Precision == MaxLength ? "STRING" : $"VARCHAR({Precision})",
        TypeKind.Binary => $"BINARY({Precision})",
        TypeKind.VarBinary => Precision == MaxLength ? "BYTES" : $"VARBINARY({Precision})",
        TypeKind.Date => "DATE",
        TypeKind.Time => $"TIME({Precision})",
        TypeKind.Timestamp => $"TIMESTAMP({Precision})",
        TypeKind.TimestampLtz => $"TIMESTAMP_LTZ({Precision})",
        TypeKind.IntervalMonth => "INTERVAL MONTH",
        TypeKind.IntervalSecond => $"INTERVAL SECOND({Precision})",
        TypeKind.Array => $"ARRAY<{Element}>",
        TypeKind.Map => $"MAP<{Key}, {Element}>",
        TypeKind.Multiset => $"MULTISET<{Element}>",
        TypeKind.Row => $"ROW<{string.Join(", ", Fields.Select(f => $"`{f.Name}` {f.Type}"))}>",
    };
}
