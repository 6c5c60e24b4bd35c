using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class JsonFunctionTests
{
    [Fact]
    public void Values() => FunctionCases.Check("""
        JSON_VALUE('{"a":1}', '$.a') -> 1
        JSON_VALUE('{"n":1.50}', '$.n') -> 1.5
        JSON_VALUE('{"a":{"b":"x"}}', '$.a.b') -> x
        JSON_VALUE('{"a":[1,2]}', '$.a[1]') -> 2
        JSON_VALUE('{"a":[1,2]}', '$.a[-1]') -> 2
        JSON_VALUE('{"a":[1,2]}', '$.a') -> NULL
        JSON_VALUE('{"a":null}', '$.a') -> NULL
        JSON_VALUE('{"a":true}', '$.a') -> true
        JSON_VALUE('{"a":1e3}', '$.a') -> 1000.0
        JSON_VALUE('{"a":12345678901234567890}', '$.a') -> 12345678901234567890
        JSON_VALUE('{"a":0.1234567890123456789}', '$.a') -> 0.12345678901234568
        JSON_VALUE('"x"', '$') -> x
        JSON_VALUE('{"a b":1}', '$[''a b'']') -> 1
        JSON_VALUE('{"a":"q\"u\u00e9"}', '$.a') -> q"ué
        JSON_VALUE('{"a":1,"a":2}', '$.a') -> 2
        JSON_VALUE('{"\u0061":1}', '$.a') -> 1
        JSON_VALUE('{"a":1} trailing', '$.a') -> 1
        JSON_VALUE('{"a":1', '$.a') -> NULL
        JSON_VALUE('', '$') -> NULL
        JSON_VALUE('{"a":[{"b":1},{"b":2}]}', '$.a[*].b') -> NULL
        JSON_VALUE('{"a":-0}', '$.a') -> 0
        JSON_VALUE('{"a":1.0}', '$.a') -> 1.0
        JSON_VALUE('{"a":100000000.5}', '$.a') -> 1.000000005E8
        JSON_VALUE('{"a":1}', 'bad') -> NULL
        JSON_VALUE('{"a":1}', '') -> NULL
        JSON_VALUE(NULL:STRING, '$.a') -> NULL
        JSON_VALUE('{"a":1}', '$.a[?(@.b > 1)]') -> REFUSED A filter or function in the JSON path '$.a[?(@.b > 1)]' is not supported yet
        JSON_VALUE(1, '$') -> REFUSED JSON_VALUE takes (STRING, STRING); got (INT, CHAR(1))
        """);

    [Fact]
    public void Empty_and_error() => FunctionCases.Check("""
        JSON_VALUE('{"a":1}', '$.zz', NULL:STRING, 'DEFAULT', 'none', 'DEFAULT', 'oops') -> oops
        JSON_VALUE('broken', 'lax $.zz', NULL:STRING, 'DEFAULT', 'none', 'DEFAULT', 'oops') -> none
        JSON_VALUE('{"a":1}', 'lax $.b', NULL:STRING, 'DEFAULT', 'e', 'NULL') -> e
        JSON_VALUE('{"a":null}', '$.a', NULL:STRING, 'DEFAULT', 'e', 'DEFAULT', 'x') -> x
        JSON_VALUE('{"a":null}', 'lax $.a', NULL:STRING, 'DEFAULT', 'e', 'DEFAULT', 'x') -> e
        JSON_VALUE('{"a":[1]}', '$.a', NULL:STRING, 'DEFAULT', 'e', 'DEFAULT', 'x') -> x
        JSON_VALUE('{"a":[1]}', 'lax $.a', NULL:STRING, 'DEFAULT', 'e', 'DEFAULT', 'x') -> e
        JSON_VALUE('{"a":1}', '$.b', NULL:STRING, 'NULL', 'ERROR') -> FAILS JSON_VALUE: the document is broken, the path leads nowhere or to no scalar
        JSON_VALUE('{"a":true}', '$.a', NULL:BOOLEAN) -> TRUE
        JSON_VALUE('{"a":12}', '$.a', NULL:INT) -> 12
        JSON_VALUE('{"a":12}', '$.a', NULL:DOUBLE) -> 12.0
        JSON_VALUE('{"a":"x"}', '$.a', NULL:INT) -> NULL
        JSON_VALUE('{"a":"x"}', '$.a', NULL:INT, 'NULL', 'DEFAULT', 7) -> 7
        JSON_VALUE('{"a":12}', '$.a', NULL:BIGINT) -> REFUSED JSON_VALUE returns STRING, BOOLEAN, INTEGER or DOUBLE; RETURNING BIGINT is not supported yet
        """);

    [Fact]
    public void Queries() => FunctionCases.Check("""
        JSON_QUERY('{"a":{"b":1}}', '$.a') -> {"b":1}
        JSON_QUERY('{"a":[1, 2.50, "x"]}', '$.a') -> [1,2.5,"x"]
        JSON_QUERY('{"a":1}', '$.a') -> NULL
        JSON_QUERY('{"a":1}', '$.a', 'UNCONDITIONAL') -> [1]
        JSON_QUERY('{"a":1}', '$.a', 'CONDITIONAL') -> [1]
        JSON_QUERY('{"a":{"b":1}}', '$.a', 'CONDITIONAL') -> [{"b":1}]
        JSON_QUERY('[1,2]', '$', 'CONDITIONAL') -> [1,2]
        JSON_QUERY('{"a":[1]}', '$.a', 'UNCONDITIONAL') -> [[1]]
        JSON_QUERY('{"a":null}', '$.a') -> NULL
        JSON_QUERY('{"b":1,"a":2}', '$') -> {"b":1,"a":2}
        JSON_QUERY('{ "a" : "é\u0001/\n" }', '$') -> {"a":"é\u0001/\n"}
        JSON_QUERY('{"a":[{"b":1},{"b":2}]}', '$.a[*].b') -> [1,2]
        JSON_QUERY('{"a":[{"b":1},{"b":2}]}', '$..b') -> [1,2]
        JSON_QUERY('{"a":[1,2,3]}', '$.a[0:2]') -> [1,2]
        JSON_QUERY('{"a":[1,2,3]}', '$.a[0,2]') -> [1,3]
        JSON_QUERY('{"a":[1,2,3]}', '$.*') -> [[1,2,3]]
        JSON_QUERY('{"f":{"h":[{"i":7},{"i":8}]}}', '$.f.h[*].i', 'UNCONDITIONAL') -> [[7,8]]
        JSON_QUERY('{"a":1}', '$.a', 'WITHOUT', 'NULL', 'EMPTYARRAY') -> []
        JSON_QUERY('{"a":1}', 'lax $.b', 'WITHOUT', 'EMPTYOBJECT', 'NULL') -> {}
        JSON_QUERY('{"a":1}', 'lax $.a', 'WITHOUT', 'EMPTYOBJECT', 'EMPTYARRAY') -> {}
        JSON_QUERY('{"a":{"b":[],"c":{}}}', '$.a') -> {"b":[],"c":{}}
        """);

    [Fact]
    public void Tests() => FunctionCases.Check("""
        JSON_EXISTS('{"a":1}', '$.a') -> TRUE
        JSON_EXISTS('{"d":null}', '$.d') -> FALSE
        JSON_EXISTS('{"a":1}', '$.b') -> FALSE
        JSON_EXISTS('{"a":1}', '$.b', 'TRUE') -> TRUE
        JSON_EXISTS('broken', '$.b', 'TRUE') -> TRUE
        JSON_EXISTS('broken', 'lax $.b', 'TRUE') -> FALSE
        JSON_EXISTS('{"a":1}', 'strict $.b', 'UNKNOWN') -> NULL
        JSON_EXISTS('{"a":[]}', '$.a[*]') -> TRUE
        IS JSON VALUE('1') -> TRUE
        IS JSON VALUE('x') -> FALSE
        IS JSON VALUE('') -> FALSE
        IS JSON ARRAY('[1]') -> TRUE
        IS JSON OBJECT('{}') -> TRUE
        IS JSON SCALAR('1') -> TRUE
        IS NOT JSON OBJECT('[1]') -> TRUE
        IS JSON VALUE('{"a":1} x') -> TRUE
        IS JSON VALUE(NULL:STRING) -> FALSE
        """);
}
