using System.Buffers.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Json;

/// <summary>Writes values of one type that are not NULL.</summary>
internal abstract class JsonWriter
{
    public abstract void Write(ref Utf8Output output, Column column, int row);

    /// <summary>Also NULL.</summary>
    public void WriteAny(ref Utf8Output output, Column column, int row)
    {
        if (column.IsNull(row))
        {
            output.Append("null"u8);
        }
        else
        {
            Write(ref output, column, row);
        }
    }

    public static JsonWriter Of(SqlType type, JsonOptions options) => type.Kind switch
    {
        TypeKind.Boolean => new Booleans(),
        TypeKind.TinyInt => new Integers<sbyte>(),
        TypeKind.SmallInt => new Integers<short>(),
        TypeKind.Int or TypeKind.IntervalMonth => new Integers<int>(),
        TypeKind.BigInt or TypeKind.IntervalSecond => new Integers<long>(),
        TypeKind.Float => new Floats(),
        TypeKind.Double => new Doubles(),
        TypeKind.Decimal => new Decimals(type, options.PlainDecimals),
        TypeKind.Char or TypeKind.VarChar => new Texts(),
        TypeKind.Binary or TypeKind.VarBinary => new Binaries(),
        TypeKind.Date => new Dates(),
        TypeKind.Time => new Times(),
        TypeKind.Timestamp or TypeKind.TimestampLtz =>
            new Timestamps((byte)(options.Iso ? 'T' : ' '), type.Kind == TypeKind.TimestampLtz),
        TypeKind.Array => new Arrays(Of(type.Element!, options)),
        TypeKind.Map => new Maps(Of(type.Element!, options), options),
        TypeKind.Multiset => new Maps(Of(SqlType.Int, options), options),
        TypeKind.Row => new JsonRowWriter(type.Fields, options),
        _ => throw new InvalidOperationException($"{type} cannot be a column"),
    };

