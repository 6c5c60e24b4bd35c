using System.Runtime.CompilerServices;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Json;

/// <summary>Types whose usual form is a string, and everything that a parser of fields reads.</summary>
internal sealed class JsonParsed<T, TParser>(string name, string type, bool ignoreErrors, TParser parser)
    : JsonFixed<T>(name, type, ignoreErrors)
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    public override int Read(JsonInput json, int at, int row)
    {
        ref var origin = ref json.Origin;
        if (Unsafe.Add(ref origin, at) != '"')
        {
            return ReadOdd(json, at, row);
        }

        var end = JsonScan.StringStop(ref origin, at + 1);
        if (Unsafe.Add(ref origin, end) == '"'
            && parser.Parse(json.Bytes.AsSpan(at + 1, end - at - 1), out Column[row]) == Parsed.Value)
        {
            return end + 1;
        }

        return ReadOdd(json, at, row);
    }

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row) => parser.Parse(text, out Column[row]);
}

/// <summary>INT and BIGINT: a number, whose fraction is cut, or the text of a whole one.</summary>
internal sealed class JsonInteger<T>(string name, string type, bool ignoreErrors, bool takesFraction)
    : JsonFixed<T>(name, type, ignoreErrors)
    where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
{
    // What fits into a double and, cut, into a long.
    private const double MaxLong = 9223372036854775807;

    public override int Read(JsonInput json, int at, int row)
    {
        var end = JsonNumber.ReadWhole(ref json.Origin, at, out var value);
        var narrow = T.CreateTruncating(value);
        if (end > 0 && long.CreateTruncating(narrow) == value)
        {
            Column[row] = narrow;
            return end;
        }

        return ReadOdd(json, at, row);
    }

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row)
    {
        var parsed = default(Int64Parser).Parse(text, out var value);
        Column[row] = T.CreateTruncating(value);
        return long.CreateTruncating(Column[row]) == value ? parsed : Parsed.Bad;
    }

    protected override Parsed SetNumber(ReadOnlySpan<byte> text, int row)
    {
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return SetText(text, row);
        }

        if (!takesFraction || !NumberText.TryDouble(text, out var number))
        {
            return Parsed.Bad;
        }

        if (!(Math.Abs(number) <= MaxLong) || number > double.CreateTruncating(T.MaxValue)
            || number < double.CreateTruncating(T.MinValue))
        {
            return Parsed.Bad;
        }

        Column[row] = T.CreateSaturating(number);
        return Parsed.Value;
    }
}

/// <summary>FLOAT and DOUBLE.</summary>
internal sealed class JsonFloating<T, TParser>(string name, string type, bool ignoreErrors)
    : JsonFixed<T>(name, type, ignoreErrors)
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    public override int Read(JsonInput json, int at, int row)
    {
        // The parser takes more than JSON's numbers, but such a text does not begin with a digit and end like this.
        var end = JsonNumber.End(ref json.Origin, at);
        return end > 0
            && default(TParser).Parse(json.Bytes.AsSpan(at, end - at), out Column[row]) == Parsed.Value
                ? end
                : ReadOdd(json, at, row);
    }

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row) =>
        default(TParser).Parse(text, out Column[row]);

    protected override Parsed SetBoolean(ReadOnlySpan<byte> text, int row) => Parsed.Bad;
}

/// <summary>DECIMAL: a number, or the text of one.</summary>
internal sealed class JsonDecimal<T, TParser>(string name, string type, bool ignoreErrors, TParser parser)
    : JsonFixed<T>(name, type, ignoreErrors)
    where T : unmanaged
    where TParser : struct, IFieldParser<T>
{
    public override int Read(JsonInput json, int at, int row)
    {
        var end = JsonNumber.End(ref json.Origin, at);
        return end > 0 && parser.Parse(json.Bytes.AsSpan(at, end - at), out Column[row]) == Parsed.Value
            ? end
            : ReadOdd(json, at, row);
    }

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row) =>
        parser.Parse(NumberText.Trim(text), out Column[row]);

    protected override Parsed SetBoolean(ReadOnlySpan<byte> text, int row) => Parsed.Bad;
}

/// <summary>BOOLEAN; what is no boolean is false unless its text is true.</summary>
internal sealed class JsonBoolean(string name, string type, bool ignoreErrors)
    : JsonFixed<byte>(name, type, ignoreErrors)
{
    public override int Read(JsonInput json, int at, int row)
    {
        ref var origin = ref json.Origin;
        var word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref origin, at));
        var isTrue = word == BitConverter.ToUInt32("true"u8);
        var length = isTrue ? 4 : 5;
        if ((isTrue || (word == BitConverter.ToUInt32("fals"u8) && Unsafe.Add(ref origin, at + 4) == 'e'))
            && JsonNumber.IsEnd(Unsafe.Add(ref origin, at + length)))
        {
            Column[row] = isTrue ? (byte)1 : (byte)0;
            return at + length;
        }

        return ReadOdd(json, at, row);
    }

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row) =>
        default(BooleanParser).Parse(text, out Column[row]);
}

/// <summary>CHAR, VARCHAR and STRING: any value; numbers as they are written, objects and arrays written anew.</summary>
internal sealed class JsonString(string name, string type, bool ignoreErrors) : JsonScalar(name, type, ignoreErrors)
{
    private readonly System.Buffers.ArrayBufferWriter<byte> _rewritten = new();
    private BytesColumn _column = null!;
    private int _buffer;

    public override void Bind(Column column, byte[] input)
    {
        _column = (BytesColumn)column;
        _buffer = _column.Borrow(input);
    }

