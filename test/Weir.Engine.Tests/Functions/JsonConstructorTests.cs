using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class JsonConstructorTests
{
    [Fact]
    public void Texts() => FunctionCases.Check("""
        JSON_STRING('a') -> "a"
        JSON_STRING(1.50) -> 1.5
        JSON_STRING(100.00) -> 100
        JSON_STRING(TRUE) -> true
        JSON_STRING(NULL:INT) -> NULL
        JSON_STRING(ARRAY(1, 2)) -> [1,2]
        JSON_STRING(MAP('a', 1)) -> {"a":1}
        JSON_STRING(ROW(1, 'x')) -> {"EXPR$0":1,"EXPR$1":"x"}
        JSON_STRING(TIMESTAMP(1)'2024-01-01 00:00:00.5') -> "2024-01-01T00:00:00.5"
        JSON_STRING(X'61') -> "YQ=="
        JSON_STRING(1e0) -> 1.0
        JSON_STRING('"é/') -> "\"é/"
        JSON_STRING(DATE'2024-01-01') -> REFUSED JSON_STRING takes a value other than DATE, TIME and INTERVAL; got (DATE)
        """);

    [Fact]
    public void Objects_and_arrays() => FunctionCases.Check("""
        JSON_OBJECT('NULL', 'i', 'VALUE', 1, 'd', 'VALUE', 2) -> {"d":2,"i":1}
        JSON_OBJECT('NULL', 'b', 'VALUE', 1.50) -> {"b":1.5}
        JSON_OBJECT('NULL', 'a', 'VALUE', NULL:INT) -> {"a":null}
        JSON_OBJECT('ABSENT', 'a', 'VALUE', NULL:INT) -> {}
        JSON_OBJECT('NULL', 'a', 'RAW', '{"x":1}') -> {"a":{"x":1}}
        JSON_OBJECT('NULL', 'a', 'VALUE', '{"x":1}') -> {"a":"{\"x\":1}"}
        JSON_OBJECT('NULL') -> {}
        JSON_OBJECT('NULL', 'dt', 'VALUE', DATE'2024-02-29') -> REFUSED JSON_OBJECT takes keys that are texts, and values other than DATE, TIME and INTERVAL; got (CHAR(4), CHAR(2), CHAR(5), DATE)
        JSON_ARRAY('ABSENT', 'VALUE', 1, 'VALUE', NULL:INT, 'VALUE', 'x') -> [1,"x"]
        JSON_ARRAY('NULL', 'VALUE', 1, 'VALUE', NULL:INT) -> [1,null]
        JSON_ARRAY('ABSENT') -> []
        """);

    [Fact]
    public void Checks_of_texts() => FunctionCases.Check("""
        IS_ALPHA('abc') -> TRUE
        IS_ALPHA('ab1') -> FALSE
        IS_ALPHA('é') -> TRUE
        IS_ALPHA('') -> FALSE
        IS_ALPHA(5) -> FALSE
        IS_ALPHA(NULL:STRING) -> FALSE
        IS_DIGIT('12') -> TRUE
        IS_DIGIT('-1') -> FALSE
        IS_DIGIT('٣') -> TRUE
        IS_DECIMAL('1.5') -> TRUE
        IS_DECIMAL('1e5') -> TRUE
        IS_DECIMAL('-1') -> TRUE
        IS_DECIMAL('x') -> FALSE
        IS_DECIMAL('') -> FALSE
        TYPEOF(0.908) -> DECIMAL(4, 3) NOT NULL
        TYPEOF(NULL) -> NULL
        TYPEOF(INTERVAL(1L)) -> INTERVAL SECOND(3) NOT NULL
        """);

    [Fact]
    public void Parts_of_urls() => FunctionCases.Check("""
        PARSE_URL('http://facebook.com/path1/p.php?k1=v1&k2=v2#Ref1', 'HOST') -> facebook.com
        PARSE_URL('http://facebook.com/path1/p.php?k1=v1&k2=v2#Ref1', 'QUERY', 'k1') -> v1
        PARSE_URL('http://u:p@facebook.com:80/path1/p.php?k1=v1&k2=v2#Ref1', 'AUTHORITY') -> u:p@facebook.com:80
        PARSE_URL('http://u:p@facebook.com:80/path1/p.php?k1=v1&k2=v2#Ref1', 'FILE') -> /path1/p.php?k1=v1&k2=v2
        PARSE_URL('http://u:p@facebook.com:80/path1/p.php?k1=v1&k2=v2#Ref1', 'USERINFO') -> u:p
        PARSE_URL('http://u:p@facebook.com:80/path1/p.php?k1=v1&k2=v2#Ref1', 'REF') -> Ref1
        PARSE_URL('http://f.com/a', 'REF') -> NULL
        PARSE_URL('junk', 'HOST') -> NULL
        PARSE_URL('http://f.com/a b', 'PATH') -> /a b
        PARSE_URL('http://f.com', 'PATH') -> ||
        PARSE_URL('http://f.com/?a=1&a=2', 'QUERY', 'a') -> 1
        PARSE_URL('http://f.com/?a=%20b', 'QUERY', 'a') -> %20b
        PARSE_URL('http://f.com', 'PROTOCOL') -> http
        PARSE_URL('s3://b/k', 'HOST') -> NULL
        PARSE_URL('https://user:pw@h:8443/p', 'PORT') -> NULL
        """);
}
