using Xunit;

namespace Weir.Engine.Tests.Functions;

public sealed class PatternTests
{
    [Fact]
    public void Regular_expressions() => FunctionCases.Check("""
        REGEXP('abc', 'b') -> TRUE
        REGEXP('abc', '^b') -> FALSE
        REGEXP('abc', '') -> FALSE
        REGEXP('abc', '(') -> FALSE
        REGEXP_REPLACE('ab12', '([a-z]+)([0-9]+)', '$2$1') -> $2$1
        REGEXP_REPLACE('100-200', '(\d+)', 'num') -> num-num
        REGEXP_REPLACE('abc', '', '-') -> -a-b-c-
        REGEXP_REPLACE('abc', '(', 'x') -> NULL
        REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2) -> bar
        REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)') -> foothebar
        REGEXP_EXTRACT('abc', 'x') -> NULL
        REGEXP_EXTRACT('abc', 'b', 3) -> NULL
        REGEXP_EXTRACT('abc', 'b', -1) -> NULL
        REGEXP_EXTRACT('abc', '(') -> NULL
        REGEXP_EXTRACT('abc', '(x)?b', 1) -> NULL
        REGEXP_EXTRACT('channel_id=42&x', '(&|^)channel_id=([^&]*)', 2) -> 42
        """);

    [Fact]
    public void What_Java_writes_differently() => FunctionCases.Check("""
        REGEXP_EXTRACT('2024-02-29', '\d{4}+') -> 2024
        REGEXP('aaa', 'a++a') -> FALSE
        REGEXP('é', '^\w$') -> FALSE
        REGEXP('é', '^\W$') -> TRUE
        REGEXP('٣', '^\d$') -> FALSE
        REGEXP_EXTRACT('aB', '(?i)AB') -> aB
        REGEXP_EXTRACT('a1', '\p{Alpha}') -> a
        REGEXP_EXTRACT('a1', '\P{Alpha}') -> 1
        REGEXP_EXTRACT('aé', '\p{IsLatin}+') -> aé
        REGEXP_EXTRACT('ab', '[a-z&&[^a]]') -> b
        REGEXP_EXTRACT('a5x', '[a-c[x-z]]+$') -> x
        REGEXP_EXTRACT('a.b', '\Qa.\E') -> a.
        REGEXP_EXTRACT('xay', '(?<letter>a)', 1) -> a
        REGEXP_EXTRACT('abab', '(?<two>ab)\k<two>') -> abab
        REGEXP_EXTRACT('A', '\x41') -> A
        REGEXP_EXTRACT('A', '\0101') -> A
        REGEXP_EXTRACT('a-b]c', '[\]-]') -> -
        REGEXP(CONCAT('a', CHR(10)), 'a$') -> TRUE
        REGEXP(CONCAT('a', CHR(13)), '^a.') -> FALSE
        REGEXP(CONCAT('a', CHR(10), 'b'), '(?s)a.b') -> TRUE
        REGEXP(CONCAT('a', CHR(10), 'b'), '(?m)a$') -> TRUE
        REGEXP_EXTRACT('tel: 030-123', '(\d+)-(\d+)', 1) -> 030
        """);

    [Fact]
    public void Similar_to() => FunctionCases.Check("""
        SIMILAR TO('abc', '(a|b)%') -> TRUE
        SIMILAR TO('abc', 'a_c') -> TRUE
        SIMILAR TO('abc', 'ab') -> FALSE
        SIMILAR TO('abc', '[a-c]+') -> TRUE
        SIMILAR TO('a.c', 'a.c') -> TRUE
        SIMILAR TO('abc', 'a.c') -> TRUE
        SIMILAR TO('aab', 'a{2}b') -> TRUE
        SIMILAR TO('abc', '[^x]bc') -> TRUE
        SIMILAR TO('a+', 'a\+', '\') -> TRUE
        NOT SIMILAR TO('abc', 'x%') -> TRUE
        SIMILAR TO('abc', '[[:ALPHA:]]*') -> TRUE
        SIMILAR TO('12', '[[:DIGIT:]]*') -> TRUE
        SIMILAR TO('12', '[') -> FAILS Invalid regular expression '['
        """);

    [Fact]
    public void Hashes_and_encodings() => FunctionCases.Check("""
        MD5('') -> d41d8cd98f00b204e9800998ecf8427e
        MD5('é') -> 66ddcd97cfdeabb2f6fb8a999b4bc76f
        SHA1('a') -> 86f7e437faa5a7fce15d1ddcb9eaeaea377667b8
        SHA224('') -> d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f
        SHA224('abc') -> 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7
        SHA224(REPEAT('a', 1000)) -> 4e8f0ce90b64661a2b5e84be6d93a7d9b76871062f1814433d04a03d
        SHA256('a') -> ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb
        SHA2('a', 256) -> ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb
        SHA2('a', 100) -> FAILS SHA2 knows the lengths 224, 256, 384 and 512, not 100
        TO_BASE64('hello') -> aGVsbG8=
        FROM_BASE64('aGVsbG8=') -> hello
        FROM_BASE64('aGVsbG8') -> hello
        FROM_BASE64('%%%') -> FAILS '%%%' cannot be cast to BYTES
        DECODE(ENCODE('é', 'UTF-16'), 'UTF-16') -> é
        DECODE(ENCODE('é', 'ISO-8859-1'), 'ISO-8859-1') -> é
        ENCODE('a', 'xx') -> FAILS ENCODE knows no character set xx
        """);
}
