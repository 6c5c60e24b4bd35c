using System.Text;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class JsonDecoderTests
{
    private static readonly Format Json = FormatCatalog.BuiltIn.Find("json");

    private static readonly RowFields NumberAndText = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String));

    private static readonly (string, string) Ignore = ("json.ignore-parse-errors", "true");

    // Each seen on Flink 1.20.3; what is not accepted is NULL there, too.
    [Theory]
    [InlineData("INT", "1 1.0 3.9 -3.9 1e2 1e-2 1E1 -0 null", "1 1 3 -3 100 0 10 0 null")]
    [InlineData("INT", "2147483647 2147483648 2147483648.5 1e400 99999999999999999999", "2147483647 null null null null")]
    [InlineData("INT", "\"2\" \"+5\" \"2.0\" \"\" true {} [1]", "2 5 null null null null null")]
    [InlineData("BIGINT", "9223372036854775807 9223372036854775808 1e18 1e19 -3.7 \"9223372036854775807\"",
        "9223372036854775807 null 1000000000000000000 null -3 9223372036854775807")]
    [InlineData("TINYINT", "127 128 1.5 \"5\" 1e1 true", "127 null null 5 null null")]
    [InlineData("SMALLINT", "32767 32768 1.5 1e2", "32767 null null null")]
    [InlineData("DOUBLE", "1 1.5 \"1.5\" 1e400 true \"NaN\" \"Infinity\" -0 -0.0 {} \"\" 0.1",
        "1 1.5 1.5 Infinity null NaN Infinity -0 -0 null null 0.1")]
    [InlineData("DOUBLE", "123456789012345678901234567890 \"1d\" 1E+2", "1.2345678901234568E+29 1 100")]
    [InlineData("FLOAT", "1 0.1 1e39 16777217 \"0.1\"", "1 0.1 Infinity 16777216 0.1")]
    [InlineData("DECIMAL(5, 2)", "1 1.005 99.999 123456 \"1.5\" 1e2 true \"\" \"x\" 1e-400 1E+2",
        "1.00 1.01 100.00 null 1.50 100.00 null null null 0.00 100.00")]
    [InlineData("DECIMAL(38, 18)", "12345678901234567890.123456789012345678 1e-18 5e-19",
        "12345678901234567890.123456789012345678 0.000000000000000001 0.000000000000000001")]
    [InlineData("BOOLEAN", "true false \"true\" \"TRUE\" \"yes\" 1 0 null 1.5",
        "true false true true false false false null false")]
    [InlineData("STRING", "\"a\" 1 1.50 1e5 -0 true null 12345678901234567890 0.00001",
        "a 1 1.50 1e5 -0 true null 12345678901234567890 0.00001")]
    [InlineData("STRING", "\"\\u00e9\\/\\ud83d\\ude00\" \"\\ud83d\" [1,{\"a\":2.50}] { } [ ]",
        "é/😀 ? [1,{\"a\":2.5}] {} []")]
    [InlineData("STRING", "{\"b\":1,\"a\":\"\\u00e9\\n/\",\"c\":1E5,\"d\":1e-7,\"f\":0.10,\"g\":\"\\u0001<>&\"}",
        "{\"b\":1,\"a\":\"é\\n/\",\"c\":100000.0,\"d\":1.0E-7,\"f\":0.1,\"g\":\"\\u0001<>&\"}")]
    [InlineData("DATE", "\"2024-02-29\" \"2023-02-29\" \"2024-1-5\" 20240229", "2024-02-29 null null null")]
    [InlineData("TIME(0)", "\"13:14:15\" \"13:14\" \"13:14:15.678\" \"24:00:00\" 1",
        "13:14:15.000 null 13:14:15.000 00:00:00.000 null")]
    [InlineData("BYTES", "\"aGVsbG8=\" \"aGVsbG8\" \"\" 1", "68656C6C6F null  null")]
    public void Values_are_read_as_by_flink(string type, string values, string expected) =>
        Assert.Equal(expected.Split(' '), One(SimpleTypes.Parse(type), Split(values), Ignore));

    [Theory]
    [InlineData("TIMESTAMP(6)", "SQL", "2024-02-29 13:14:15", "2024-02-29 13:14:15.000000")]
    [InlineData("TIMESTAMP(6)", "SQL", "2024-02-29T13:14:15", "null")]
    [InlineData("TIMESTAMP(6)", "SQL", "2024-02-29 13:14:15.123456789", "2024-02-29 13:14:15.123456")]
    [InlineData("TIMESTAMP(6)", "SQL", "2023-02-29 00:00:00", "2023-02-28 00:00:00.000000")]
    [InlineData("TIMESTAMP(6)", "SQL", "2024-02-29 24:00:00", "2024-03-01 00:00:00.000000")]
    [InlineData("TIMESTAMP(6)", "SQL", " 2024-02-29 13:14:15", "null")]
    [InlineData("TIMESTAMP(6)", "SQL", "2024-02-29 13:14", "null")]
    [InlineData("TIMESTAMP(3)", "SQL", "2024-02-29 13:14:15.123456", "2024-02-29 13:14:15.123000")]
    [InlineData("TIMESTAMP_LTZ(3)", "SQL", "2024-02-29 13:14:15.123Z", "2024-02-29 13:14:15.123000")]
    [InlineData("TIMESTAMP_LTZ(3)", "SQL", "2024-02-29 13:14:15", "null")]
    [InlineData("TIMESTAMP(6)", "ISO-8601", "2024-02-29T13:14:15", "2024-02-29 13:14:15.000000")]
    [InlineData("TIMESTAMP(6)", "ISO-8601", "2024-02-29T13:14", "2024-02-29 13:14:00.000000")]
    [InlineData("TIMESTAMP(6)", "ISO-8601", "2024-02-29 13:14:15", "null")]
    [InlineData("TIMESTAMP(6)", "ISO-8601", "2023-02-29T00:00:00", "null")]
    [InlineData("TIMESTAMP(6)", "ISO-8601", "2024-02-29T24:00:00", "null")]
    [InlineData("TIMESTAMP_LTZ(3)", "ISO-8601", "2024-02-29T13:14:15Z", "2024-02-29 13:14:15.000000")]
    [InlineData("TIMESTAMP_LTZ(3)", "ISO-8601", "2024-02-29T13:14:15+01:00", "null")]
    public void Timestamps_follow_the_standard_that_is_chosen(string type, string standard, string text, string expected) =>
        Assert.Equal(
            [expected],
            One(SimpleTypes.Parse(type), [$"\"{text}\""], Ignore, ("json.timestamp-format.standard", standard)));

    [Fact]
    public void Arrays_maps_and_rows_nest()
    {
        var columns = Decoded.Columns(
            ("ar", SqlType.Array(SqlType.Int)), ("m", SqlType.Map(SqlType.String, SqlType.Int)),
            ("ms", SqlType.Multiset(SqlType.String)),
            ("r", SqlType.Row(new("a", SqlType.Int), new("b", SqlType.Row(new RowField("c", SqlType.String))))),
            ("rs", SqlType.Array(SqlType.Row(new RowField("a", SqlType.Int)))));
        Assert.Equal(
            [
                "[1, null, 3]|{a=1, b=null}|{x=2}|(1, (long enough for a view))|[(1), null, (null)]",
                "null|null|null|null|null",
                "[]|{}|{}|(null, null)|[]",
                "null|{a=2}|null|(2, (null))|null",
            ],
            Rows(
                columns,
                """
                {"ar":[1,null,3],"m":{"a":1,"b":null},"ms":{"x":2},"r":{"a":1,"b":{"c":"long enough for a view"}},"rs":[{"a":1},null,{}]}
                {"ar":null,"m":null,"ms":null,"r":null,"rs":null}
                { "rs" : [ ] , "r" : { "b" : null } , "ms" : { } , "m" : { } , "ar" : [ ] }
                {"m":{"a":1,"a":2},"r":{"a":1,"a":2,"b":{"d":1}}}
                """));
    }

    [Fact]
    public void Large_maps_keep_the_last_of_equal_keys()
    {
        var columns = Decoded.Columns(("m", SqlType.Map(SqlType.String, SqlType.Int)));
        var random = new Random(11);
        var lines = new StringBuilder();
        var expected = new List<string>();
        for (var row = 0; row < 200; row++)
        {
            var entries = Enumerable.Range(0, random.Next(100)).Select(i => (Key: $"k{random.Next(60)}", Value: i)).ToList();
            lines.Append("{\"m\":{").AppendJoin(',', entries.Select(e => $"\"{e.Key}\":{e.Value}")).Append("}}\n");
            expected.Add("{" + string.Join(", ", entries.GroupBy(e => e.Key).Select(g => $"{g.Key}={g.Last().Value}")) + "}");
        }

        Assert.Equal(expected, Rows(columns, lines.ToString()));
    }

    [Fact]
    public void A_bad_value_inside_makes_only_that_value_null_when_errors_are_ignored()
    {
        var columns = Decoded.Columns(
            ("ar", SqlType.Array(SqlType.Int)), ("r", SqlType.Row(new RowField("a", SqlType.Int))),
            ("rs", SqlType.Array(SqlType.Row(new RowField("a", SqlType.Int)))), ("z", SqlType.Int));
        Assert.Equal(
            ["[1, null, null, 3]|(null)|[(null), null]|1", "null|null|null|2"],
            Rows(
                columns,
                """
                {"ar":[1,"x",[2],3],"r":{"a":"q"},"rs":[{"a":"x"},5],"z":1}
                {"ar":{},"r":[],"rs":"no","z":2}
                """,
                null,
                Ignore));
    }

    // Each seen on Flink 1.20.3, the first with and the second without ignore-parse-errors.
    [Theory]
    [InlineData("{\"a\":1,\"b\":\"x\"}\n\n{\"a\":2}\n", "1|x;2|null")]
    [InlineData("{\"a\":1} trailing\n", "1|null")]
    [InlineData("{\"a\":1}{\"a\":2}\n", "1|null")]
    [InlineData("  {\"a\" : 1 , \"b\" : \"x\"}  \n", "1|x")]
    [InlineData("{}\n", "null|null")]
    [InlineData("{\"a\":1,\"a\":2}\n", "2|null")]
    [InlineData("{\"A\":1}\n", "null|null")]
    [InlineData("{\"\\u0061\":1}\n", "1|null")]
    [InlineData("{\"a\":1}\r\n{\"a\":2}\r\n", "1|null;2|null")]
    [InlineData("{\"b\":\"x\ty\"}\n", "null|x\ty")]
    [InlineData("{\"a\":1,\"c\":{\"d\":[1,{\"e\":\"}\"}]}}\n", "1|null")]
    [InlineData("{\"a\":1}", "1|null")]
    public void Lines_that_flink_reads(string lines, string expected) =>
        Assert.Equal(expected.Split(';'), Rows(NumberAndText, lines));

    [Theory]
    [InlineData("{\"a\":1\n")]
    [InlineData("[{\"a\":1},{\"a\":2}]\n")]
    [InlineData("null\n")]
    [InlineData("5\n")]
    [InlineData("\"x\"\n")]
    [InlineData("   \n")]
    [InlineData("{\"a\":1,}\n")]
    [InlineData("{a:1}\n")]
    [InlineData("{'a':1}\n")]
    [InlineData("{\"b\":\"x\\qy\"}\n")]
    [InlineData("{\"a\":NaN}\n")]
    [InlineData("{\"a\":1,\"c\":\"\n")]
    [InlineData("{\"a\":01}\n")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1 \"b\":\"x\"}\n")]
    [InlineData("{\"a\":1,,\"b\":\"x\"}\n")]
    [InlineData("{\"a\" 1}\n")]
    [InlineData("{\"a\":}\n")]
    [InlineData("{\"a\"\n")]
    [InlineData("{\n")]
    [InlineData("{\"b\":\"x\\\n")]
    [InlineData("{\"a\":1.}\n")]
    [InlineData("{\"a\":+1}\n")]
    [InlineData("{\"a\":tru}\n")]
    [InlineData("{\"b\":{\"x\":}\n")]
    public void Lines_that_flink_refuses(string line)
    {
        Assert.Throws<BadRecordException>(() => Rows(NumberAndText, line));
        Assert.Equal(["7|y"], Rows(NumberAndText, line.TrimEnd('\n') + "\n{\"a\":7,\"b\":\"y\"}", null, Ignore));
    }

    [Fact]
    public void A_bad_record_is_reported_with_number_field_and_text()
    {
        var e = Assert.Throws<BadRecordException>(() => Rows(NumberAndText, "{\"a\":1}\n{\"a\":\"two\"}\n"));
        Assert.Equal(
            "Record 2 cannot be read: field 'a' cannot be read as INT: '\"two\"': '{\"a\":\"two\"}'", e.Message);
    }

    [Fact]
    public void Text_must_be_utf8()
    {
        byte[] input = [.. "{\"b\":\"x"u8, 0xFF, .. "\"}\n{\"b\":\"é\"}\n"u8];
        var e = Assert.Throws<BadRecordException>(() => Decoded.Rows(Json, Decoded.Context(NumberAndText), input));
        Assert.StartsWith("Record 1 cannot be read: it is not valid UTF-8", e.Message);
        Assert.Equal(["null|é"], Decoded.Rows(Json, Decoded.Context(NumberAndText, null, Ignore), input));
    }

    [Fact]
    public void A_missing_field_can_be_an_error()
    {
        (string, string) strict = ("json.fail-on-missing-field", "true");
        Assert.Equal(["null|x"], Rows(NumberAndText, "{\"a\":null,\"b\":\"x\"}\n", null, strict));
        var e = Assert.Throws<BadRecordException>(() => Rows(NumberAndText, "{\"a\":1}\n", null, strict));
        Assert.Contains("the field 'b' is missing", e.Message);
    }

    [Fact]
    public void What_is_not_wanted_is_jumped_over_and_not_checked()
    {
        var wanted = Decoded.Columns(("b", SqlType.String));
        Assert.Equal(
            ["x", "y", "z"],
            Rows(
                NumberAndText,
                """
                {"a":{"\"}":["]",[{}]]},"b":"x","c":zzz}
                {"a":"\\\"","b":"y"}
                {"c":"\\\\","a":12,"b":"z","d":[1,2}
                """,
                wanted));
    }

    [Fact]
    public void Only_the_wanted_fields_of_a_row_are_read()
    {
        var full = SqlType.Row(new("x", SqlType.Int), new("y", SqlType.Int), new("z", SqlType.Int));
        var pruned = SqlType.Row(new RowField("y", SqlType.Int));
        Assert.Equal(
            ["(2)", "null", "(null)"],
            Rows(
                Decoded.Columns(("r", full)),
                "{\"r\":{\"x\":\"no int\",\"y\":2,\"z\":[}]}}\n{\"r\":null}\n{\"r\":{}}",
                Decoded.Columns(("r", pruned))));
    }

    [Fact]
    public void Long_names_and_many_orders_are_learned()
    {
        var names = Enumerable.Range(0, 70).Select(i => new string('n', i) + i).ToArray();
        var columns = Decoded.Columns([.. names.Select(n => (n, SqlType.Int))]);
        var random = new Random(3);
        var lines = new StringBuilder();
        var expected = new List<string>();
        for (var row = 0; row < 500; row++)
        {
            var present = names.Where(_ => random.Next(4) > 0).OrderBy(_ => row % 3 == 0 ? random.Next() : 0).ToArray();
            lines.Append('{').AppendJoin(',', present.Select(n => $"\"{n}\":{n.Length * row}")).Append("}\n");
            expected.Add(string.Join('|', names.Select(n => present.Contains(n) ? $"{n.Length * row}" : "null")));
        }

        Assert.Equal(expected, Rows(columns, lines.ToString()));
    }

    private static List<string> One(SqlType type, IEnumerable<string> values, params (string Key, string Value)[] options) =>
        [.. Rows(
            Decoded.Columns(("v", type), ("z", SqlType.Int)),
            string.Concat(values.Select(v => $"{{\"v\":{v},\"z\":5}}\n")),
            null,
            options).Select(r => r[..^"|5".Length])];

    // At blanks outside of brackets.
    private static List<string> Split(string values)
    {
        var parts = new List<string> { "" };
        var depth = 0;
        foreach (var c in values)
        {
            depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            if (c == ' ' && depth == 0)
            {
                parts.Add("");
            }
            else
            {
                parts[^1] += c;
            }
        }

        return parts;
    }

    private static List<string> Rows(
        RowFields columns, string text, RowFields? wanted = null, params (string Key, string Value)[] options) =>
        Decoded.Rows(Json, Decoded.Context(columns, wanted, options), Encoding.UTF8.GetBytes(text));
}
