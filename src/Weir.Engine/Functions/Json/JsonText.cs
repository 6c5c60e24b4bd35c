using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Json;

/// <summary>Values of columns as JSON: decimals without trailing zeros, timestamps with a T, bytes in Base64.</summary>
internal static class JsonText
{
    /// <summary>Whether values of a type can be written.</summary>
    public static bool CanWrite(SqlType type) => type.Kind switch
    {
        TypeKind.Date or TypeKind.Time or TypeKind.IntervalMonth or TypeKind.IntervalSecond => false,
        TypeKind.Array => CanWrite(type.Element!),
        TypeKind.Map => type.Key!.IsString && CanWrite(type.Element!),
        TypeKind.Multiset => type.Element!.IsString,
        TypeKind.Row => type.Fields.All(f => CanWrite(f.Type)),
        _ => true,
    };

    public static void Write(Column column, int row, SqlType type, ArrayBufferWriter<byte> output)
    {
        if (column.IsNull(row))
        {
            output.Write("null"u8);
            return;
        }

        switch (column)
        {
            case FixedColumn<byte> c:
                output.Write(c[row] != 0 ? "true"u8 : "false"u8);
                break;
            case BytesColumn c when type.IsString:
                JsonWriter.WriteString(c[row], output);
                break;
            case BytesColumn c:
                WriteBase64(c[row], output);
                break;
            case RowColumn c:
                WriteRow(c, row, type, output);
                break;
            case ListColumn c:
                WriteList(c, row, type, output);
                break;
            default:
                WriteNumber(column, row, type, output);
                break;
        }
    }

    private static void WriteNumber(Column column, int row, SqlType type, ArrayBufferWriter<byte> output)
    {
        var room = output.GetSpan(DecimalText.MaxLength);
        output.Advance(column switch
        {
            FixedColumn<float> c => FloatText.Format(c[row], room),
            FixedColumn<double> c => FloatText.Format(c[row], room),
            FixedColumn<Int128> c => Trimmed(c[row], type.Scale, room),
            FixedColumn<long> c when type.Kind == TypeKind.Decimal => Trimmed(c[row], type.Scale, room),
            FixedColumn<long> c when type.IsTimestamp => Timestamp(c[row], type, room),
            FixedColumn<long> c => Integer(c[row], room),
            FixedColumn<int> c => Integer(c[row], room),
            FixedColumn<short> c => Integer(c[row], room),
            FixedColumn<sbyte> c => Integer(c[row], room),
            _ => throw new ArgumentException($"no JSON of {type}"),
        });
    }

    private static int Integer(long value, Span<byte> into)
    {
        value.TryFormat(into, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    private static int Trimmed(Int128 value, int scale, Span<byte> into)
    {
        while (scale > 0 && value % 10 == 0)
        {
            value /= 10;
            scale--;
        }

        return DecimalText.Format(value, scale, into);
    }

    private static int Timestamp(long micros, SqlType type, Span<byte> into)
    {
        into[0] = (byte)'"';
        var length = 1 + TemporalText.FormatTimestamp(micros, type.Precision, into[1..], (byte)'T');
        if (type.Kind == TypeKind.TimestampLtz)
        {
            into[length++] = (byte)'Z';
        }

        into[length++] = (byte)'"';
        return length;
    }

    private static void WriteBase64(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        Base64.EncodeToUtf8(bytes, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var length);
        output.Advance(length);
        output.Write("\""u8);
    }

    private static void WriteRow(RowColumn column, int row, SqlType type, ArrayBufferWriter<byte> output)
    {
        for (var i = 0; i < type.Fields.Count; i++)
        {
            output.Write(i == 0 ? "{"u8 : ","u8);
            JsonWriter.WriteString(System.Text.Encoding.UTF8.GetBytes(type.Fields[i].Name), output);
            output.Write(":"u8);
            Write(column.Children[i], row, type.Fields[i].Type, output);
        }

        output.Write("}"u8);
    }

    private static void WriteList(ListColumn column, int row, SqlType type, ArrayBufferWriter<byte> output)
    {
        var element = type.Kind == TypeKind.Multiset ? SqlType.Int : type.Element!;
        output.Write(column.Keys is null ? "["u8 : "{"u8);
        for (var i = column.Start(row); i < column.Start(row) + column.Count(row); i++)
        {
            output.Write(i == column.Start(row) ? default : ","u8);
            if (column.Keys is BytesColumn keys)
            {
                JsonWriter.WriteString(keys[i], output);
                output.Write(":"u8);
            }

            Write(column.Elements, i, element, output);
        }

        output.Write(column.Keys is null ? "]"u8 : "}"u8);
    }
}
