using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Csv;

/// <summary>Encodes rows as csv records with the quoting rules of Jackson, which Flink uses.</summary>
internal sealed class CsvEncoder : RecordEncoder
{
    // Jackson does not look into texts longer than this: they are quoted.
    private const int MaxUnquoted = 24;

    private readonly CsvOptions _options;
    private readonly SqlType[] _types;
    private readonly ArrayBufferWriter<byte> _scratch = new();

    // The least character that does not need quotes.
    private readonly byte _safe;

    public CsvEncoder(FormatContext context)
    {
        _options = CsvOptions.From(context.Options);
        _types = [.. context.Wanted.Select(f => f.Type)];
        _safe = (byte)(Math.Max(Math.Max(_options.Delimiter, _options.Quote ?? 0), (byte)'\n') + 1);
        foreach (var field in context.Wanted)
        {
            CsvOptions.CheckType(field.Name, field.Type);
        }
    }

    public override void Encode(Batch batch, IBufferWriter<byte> output)
    {
        var to = new Utf8Output(output);
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            for (var c = 0; c < _types.Length; c++)
            {
                if (c > 0)
                {
                    to.Append(_options.Delimiter);
                }

                AppendField(ref to, batch.Columns[c], _types[c], rows[i]);
            }

            to.Append((byte)'\n');
        }

        to.Flush();
    }

    private void AppendField(ref Utf8Output to, Column column, SqlType type, int row)
    {
        if (column.IsNull(row))
        {
            to.Append(_options.NullLiteral);
            return;
        }

        if (NeedsNoQuotes(type))
        {
            AppendValue(ref to, column, type, row);
            return;
        }

        if (type.IsString)
        {
            AppendText(ref to, ((BytesColumn)column)[row]);
            return;
        }

        _scratch.ResetWrittenCount();
        var scratch = new Utf8Output(_scratch);
        AppendNested(ref scratch, column, type, row);
        scratch.Flush();
        AppendText(ref to, _scratch.WrittenSpan);
    }

    // Numbers and booleans are written as they are, but for decimals, whose exponent has a sign.
    private static bool NeedsNoQuotes(SqlType type) =>
        (type.IsNumeric && type.Kind != TypeKind.Decimal) || type.IsInterval || type.Kind == TypeKind.Boolean;

    private void AppendNested(ref Utf8Output to, Column column, SqlType type, int row)
    {
        switch (type.Kind)
        {
            case TypeKind.Array:
                var list = (ListColumn)column;
                for (var i = 0; i < list.Count(row); i++)
                {
                    AppendElement(ref to, list.Elements, type.Element!, list.Start(row) + i, i > 0);
                }

                break;
            case TypeKind.Row:
                var children = ((RowColumn)column).Children;
                for (var i = 0; i < children.Length; i++)
                {
                    AppendElement(ref to, children[i], type.Fields[i].Type, row, i > 0);
                }

                break;
            default:
                AppendValue(ref to, column, type, row);
                break;
        }
    }

    private void AppendElement(ref Utf8Output to, Column column, SqlType type, int row, bool delimiter)
    {
        if (delimiter)
        {
            to.Append(_options.ArrayDelimiter);
        }

        if (column.IsNull(row))
        {
            to.Append(_options.NullLiteral);
        }
        else
        {
            AppendValue(ref to, column, type, row);
        }
    }

    private void AppendValue(ref Utf8Output to, Column column, SqlType type, int row)
    {
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
                AppendDecimal(ref to, wide[row], type.Scale);
                break;
            case BytesColumn text when type.IsString:
                to.Append(text[row]);
                break;
            case BytesColumn bytes:
                AppendBase64(ref to, bytes[row]);
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
                ValueText.AppendTime(ref to, value * 1000L, FractionDigits.Shortest);
                break;
            default:
                to.Append(value);
                break;
        }
    }

    private void AppendInt64(ref Utf8Output to, long value, SqlType type)
    {
        switch (type.Kind)
        {
            case TypeKind.Decimal:
                AppendDecimal(ref to, value, type.Scale);
                break;
            case TypeKind.Timestamp or TypeKind.TimestampLtz:
                ValueText.AppendTimestamp(ref to, value, (byte)' ', FractionDigits.Shortest);
                if (type.Kind == TypeKind.TimestampLtz)
                {
                    to.Append((byte)'Z');
                }

                break;
            default:
                to.Append(value);
                break;
        }
    }

    private void AppendDecimal(ref Utf8Output to, Int128 unscaled, int scale)
    {
        if (_options.ScientificDecimals)
        {
            ValueText.AppendScientific(ref to, unscaled, scale);
        }
        else
        {
            ValueText.AppendPlain(ref to, unscaled, scale);
        }
    }

    private static void AppendBase64(ref Utf8Output to, ReadOnlySpan<byte> bytes)
    {
        Base64.EncodeToUtf8(bytes, to.Space(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        to.Advance(written);
    }

    private void AppendText(ref Utf8Output to, scoped ReadOnlySpan<byte> text)
    {
        if (_options.Quote is { } quote && (IsLong(text) || HasUnsafe(text)))
        {
            AppendQuoted(ref to, text, quote);
        }
        else
        {
            to.Append(text);
        }
    }

    // Java counts UTF-16 units.
    private static bool IsLong(ReadOnlySpan<byte> text) =>
        text.Length > MaxUnquoted && Encoding.UTF8.GetCharCount(text) > MaxUnquoted;

    private bool HasUnsafe(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyInRange((byte)0, (byte)(_safe - 1)) >= 0
        || (_options.Escape is { } escape && text.Contains(escape));

    // Quotes and escape characters are doubled.
    private void AppendQuoted(ref Utf8Output to, scoped ReadOnlySpan<byte> text, byte quote)
    {
        to.Append(quote);
        while (text.IndexOfAny(quote, _options.Escape ?? quote) is >= 0 and var at)
        {
            to.Append(text[..at]);
            to.Append(text[at]);
            to.Append(text[at]);
            text = text[(at + 1)..];
        }

        to.Append(text);
        to.Append(quote);
    }
}
