using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class CastTests
{
    [Fact]
    public void Numbers() => FunctionCases.Check("""
        CAST(300 AS TINYINT) -> 44
        CAST(DECIMAL(8, 2)'9123.87' AS TINYINT) -> -93
        CAST(9.87 AS INT) -> 9
        CAST(-9.87e0 AS INT) -> -9
        CAST(1e19 AS TINYINT) -> -1
        CAST(-1e10 AS TINYINT) -> 0
        CAST(1e19 AS BIGINT) -> 9223372036854775807
        CAST(1e300 AS FLOAT) -> Infinity
        CAST(3.123456 AS DECIMAL(5, 4)) -> 3.1235
        CAST(70000 AS DECIMAL(5, 2)) -> NULL
        CAST(0.1e0 AS DECIMAL(3, 2)) -> 0.10
        CAST(2.5e0 AS BOOLEAN) -> TRUE
        CAST(0 AS BOOLEAN) -> FALSE
        CAST(1.5 AS BOOLEAN) -> TRUE
        CAST(TRUE AS DECIMAL(3, 1)) -> 1.0
        CAST(TRUE AS INT) -> 1
        CAST(1.255f AS DOUBLE) -> 1.2549999952316284
        """);

    [Fact]
    public void Text_to_numbers() => FunctionCases.Check("""
        CAST(' 12 ' AS INT) -> 12
        TRY_CAST('+12' AS INT) -> 12
        TRY_CAST('-' AS INT) -> NULL
        TRY_CAST('' AS INT) -> NULL
        TRY_CAST('12.' AS INT) -> 12
        TRY_CAST('.' AS INT) -> 0
        TRY_CAST('.5' AS INT) -> 0
        TRY_CAST('1.234' AS INT) -> 1
        TRY_CAST('1e2' AS INT) -> NULL
        CAST('1e2' AS DECIMAL(5, 1)) -> 100.0
        TRY_CAST('-130' AS TINYINT) -> NULL
        CAST('-130' AS TINYINT) -> FAILS '-130' cannot be cast to TINYINT
        CAST('9223372036854775807' AS BIGINT) -> 9223372036854775807
        CAST('-9223372036854775808' AS BIGINT) -> -9223372036854775808
        TRY_CAST('9223372036854775808' AS BIGINT) -> NULL
        CAST('99999999999' AS DECIMAL(4, 2)) -> FAILS '99999999999' cannot be cast to DECIMAL(4, 2)
        TRY_CAST(' 1.5 ' AS DOUBLE) -> 1.5
        TRY_CAST(' 1.5 ' AS DECIMAL(3, 1)) -> 1.5
        TRY_CAST('' AS DOUBLE) -> NULL
        TRY_CAST('Infinity' AS DOUBLE) -> Infinity
        TRY_CAST('1e400' AS DOUBLE) -> Infinity
        TRY_CAST('1d' AS DOUBLE) -> 1.0
        TRY_CAST('on' AS BOOLEAN) -> NULL
        TRY_CAST(' true ' AS BOOLEAN) -> NULL
        CAST('Yes' AS BOOLEAN) -> TRUE
        CAST('0' AS BOOLEAN) -> FALSE
        """);

    [Fact]
    public void Text_of_values() => FunctionCases.Check("""
        CAST(TRUE AS STRING) -> TRUE
        CAST(1e7 AS STRING) -> 1.0E7
        CAST(DECIMAL(5, 2)'-0.5' AS STRING) -> -0.50
        CAST(DECIMAL(38, 18)'123456789012345678.5' AS STRING) -> 123456789012345678.500000000000000000
        CAST(TRUE AS CHAR(3)) -> TRU
        CAST(1e21 AS CHAR(5)) -> 1.0E2
        CAST('abc' AS CHAR(5)) -> |abc  |
        CAST('abc' AS VARCHAR(2)) -> ab
        CAST(12345 AS VARCHAR(2)) -> 12
        CAST(DATE'2024-02-29' AS VARCHAR(4)) -> 2024
        CAST(X'61' AS STRING) -> a
        CAST(X'61ff' AS STRING) -> a�
        CAST(CAST('abc' AS BINARY(2)) AS STRING) -> ab
        CAST(MONTHS(-13) AS STRING) -> -1-01
        CAST(INTERVAL(10L) AS STRING) -> +0 00:00:00.010
        CAST(INTERVAL(123456789L) AS STRING) -> +1 10:17:36.789
        CAST(NULL AS STRING) -> NULL
        """);

    [Fact]
    public void Dates_and_times_from_text() => FunctionCases.Check("""
        TRY_CAST('2024-02-29T13:14:15' AS TIMESTAMP) -> NULL
        TRY_CAST('2024-02-29T13:14:15' AS DATE) -> NULL
        TRY_CAST('2024-02-29 13:14' AS TIMESTAMP) -> NULL
        TRY_CAST('2023-02-29' AS TIMESTAMP(0)) -> 2023-02-28 00:00:00
        TRY_CAST('2023-02-29' AS DATE) -> NULL
        CAST('2024-02' AS DATE) -> 2024-02-01
        CAST('2024-02-29 24:00:00' AS TIMESTAMP(0)) -> 2024-03-01 00:00:00
        CAST('13:14:15.678' AS TIME) -> 13:14:15
        TRY_CAST('2024-2-9' AS DATE) -> 2024-02-09
        TRY_CAST(' 2024-02-29 ' AS DATE) -> 2024-02-29
        TRY_CAST('2024-02-29 10:00:00' AS DATE) -> 2024-02-29
        TRY_CAST('20240229' AS DATE) -> NULL
        TRY_CAST('2024-13-01' AS DATE) -> NULL
        TRY_CAST('2024-02-30' AS DATE) -> NULL
        TRY_CAST('-0001-01-01' AS DATE) -> NULL
        TRY_CAST('10000-01-01' AS DATE) -> NULL
        TRY_CAST('2024' AS DATE) -> 2024-01-01
        TRY_CAST('2024-' AS DATE) -> NULL
        TRY_CAST('24-02-09' AS DATE) -> 0024-02-09
        TRY_CAST('2024-02-29junk' AS DATE) -> NULL
        TRY_CAST('' AS DATE) -> NULL
        TRY_CAST('25:00:00' AS TIME) -> NULL
        TRY_CAST('2024-02-29 1:2:3' AS TIMESTAMP(0)) -> 2024-02-29 01:02:03
        TRY_CAST('2024-2-9 01:02:03' AS TIMESTAMP(0)) -> 2024-02-09 01:02:03
        TRY_CAST('2024-02-29 13:14:15.' AS TIMESTAMP(3)) -> 2024-02-29 13:14:15.000
        TRY_CAST('2024-02-29 13:14:15.1234567891' AS TIMESTAMP(3)) -> NULL
        TRY_CAST('2024-02-29 13:14:15.123456789' AS TIMESTAMP(3)) -> 2024-02-29 13:14:15.123
        TRY_CAST('2024-02-29  13:14:15' AS TIMESTAMP(3)) -> NULL
        TRY_CAST('2024-02-29 13:60:15' AS TIMESTAMP(3)) -> NULL
        TRY_CAST('2024-02-32' AS TIMESTAMP(0)) -> NULL
        TRY_CAST('2024' AS TIMESTAMP(0)) -> NULL
        TRY_CAST('0000-01-01' AS TIMESTAMP(0)) -> NULL
        TRY_CAST('2024-02-29 13:14:15Z' AS TIMESTAMP(3)) -> NULL
        TRY_CAST('' AS TIMESTAMP) -> NULL
        """);

    [Fact]
    public void Dates_and_times() => FunctionCases.Check("""
        CAST(TIMESTAMP(3)'2024-02-29 13:14:15.678' AS TIMESTAMP(1)) -> 2024-02-29 13:14:15.6
        CAST(TIMESTAMP(3)'1969-12-31 23:59:59.999' AS TIMESTAMP(0)) -> 1969-12-31 23:59:59
        CAST(TIMESTAMP(3)'1969-12-31 23:59:59.999' AS DATE) -> 1969-12-31
        CAST(TIMESTAMP(0)'1582-10-10 12:00:00' AS DATE) -> 1582-10-10
        CAST(TIMESTAMP(3)'2024-02-29 13:14:15.678' AS TIME) -> 13:14:15
        CAST(DATE'2024-02-29' AS TIMESTAMP(3)) -> 2024-02-29 00:00:00.000
        CAST(TIME'10:11:12' AS TIMESTAMP(0)) -> 1970-01-01 10:11:12
        CAST('2024-02-29 13:14:15.678912' AS TIMESTAMP) -> 2024-02-29 13:14:15.678912
        CAST('2024-02-29 13:14:15.6789' AS TIMESTAMP(3)) -> 2024-02-29 13:14:15.678
        CAST(TIMESTAMP(3)'2024-02-29 13:14:15.678' AS TIMESTAMP_LTZ(3)) -> 2024-02-29 13:14:15.678
        CAST(1 AS TIMESTAMP) -> REFUSED no cast of INT NOT NULL to TIMESTAMP(6)
        CAST(DATE'2024-02-29' AS INT) -> REFUSED no cast of DATE NOT NULL to INT
        """);

    [Fact]
    public void Local_times_are_those_of_the_session_zone() => FunctionCases.Check("""
        CAST(CAST(TIMESTAMP(0)'2024-10-27 02:30:00' AS TIMESTAMP_LTZ(0)) AS STRING) -> 2024-10-27 02:30:00
        -(CAST(TIMESTAMP(0)'2024-10-27 02:30:00' AS TIMESTAMP_LTZ(0)), INTERVAL(7200000L)) -> 2024-10-27 00:30:00
        CAST(TIMESTAMP(0)'2024-03-31 02:30:00' AS TIMESTAMP_LTZ(0)) -> 2024-03-31 03:30:00
        +(TIMESTAMP_LTZ(0)'2024-03-31 01:59:59', INTERVAL(86400000L)) -> 2024-04-01 02:59:59
        CAST(TIMESTAMP_LTZ(0)'2024-07-01 00:30:00' AS DATE) -> 2024-07-01
        """, zone: "Europe/Berlin");
}
