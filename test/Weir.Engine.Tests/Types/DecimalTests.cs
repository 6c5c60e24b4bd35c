using System.Numerics;
using System.Text;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Types;

/// <summary>Decimal arithmetic against BigInteger, on random operands of every precision and scale.</summary>
public sealed class DecimalTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void Sums() => ForEachPair((a, b, random) =>
    {
        var type = DecimalRules.Sum(a.Type, b.Type);
        var scale = Math.Max(a.Type.Scale, b.Type.Scale);
        var exact = (a.Big * Power(scale - a.Type.Scale)) + (b.Big * Power(scale - b.Type.Scale));
        var fits = Decimals.TryAdd(
            a.Value, a.Type.Scale, b.Value, b.Type.Scale, type.Precision, type.Scale, out var result);
        AssertSame(Rescale(exact, scale, type.Scale), type, fits, result);
    });

    [Fact]
    public void Products() => ForEachPair((a, b, random) =>
    {
        var type = DecimalRules.Product(a.Type, b.Type);
        var fits = Decimals.TryMultiply(
            a.Value, a.Type.Scale, b.Value, b.Type.Scale, type.Precision, type.Scale, out var result);
        AssertSame(Rescale(a.Big * b.Big, a.Type.Scale + b.Type.Scale, type.Scale), type, fits, result);
    });

    [Fact]
    public void Quotients() => ForEachPair((a, b, random) =>
    {
        if (b.Value == 0)
        {
            return;
        }

        var type = DecimalRules.Quotient(a.Type, b.Type);
        var shift = type.Scale - a.Type.Scale + b.Type.Scale;
        var exact = RoundedQuotient(a.Big * Power(Math.Max(shift, 0)), b.Big * Power(Math.Max(-shift, 0)));
        var fits = Decimals.TryDivide(
            a.Value, a.Type.Scale, b.Value, b.Type.Scale, type.Precision, type.Scale, out var result);
        AssertSame(exact, type, fits, result);
    });

    [Fact]
    public void Remainders() => ForEachPair((a, b, random) =>
    {
        if (b.Value == 0)
        {
            return;
        }

        var type = DecimalRules.Remainder(a.Type, b.Type);
        var scale = Math.Max(a.Type.Scale, b.Type.Scale);
        var exact = BigInteger.Remainder(
            a.Big * Power(scale - a.Type.Scale), b.Big * Power(scale - b.Type.Scale));
        var fits = Decimals.TryRemainder(
            a.Value, a.Type.Scale, b.Value, b.Type.Scale, type.Precision, type.Scale, out var result);
        AssertSame(Rescale(exact, scale, type.Scale), type, fits, result);
    });

    [Fact]
    public void Comparisons() => ForEachPair((a, b, random) =>
    {
        var scale = Math.Max(a.Type.Scale, b.Type.Scale);
        var exact = (a.Big * Power(scale - a.Type.Scale)).CompareTo(b.Big * Power(scale - b.Type.Scale));
        Assert.Equal(exact, Decimals.Compare(a.Value, a.Type.Scale, b.Value, b.Type.Scale));
    });

    [Fact]
    public void Changes_of_scale_and_texts() => ForEachPair((a, b, random) =>
    {
        var fits = Decimals.TryRescale(a.Value, a.Type.Scale, b.Type.Precision, b.Type.Scale, out var result);
        AssertSame(Rescale(a.Big, a.Type.Scale, b.Type.Scale), b.Type, fits, result);

        Span<byte> text = stackalloc byte[DecimalText.MaxLength];
        var length = DecimalText.Format(a.Value, a.Type.Scale, text);
        Assert.True(DecimalText.TryParse(text[..length], a.Type.Precision, a.Type.Scale, out var back));
        Assert.Equal(a.Value, back);

        var read = DecimalText.TryParse(text[..length], b.Type.Precision, b.Type.Scale, out var other);
        Assert.True(fits == read, $"{Encoding.ASCII.GetString(text[..length])} as {b.Type}: {read} {other}");
        Assert.True(!fits || other == result);
        var expected = double.Parse(Encoding.ASCII.GetString(text[..length]), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, Decimals.ToDouble(a.Value, a.Type.Scale));
    });

    [Theory]
    [InlineData("1e2", 5, 1, "100.0")]
    [InlineData("1.5E-1", 5, 2, "0.15")]
    [InlineData("  12.345 ", 5, 2, "12.35")]
    [InlineData("-.5", 3, 1, "-0.5")]
    [InlineData("5.", 3, 1, "5.0")]
    [InlineData("999.99", 4, 1, null)]
    [InlineData("0000000000000000000000000000000000000000000000001", 1, 0, "1")]
    [InlineData("1e-99999", 5, 2, "0.00")]
    [InlineData("1e99999", 5, 2, null)]
    [InlineData("1e999999999999", 5, 2, null)]
    [InlineData("", 5, 2, null)]
    [InlineData("-", 5, 2, null)]
    [InlineData(".", 5, 2, null)]
    [InlineData("1.2.3", 5, 2, null)]
    [InlineData("1 2", 5, 2, null)]
    [InlineData("0x1", 5, 2, null)]
    public void Texts_as_decimals(string text, int precision, int scale, string? expected)
    {
        var read = DecimalText.TryParse(Encoding.ASCII.GetBytes(text), precision, scale, out var value);
        var into = new byte[DecimalText.MaxLength];
        Assert.Equal(expected, read ? Encoding.ASCII.GetString(into, 0, DecimalText.Format(value, scale, into)) : null);
    }

    [Theory]
    [InlineData(38, 8, 32, 8, 38, 7)]
    [InlineData(3, 3, 19, 0, 23, 3)]
    public void Sums_and_products_are_clamped_at_38_digits(int p1, int s1, int p2, int s2, int p, int s)
    {
        var (a, b) = (SqlType.Decimal(p1, s1), SqlType.Decimal(p2, s2));
        Assert.Equal(SqlType.Decimal(p, s), s2 == 0 ? DecimalRules.Product(a, b) : DecimalRules.Sum(a, b));
    }

    private static void ForEachPair(Action<Operand, Operand, Random> check)
    {
        var random = new Random(1);
        for (var i = 0; i < Rounds; i++)
        {
            check(Operand.Of(random), Operand.Of(random), random);
        }
    }

    private static void AssertSame(BigInteger exact, SqlType type, bool fits, Int128 result)
    {
        Assert.Equal(BigInteger.Abs(exact) < Power(type.Precision), fits);
        Assert.True(!fits || exact == (BigInteger)result, $"{exact} is {result} as {type}");
    }

    private static BigInteger Rescale(BigInteger value, int from, int to) =>
        to >= from ? value * Power(to - from) : RoundedQuotient(value, Power(from - to));

    private static BigInteger RoundedQuotient(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return BigInteger.Abs(rest) * 2 < BigInteger.Abs(b) ? quotient : quotient + (a.Sign * b.Sign);
    }

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private sealed record Operand(SqlType Type, Int128 Value)
    {
        public BigInteger Big => Value;

        public static Operand Of(Random random)
        {
            var precision = random.Next(1, 39);
            var digits = random.Next(1, precision + 1);
            Int128 value = 0;
            for (var i = 0; i < digits; i++)
            {
                // Runs of nines and zeros find the carries.
                value = (value * 10) + (random.Next(3) == 0 ? 9 : random.Next(10));
            }

            return new Operand(SqlType.Decimal(precision, random.Next(precision + 1)), random.Next(2) == 0 ? -value : value);
        }
    }
}
