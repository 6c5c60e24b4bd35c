using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class MathTests
{
    [Fact]
    public void Rounding() => FunctionCases.Check("""
        ROUND(2.5) -> 3
        ROUND(-2.5) -> -3
        ROUND(2.5e0) -> 3.0
        ROUND(-2.5e0) -> -3.0
        ROUND(25, -1) -> 30
        ROUND(2147483647, -1) -> -2147483646
        ROUND(5, 1) -> 5
        ROUND(7, 2147483647) -> 7
        ROUND(1.005e0, 2) -> 1.01
        ROUND(1.255f, 2) -> 1.25
        ROUND(123456e0, -3) -> 123000.0
        ROUND(1e300, 2) -> 1.0E300
        ROUND(1e-300, 2) -> 0.0
        ROUND(DECIMAL(8, 3)'12.345', -1) -> 10
        ROUND(DECIMAL(8, 3)'12.345', 2) -> 12.35
        ROUND(DECIMAL(8, 3)'12.345', 5) -> 12.345
        TRUNCATE(29, -1) -> 20
        TRUNCATE(2.59e0, 1) -> 2.5
        TRUNCATE(-2.59, 1) -> -2.5
        TRUNCATE(1.999e0) -> 1.0
        FLOOR(-0.5) -> -1
        CEIL(-0.5) -> 0
        CEIL(1.5e0) -> 2.0
        FLOOR(7) -> 7
        CEILING(1.2) -> 2
        """);

    [Theory]
    [InlineData("CEIL(1.5)", "DECIMAL(2, 0) NOT NULL")]
    [InlineData("FLOOR(-1.55)", "DECIMAL(3, 0) NOT NULL")]
    [InlineData("ROUND(1.555, 1)", "DECIMAL(3, 1) NOT NULL")]
    [InlineData("ROUND(1.555)", "DECIMAL(2, 0) NOT NULL")]
    [InlineData("TRUNCATE(1.555)", "DECIMAL(2, 0) NOT NULL")]
    [InlineData("SQRT(4)", "DOUBLE NOT NULL")]
    [InlineData("SIGN(-2)", "INT NOT NULL")]
    public void Result_types(string call, string type) => Assert.Equal(type, CaseReader.TypeOf(call).ToString());

    [Fact]
    public void Functions_of_doubles() => FunctionCases.Check("""
        POWER(2, 0.5) -> 1.4142135623730951
        POWER(2, -1) -> 0.5
        POWER(-8, 0.3e0) -> NaN
        POWER(1, CAST('NaN' AS DOUBLE)) -> NaN
        SQRT(-1) -> NaN
        LN(0) -> -Infinity
        LN(-1) -> NaN
        LOG10(1000) -> 3.0
        LOG(2, 8) -> 3.0
        LOG2(8) -> 3.0
        LOG(10) -> 2.302585092994046
        EXP(1) -> 2.718281828459045
        SIN(1) -> 0.8414709848078965
        COS(1) -> 0.5403023058681398
        ASIN(1) -> 1.5707963267948966
        ACOS(1) -> 0.0
        ATAN(1) -> 0.7853981633974483
        ATAN2(1, 2) -> 0.4636476090008061
        SINH(1) -> 1.1752011936438014
        COSH(1) -> 1.5430806348152437
        TANH(1) -> 0.7615941559557649
        TAN(1) -> 1.5574077246549023
        COT(1) -> 0.6420926159343306
        DEGREES(1) -> 57.29577951308232
        RADIANS(180) -> 3.141592653589793
        PI() -> 3.141592653589793
        E() -> 2.718281828459045
        SQRT('a') -> REFUSED SQRT takes (NUMERIC); got (CHAR(1))
        """);

    [Fact]
    public void Signs_and_digits() => FunctionCases.Check("""
        ABS(CAST(-128 AS TINYINT)) -> -128
        ABS(-2147483648) -> -2147483648
        ABS(-1.5) -> 1.5
        ABS(-1.5e0) -> 1.5
        SIGN(-2.5e0) -> -1.0
        SIGN(0) -> 0
        SIGN(DECIMAL(8, 3)'12.5') -> 1.000
        BIN(4) -> 100
        BIN(0) -> 0
        BIN(-1) -> 1111111111111111111111111111111111111111111111111111111111111111
        HEX(255) -> FF
        HEX(-2) -> FFFFFFFFFFFFFFFE
        HEX('abc') -> 616263
        """);

    [Fact]
    public void Seeded_random_numbers_are_those_of_Java() => FunctionCases.Check("""
        RAND(42) -> 0.7275636800328681
        RAND_INTEGER(42, 100) -> 30
        RAND_INTEGER(1) -> 0
        RAND_INTEGER(0) -> FAILS bound must be positive
        CHAR_LENGTH(UUID()) -> 36
        """);
}
