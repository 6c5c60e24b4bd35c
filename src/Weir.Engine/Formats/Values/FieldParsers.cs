using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Values;

internal enum Parsed
{
    Value,

    /// <summary>Readable, but it does not fit: NULL by Flink's rules.</summary>
    Null,
    Bad,
}

/// <summary>Parses one field; implemented by structs, so that a loop over fields has the parser inside it.</summary>
internal interface IFieldParser<T>
    where T : unmanaged
{
    Parsed Parse(ReadOnlySpan<byte> text, out T value);
}

/// <summary>Anything but <c>true</c> is false.</summary>
internal readonly struct BooleanParser : IFieldParser<byte>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out byte value)
    {
        var word = NumberText.Trim(text);
        value = word.Length == 4 && System.Text.Ascii.EqualsIgnoreCase(word, "true"u8) ? (byte)1 : (byte)0;
        return Parsed.Value;
    }
}

internal readonly struct Int8Parser : IFieldParser<sbyte>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out sbyte value)
    {
        var parsed = default(Int64Parser).Parse(text, out var wide);
        value = (sbyte)wide;
        return value == wide ? parsed : Parsed.Bad;
    }
}

internal readonly struct Int16Parser : IFieldParser<short>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out short value)
    {
        var parsed = default(Int64Parser).Parse(text, out var wide);
        value = (short)wide;
        return value == wide ? parsed : Parsed.Bad;
    }
}

internal readonly struct Int32Parser : IFieldParser<int>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Parsed Parse(ReadOnlySpan<byte> text, out int value)
    {
        var parsed = default(Int64Parser).Parse(text, out var wide);
        value = (int)wide;
        return value == wide ? parsed : Parsed.Bad;
    }
}

internal readonly struct Int64Parser : IFieldParser<long>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Parsed Parse(ReadOnlySpan<byte> text, out long value) =>
        NumberText.TryInt64(text, out value) || NumberText.TryInt64(NumberText.Trim(text), out value)
            ? Parsed.Value
            : Parsed.Bad;
}

internal readonly struct FloatParser : IFieldParser<float>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out float value) =>
        NumberText.TryFloat(NumberText.Trim(text), out value) ? Parsed.Value : Parsed.Bad;
}

internal readonly struct DoubleParser : IFieldParser<double>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out double value) =>
        NumberText.TryDouble(NumberText.Trim(text), out value) ? Parsed.Value : Parsed.Bad;
}

internal readonly struct ShortDecimalParser(SqlType type) : IFieldParser<long>
{
    private readonly int _precision = type.Precision;
    private readonly int _scale = type.Scale;

    public Parsed Parse(ReadOnlySpan<byte> text, out long value)
    {
        var result = DecimalField.TryParse(text, _precision, _scale, out var wide);
        value = (long)wide;
        return (Parsed)result;
    }
}

internal readonly struct LongDecimalParser(SqlType type) : IFieldParser<Int128>
{
    private readonly int _precision = type.Precision;
    private readonly int _scale = type.Scale;

    public Parsed Parse(ReadOnlySpan<byte> text, out Int128 value) =>
        (Parsed)DecimalField.TryParse(text, _precision, _scale, out value);
}

/// <summary>As java.sql.Date reads dates.</summary>
internal readonly struct LenientDateParser : IFieldParser<int>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out int value) =>
        TimeText.TryLenientDate(text, out value) ? Parsed.Value : Parsed.Bad;
}

internal readonly struct StrictDateParser : IFieldParser<int>
{
    public Parsed Parse(ReadOnlySpan<byte> text, out int value) =>
        TimeText.TryDate(text, out value) ? Parsed.Value : Parsed.Bad;
}

/// <summary>A time of day; digits beyond the type's precision are cut.</summary>
internal readonly struct TimeParser(SqlType type) : IFieldParser<int>
{
    private readonly int _unit = type.Precision switch { 0 => 1000, 1 => 100, 2 => 10, _ => 1 };

    public Parsed Parse(ReadOnlySpan<byte> text, out int value)
    {
        var read = TimeText.TryTime(text, out value);
        value -= value % _unit;
        return read ? Parsed.Value : Parsed.Bad;
    }
}

/// <summary><c>HH:mm:ss[.f]</c>; 24:00:00 is midnight.</summary>
internal readonly struct SqlTimeParser(SqlType type) : IFieldParser<int>
{
    private readonly TimeParser _parser = new(type);

    public Parsed Parse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return text.SequenceEqual("24:00:00"u8) || (text.Length > 5 && _parser.Parse(text, out value) == Parsed.Value)
            ? Parsed.Value
            : Parsed.Bad;
    }
}

/// <summary><c>yyyy-MM-ddTHH:mm[:ss[.f]]</c>, a moment that exists; with a time zone it ends in Z.</summary>
internal readonly struct IsoTimestampParser(SqlType type) : IFieldParser<long>
{
    private readonly int _precision = type.Precision;
    private readonly bool _zoned = type.Kind == TypeKind.TimestampLtz;

    public Parsed Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (_zoned)
        {
            if (text.Length == 0 || text[^1] != 'Z')
            {
                return Parsed.Bad;
            }

            text = text[..^1];
        }

        if (text.Length < 16 || text[10] != 'T' || !TimeText.TryDate(text[..10], out var days)
            || !TimeText.TryMicrosOfDay(text[11..], out var micros))
        {
            return Parsed.Bad;
        }

        value = TimeText.CutTo((days * Calendar.MicrosPerDay) + micros, _precision);
        return Parsed.Value;
    }
}

/// <summary>A timestamp; with a time zone it ends in Z.</summary>
internal readonly struct TimestampParser(SqlType type, byte separator, bool trim) : IFieldParser<long>
{
    private readonly int _precision = type.Precision;
    private readonly bool _zoned = type.Kind == TypeKind.TimestampLtz;

    public Parsed Parse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        text = trim ? NumberText.Trim(text) : text;
        if (_zoned)
        {
            if (text.Length == 0 || text[^1] != 'Z')
            {
                return Parsed.Bad;
            }

            text = text[..^1];
        }

        if (!TimeText.TryTimestamp(text, separator, out value))
        {
            return Parsed.Bad;
        }

        value = _precision < 6 ? TimeText.CutTo(value, _precision) : value;
        return Parsed.Value;
    }
}

/// <summary>Base64 as Jackson reads it: padding is needed.</summary>
internal static class Base64Text
{
    /// <summary>Decodes into <paramref name="target"/>, which must hold three bytes for four characters.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target, out int written) =>
        Base64.DecodeFromUtf8(text, target, out _, out written) == System.Buffers.OperationStatus.Done;
}
