namespace Weir.Engine.Types;

/// <summary>Which types go together: common types, casts, implicit casts. Nothing here throws for user errors.</summary>
public static class TypeRules
{
    /// <summary>Digits of a second that a TIMESTAMP can have so far: one long of microseconds.</summary>
    public const int MaxTimestampPrecision = 6;

    /// <summary>Why a type cannot be used, as the thing's name for "... is not supported yet"; null when it can.
    /// </summary>
    public static string? Unsupported(SqlType type) => type.Kind switch
    {
        TypeKind.Timestamp or TypeKind.TimestampLtz when type.Precision > MaxTimestampPrecision =>
            $"{type.WithNullable(true)} (more than {MaxTimestampPrecision} fraction digits)",
        TypeKind.Array or TypeKind.Multiset => Unsupported(type.Element!),
        TypeKind.Map => Unsupported(type.Key!) ?? Unsupported(type.Element!),
        TypeKind.Row => type.Fields.Select(f => Unsupported(f.Type)).FirstOrDefault(x => x is not null),
        _ => null,
    };

    /// <summary>
    /// The least restrictive type of several values (CASE branches, VALUES, UNION, ARRAY elements), nullable when one of
    /// them is; null when they have nothing in common.
    /// </summary>
    public static SqlType? CommonType(IEnumerable<SqlType> types)
    {
        SqlType? common = null;
        foreach (var type in types)
        {
            common = common is null ? type : CommonType(common, type);
            if (common is null)
            {
                return null;
            }
        }

        return common;
    }

    /// <inheritdoc cref="CommonType(IEnumerable{SqlType})"/>
    public static SqlType? CommonType(SqlType a, SqlType b)
    {
        var nullable = a.Nullable || b.Nullable;
        if (a.Kind == TypeKind.Null)
        {
            return b.WithNullable(true);
        }

        if (b.Kind == TypeKind.Null)
        {
            return a.WithNullable(true);
        }

        return a.SameAs(b) ? a.WithNullable(nullable) : Merge(a, b)?.WithNullable(nullable);
    }

    /// <summary>The type in which two values are compared; null when they cannot be.</summary>
    public static SqlType? ComparisonType(SqlType a, SqlType b)
    {
        if (CommonType(a, b) is { } common)
        {
            return common;
        }

        // Text beside a point in time is read as one; text beside a number is refused, as in Flink.
        if (a.IsString && IsPointInTime(b))
        {
            return b.WithNullable(true);
        }

        return b.IsString && IsPointInTime(a) ? a.WithNullable(true) : null;
    }

    /// <summary>Whether CAST between the two is legal.</summary>
    public static bool CanCast(SqlType from, SqlType to)
    {
        if (from.Kind == TypeKind.Null || from.SameAs(to))
        {
            return true;
        }

        return (from.Kind, to.Kind) switch
        {
            (_, TypeKind.Char or TypeKind.VarChar) => from.Kind != TypeKind.Null,
            (TypeKind.Char or TypeKind.VarChar, _) => !IsNested(to) && !to.IsInterval,
            (TypeKind.Boolean, _) => to.IsNumeric,
            (_, TypeKind.Boolean) => from.IsNumeric,
            (TypeKind.Binary or TypeKind.VarBinary, _) => to.IsBinary,
            (TypeKind.Date, _) => to.IsTimestamp,
            (TypeKind.Time, _) => to.Kind == TypeKind.Time || to.IsTimestamp,
            (TypeKind.Timestamp or TypeKind.TimestampLtz, _) =>
                to.IsTimestamp || to.Kind is TypeKind.Date or TypeKind.Time,
            (TypeKind.IntervalMonth, _) => to.Kind == TypeKind.IntervalMonth,
            (TypeKind.IntervalSecond, _) => to.Kind == TypeKind.IntervalSecond,
            (TypeKind.Array, TypeKind.Array) => CanCast(from.Element!, to.Element!),
            (TypeKind.Multiset, TypeKind.Multiset) => CanCast(from.Element!, to.Element!),
            (TypeKind.Map, TypeKind.Map) => CanCast(from.Key!, to.Key!) && CanCast(from.Element!, to.Element!),
            (TypeKind.Row, TypeKind.Row) => from.Fields.Count == to.Fields.Count
                && from.Fields.Zip(to.Fields).All(p => CanCast(p.First.Type, p.Second.Type)),
            _ => from.IsNumeric && to.IsNumeric,
        };
    }

