using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class ArithmeticTests
{
    [Fact]
    public void Integers_wrap_and_divide_toward_zero() => FunctionCases.Check("""
        +(1, 2) -> 3
        +(2147483647, 1) -> -2147483648
        +(CAST(127 AS TINYINT), CAST(1 AS TINYINT)) -> -128
        -(1, 2L) -> -1
        *(3L, 4) -> 12
        /(7, 2) -> 3
        /(-7, 2) -> -3
        /(-2147483648, -1) -> -2147483648
        /(1, 0) -> FAILS / by zero
        %(-7, 2) -> -1
        MOD(-7, 3) -> -1
        MOD(7, -3) -> 1
        %(7L, 2) -> 1
        +(1, NULL) -> NULL
        /(NULL:INT, 0) -> NULL
        -(5) -> -5
        -(CAST(-128 AS TINYINT)) -> -128
        """);

    [Fact]
    public void Floating_numbers_never_fail() => FunctionCases.Check("""
        +(1, 1.5e0) -> 2.5
        /(1e0, 0) -> Infinity
        /(0e0, 0) -> NaN
        *(CAST(2 AS FLOAT), 1.5f) -> 3.0
        """);

    [Fact]
    public void Decimals_are_exact() => FunctionCases.Check("""
        +(1.5, 2) -> 3.5
        -(1.50, 0.505) -> 0.995
        *(1.5, 1.5) -> 2.25
        *(0.908, 1000L) -> 908.000
        /(1, 3.0) -> 0.333333
        /(2, 3.0) -> 0.666667
        /(-2, 3.0) -> -0.666667
        MOD(7.5, 2) -> 1.5
        MOD(-7.5, 2) -> -1.5
        /(CAST(1 AS DECIMAL(5, 2)), CAST(0 AS DECIMAL(5, 2))) -> FAILS Division by zero
        +(1.5, 1e0) -> 2.5
        -(1.5) -> -1.5
        *(DECIMAL(29, 9)'99999999999999999999.999999999', DECIMAL(29, 9)'1.5') -> 150000000000000000000.000000
        *(DECIMAL(38, 0)'99999999999999999999999999999999999999', DECIMAL(38, 0)'10') -> NULL
        """);

    [Theory]
    [InlineData("*(0.908, 1L)", "DECIMAL(24, 3) NOT NULL")]
    [InlineData("/(1, 3.0)", "DECIMAL(17, 6) NOT NULL")]
    [InlineData("*(NULL:DECIMAL(29, 9), NULL:DECIMAL(29, 9))", "DECIMAL(38, 6)")]
    [InlineData("/(NULL:DECIMAL(29, 9), NULL:DECIMAL(3, 1))", "DECIMAL(34, 13)")]
    [InlineData("MOD(7L, 2)", "INT NOT NULL")]
    [InlineData("MOD(1.5, 2L)", "DECIMAL(2, 1) NOT NULL")]
    [InlineData("+(1.5, 1.5f)", "DOUBLE NOT NULL")]
    [InlineData("*(1.5f, 2L)", "FLOAT NOT NULL")]
    [InlineData("+(CAST(1 AS TINYINT), CAST(1 AS TINYINT))", "TINYINT")]
    [InlineData("/(CAST(1 AS TINYINT), CAST(1 AS SMALLINT))", "SMALLINT")]
    public void Result_types_are_those_of_Flink(string call, string type) =>
        Assert.Equal(type, CaseReader.TypeOf(call).ToString());

    [Fact]
    public void Intervals_move_points_in_time() => FunctionCases.Check("""
        +(TIME'23:00:00', INTERVAL(7200000L)) -> 01:00:00
        +(DATE'2024-01-31', MONTHS(1)) -> 2024-02-29
        -(TIMESTAMP(0)'2024-03-31 10:00:00', MONTHS(1)) -> 2024-02-29 10:00:00
        +(DATE'2024-02-29', INTERVAL(90000000L)) -> 2024-03-01
        +(TIMESTAMP(1)'2024-03-01 00:00:00.5', INTERVAL(1L)) -> 2024-03-01 00:00:00.501
        +(INTERVAL(86400000L), DATE'2024-01-01') -> 2024-01-02
        +(INTERVAL(86400000L), INTERVAL(7200000L)) -> +1 02:00:00.000
        -(MONTHS(12), MONTHS(3)) -> +0-09
        *(INTERVAL(86400000L), 3) -> +3 00:00:00.000
        *(3, INTERVAL(86400000L)) -> +3 00:00:00.000
        -(INTERVAL(864000000L)) -> -10 00:00:00.000
        -(TIMESTAMP(3)'2024-03-01 00:00:05', INTERVAL(5000L)) -> 2024-03-01 00:00:00.000
        """);

    [Fact]
    public void An_error_says_what_the_operator_takes() => FunctionCases.Check("""
        *('a', 1) -> REFUSED * takes (NUMERIC, NUMERIC) or (INTERVAL, INTEGER NUMERIC); got (CHAR(1), INT)
        MOD(7, 2.5e0) -> REFUSED MOD takes (EXACT NUMERIC, EXACT NUMERIC); got (INT, DOUBLE)
        """);
}
