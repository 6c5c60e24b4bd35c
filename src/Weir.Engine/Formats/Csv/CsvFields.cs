using System.Text.Unicode;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Csv;

/// <summary>Parses the texts of one column.</summary>
internal abstract class CsvField
{
    /// <summary>Parses one text into a row; <see cref="Parsed.Null"/> and <see cref="Parsed.Bad"/> leave it alone.
    /// </summary>
    public abstract Parsed Set(Column target, int row, ReadOnlySpan<byte> text);

    /// <summary>Parses column <paramref name="column"/> of a stripe into rows from <paramref name="firstRow"/> on.
    /// Returns the first record of the stripe that is bad, or -1 (with <paramref name="ignoreErrors"/> always: bad
    /// fields are NULL then).</summary>
    public abstract int Read(
        byte[] input, CsvStripe stripe, int column, Column target, int firstRow, bool ignoreErrors);
}

/// <summary>What all columns share: the text of NULL and taking out quotes and escapes.</summary>
internal sealed class CsvTexts(CsvOptions options)
{
    private byte[] _scratch = new byte[256];

    public byte[]? NullLiteral => options.NullLiteral;

    public CsvOptions Options => options;

    public bool IsNull(ReadOnlySpan<byte> text) => options.NullLiteral is { } literal && text.SequenceEqual(literal);

    /// <summary>The text of a field by its start and end in the stripe.</summary>
    public ReadOnlySpan<byte> Of(byte[] input, int start, int end) =>
        end >= 0 ? input.AsSpan(start, end - start) : Unescape(input.AsSpan(start, ~end - start));

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (_scratch.Length < text.Length)
        {
            _scratch = new byte[text.Length * 2];
        }

        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == options.Escape && i + 1 < text.Length)
            {
                b = Escaped(text[++i]);
            }
            else if (b == options.Quote && i + 1 < text.Length && text[i + 1] == b)
            {
                i++;
            }

            _scratch[length++] = b;
        }

        return _scratch.AsSpan(0, length);
    }

    private static byte Escaped(byte letter) => letter switch
    {
        (byte)'0' => 0,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => letter,
    };
}

/// <summary>A column of fixed width.</summary>
internal sealed class CsvFixedField<T, TParser>(CsvTexts texts, TParser parser) : CsvField
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    public override Parsed Set(Column target, int row, ReadOnlySpan<byte> text)
    {
        var parsed = parser.Parse(text, out var value);
        ((FixedColumn<T>)target)[row] = value;
        return parsed;
    }

    public override int Read(
        byte[] input, CsvStripe stripe, int column, Column target, int firstRow, bool ignoreErrors)
    {
        var values = ((FixedColumn<T>)target).Values[firstRow..];
        var starts = stripe.Starts(column).AsSpan(0, stripe.Count);
        var ends = stripe.Ends(column).AsSpan(0, stripe.Count);
        var literal = texts.NullLiteral;
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[i];
            var end = ends[i];
            if (literal is null && start >= 0 && end >= 0
                && parser.Parse(input.AsSpan(start, end - start), out values[i]) == Parsed.Value)
            {
                continue;
            }

            if (!ReadSlow(input, start, end, target, firstRow + i) && !ignoreErrors)
            {
                return i;
            }
        }

        return -1;
    }

    // NULL, quoted, or bad; false when it is bad (and NULL then).
    private bool ReadSlow(byte[] input, int start, int end, Column target, int row)
    {
        if (start == CsvStripe.Missing)
        {
            target.SetNull(row);
            return true;
        }

        var text = texts.Of(input, start, end);
        var parsed = texts.IsNull(text) ? Parsed.Null : Set(target, row, text);
        if (parsed != Parsed.Value)
        {
            target.SetNull(row);
        }

        return parsed != Parsed.Bad;
    }
}

/// <summary>Text: views into the input wherever it can be used as it is.</summary>
internal sealed class CsvTextField(CsvTexts texts) : CsvField
{
    public override Parsed Set(Column target, int row, ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            return Parsed.Bad;
        }

