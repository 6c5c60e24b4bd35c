using System.Buffers.Text;

namespace Weir.Engine.Types;

/// <summary>Decimals as UTF-8 text, plain (never an exponent), with all digits of the scale.</summary>
public static class DecimalText
{
    /// <summary>Sign, 38 digits, point and a leading zero.</summary>
    public const int MaxLength = 48;

    private const int MaxExponent = 100_000;

    /// <summary>Writes <c>-12.30</c>; returns the length.</summary>
    public static int Format(Int128 value, int scale, Span<byte> into)
    {
        Span<byte> digits = stackalloc byte[MaxLength];
        var count = 0;
        var rest = (UInt128)Int128.Abs(value);
        while (rest > ulong.MaxValue)
        {
            (rest, var digit) = UInt128.DivRem(rest, 10);
            digits[count++] = (byte)('0' + (int)digit);
        }

        for (var small = (ulong)rest; small != 0; small /= 10)
        {
            digits[count++] = (byte)('0' + (int)(small % 10));
        }

        while (count <= scale)
        {
            digits[count++] = (byte)'0';
        }

        var length = 0;
        if (Int128.IsNegative(value))
        {
            into[length++] = (byte)'-';
        }

        while (count > 0)
        {
            if (count == scale)
            {
                into[length++] = (byte)'.';
            }

            into[length++] = digits[--count];
        }

        return length;
    }

    /// <summary>
    /// Reads <c>[+-]digits[.digits][E[+-]digits]</c> (surrounding blanks allowed) as an unscaled value, rounding half up to
    /// the scale.
    /// </summary>
    /// <returns>False when it is no number or has too many digits for the type.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int128 value)
    {
        value = 0;
        text = text.Trim((byte)' ');
        var negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var mark)
        {
            mantissa = text[..mark];
            if (!TryExponent(text[(mark + 1)..], out exponent))
            {
                return false;
            }
        }

        if (!TryDigits(mantissa, exponent, precision, scale, out value))
        {
            return false;
        }

        value = negative ? -value : value;
        return Decimals.Fits(value, precision);
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        if (!text.IsEmpty && text[0] == '+')
        {
            text = text[1..];
        }

        return Utf8Parser.TryParse(text, out exponent, out var used) && used == text.Length
            && exponent is <= MaxExponent and >= -MaxExponent;
    }

    // The first digit behind the scale decides the rounding; leading zeros cost nothing.
    private static bool TryDigits(ReadOnlySpan<byte> mantissa, int exponent, int precision, int scale, out Int128 value)
    {
        value = 0;
        var point = mantissa.IndexOf((byte)'.');
        var integerDigits = point < 0 ? mantissa.Length : point;
        var keep = (long)integerDigits + exponent + scale;
        var seen = 0;
        var roundUp = false;
        foreach (var c in mantissa)
        {
            if (c == '.')
            {
                if (seen < integerDigits)
                {
                    return false;
                }

                continue;
            }

            var digit = c - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            if (seen < keep)
            {
                // One digit more must still fit.
                if (!Decimals.Fits(value, precision - 1))
                {
                    return false;
                }

                value = (value * 10) + digit;
            }
            else if (seen == keep)
            {
                roundUp = digit >= 5;
            }

            seen++;
        }

        if (seen == 0 || (point >= 0 && mantissa.Length != seen + 1))
        {
            return false;
        }

        value += roundUp ? 1 : 0;
        for (var i = (long)seen; i < keep && value != 0; i++)
        {
            if (!Decimals.Fits(value, precision - 1))
            {
                return false;
            }

            value *= 10;
        }

        return true;
    }
}
