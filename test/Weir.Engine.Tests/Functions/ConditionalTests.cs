using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class ConditionalTests
{
    [Fact]
    public void Three_valued_logic() => FunctionCases.Check("""
        AND(NULL:BOOLEAN, FALSE) -> FALSE
        AND(NULL:BOOLEAN, TRUE) -> NULL
        AND(FALSE, NULL:BOOLEAN) -> FALSE
        OR(NULL:BOOLEAN, TRUE) -> TRUE
        OR(NULL:BOOLEAN, FALSE) -> NULL
        NOT(NULL:BOOLEAN) -> NULL
        IS UNKNOWN(NULL:BOOLEAN) -> TRUE
        IS NOT FALSE(TRUE) -> TRUE
        IS TRUE(NULL:BOOLEAN) -> FALSE
        IS NOT TRUE(NULL:BOOLEAN) -> TRUE
        IS NULL('a') -> FALSE
        IS NOT NULL(NULL:INT) -> FALSE
        """);

    [Fact]
    public void Comparisons() => FunctionCases.Check("""
        =('a', 'a ') -> FALSE
        =(1, '1') -> REFUSED = takes two values of comparable types; got (INT, CHAR(1))
        <(1, '2.5') -> TRUE
        <(1, '1.5') -> FALSE
        <(1, 'x') -> FAILS 'x' cannot be cast to INT
        =(TRUE, 1) -> REFUSED = takes two values of comparable types; got (BOOLEAN, INT)
        =(DATE'2024-01-01', TIMESTAMP(0)'2024-01-01') -> REFUSED = takes two values of comparable types; got (DATE, TIMESTAMP(0))
        =(TIMESTAMP(0)'2024-01-01 00:00:00', '2024-01-01 00:00:00') -> TRUE
        <(DATE'2024-01-01', '2024-01-02') -> TRUE
        <(DATE'2024-01-01', 'junk') -> FAILS 'junk' cannot be cast to DATE
        >(TIME'10:00:00', '09:00:00') -> TRUE
        >(TRUE, FALSE) -> TRUE
        <(TIMESTAMP(0)'2024-01-01', TIMESTAMP_LTZ(3)'2024-01-01 00:00:01') -> TRUE
        =(1.5, 1.5e0) -> TRUE
        =(DECIMAL(38, 18)'1.5', DECIMAL(38, 1)'1.5') -> TRUE
        >(DECIMAL(38, 2)'999999999999999999999999999999999999.5', DECIMAL(38, 30)'1') -> TRUE
        =(INTERVAL(86400000L), INTERVAL(86400000L)) -> TRUE
        <('abcdefghijklmnopq', 'abcdefghijklmnopr') -> TRUE
        <('～', '😀') -> TRUE
        <(X'01', X'02') -> TRUE
        =(CAST('NaN' AS DOUBLE), CAST('NaN' AS DOUBLE)) -> FALSE
        <>(CAST('NaN' AS DOUBLE), 1e0) -> TRUE
        =(1, NULL:INT) -> NULL
        IS DISTINCT FROM(1, NULL:INT) -> TRUE
        IS NOT DISTINCT FROM(NULL:INT, NULL:INT) -> TRUE
        IS DISTINCT FROM('a', 'a') -> FALSE
        BETWEEN('b', 'a', 'c') -> TRUE
        BETWEEN(2, 3, 1) -> FALSE
        BETWEEN SYMMETRIC(2, 3, 1) -> TRUE
        NOT BETWEEN(2, 1, 3) -> FALSE
        BETWEEN(NULL:INT, 1, 3) -> NULL
        """);

    [Fact]
    public void In_a_list() => FunctionCases.Check("""
        IN(1, 1, 2) -> TRUE
        IN(3, 1, NULL:INT) -> NULL
        IN(NULL:INT, 1) -> NULL
        IN(1, 1, NULL:INT) -> TRUE
        NOT IN(1, 2, 3) -> TRUE
        NOT IN('x', 'y', NULL:STRING) -> NULL
        IN(1.0, 1, 2) -> TRUE
        IN(1, 1.0, 2.5) -> TRUE
        IN('a', 'a ') -> FALSE
        IN(1, '1', '2') -> TRUE
        IN(1, 'x') -> FAILS 'x' cannot be cast to INT
        IN('a long text of many bytes', 'another', 'a long text of many bytes') -> TRUE
        IN(5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) -> TRUE
        IN(50, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) -> FALSE
        """);

    [Fact]
    public void Choosing() => FunctionCases.Check("""
        CASE(TRUE, 1, 2) -> 1
        CASE(NULL:BOOLEAN, 1, 2) -> 2
        CASE(FALSE, 'a', TRUE, 'bbb', 'c') -> bbb
        CASE(TRUE, DATE'2024-01-01', TIMESTAMP(0)'2024-01-01') -> REFUSED CASE takes (BOOLEAN, value, ..., value) with values of one type; got (BOOLEAN, DATE, TIMESTAMP(0))
        CASE(TRUE, 1, /(1, 1)) -> 1
        IF(NULL:BOOLEAN, 1, 2) -> 2
        IF(TRUE, 1, 2L) -> 1
        NULLIF(1, 1) -> NULL
        NULLIF(1, 2) -> 1
        NULLIF(1, 1.0) -> NULL
        NULLIF('a', 'b') -> a
        COALESCE(NULL, 1) -> 1
        COALESCE(NULL:INT, NULL:INT, 3) -> 3
        COALESCE(NULL:INT, 1.5) -> 1.5
        COALESCE(1, 'a') -> REFUSED COALESCE takes values of one type; got (INT, CHAR(1))
        IFNULL(NULL:INT, 3L) -> 3
        GREATEST(1, NULL:INT) -> NULL
        LEAST('b', 'a') -> a
        GREATEST('a', 'B') -> a
        GREATEST(1.5, 2, 3e0) -> 3.0
        GREATEST(1, 'a') -> REFUSED GREATEST takes values that can be ordered with each other; got (INT, CHAR(1))
        """);

    [Theory]
    [InlineData("COALESCE(NULL:INT, 1.5)", "DECIMAL(11, 1) NOT NULL")]
    [InlineData("COALESCE(1, 1e0)", "DOUBLE NOT NULL")]
    [InlineData("COALESCE(1.5f, 1.5)", "DOUBLE NOT NULL")]
    [InlineData("COALESCE(1.5f, 1L)", "FLOAT NOT NULL")]
    [InlineData("COALESCE(DECIMAL(38, 2)'1', DECIMAL(38, 30)'1')", "DECIMAL(38, 2) NOT NULL")]
    [InlineData("COALESCE(DECIMAL(20, 2)'1', DECIMAL(38, 20)'1')", "DECIMAL(38, 20) NOT NULL")]
    [InlineData("IF(TRUE, 1, 2L)", "BIGINT NOT NULL")]
    [InlineData("NULLIF(1, 2)", "INT")]
    [InlineData("GREATEST(1, 2.5)", "DECIMAL(11, 1) NOT NULL")]
    [InlineData("CASE(TRUE, 'a', 'bbb')", "VARCHAR(3) NOT NULL")]
    public void Result_types(string call, string type) => Assert.Equal(type, CaseReader.TypeOf(call).ToString());
}
