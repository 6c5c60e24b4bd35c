using Weir.Engine.Columns;
using Weir.Engine.Types;
using Xunit;
using static Weir.Engine.Tests.Functions.Evaluation;

namespace Weir.Engine.Tests.Functions;

public sealed class ArithmeticTests
{
    [Theory]
    [InlineData("+", 1, 2, 3L)]
    [InlineData("+", int.MaxValue, 1, (long)int.MinValue)]
    [InlineData("-", 1, 2L, -1L)]
    [InlineData("*", 3L, 4, 12L)]
    [InlineData("/", 7, 2, 3L)]
    [InlineData("/", -7, 2, -3L)]
    [InlineData("/", int.MinValue, -1, (long)int.MinValue)]
    [InlineData("%", -7, 2, -1L)]
    [InlineData("%", 7L, 2, 1L)]
    [InlineData("+", 1, 1.5, 2.5)]
    [InlineData("/", 1.0, 0, double.PositiveInfinity)]
    [InlineData("/", 0.0, 0, double.NaN)]
    [InlineData("+", 1, null, null)]
    public void Numbers(string symbol, object? a, object? b, object? expected) =>
        Assert.Equal(expected, Call(symbol, a, b));

    [Fact]
    public void Integer_division_by_zero_fails_the_row() =>
        Assert.Equal("/ by zero", Assert.Throws<EvaluationException>(() => Call("/", 1, 0)).Message);

    [Fact]
    public void The_remainder_has_the_type_of_the_divisor() =>
        Assert.Equal(TypeKind.Int, TypeOf("MOD", 7L, 2).Kind);

    [Fact]
    public void An_error_says_what_the_operator_takes() => Assert.Equal(
        "* takes (NUMERIC, NUMERIC) or (INTERVAL, INTEGER NUMERIC); got (CHAR(1), INT)", ErrorOf("*", "a", 1));
}
