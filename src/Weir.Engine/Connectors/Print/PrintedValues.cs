using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.Print;

/// <summary>Values as Flink's print sink shows them: the texts of Java's classes (LocalDateTime, Instant, Row).</summary>
internal static class PrintedValues
{
    private const long MicrosPerMinute = 60_000_000;

    // Java shows a fraction as three or six digits.
    private static readonly FractionDigits Thousands = new(0, 6, 3);

    /// <summary><c>[a, b]</c>.</summary>
    public static void AppendRow(IBufferWriter<byte> output, Batch batch, RowFields columns, int row)
    {
        var to = new Utf8Output(output);
        to.Append((byte)'[');
        for (var i = 0; i < columns.Count; i++)
        {
            AppendSeparator(ref to, i);
            Append(ref to, batch.Columns[i], columns[i].Type, row);
        }

        to.Append((byte)']');
        to.Flush();
    }

    private static void Append(ref Utf8Output to, Column column, SqlType type, int row)
    {
        if (column.IsNull(row))
        {
            to.Append("null"u8);
            return;
        }

        switch (column)
        {
            case FixedColumn<byte> booleans:
                to.Append(booleans[row] != 0 ? "true"u8 : "false"u8);
                break;
            case FixedColumn<sbyte> bytes:
                to.Append(bytes[row]);
                break;
            case FixedColumn<short> shorts:
                to.Append(shorts[row]);
                break;
            case FixedColumn<float> floats:
                ValueText.AppendFloat(ref to, floats[row]);
                break;
            case FixedColumn<double> doubles:
                ValueText.AppendDouble(ref to, doubles[row]);
                break;
            case FixedColumn<int> ints:
                AppendInt32(ref to, ints[row], type);
                break;
            case FixedColumn<long> longs:
                AppendInt64(ref to, longs[row], type);
                break;
            case FixedColumn<Int128> wide:
                ValueText.AppendDecimal(ref to, wide[row], type.Scale);
                break;
            case BytesColumn text when type.IsString:
                to.Append(text[row]);
                break;
            case BytesColumn bytes:
                AppendBytes(ref to, bytes[row]);
                break;
            case ListColumn list:
                AppendList(ref to, list, type, row);
                break;
            case RowColumn fields:
                AppendFields(ref to, fields, type, row);
                break;
        }
    }

    private static void AppendInt32(ref Utf8Output to, int value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Date:
                ValueText.AppendDate(ref to, value);
                break;
            case TypeKind.Time:
                AppendTime(ref to, value * 1000L);
                break;
            default:
                to.Append(value);
                break;
        }
    }

    private static void AppendInt64(ref Utf8Output to, long value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Decimal:
                ValueText.AppendDecimal(ref to, value, type.Scale);
                break;
            case TypeKind.Timestamp:
                AppendTimestamp(ref to, value);
                break;
            case TypeKind.TimestampLtz:
                AppendInstant(ref to, value);
                break;
            default:
                to.Append(value);
                break;
        }
    }

    // Seconds are shown when they are not zero.
    private static void AppendTime(ref Utf8Output to, long microsOfDay)
    {
        if (microsOfDay % MicrosPerMinute != 0)
        {
            ValueText.AppendTime(ref to, microsOfDay, Thousands);
            return;
        }

        ValueText.AppendMinutes(ref to, microsOfDay);
    }

    private static void AppendTimestamp(ref Utf8Output to, long micros)
    {
        ValueText.AppendDate(ref to, Calendar.DayOfMicros(micros));
        to.Append((byte)'T');
        AppendTime(ref to, Calendar.TimeOfMicros(micros));
    }

    // An instant is shown in UTC, with its seconds.
    private static void AppendInstant(ref Utf8Output to, long micros)
    {
        ValueText.AppendTimestamp(ref to, micros, (byte)'T', Thousands);
        to.Append((byte)'Z');
    }

    private static void AppendBytes(ref Utf8Output to, ReadOnlySpan<byte> bytes)
    {
        to.Append((byte)'[');
        for (var i = 0; i < bytes.Length; i++)
        {
            AppendSeparator(ref to, i);
            to.Append((sbyte)bytes[i]);
        }

        to.Append((byte)']');
    }

    private static void AppendList(ref Utf8Output to, ListColumn list, SqlType type, int row)
    {
        to.Append(list.Keys is null ? (byte)'[' : (byte)'{');
        for (var i = 0; i < list.Count(row); i++)
        {
            AppendSeparator(ref to, i);
            var index = list.Start(row) + i;
            if (list.Keys is { } keys)
            {
                Append(ref to, keys, type.Key ?? type.Element!, index);
                to.Append((byte)'=');
            }

            Append(ref to, list.Elements, type.Kind == TypeKind.Multiset ? SqlType.Int : type.Element!, index);
        }

        to.Append(list.Keys is null ? (byte)']' : (byte)'}');
    }

    private static void AppendFields(ref Utf8Output to, RowColumn fields, SqlType type, int row)
    {
        to.Append("+I["u8);
        for (var i = 0; i < fields.Children.Length; i++)
        {
            AppendSeparator(ref to, i);
            Append(ref to, fields.Children[i], type.Fields[i].Type, row);
        }

        to.Append((byte)']');
    }

    private static void AppendSeparator(ref Utf8Output to, int index)
    {
        if (index > 0)
        {
            to.Append(", "u8);
        }
    }
}