    public override int Read(JsonInput json, int at, int row)
    {
        ref var origin = ref json.Origin;
        if (Unsafe.Add(ref origin, at) != '"')
        {
            return ReadOdd(json, at, row);
        }

        var end = JsonScan.StringStop(ref origin, at + 1);
        if (Unsafe.Add(ref origin, end) == '"')
        {
            _column.Views[row] = TextViews.Of(json.Bytes, at + 1, end - at - 1, _buffer);
            return end + 1;
        }

        return ReadEscaped(json, at, row);
    }

    public override void SetNull(int row) => _column.SetNull(row);

    public override void Clear(int row) => _column.SetValid(row);

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row)
    {
        _column.Set(row, text);
        return Parsed.Value;
    }

    protected override Parsed SetContainer(JsonInput json, int at, int row)
    {
        _rewritten.ResetWrittenCount();
        var output = new Utf8Output(_rewritten);
        var end = JsonText.Rewrite(json, at, ref output);
        output.Flush();
        _column.Set(row, _rewritten.WrittenSpan);
        return end >= 0 ? Parsed.Value : Parsed.Bad;
    }

    private int ReadEscaped(JsonInput json, int at, int row)
    {
        var end = JsonScan.StringEnd(json, at + 1, out _);
        if (end < 0)
        {
            return end;
        }

        var text = json.Bytes.AsSpan(at + 1, end - at - 1);
        if (!JsonText.TryUnescape(text, _column.Reserve(text.Length), out var written))
        {
            return json.Break($"field '{Name}' has an escape that does not exist");
        }

        _column.Commit(row, written);
        return end + 1;
    }
}

/// <summary>BINARY, VARBINARY and BYTES as base64.</summary>
internal sealed class JsonBinary(string name, string type, bool ignoreErrors) : JsonScalar(name, type, ignoreErrors)
{
    private BytesColumn _column = null!;

    public override void Bind(Column column, byte[] input) => _column = (BytesColumn)column;

    public override int Read(JsonInput json, int at, int row) => ReadOdd(json, at, row);

    public override void SetNull(int row) => _column.SetNull(row);

    public override void Clear(int row) => _column.SetValid(row);

    protected override Parsed SetText(ReadOnlySpan<byte> text, int row)
    {
        if (!Base64Text.TryDecode(text, _column.Reserve(text.Length), out var written))
        {
            return Parsed.Bad;
        }

        _column.Commit(row, written);
        return Parsed.Value;
    }

    protected override Parsed SetNumber(ReadOnlySpan<byte> text, int row) => Parsed.Bad;

    protected override Parsed SetBoolean(ReadOnlySpan<byte> text, int row) => Parsed.Bad;
}

/// <summary>Makes the reader of a type.</summary>
internal static class JsonValues
{
    public static JsonValue Of(string name, SqlType type, JsonOptions options)
    {
        var ignore = options.IgnoreParseErrors;
        var shown = type.ToString();
        var separator = (byte)(options.Iso ? 'T' : ' ');
        return type.Kind switch
        {
            TypeKind.Boolean => new JsonBoolean(name, shown, ignore),
            TypeKind.TinyInt => new JsonInteger<sbyte>(name, shown, ignore, takesFraction: false),
            TypeKind.SmallInt => new JsonInteger<short>(name, shown, ignore, takesFraction: false),
            TypeKind.Int or TypeKind.IntervalMonth => new JsonInteger<int>(name, shown, ignore, takesFraction: true),
            TypeKind.BigInt or TypeKind.IntervalSecond => new JsonInteger<long>(name, shown, ignore, takesFraction: true),
            TypeKind.Float => new JsonFloating<float, FloatParser>(name, shown, ignore),
            TypeKind.Double => new JsonFloating<double, DoubleParser>(name, shown, ignore),
            TypeKind.Decimal when type.Physical == PhysicalType.Int64 =>
                new JsonDecimal<long, ShortDecimalParser>(name, shown, ignore, new ShortDecimalParser(type)),
            TypeKind.Decimal =>
                new JsonDecimal<Int128, LongDecimalParser>(name, shown, ignore, new LongDecimalParser(type)),
            TypeKind.Char or TypeKind.VarChar => new JsonString(name, shown, ignore),
            TypeKind.Binary or TypeKind.VarBinary => new JsonBinary(name, shown, ignore),
            TypeKind.Date => new JsonParsed<int, StrictDateParser>(name, shown, ignore, default),
            TypeKind.Time => new JsonParsed<int, SqlTimeParser>(name, shown, ignore, new SqlTimeParser(type)),
            TypeKind.Timestamp or TypeKind.TimestampLtz when options.Iso =>
                new JsonParsed<long, IsoTimestampParser>(name, shown, ignore, new IsoTimestampParser(type)),
            TypeKind.Timestamp or TypeKind.TimestampLtz =>
                new JsonParsed<long, TimestampParser>(name, shown, ignore, new TimestampParser(type, separator, false)),
            TypeKind.Array => new JsonArray(name, shown, Of(name, type.Element!, options), ignore),
            TypeKind.Map => new JsonMap(name, shown, Of(name, type.Element!, options), ignore),
            TypeKind.Multiset => new JsonMap(name, shown, Of(name, SqlType.Int, options), ignore),
            TypeKind.Row => new JsonRow(name, shown, new JsonObject(type.Fields, options), ignore),
            _ => throw new InvalidOperationException($"{name} {type} cannot be a column"),
        };
    }
}
