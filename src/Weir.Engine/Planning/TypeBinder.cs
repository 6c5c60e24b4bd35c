using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>Turns written types into types.</summary>
internal static class TypeBinder
{
    private const int MaxTimestampPrecision = 6;

    public static SqlType Bind(DataType type) => Nullable(type).WithNullable(!type.NotNull);

    private static SqlType Nullable(DataType type) => type switch
    {
        DataType.Basic basic => Basic(basic),
        DataType.Array array => SqlType.Array(Bind(array.Element)),
        DataType.Multiset multiset => SqlType.Multiset(Bind(multiset.Element)),
        DataType.Map map => SqlType.Map(Bind(map.Key), Bind(map.Value)),
        DataType.Row row => SqlType.Row([.. row.Fields.Select(f => new Types.RowField(f.Name.Text, Bind(f.Type)))]),
        DataType.Interval interval => interval.Qualifier.IsYearMonth ? SqlType.IntervalMonth : SqlType.IntervalSecond,
        DataType.Raw => throw SqlException.NotSupported("The type RAW", type.Position),
        DataType.Named named => throw SqlException.Name($"There is no type '{named.Name}'", type.Position),
        _ => throw new InvalidOperationException($"No binding for {type.GetType().Name}"),
    };

    private static SqlType Basic(DataType.Basic type) => type.Type switch
    {
        BasicType.Boolean => SqlType.Boolean,
        BasicType.TinyInt => SqlType.TinyInt,
        BasicType.SmallInt => SqlType.SmallInt,
        BasicType.Int => SqlType.Int,
        BasicType.BigInt => SqlType.BigInt,
        BasicType.Float => SqlType.Float,
        BasicType.Double => SqlType.Double,
        BasicType.Decimal => Decimal(type),
        BasicType.Char => SqlType.Char(Length(type, 1)),
        BasicType.Varchar => SqlType.VarChar(Length(type, SqlType.MaxLength)),
        BasicType.String => SqlType.String,
        BasicType.Binary => SqlType.Binary(Length(type, 1)),
        BasicType.Varbinary => SqlType.VarBinary(Length(type, SqlType.MaxLength)),
        BasicType.Bytes => SqlType.Bytes,
        BasicType.Date => SqlType.Date,
        BasicType.Time => SqlType.Time(0),
        BasicType.Timestamp => SqlType.Timestamp(Fraction(type)),
        BasicType.TimestampLtz => SqlType.TimestampLtz(Fraction(type)),
    };

    private static int Length(DataType.Basic type, int whenAbsent)
    {
        var length = type.Precision ?? whenAbsent;
        return length >= 1
            ? length
            : throw SqlException.Type($"The length of a type must be at least 1; found {length}", type.Position);
    }

    private static SqlType Decimal(DataType.Basic type)
    {
        var precision = type.Precision ?? 10;
        var scale = type.Scale ?? 0;
        if (precision is < 1 or > SqlType.MaxDecimalPrecision || scale < 0 || scale > precision)
        {
            throw SqlException.Type(
                $"DECIMAL takes a precision of 1 to {SqlType.MaxDecimalPrecision} and a scale from 0 to the precision; "
                + $"found DECIMAL({precision}, {scale})",
                type.Position);
        }

        return SqlType.Decimal(precision, scale);
    }

    private static int Fraction(DataType.Basic type)
    {
        var precision = type.Precision ?? MaxTimestampPrecision;
        if (precision is < 0 or > 9)
        {
            throw SqlException.Type($"A timestamp has 0 to 9 fraction digits; found {precision}", type.Position);
        }

        return precision <= MaxTimestampPrecision
            ? precision
            : throw SqlException.NotSupported($"A timestamp with {precision} fraction digits", type.Position,
                $"Use TIMESTAMP({MaxTimestampPrecision}).");
    }
}
