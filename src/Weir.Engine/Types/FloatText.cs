using System.Buffers.Text;
using System.Globalization;

namespace Weir.Engine.Types;

/// <summary>
/// DOUBLE and FLOAT as Java writes and reads them: <c>1.0</c>, <c>1.0E10</c>, <c>1.0E-5</c>, <c>NaN</c>,
/// <c>-Infinity</c> (Double.toString since JDK 19: always the shortest digits that read back).
/// </summary>
public static class FloatText
{
    /// <summary>Room for any double or float.</summary>
    public const int MaxLength = 32;

    // Java writes plain digits from 10^-3 up to, not including, 10^7.
    private const int MinPlainExponent = -3;
    private const int MaxPlainExponent = 6;
    private const int MaxTextLength = 512;

    public static int Format(double value, Span<byte> into)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return FormatSpecial(value, into) is > 0 and var special ? special : Arrange(Shortest(value, text), into);
    }

    public static int Format(float value, Span<byte> into)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return FormatSpecial(value, into) is > 0 and var special ? special : Arrange(Shortest(value, text), into);
    }

    /// <summary>Reads what Java's Double.parseDouble reads, but for hexadecimal numbers: surrounding blanks, a trailing
    /// d or f, NaN and Infinity.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        text = TrimJava(text);
        value = 0;
        if (text.IsEmpty || text.Length > MaxTextLength)
        {
            return false;
        }

        if (text[^1] is (byte)'d' or (byte)'D' or (byte)'f' or (byte)'F')
        {
            text = text[..^1];
        }

        if (Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && IsPlain(text))
        {
            return true;
        }

        var negative = text.StartsWith("-"u8);
        var word = negative || text.StartsWith("+"u8) ? text[1..] : text;
        if (word.SequenceEqual("Infinity"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (word.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
            return true;
        }

        return IsPlain(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The shortest decimal that reads back as a finite value: result / 10^scale. The scale may be negative.
    /// </summary>
    public static long Shortest(double value, out int scale)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        Span<byte> digits = stackalloc byte[MaxLength];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var number = text[..length];
        var count = Collect(number[0] == '-' ? number[1..] : number, digits, out var exponent);
        scale = count - 1 - exponent;
        Utf8Parser.TryParse(digits[..count], out long mantissa, out _);
        return value < 0 ? -mantissa : mantissa;
    }

    /// <summary>The double nearest to mantissa * 10^exponent.</summary>
    public static double ToDouble(long mantissa, int exponent)
    {
        Span<byte> text = stackalloc byte[MaxLength * 2];
        Utf8Formatter.TryFormat(mantissa, text, out var length);
        text[length++] = (byte)'E';
        Utf8Formatter.TryFormat(exponent, text[length..], out var written);
        return double.Parse(text[..(length + written)], CultureInfo.InvariantCulture);
    }

    private static int FormatSpecial(double value, Span<byte> into)
    {
        var word = value switch
        {
            double.PositiveInfinity => "Infinity"u8,
            double.NegativeInfinity => "-Infinity"u8,
            0 => double.IsNegative(value) ? "-0.0"u8 : "0.0"u8,
            _ => double.IsNaN(value) ? "NaN"u8 : default,
        };
        word.CopyTo(into);
        return word.Length;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept("0123456789+-.eE"u8) < 0;

    // Java's String.trim: everything up to and including the blank.
    private static ReadOnlySpan<byte> TrimJava(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && text[start] <= ' ')
        {
            start++;
        }

        var end = text.Length;
        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text[start..end];
    }

    // d.dddE+xxx with the fewest digits that read back, but at least two (4.9E-324, not 5E-324).
    private static ReadOnlySpan<byte> Shortest(double value, Span<byte> text)
    {
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return CountDigits(text[..length]) > 1 ? text[..length] : TwoDigits(value, text);
    }

    private static ReadOnlySpan<byte> Shortest(float value, Span<byte> text)
    {
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        return CountDigits(text[..length]) > 1 ? text[..length] : TwoDigits(value, text);
    }

    private static ReadOnlySpan<byte> TwoDigits(double value, Span<byte> text)
    {
        value.TryFormat(text, out var length, "E1", CultureInfo.InvariantCulture);
        return text[..length];
    }

    // Significant digits of a number as .NET writes it: 0.001, 1E+16, 12300.
    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'E');
        var mantissa = (end < 0 ? text : text[..end]).TrimStart("-0."u8);
        return mantissa.Contains((byte)'.') ? mantissa.Length - 1 : mantissa.TrimEnd((byte)'0').Length;
    }

    // Takes any notation, writes Java's.
    private static int Arrange(ReadOnlySpan<byte> number, Span<byte> into)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        var length = 0;
        var negative = number[0] == '-';
        if (negative)
        {
            into[length++] = (byte)'-';
            number = number[1..];
        }

        var count = Collect(number, digits, out var exponent);
        if (exponent is >= MinPlainExponent and <= MaxPlainExponent)
        {
            return length + Plain(digits[..count], exponent, into[length..]);
        }

        into[length++] = digits[0];
        into[length++] = (byte)'.';
        if (count == 1)
        {
            into[length++] = (byte)'0';
        }

        digits[1..count].CopyTo(into[length..]);
        length += count - 1;
        into[length++] = (byte)'E';
        Utf8Formatter.TryFormat(exponent, into[length..], out var written);
        return length + written;
    }

    // The significant digits without zeros at either end, and the power of ten of the first one.
    private static int Collect(ReadOnlySpan<byte> number, Span<byte> digits, out int exponent)
    {
        exponent = 0;
        var mark = number.IndexOf((byte)'E');
        if (mark >= 0)
        {
            var power = number[(mark + 1)..];
            Utf8Parser.TryParse(power[0] == '+' ? power[1..] : power, out exponent, out _);
            number = number[..mark];
        }

        var point = number.IndexOf((byte)'.');
        var integers = point < 0 ? number.Length : point;
        var count = 0;
        foreach (var c in number)
        {
            if (c == '.')
            {
                continue;
            }

            if (count == 0 && c == '0')
            {
                integers--;
                continue;
            }

            digits[count++] = c;
        }

        exponent += integers - 1;
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static int Plain(ReadOnlySpan<byte> digits, int exponent, Span<byte> into)
    {
        var length = 0;
        if (exponent < 0)
        {
            into[length++] = (byte)'0';
            into[length++] = (byte)'.';
            for (var i = -1; i > exponent; i--)
            {
                into[length++] = (byte)'0';
            }

            digits.CopyTo(into[length..]);
            return length + digits.Length;
        }

        for (var i = 0; i <= exponent; i++)
        {
            into[length++] = i < digits.Length ? digits[i] : (byte)'0';
        }

        into[length++] = (byte)'.';
        if (digits.Length <= exponent + 1)
        {
            into[length++] = (byte)'0';
            return length;
        }

        digits[(exponent + 1)..].CopyTo(into[length..]);
        return length + digits.Length - exponent - 1;
    }
}
