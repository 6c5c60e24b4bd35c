using System.Numerics;

namespace Weir.Engine.Types;

/// <summary>
/// Arithmetic on unscaled decimals. Operands have at most 38 digits, so an <see cref="Int128"/> holds them; products and
/// dividends go through 256 bits. Every method rounds half up (away from zero) and answers false when the result has
/// more digits than the result type: SQL makes that NULL.
/// </summary>
public static class Decimals
{
    private static readonly Int128[] _powers = MakePowers();

    // The powers of ten that a double holds exactly.
    private static readonly double[] _exactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];

    /// <summary>10 to the power of <paramref name="exponent"/>, 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent) => _powers[exponent];

    /// <summary>True when the value has at most <paramref name="precision"/> digits.</summary>
    public static bool Fits(Int128 value, int precision)
    {
        var limit = _powers[precision];
        return value < limit && value > -limit;
    }

    /// <summary>Changes the scale of a value.</summary>
    public static bool TryRescale(Int128 value, int fromScale, int precision, int scale, out Int128 result)
    {
        if (scale >= fromScale)
        {
            return TryScaleUp(value, scale - fromScale, out result) && Fits(result, precision);
        }

        result = DivideHalfUp(value, fromScale - scale);
        return Fits(result, precision);
    }

    /// <summary>a + b, of any scales.</summary>
    public static bool TryAdd(
        Int128 a, int scaleA, Int128 b, int scaleB, int precision, int scale, out Int128 result)
    {
        var common = Math.Max(scaleA, scaleB);
        if (TryScaleUp(a, common - scaleA, out var x) && TryScaleUp(b, common - scaleB, out var y)
            && !SumOverflows(x, y))
        {
            return TryRescale(x + y, common, precision, scale, out result);
        }

        var sum = ((BigInteger)a * BigInteger.Pow(10, common - scaleA))
            + ((BigInteger)b * BigInteger.Pow(10, common - scaleB));
        return TryFromBig(sum, common, precision, scale, out result);
    }

    public static bool TryMultiply(
        Int128 a, int scaleA, Int128 b, int scaleB, int precision, int scale, out Int128 result)
    {
        var negative = Int128.IsNegative(a) != Int128.IsNegative(b);
        var high = BigMultiply(Magnitude(a), Magnitude(b), out var low);
        return TryFinish(high, low, negative, scaleA + scaleB - scale, precision, out result);
    }

    /// <summary>a / b; b is not zero.</summary>
    public static bool TryDivide(
        Int128 a, int scaleA, Int128 b, int scaleB, int precision, int scale, out Int128 result)
    {
        var negative = Int128.IsNegative(a) != Int128.IsNegative(b);
        var shift = scale - scaleA + scaleB;
        var divisor = Magnitude(b);
        result = 0;
        if (shift is < 0 or > SqlType.MaxDecimalPrecision)
        {
            return TryDivideBig(a, b, shift, precision, out result);
        }

        var high = BigMultiply(Magnitude(a), (UInt128)_powers[shift], out var low);
        if (high >= divisor)
        {
            return false;
        }

        var quotient = Divide(high, low, divisor, out var rest);
        return TryMake(quotient + (rest >= divisor - rest ? UInt128.One : UInt128.Zero), negative, precision, out result);
    }

    /// <summary>The remainder of a / b with the sign of a; b is not zero.</summary>
    public static bool TryRemainder(
        Int128 a, int scaleA, Int128 b, int scaleB, int precision, int scale, out Int128 result)
    {
        var common = Math.Max(scaleA, scaleB);
        if (TryScaleUp(a, common - scaleA, out var x) && TryScaleUp(b, common - scaleB, out var y))
        {
            return TryRescale(x % y, common, precision, scale, out result);
        }

        var rest = BigInteger.Remainder(
            (BigInteger)a * BigInteger.Pow(10, common - scaleA), (BigInteger)b * BigInteger.Pow(10, common - scaleB));
        return TryFromBig(rest, common, precision, scale, out result);
    }

    /// <summary>Compares decimals of any scales.</summary>
    public static int Compare(Int128 a, int scaleA, Int128 b, int scaleB)
    {
        var common = Math.Max(scaleA, scaleB);
        if (TryScaleUp(a, common - scaleA, out var x) && TryScaleUp(b, common - scaleB, out var y))
        {
            return x.CompareTo(y);
        }

        // One side has more integer digits than fit beside the other's fraction.
        return ((BigInteger)a * BigInteger.Pow(10, common - scaleA))
            .CompareTo((BigInteger)b * BigInteger.Pow(10, common - scaleB));
    }

    /// <summary>Divides by a power of ten, rounding half up.</summary>
    public static Int128 DivideHalfUp(Int128 value, int exponent)
    {
        if (exponent > SqlType.MaxDecimalPrecision)
        {
            return 0;
        }

        var divisor = _powers[exponent];
        var (quotient, rest) = Int128.DivRem(value, divisor);
        var twice = Int128.Abs(rest);
        return twice < divisor - twice ? quotient : quotient + (Int128.IsNegative(value) ? -1 : 1);
    }

    /// <summary>The nearest double.</summary>
    public static double ToDouble(Int128 value, int scale)
    {
        const long exactLimit = 1L << 53;
        if (scale < _exactPowers.Length && value > -exactLimit && value < exactLimit)
        {
            return (long)value / _exactPowers[scale];
        }

        Span<byte> text = stackalloc byte[DecimalText.MaxLength];
        var length = DecimalText.Format(value, scale, text);
        return double.Parse(text[..length], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool TryScaleUp(Int128 value, int exponent, out Int128 result)
    {
        result = 0;
        if (exponent == 0 || value == 0)
        {
            result = value;
            return true;
        }

        if (exponent > SqlType.MaxDecimalPrecision || BigMultiply(Magnitude(value), (UInt128)_powers[exponent],
            out var low) != 0 || low > (UInt128)Int128.MaxValue)
        {
            return false;
        }

        result = Int128.IsNegative(value) ? -(Int128)low : (Int128)low;
        return true;
    }

    // (high, low) divided by 10^exponent, or multiplied by it when negative.
    private static bool TryFinish(
        UInt128 high, UInt128 low, bool negative, int exponent, int precision, out Int128 result)
    {
        result = 0;
        if (exponent <= 0)
        {
            return high == 0 && low <= (UInt128)Int128.MaxValue
                && TryScaleUp(negative ? -(Int128)low : (Int128)low, -exponent, out result)
                && Fits(result, precision);
        }

        if (exponent > SqlType.MaxDecimalPrecision)
        {
            var big = ((BigInteger)high << 128) + low;
            return TryFromBig(negative ? -big : big, exponent, precision, 0, out result);
        }

        var divisor = (UInt128)_powers[exponent];
        if (high >= divisor)
        {
            return false;
        }

        var quotient = Divide(high, low, divisor, out var rest);
        return TryMake(quotient + (rest >= divisor - rest ? UInt128.One : UInt128.Zero), negative, precision, out result);
    }

    private static bool TryMake(UInt128 magnitude, bool negative, int precision, out Int128 result)
    {
        result = 0;
        if (magnitude >= (UInt128)_powers[precision])
        {
            return false;
        }

        result = negative ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    private static bool TryDivideBig(Int128 a, Int128 b, int shift, int precision, out Int128 result)
    {
        var dividend = (BigInteger)a * BigInteger.Pow(10, Math.Max(shift, 0));
        var divisor = (BigInteger)b * BigInteger.Pow(10, Math.Max(-shift, 0));
        return TryFromBig(RoundedQuotient(dividend, divisor), 0, precision, 0, out result);
    }

    private static bool TryFromBig(BigInteger value, int fromScale, int precision, int scale, out Int128 result)
    {
        var scaled = scale >= fromScale
            ? value * BigInteger.Pow(10, scale - fromScale)
            : RoundedQuotient(value, BigInteger.Pow(10, fromScale - scale));
        var fits = BigInteger.Abs(scaled) < (BigInteger)_powers[precision];
        result = fits ? (Int128)scaled : 0;
        return fits;
    }

    private static BigInteger RoundedQuotient(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return BigInteger.Abs(rest) * 2 < BigInteger.Abs(b) ? quotient : quotient + (a.Sign * b.Sign);
    }

    private static UInt128 Magnitude(Int128 value) => (UInt128)Int128.Abs(value);

    private static bool SumOverflows(Int128 a, Int128 b)
    {
        var sum = a + b;
        return Int128.IsNegative(a) == Int128.IsNegative(b) && Int128.IsNegative(sum) != Int128.IsNegative(a);
    }

    private static UInt128 BigMultiply(UInt128 a, UInt128 b, out UInt128 low)
    {
        var (a1, a0) = ((ulong)(a >> 64), (ulong)a);
        var (b1, b0) = ((ulong)(b >> 64), (ulong)b);
        if (a1 == 0 && b1 == 0)
        {
            low = Product(a0, b0);
            return 0;
        }

        var bottom = Product(a0, b0);
        var middle = Product(a1, b0) + (bottom >> 64);
        var other = Product(a0, b1) + (ulong)middle;
        low = (other << 64) | (ulong)bottom;
        return Product(a1, b1) + (middle >> 64) + (other >> 64);
    }

    private static UInt128 Product(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return new UInt128(high, low);
    }

    // Knuth's algorithm D with two 64-bit digits; high < divisor.
    private static UInt128 Divide(UInt128 high, UInt128 low, UInt128 divisor, out UInt128 rest)
    {
        if (high == 0)
        {
            (var quotient, rest) = UInt128.DivRem(low, divisor);
            return quotient;
        }

        var shift = (int)UInt128.LeadingZeroCount(divisor);
        divisor <<= shift;
        if (shift > 0)
        {
            high = (high << shift) | (low >> (128 - shift));
            low <<= shift;
        }

        var q1 = NextDigit(ref high, (ulong)(low >> 64), divisor);
        var q0 = NextDigit(ref high, (ulong)low, divisor);
        rest = high >> shift;
        return new UInt128(q1, q0);
    }

    private static ulong NextDigit(ref UInt128 rest, ulong next, UInt128 divisor)
    {
        var d1 = (ulong)(divisor >> 64);
        var d0 = (ulong)divisor;
        var (guess, left) = UInt128.DivRem(rest, d1);
        while (guess > ulong.MaxValue || Product((ulong)guess, d0) > new UInt128((ulong)left, next))
        {
            guess--;
            left += d1;
            if (left > ulong.MaxValue)
            {
                break;
            }
        }

        rest = ((rest << 64) | next) - (guess * divisor);
        return (ulong)guess;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[SqlType.MaxDecimalPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