        ((BytesColumn)target).Set(row, text);
        return Parsed.Value;
    }

    public override int Read(
        byte[] input, CsvStripe stripe, int column, Column target, int firstRow, bool ignoreErrors)
    {
        var bytes = (BytesColumn)target;
        var buffer = bytes.Borrow(input);
        var views = bytes.Views[firstRow..];
        var starts = stripe.Starts(column).AsSpan(0, stripe.Count);
        var ends = stripe.Ends(column).AsSpan(0, stripe.Count);
        var plain = texts.NullLiteral is null && !stripe.Dirty;
        for (var i = 0; i < starts.Length; i++)
        {
            if (plain && starts[i] >= 0 && ends[i] >= 0)
            {
                views[i] = TextViews.Of(input, starts[i], ends[i] - starts[i], buffer);
            }
            else if (!ReadSlow(input, starts[i], ends[i], bytes, firstRow + i, buffer) && !ignoreErrors)
            {
                return i;
            }
        }

        return -1;
    }

    // False when it is bad (and NULL then).
    private bool ReadSlow(byte[] input, int start, int end, BytesColumn target, int row, int buffer)
    {
        var text = start == CsvStripe.Missing ? default : texts.Of(input, start, end);
        if (start == CsvStripe.Missing || texts.IsNull(text))
        {
            target.SetNull(row);
            return true;
        }

        if (end >= 0 && Utf8.IsValid(text))
        {
            target.SetBorrowed(row, buffer, start, end - start);
            return true;
        }

        if (Set(target, row, text) == Parsed.Value)
        {
            return true;
        }

        target.SetNull(row);
        return false;
    }
}