    private sealed class Booleans : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row) =>
            output.Append(((FixedColumn<byte>)column)[row] != 0 ? "true"u8 : "false"u8);
    }

    private sealed class Integers<T> : JsonWriter
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        public override void Write(ref Utf8Output output, Column column, int row) =>
            output.Append(long.CreateTruncating(((FixedColumn<T>)column)[row]));
    }

    // Infinities and NaN are no JSON: they are texts.
    private sealed class Floats : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var value = ((FixedColumn<float>)column)[row];
            AppendQuoteUnlessFinite(ref output, value);
            ValueText.AppendFloat(ref output, value);
            AppendQuoteUnlessFinite(ref output, value);
        }
    }

    private sealed class Doubles : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var value = ((FixedColumn<double>)column)[row];
            AppendQuoteUnlessFinite(ref output, value);
            ValueText.AppendDouble(ref output, value);
            AppendQuoteUnlessFinite(ref output, value);
        }
    }

    private sealed class Decimals(SqlType type, bool plain) : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var unscaled = column is FixedColumn<long> narrow ? narrow[row] : ((FixedColumn<Int128>)column)[row];
            if (plain)
            {
                ValueText.AppendPlain(ref output, unscaled, type.Scale);
            }
            else
            {
                ValueText.AppendScientific(ref output, unscaled, type.Scale);
            }
        }
    }

    private sealed class Texts : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row) =>
            JsonText.AppendQuoted(ref output, ((BytesColumn)column)[row]);
    }

    private sealed class Binaries : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var bytes = ((BytesColumn)column)[row];
            var space = output.Space(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
            space[0] = (byte)'"';
            Base64.EncodeToUtf8(bytes, space[1..], out _, out var written);
            space[written + 1] = (byte)'"';
            output.Advance(written + 2);
        }
    }

    private sealed class Dates : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            output.Append((byte)'"');
            ValueText.AppendDate(ref output, ((FixedColumn<int>)column)[row]);
            output.Append((byte)'"');
        }
    }

    private sealed class Times : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            output.Append((byte)'"');
            ValueText.AppendTime(ref output, ((FixedColumn<int>)column)[row] * 1000L, FractionDigits.Shortest);
            output.Append((byte)'"');
        }
    }

    private sealed class Timestamps(byte separator, bool zoned) : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            output.Append((byte)'"');
            ValueText.AppendTimestamp(
                ref output, ((FixedColumn<long>)column)[row], separator, FractionDigits.Shortest);
            output.Append(zoned ? "Z\""u8 : "\""u8);
        }
    }

    private sealed class Arrays(JsonWriter element) : JsonWriter
    {
        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var list = (ListColumn)column;
            output.Append((byte)'[');
            for (var i = 0; i < list.Count(row); i++)
            {
                if (i > 0)
                {
                    output.Append((byte)',');
                }

                element.WriteAny(ref output, list.Elements, list.Start(row) + i);
            }

            output.Append((byte)']');
        }
    }

    private sealed class Maps(JsonWriter element, JsonOptions options) : JsonWriter
    {
        private readonly byte[] _literal = System.Text.Encoding.UTF8.GetBytes(options.NullKeyLiteral);

        public override void Write(ref Utf8Output output, Column column, int row)
        {
            var list = (ListColumn)column;
            var keys = (BytesColumn)list.Keys!;
            output.Append((byte)'{');
            var written = 0;
            for (var i = list.Start(row); i < list.Start(row) + list.Count(row); i++)
            {
                if (keys.IsNull(i) && options.NullKeys != NullKeys.Literal)
                {
                    if (options.NullKeys == NullKeys.Drop)
                    {
                        continue;
                    }

                    throw new BadRecordException(
                        "A MAP with a NULL key cannot be written as json; the option 'json.map-null-key.mode' can be "
                        + "set to DROP or LITERAL");
                }

                if (written++ > 0)
                {
                    output.Append((byte)',');
                }

                JsonText.AppendQuoted(ref output, keys.IsNull(i) ? _literal : keys[i]);
                output.Append((byte)':');
                element.WriteAny(ref output, list.Elements, i);
            }

            output.Append((byte)'}');
        }
    }

    private static void AppendQuoteUnlessFinite(ref Utf8Output output, double value)
    {
        if (!double.IsFinite(value))
        {
            output.Append((byte)'"');
        }
    }
}

/// <summary>Writes the fields of a ROW, or the columns of a record, as an object.</summary>
internal sealed class JsonRowWriter : JsonWriter
{
    private readonly byte[][] _names;
    private readonly JsonWriter[] _values;
    private readonly bool _ignoreNulls;

    public JsonRowWriter(RowFields fields, JsonOptions options)
    {
        _names = [.. fields.Select(f => Name(f.Name))];
        _values = [.. fields.Select(f => Of(f.Type, options))];
        _ignoreNulls = options.IgnoreNullFields;
    }

    public override void Write(ref Utf8Output output, Column column, int row) =>
        Write(ref output, ((RowColumn)column).Children, row);

    public void Write(ref Utf8Output output, ReadOnlySpan<Column> columns, int row)
    {
        output.Append((byte)'{');
        var written = 0;
        for (var i = 0; i < _values.Length; i++)
        {
            var isNull = columns[i].IsNull(row);
            if (isNull && _ignoreNulls)
            {
                continue;
            }

            // The comma is the first byte of a name, left out in front.
            output.Append(written++ > 0 ? _names[i] : _names[i].AsSpan(1));
            if (isNull)
            {
                output.Append("null"u8);
            }
            else
            {
                _values[i].Write(ref output, columns[i], row);
            }
        }

        output.Append((byte)'}');
    }

    private static byte[] Name(string name)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        var output = new Utf8Output(buffer);
        output.Append((byte)',');
        JsonText.AppendQuoted(ref output, System.Text.Encoding.UTF8.GetBytes(name));
        output.Append((byte)':');
        output.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