    /// <summary>Whether a value goes into a sink column or an argument of the type without a CAST.</summary>
    public static bool CanImplicitlyCast(SqlType from, SqlType to)
    {
        if (from.Kind == TypeKind.Null || from.SameAs(to))
        {
            return true;
        }

        return to.Kind switch
        {
            TypeKind.Char => from.Kind == TypeKind.Char,
            TypeKind.VarChar => from.IsString,
            TypeKind.Binary => from.Kind == TypeKind.Binary,
            TypeKind.VarBinary => from.IsBinary,
            TypeKind.Decimal or TypeKind.Double => from.IsNumeric,
            TypeKind.SmallInt or TypeKind.Int or TypeKind.BigInt => from.IsInteger && from.Kind <= to.Kind,
            TypeKind.Float => from.IsNumeric && from.Kind != TypeKind.Double,
            TypeKind.Date => from.Kind == TypeKind.Timestamp,
            TypeKind.Time => from.Kind is TypeKind.Time or TypeKind.Timestamp,
            TypeKind.Timestamp or TypeKind.TimestampLtz => from.IsTimestamp,
            TypeKind.IntervalMonth or TypeKind.IntervalSecond => from.Kind == to.Kind,
            TypeKind.Array => from.Kind == TypeKind.Array && CanImplicitlyCast(from.Element!, to.Element!),
            TypeKind.Multiset => from.Kind == TypeKind.Multiset && CanImplicitlyCast(from.Element!, to.Element!),
            TypeKind.Map => from.Kind == TypeKind.Map && CanImplicitlyCast(from.Key!, to.Key!)
                && CanImplicitlyCast(from.Element!, to.Element!),
            TypeKind.Row => from.Kind == TypeKind.Row && from.Fields.Count == to.Fields.Count
                && from.Fields.Zip(to.Fields).All(p => CanImplicitlyCast(p.First.Type, p.Second.Type)),
            _ => false,
        };
    }

    private static bool IsNested(SqlType type) =>
        type.Kind is TypeKind.Array or TypeKind.Map or TypeKind.Multiset or TypeKind.Row;

    private static bool IsPointInTime(SqlType type) =>
        type.IsTimestamp || type.Kind is TypeKind.Date or TypeKind.Time;

    private static SqlType? Merge(SqlType a, SqlType b)
    {
        if (a.IsNumeric && b.IsNumeric)
        {
            return MergeNumbers(a, b);
        }

        if (a.IsString && b.IsString)
        {
            return SqlType.VarChar(Math.Max(a.Precision, b.Precision));
        }

        if (a.IsBinary && b.IsBinary)
        {
            return SqlType.VarBinary(Math.Max(a.Precision, b.Precision));
        }

        if (a.Kind == b.Kind)
        {
            return MergeSameKind(a, b);
        }

        return a.IsTimestamp && b.IsTimestamp ? SqlType.TimestampLtz(Math.Max(a.Precision, b.Precision)) : null;
    }

    private static SqlType? MergeNumbers(SqlType a, SqlType b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            return a.Kind > b.Kind ? a : b;
        }

        if (DecimalRules.AsDecimal(a) is { } x && DecimalRules.AsDecimal(b) is { } y)
        {
            return DecimalRules.Common(x, y);
        }

        // DECIMAL beside FLOAT is DOUBLE, an integer beside FLOAT stays FLOAT.
        return a.Kind is TypeKind.Double or TypeKind.Decimal || b.Kind is TypeKind.Double or TypeKind.Decimal
            ? SqlType.Double
            : SqlType.Float;
    }

    private static SqlType? MergeSameKind(SqlType a, SqlType b) => a.Kind switch
    {
        TypeKind.Timestamp or TypeKind.TimestampLtz or TypeKind.Time or TypeKind.IntervalSecond
            => a.Precision >= b.Precision ? a : b,
        TypeKind.Array or TypeKind.Multiset => CommonType(a.Element!, b.Element!) is { } element
            ? a with { Element = element }
            : null,
        TypeKind.Map => CommonType(a.Key!, b.Key!) is { } key && CommonType(a.Element!, b.Element!) is { } value
            ? SqlType.Map(key, value)
            : null,
        TypeKind.Row => MergeRows(a, b),
        _ => a,
    };

    private static SqlType? MergeRows(SqlType a, SqlType b)
    {
        if (a.Fields.Count != b.Fields.Count)
        {
            return null;
        }

        var fields = new RowField[a.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            if (CommonType(a.Fields[i].Type, b.Fields[i].Type) is not { } type)
            {
                return null;
            }

            fields[i] = new RowField(a.Fields[i].Name, type);
        }

        return SqlType.Row(fields);
    }
}