/// <summary>Columns whose values are built one by one: bytes and nested types.</summary>
internal abstract class CsvSlowField(CsvTexts texts) : CsvField
{
    public override int Read(
        byte[] input, CsvStripe stripe, int column, Column target, int firstRow, bool ignoreErrors)
    {
        for (var i = 0; i < stripe.Count; i++)
        {
            var start = stripe.Starts(column)[i];
            var text = start == CsvStripe.Missing ? default : texts.Of(input, start, stripe.Ends(column)[i]);
            var parsed = start == CsvStripe.Missing || IsNull(text) ? Parsed.Null : Set(target, firstRow + i, text);
            if (parsed != Parsed.Value)
            {
                target.SetNullDeep(firstRow + i);
            }

            if (parsed == Parsed.Bad && !ignoreErrors)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the whole field is NULL.</summary>
    protected virtual bool IsNull(ReadOnlySpan<byte> text) => texts.IsNull(text);
}

/// <summary>BINARY, VARBINARY and BYTES as base64.</summary>
internal sealed class CsvBinaryField(CsvTexts texts) : CsvSlowField(texts)
{
    public override Parsed Set(Column target, int row, ReadOnlySpan<byte> text)
    {
        var bytes = (BytesColumn)target;
        if (!Base64Text.TryDecode(text, bytes.Reserve(text.Length), out var written))
        {
            return Parsed.Bad;
        }

        bytes.Commit(row, written);
        return Parsed.Value;
    }
}

/// <summary>ARRAY: elements between delimiters. The text of NULL makes an element NULL, never the array.</summary>
internal sealed class CsvArrayField(CsvTexts texts, CsvField element) : CsvSlowField(texts)
{
    private readonly CsvTexts _texts = texts;

    public override Parsed Set(Column target, int row, ReadOnlySpan<byte> text)
    {
        var list = (ListColumn)target;
        list.Begin(row);
        if (text.Length == 0)
        {
            return Parsed.Value;
        }

        foreach (var range in text.Split(_texts.Options.ArrayDelimiter))
        {
            var index = list.Add(row);
            var parsed = _texts.IsNull(text[range]) ? Parsed.Null : element.Set(list.Elements, index, text[range]);
            if (parsed == Parsed.Bad && !_texts.Options.IgnoreParseErrors)
            {
                return Parsed.Bad;
            }

            if (parsed != Parsed.Value)
            {
                list.Elements.SetNullDeep(index);
            }
        }

        return Parsed.Value;
    }

    protected override bool IsNull(ReadOnlySpan<byte> text) => false;
}

/// <summary>ROW: its fields by position, separated like the elements of an array.</summary>
/// <param name="fields">One per field of the whole type; null where the plan does not read it.</param>
internal sealed class CsvRowField(CsvTexts texts, IReadOnlyList<CsvField?> fields) : CsvSlowField(texts)
{
    private readonly CsvTexts _texts = texts;

    public override Parsed Set(Column target, int row, ReadOnlySpan<byte> text)
    {
        var children = ((RowColumn)target).Children;
        var position = 0;
        var child = 0;
        foreach (var range in text.Split(_texts.Options.ArrayDelimiter))
        {
            if (position >= fields.Count)
            {
                position++;
                break;
            }

            if (fields[position++] is not { } field)
            {
                continue;
            }

            var parsed = _texts.IsNull(text[range]) ? Parsed.Null : field.Set(children[child], row, text[range]);
            if (parsed == Parsed.Bad && !_texts.Options.IgnoreParseErrors)
            {
                return Parsed.Bad;
            }

            if (parsed != Parsed.Value)
            {
                children[child].SetNullDeep(row);
            }

            child++;
        }

        for (; child < children.Length; child++)
        {
            children[child].SetNullDeep(row);
        }

        return position == fields.Count || _texts.Options.IgnoreParseErrors ? Parsed.Value : Parsed.Bad;
    }

    protected override bool IsNull(ReadOnlySpan<byte> text) => text.Length == 0;
}

/// <summary>Makes the parser of a column.</summary>
internal static class CsvFields
{
    /// <param name="full">The type as the table declares it.</param>
    /// <param name="wanted">The same, without the fields of ROWs that the plan does not read.</param>
    public static CsvField Of(string name, SqlType full, SqlType wanted, CsvTexts texts) => full.Kind switch
    {
        TypeKind.Boolean => new CsvFixedField<byte, BooleanParser>(texts, default),
        TypeKind.TinyInt => new CsvFixedField<sbyte, Int8Parser>(texts, default),
        TypeKind.SmallInt => new CsvFixedField<short, Int16Parser>(texts, default),
        TypeKind.Int or TypeKind.IntervalMonth => new CsvFixedField<int, Int32Parser>(texts, default),
        TypeKind.BigInt or TypeKind.IntervalSecond => new CsvFixedField<long, Int64Parser>(texts, default),
        TypeKind.Float => new CsvFixedField<float, FloatParser>(texts, default),
        TypeKind.Double => new CsvFixedField<double, DoubleParser>(texts, default),
        TypeKind.Decimal when full.Physical == PhysicalType.Int64 =>
            new CsvFixedField<long, ShortDecimalParser>(texts, new ShortDecimalParser(full)),
        TypeKind.Decimal => new CsvFixedField<Int128, LongDecimalParser>(texts, new LongDecimalParser(full)),
        TypeKind.Char or TypeKind.VarChar => new CsvTextField(texts),
        TypeKind.Binary or TypeKind.VarBinary => new CsvBinaryField(texts),
        TypeKind.Date => new CsvFixedField<int, LenientDateParser>(texts, default),
        TypeKind.Time => new CsvFixedField<int, TimeParser>(texts, new TimeParser(full)),
        TypeKind.Timestamp or TypeKind.TimestampLtz =>
            new CsvFixedField<long, TimestampParser>(texts, new TimestampParser(full, (byte)' ', trim: true)),
        TypeKind.Array => new CsvArrayField(texts, Of(name, full.Element!, wanted.Element!, texts)),
        TypeKind.Row => new CsvRowField(texts, [.. full.Fields.Select(f => NestedFor(name, f, wanted, texts))]),
        _ => throw new InvalidOperationException($"{name} {full} passed the check of types"),
    };

    private static CsvField? NestedFor(string name, RowField field, SqlType wanted, CsvTexts texts)
    {
        var index = wanted.Fields.IndexOf(field.Name);
        return index < 0 ? null : Of(name, field.Type, wanted.Fields[index].Type, texts);
    }
}
