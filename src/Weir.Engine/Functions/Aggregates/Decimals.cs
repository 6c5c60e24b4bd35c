namespace Weir.Engine.Functions.Aggregates;

/// <summary>DECIMAL arithmetic that aggregates need.</summary>
internal static class Decimals
{
    // 10^38: the first number with 39 digits.
    private static readonly Int128 Limit = Power(38);

    /// <summary>Whether a sum is within 38 digits; always true for other types.</summary>
    public static bool Fits<T>(T sum)
        where T : unmanaged => typeof(T) != typeof(Int128) || Fits((Int128)(object)sum);

    /// <summary><paramref name="sum"/> / <paramref name="count"/> with <paramref name="moreDigits"/> more fraction digits,
    /// rounded half up; null beyond 38 digits.</summary>
    public static Int128? Average(Int128 sum, long count, int moreDigits)
    {
        // count is below 2^63 and there are at most 38 - 32 = 6 more digits, so the remainder's product fits.
        var (quotient, remainder) = Int128.DivRem(sum, count);
        var power = Power(moreDigits);
        if (!Fits(quotient) || Int128.Abs(quotient) >= Limit / power)
        {
            return null;
        }

        var (fraction, rest) = Int128.DivRem(remainder * power, count);
        var half = Int128.Abs(rest) * 2 >= count ? Int128.Sign(rest) : 0;
        var result = quotient * power + fraction + half;
        return Fits(result) ? result : null;
    }

    private static bool Fits(Int128 sum) => sum < Limit && sum > -Limit;

    private static Int128 Power(int digits)
    {
        Int128 power = 1;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }
}
