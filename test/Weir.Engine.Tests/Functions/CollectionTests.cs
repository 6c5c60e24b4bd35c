using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class CollectionTests
{
    [Fact]
    public void Constructors_and_items() => FunctionCases.Check("""
        ARRAY(1, NULL:INT) -> [1, NULL]
        ARRAY(1, 2.5) -> [1.0, 2.5]
        MAP('a', 1, 'a', 2) -> {a=2}
        ROW(1, 'x', NULL:INT) -> (1, x, NULL)
        [](ARRAY(1, 2), 1) -> 1
        [](ARRAY(1, 2), 3) -> NULL
        [](ARRAY(1, 2), 0) -> REFUSED the elements of an ARRAY count from 1; got 0
        [](ARRAY(1, 2), 1L) -> REFUSED [] takes (ARRAY, INT) or (MAP, key); got (ARRAY<INT NOT NULL>, BIGINT)
        [](MAP('a', 1), 'b') -> NULL
        [](MAP('a', 1), 'a') -> 1
        CARDINALITY(ARRAY(1, 2)) -> 2
        CARDINALITY(MAP('a', 1)) -> 1
        CARDINALITY(NULL:ARRAY<INT>) -> NULL
        ELEMENT(ARRAY(5)) -> 5
        ELEMENT(ARRAY(5, 6)) -> FAILS ELEMENT: the array has more than one element
        =(ARRAY(1, 2), ARRAY(1, 2)) -> TRUE
        =(MAP('a', 1, 'b', 2), MAP('b', 2, 'a', 1)) -> TRUE
        =(ROW(1, 2), ROW(1, 3)) -> FALSE
        <(ARRAY(1, 2), ARRAY(1, 3)) -> REFUSED < takes two values of comparable types; got (ARRAY<INT NOT NULL>, ARRAY<INT NOT NULL>)
        """);

    [Fact]
    public void Casts_of_nested_values() => FunctionCases.Check("""
        CAST(ARRAY(1.5, 2.5) AS ARRAY<INT>) -> [1, 2]
        CAST(MAP('a', '1') AS MAP<STRING, INT>) -> {a=1}
        CAST(ROW(1, 'x') AS ROW<a BIGINT, b STRING>) -> (1, x)
        CAST(ROW('7', '12') AS ROW<x STRING, y INT>) -> (7, 12)
        CAST(ARRAY('x') AS ARRAY<INT>) -> FAILS 'x' cannot be cast to INT
        TRY_CAST(ARRAY('x', '1') AS ARRAY<INT>) -> [NULL, 1]
        ARRAY(X'61') -> [a]
        ARRAY(DATE'2024-01-01') -> [2024-01-01]
        ARRAY(1e0) -> [1.0]
        ROW(TIMESTAMP(1)'2024-01-01 00:00:00.5') -> (2024-01-01 00:00:00.5)
        ARRAY('a,b') -> [a,b]
        ARRAY(TRUE) -> [TRUE]
        MAP('m', MONTHS(-123)) -> {m=-10-03}
        ARRAY(ROW(1, ARRAY('x')), ROW(2, NULL:ARRAY<STRING>)) -> [(1, [x]), (2, NULL)]
        """);

    [Fact]
    public void Arrays() => FunctionCases.Check("""
        ARRAY_CONTAINS(ARRAY(1, 2), 2) -> TRUE
        ARRAY_CONTAINS(ARRAY(1, NULL:INT), NULL:INT) -> TRUE
        ARRAY_CONTAINS(ARRAY(1, 2), NULL:INT) -> FALSE
        ARRAY_CONTAINS(NULL:ARRAY<INT>, 2) -> NULL
        ARRAY_POSITION(ARRAY(1, 2), 2) -> 2
        ARRAY_POSITION(ARRAY(1, 2), 3) -> 0
        ARRAY_POSITION(ARRAY(1, 2), NULL:INT) -> NULL
        ARRAY_DISTINCT(ARRAY(1, NULL:INT, 1)) -> [1, NULL]
        ARRAY_REMOVE(ARRAY(1, 2, 1), 1) -> [2]
        ARRAY_REVERSE(ARRAY(1, 2)) -> [2, 1]
        ARRAY_UNION(ARRAY(1, 2), ARRAY(2, 3)) -> [1, 2, 3]
        ARRAY_EXCEPT(ARRAY(1, 2, 2), ARRAY(1)) -> [2]
        ARRAY_INTERSECT(ARRAY(1, 2, 2), ARRAY(2)) -> [2]
        ARRAY_CONCAT(ARRAY(1), ARRAY(2)) -> [1, 2]
        ARRAY_MAX(ARRAY(1, 3, NULL:INT)) -> 3
        ARRAY_MIN(ARRAY(3, 1)) -> 1
        ARRAY_JOIN(ARRAY('a', NULL:STRING, 'c'), '-') -> a-c
        ARRAY_JOIN(ARRAY('a', NULL:STRING), ',', 'x') -> a,x
        ARRAY_SLICE(ARRAY(1, 2, 3), 0, 2) -> [1, 2]
        ARRAY_SLICE(ARRAY(1, 2, 3), 2) -> [2, 3]
        ARRAY_SLICE(ARRAY(1, 2, 3), -2, -1) -> [2, 3]
        ARRAY_SLICE(ARRAY(1, 2, 3), 2, 5) -> [2, 3]
        ARRAY_SORT(ARRAY(3, NULL:INT, 1), FALSE) -> [3, 1, NULL]
        ARRAY_SORT(ARRAY(2, NULL:INT, 1)) -> [NULL, 1, 2]
        ARRAY_SORT(ARRAY(2, NULL:INT, 1), TRUE, FALSE) -> [1, 2, NULL]
        ARRAY_APPEND(ARRAY(1), 2) -> [1, 2]
        ARRAY_PREPEND(ARRAY(1), 2) -> [2, 1]
        SPLIT('a,b,,c', ',') -> [a, b, , c]
        CARDINALITY(SPLIT('', ',')) -> 0
        SPLIT('abc', '') -> [a, b, c]
        """);

    [Fact]
    public void Maps() => FunctionCases.Check("""
        MAP_KEYS(MAP('a', 1)) -> [a]
        MAP_VALUES(MAP('a', 1)) -> [1]
        MAP_ENTRIES(MAP('a', 1)) -> [(a, 1)]
        MAP_UNION(MAP('a', 1), MAP('a', 2, 'b', 3)) -> {a=2, b=3}
        [](MAP_FROM_ARRAYS(ARRAY('p'), ARRAY(1)), 'p') -> 1
        [](STR_TO_MAP('k1,k2=2'), 'k1') -> NULL
        STR_TO_MAP('a:1;b:2', ';', ':') -> {a=1, b=2}
        STR_TO_MAP('a=1,a=2') -> {a=2}
        STR_TO_MAP('a=1=2') -> {a=1=2}
        STR_TO_MAP('') -> {}
        """);
}
