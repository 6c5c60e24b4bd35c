using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Results;

/// <summary>
/// Rows as JSON for people and tests, columns in order: DECIMAL a number with its scale; TIMESTAMP
/// <c>yyyy-MM-dd HH:mm:ss[.f…]</c>, TIMESTAMP_LTZ the same in the session's zone; BYTES base64; ARRAY an array, MAP and ROW
/// objects (a MAP's keys sorted by their text); NaN and the infinities strings.
/// </summary>
public sealed class RowJson(RowFields columns, TimeZoneInfo zone)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>One row as an object.</summary>
    public string Row(Batch batch, int row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteRow(writer, batch, row);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>One change: <c>{"op":"+I","row":{…}}</c>.</summary>
    public string Change(Batch batch, int row) =>
        $$"""{"op":"{{batch.KindOf(row).Symbol()}}","row":{{Row(batch, row)}}}""";

    /// <summary>One value as text for tables and csv: strings bare, the rest as in JSON; null is null.</summary>
    public string? Text(Column column, SqlType type, int row)
    {
        if (column.IsNull(row))
        {
            return null;
        }

        if (type.IsString)
        {
            return Encoding.UTF8.GetString(((BytesColumn)column)[row]);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            WriteValue(writer, column, type, row);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Trim('"');
    }

    private void WriteRow(Utf8JsonWriter writer, Batch batch, int row)
    {
        writer.WriteStartObject();
        for (var c = 0; c < columns.Count; c++)
        {
            writer.WritePropertyName(columns[c].Name);
            WriteValue(writer, batch.Columns[c], columns[c].Type, row);
        }

        writer.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter writer, Column column, SqlType type, int row)
    {
        if (column.IsNull(row))
        {
            writer.WriteNullValue();
            return;
        }

        switch (column)
        {
            case FixedColumn<byte> c:
                writer.WriteBooleanValue(c[row] != 0);
                break;
            case FixedColumn<float> c:
                WriteDouble(writer, c[row], c[row].ToString("R", CultureInfo.InvariantCulture));
                break;
            case FixedColumn<double> c:
                WriteDouble(writer, c[row], c[row].ToString("R", CultureInfo.InvariantCulture));
                break;
            case BytesColumn c when type.IsBinary:
                writer.WriteBase64StringValue(c[row]);
                break;
            case BytesColumn c:
                writer.WriteStringValue(c[row]);
                break;
            case RowColumn c:
                WriteFields(writer, c, type, row);
                break;
            case ListColumn { Keys: null } c:
                WriteArray(writer, c, type.Element!, row);
                break;
            case ListColumn c:
                WriteMap(writer, c, type, row);
                break;
            default:
                WriteScalar(writer, Whole(column, row), type);
                break;
        }
    }

    private static Int128 Whole(Column column, int row) => column switch
    {
        FixedColumn<sbyte> c => c[row],
        FixedColumn<short> c => c[row],
        FixedColumn<int> c => c[row],
        FixedColumn<long> c => c[row],
        FixedColumn<Int128> c => c[row],
        _ => throw new InvalidOperationException($"No number in {column.Physical}"),
    };

    private void WriteScalar(Utf8JsonWriter writer, Int128 value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Decimal:
                writer.WriteRawValue(Decimal(value, type.Scale), skipInputValidation: true);
                break;
            case TypeKind.Date:
                writer.WriteStringValue(Epoch.AddDays((double)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case TypeKind.Time:
                writer.WriteStringValue(
                    TimeSpan.FromMilliseconds((double)value).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture));
                break;
            case TypeKind.Timestamp:
                writer.WriteStringValue(Timestamp((long)value, type.Precision));
                break;
            case TypeKind.TimestampLtz:
                writer.WriteStringValue(Timestamp(Local((long)value), type.Precision));
                break;
            default:
                writer.WriteNumberValue((long)value);
                break;
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, double value, string text)
    {
        if (double.IsFinite(value))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private void WriteFields(Utf8JsonWriter writer, RowColumn column, SqlType type, int row)
    {
        writer.WriteStartObject();
        for (var f = 0; f < type.Fields.Count; f++)
        {
            writer.WritePropertyName(type.Fields[f].Name);
            WriteValue(writer, column.Children[f], type.Fields[f].Type, row);
        }

        writer.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter writer, ListColumn column, SqlType element, int row)
    {
        writer.WriteStartArray();
        for (var i = 0; i < column.Count(row); i++)
        {
            WriteValue(writer, column.Elements, element, column.Start(row) + i);
        }

        writer.WriteEndArray();
    }

    private void WriteMap(Utf8JsonWriter writer, ListColumn column, SqlType type, int row)
    {
        var keyType = type.Key ?? type.Element!;
        var valueType = type.Kind == TypeKind.Multiset ? SqlType.Int : type.Element!;
        var entries = Enumerable.Range(column.Start(row), column.Count(row))
            .Select(i => (Key: Text(column.Keys!, keyType, i) ?? "null", Index: i))
            .OrderBy(e => e.Key, StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var (key, index) in entries)
        {
            writer.WritePropertyName(key);
            WriteValue(writer, column.Elements, valueType, index);
        }

        writer.WriteEndObject();
    }

    private static string Decimal(Int128 unscaled, int scale)
    {
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = unscaled < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    private long Local(long micros)
    {
        var utc = Epoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        return micros + zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).Ticks / TimeSpan.TicksPerMicrosecond;
    }

    private static string Timestamp(long micros, int precision)
    {
        var time = Epoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        var text = time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return precision == 0
            ? text
            : $"{text}.{time.ToString("ffffff", CultureInfo.InvariantCulture)[..Math.Min(precision, 6)]}";
    }
}
