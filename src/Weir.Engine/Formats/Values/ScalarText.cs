using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Values;

/// <summary>Scalars as CAST(... AS STRING) shows them: decimals with their scale, timestamps with all their digits.
/// </summary>
internal static class ScalarText
{
    public static void Append(ref Utf8Output output, Column column, SqlType type, int row)
    {
        switch (column)
        {
            case FixedColumn<byte> booleans:
                output.Append(booleans[row] != 0 ? "true"u8 : "false"u8);
                break;
            case FixedColumn<sbyte> bytes:
                output.Append(bytes[row]);
                break;
            case FixedColumn<short> shorts:
                output.Append(shorts[row]);
                break;
            case FixedColumn<float> floats:
                ValueText.AppendFloat(ref output, floats[row]);
                break;
            case FixedColumn<double> doubles:
                ValueText.AppendDouble(ref output, doubles[row]);
                break;
            case FixedColumn<int> ints:
                AppendInt32(ref output, ints[row], type);
                break;
            case FixedColumn<long> longs:
                AppendInt64(ref output, longs[row], type);
                break;
            case FixedColumn<Int128> wide:
                ValueText.AppendDecimal(ref output, wide[row], type.Scale);
                break;
            case BytesColumn text:
                output.Append(text[row]);
                break;
            default:
                throw new InvalidOperationException($"{type} is no scalar");
        }
    }

    private static void AppendInt32(ref Utf8Output output, int value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Date:
                ValueText.AppendDate(ref output, value);
                break;
            case TypeKind.Time:
                ValueText.AppendTime(ref output, value * 1000L, new FractionDigits(type.Precision, type.Precision));
                break;
            default:
                output.Append(value);
                break;
        }
    }

    private static void AppendInt64(ref Utf8Output output, long value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Decimal:
                ValueText.AppendDecimal(ref output, value, type.Scale);
                break;
            case TypeKind.Timestamp or TypeKind.TimestampLtz:
                ValueText.AppendTimestamp(
                    ref output, value, (byte)' ', new FractionDigits(type.Precision, type.Precision));
                break;
            default:
                output.Append(value);
                break;
        }
    }
}
