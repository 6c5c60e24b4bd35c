using Weir.Engine.Types;

namespace Weir.Engine.Formats.Values;

internal enum DecimalResult
{
    Ok,

    /// <summary>A number, but more digits before the point than the type has: NULL in Flink.</summary>
    TooLarge,
    NotANumber,
}

/// <summary>DECIMALs out of text as java.math.BigDecimal reads them, rounded half up to the scale of the type.</summary>
internal static class DecimalField
{
    // Significant digits that are kept; what follows only matters for rounding.
    private const int MaxDigits = 38;

    // Beyond this every exponent means zero or too large; also keeps sums of exponents from overflowing.
    private const int MaxExponent = 100_000;

    /// <summary>The unscaled value of a DECIMAL(precision, scale).</summary>
    public static DecimalResult TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int128 value)
    {
        value = 0;
        if (TryPlain(text, precision, scale, out var plain))
        {
            value = plain;
            return DecimalResult.Ok;
        }

        var scan = new Scan();
        if (!scan.Read(text))
        {
            return DecimalResult.NotANumber;
        }

        return Scaled(scan, precision, scale, out value) ? DecimalResult.Ok : DecimalResult.TooLarge;
    }

    // The common case: few enough digits for a long, no exponent, no more fraction digits than the scale.
    private static bool TryPlain(ReadOnlySpan<byte> text, int precision, int scale, out long value)
    {
        value = 0;
        if (text.Length is 0 or > 18 || precision > 18)
        {
            return false;
        }

        var i = text[0] == '-' ? 1 : 0;
        var point = -1;
        var first = i;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                value = (value * 10) + digit;
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var missing = point < 0 ? scale : scale - (text.Length - point - 1);
        var digits = text.Length - first - (point < 0 ? 0 : 1);
        if (digits == 0 || missing < 0 || digits + missing > 18)
        {
            return false;
        }

        value *= (long)Decimals.PowerOfTen(missing);
        var fits = value < (long)Decimals.PowerOfTen(precision);
        value = first == 1 ? -value : value;
        return fits;
    }

    private static bool Scaled(Scan scan, int precision, int scale, out Int128 value)
    {
        value = 0;
        if (scan.Mantissa == 0)
        {
            return true;
        }

        var shift = (long)scan.Exponent + scale;
        if (shift > MaxDigits)
        {
            return false;
        }

        if (shift >= 0)
        {
            if (scan.Mantissa > Int128.MaxValue / Decimals.PowerOfTen((int)shift))
            {
                return false;
            }

            // Digits that were cut can only decide when nothing else is cut.
            value = (scan.Mantissa * Decimals.PowerOfTen((int)shift)) + (shift == 0 && scan.FirstCut >= 5 ? 1 : 0);
        }
        else if (shift >= -MaxDigits)
        {
            var power = Decimals.PowerOfTen((int)-shift);
            var (quotient, rest) = Int128.DivRem(scan.Mantissa, power);
            value = rest >= power / 2 ? quotient + 1 : quotient;
        }

        var fits = value < Decimals.PowerOfTen(precision);
        value = scan.Negative ? -value : value;
        return fits;
    }

    // mantissa * 10^exponent; FirstCut is the first digit that did not fit into the mantissa.
    private struct Scan
    {
        public bool Negative;
        public Int128 Mantissa;
        public int Exponent;
        public int FirstCut;
        private int _digits;
        private int _cut;

        public bool Read(ReadOnlySpan<byte> text)
        {
            var i = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
            Negative = i == 1 && text[0] == '-';
            var any = false;
            var point = false;
            for (; i < text.Length; i++)
            {
                var digit = text[i] - '0';
                if ((uint)digit <= 9)
                {
                    any = true;
                    Add(digit, point);
                }
                else if (text[i] == '.' && !point)
                {
                    point = true;
                }
                else
                {
                    break;
                }
            }

            return any && (i == text.Length || ReadExponent(text[i..]));
        }

        private void Add(int digit, bool fraction)
        {
            if (_digits < MaxDigits)
            {
                Mantissa = (Mantissa * 10) + digit;
                _digits += Mantissa == 0 ? 0 : 1;
                Exponent -= fraction ? 1 : 0;
                return;
            }

            FirstCut = _cut++ == 0 ? digit : FirstCut;
            Exponent += fraction ? 0 : 1;
        }

        private bool ReadExponent(ReadOnlySpan<byte> text)
        {
            if ((text[0] | 0x20) != 'e' || !NumberText.TryInt64(text[1..], out var exponent)
                || Math.Abs(exponent) > int.MaxValue)
            {
                return false;
            }

            Exponent += (int)Math.Clamp(exponent, -MaxExponent, MaxExponent);
            return true;
        }
    }
}
