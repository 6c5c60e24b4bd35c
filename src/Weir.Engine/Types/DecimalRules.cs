namespace Weir.Engine.Types;

/// <summary>Precision and scale of decimal results, as Flink derives them.</summary>
public static class DecimalRules
{
    private const int MinDivisionScale = 6;

    /// <summary>The DECIMAL that holds every value of an exact numeric type; null for other types.</summary>
    public static SqlType? AsDecimal(SqlType type) => type.Kind switch
    {
        TypeKind.Decimal => type,
        TypeKind.TinyInt => SqlType.Decimal(3, 0).WithNullable(type.Nullable),
        TypeKind.SmallInt => SqlType.Decimal(5, 0).WithNullable(type.Nullable),
        TypeKind.Int => SqlType.Decimal(10, 0).WithNullable(type.Nullable),
        TypeKind.BigInt => SqlType.Decimal(19, 0).WithNullable(type.Nullable),
        _ => null,
    };

    /// <summary>The type of a + b and a - b.</summary>
    public static SqlType Sum(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return Clamp(Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale + 1, scale);
    }

    public static SqlType Product(SqlType a, SqlType b) => Clamp(a.Precision + b.Precision + 1, a.Scale + b.Scale);

    public static SqlType Quotient(SqlType a, SqlType b)
    {
        var scale = Math.Max(MinDivisionScale, a.Scale + b.Precision + 1);
        return Clamp(a.Precision - a.Scale + b.Scale + scale, scale);
    }

    public static SqlType Remainder(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return Clamp(Math.Min(a.Precision - a.Scale, b.Precision - b.Scale) + scale, scale);
    }

    /// <summary>The type that both can become without loss, but for the limit of 38 digits.</summary>
    public static SqlType Common(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var precision = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale;
        return precision <= SqlType.MaxDecimalPrecision
            ? SqlType.Decimal(precision, scale)
            : SqlType.Decimal(SqlType.MaxDecimalPrecision,
                Math.Max(0, SqlType.MaxDecimalPrecision - (precision - scale)));
    }

    /// <summary>The type of ROUND(x, digits) for literal digits.</summary>
    public static SqlType Rounded(SqlType type, int digits) => digits >= type.Scale
        ? type
        : digits < 0
            ? SqlType.Decimal(Math.Min(SqlType.MaxDecimalPrecision, 1 + type.Precision - type.Scale), 0)
            : SqlType.Decimal(1 + type.Precision - type.Scale + digits, digits);

    // Beyond 38 digits the integer digits are kept and the scale gives way, down to 6.
    private static SqlType Clamp(int precision, int scale) => precision <= SqlType.MaxDecimalPrecision
        ? SqlType.Decimal(precision, scale)
        : SqlType.Decimal(SqlType.MaxDecimalPrecision,
            Math.Max(SqlType.MaxDecimalPrecision - (precision - scale), Math.Min(scale, MinDivisionScale)));
}
