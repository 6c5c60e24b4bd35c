using System.Globalization;
using System.Runtime.CompilerServices;

namespace Weir.Engine.Formats.Values;

/// <summary>Numbers out of UTF-8 text with the spellings that Java's parsers take, without a string in between.</summary>
internal static class NumberText
{
    // Powers of ten that a double, respectively a float, holds exactly.
    private static readonly double[] ExactDoublePowers =
        [.. Enumerable.Range(0, 23).Select(i => double.Parse("1e" + i, CultureInfo.InvariantCulture))];

    private static readonly float[] ExactFloatPowers =
        [.. Enumerable.Range(0, 11).Select(i => float.Parse("1e" + i, CultureInfo.InvariantCulture))];

    // Mantissas up to these are exact as well: one multiplication or division rounds correctly.
    private const ulong ExactDoubleMantissa = 1UL << 53;
    private const ulong ExactFloatMantissa = 1UL << 24;

    // 19 digits always fit into an unsigned long.
    private const int MaxMantissaDigits = 19;

    /// <summary>An optional sign and digits. False: not a number, or it does not fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt64(ReadOnlySpan<byte> text, out long value)
    {
        if ((uint)(text.Length - 1) < 8 && Swar.TryShort(text, out var small))
        {
            value = small;
            return true;
        }

        return TryInt64Slow(text, out value);
    }

    private static bool TryInt64Slow(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var negative = i == 1 && text[0] == '-';
        if (i == text.Length)
        {
            return false;
        }

        var sum = 0UL;
        for (; text.Length - i >= 8 && sum <= 99_999_999; i += 8)
        {
            if (!Swar.TryEight(text[i..], out var eight))
            {
                break;
            }

            sum = (sum * 100_000_000) + eight;
        }

        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9 || sum > (long.MaxValue / 10))
            {
                return false;
            }

            sum = (sum * 10) + digit;
        }

        value = negative ? -(long)sum : (long)sum;
        return sum <= long.MaxValue || (negative && sum == 1UL << 63);
    }

    /// <summary>What Java's Double.parseDouble takes, but for hexadecimal floats and surrounding blanks.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (TryScan(text, out var mantissa, out var exponent, out var negative))
        {
            if (mantissa <= ExactDoubleMantissa && (uint)(exponent + 22) <= 44)
            {
                value = mantissa;
                value = exponent < 0 ? value / ExactDoublePowers[-exponent] : value * ExactDoublePowers[exponent];
                value = negative ? -value : value;
                return true;
            }
        }

        return TrySpecial(text, out value)
            || (IsPlain(ref text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));
    }

    /// <summary>What Java's Float.parseFloat takes, but for hexadecimal floats and surrounding blanks.</summary>
    public static bool TryFloat(ReadOnlySpan<byte> text, out float value)
    {
        if (TryScan(text, out var mantissa, out var exponent, out var negative))
        {
            if (mantissa <= ExactFloatMantissa && (uint)(exponent + 10) <= 20)
            {
                value = mantissa;
                value = exponent < 0 ? value / ExactFloatPowers[-exponent] : value * ExactFloatPowers[exponent];
                value = negative ? -value : value;
                return true;
            }
        }

        if (TrySpecial(text, out var special))
        {
            value = (float)special;
            return true;
        }

        value = 0;
        return IsPlain(ref text)
            && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Without the characters up to U+0020 at both ends: Java's trim.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text[start..end];
    }

    // sign digits [. digits] [e sign digits], short enough to be exact; false sends the text to the full parser.
    private static bool TryScan(ReadOnlySpan<byte> text, out ulong mantissa, out int exponent, out bool negative)
    {
        mantissa = 0;
        exponent = 0;
        negative = text.Length > 0 && text[0] == '-';
        var i = negative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        var first = i;
        var digit = 0u;
        while (i < text.Length && (digit = (uint)(text[i] - '0')) <= 9)
        {
            mantissa = (mantissa * 10) + digit;
            i++;
        }

        var digits = i - first;
        if (i < text.Length && text[i] == '.')
        {
            var point = ++i;
            while (i < text.Length && (digit = (uint)(text[i] - '0')) <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                i++;
            }

            exponent = point - i;
            digits += i - point;
        }

        if (digits is 0 or > MaxMantissaDigits)
        {
            return false;
        }

        return i == text.Length || TryExponent(text[i..], ref exponent);
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        // Three digits are more than the exact path can use anyway.
        if (text.Length is < 2 or > 5 || (text[0] | 0x20) != 'e' || !TryInt64(text[1..], out var e))
        {
            return false;
        }

        exponent += (int)e;
        return true;
    }

    private static bool TrySpecial(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var bare = negative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        if (bare.SequenceEqual("NaN"u8))
        {
            value = double.NaN;
            return true;
        }

        if (!bare.SequenceEqual("Infinity"u8))
        {
            return false;
        }

        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    // Only digits, signs, point and exponent, and perhaps Java's suffix, which is taken off: .NET's own spellings of the
    // special values and its blanks stay out.
    private static bool IsPlain(ref ReadOnlySpan<byte> text)
    {
        if (text.Length > 1 && text[^1] is (byte)'d' or (byte)'D' or (byte)'f' or (byte)'F')
        {
            text = text[..^1];
        }

        return text.Length > 0 && text.IndexOfAnyExcept("0123456789+-.eE"u8) < 0;
    }
}
