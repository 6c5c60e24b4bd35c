using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class CsvDecoderTests
{
    private static readonly Format Csv = FormatCatalog.BuiltIn.Find("csv");

    private static readonly RowFields ThreeTexts =
        Decoded.Columns(("a", SqlType.String), ("b", SqlType.String), ("c", SqlType.String));

    [Fact]
    public void Every_type_goes_into_its_column()
    {
        var columns = Decoded.Columns(
            ("bo", SqlType.Boolean), ("ti", SqlType.TinyInt), ("si", SqlType.SmallInt), ("i", SqlType.Int),
            ("bi", SqlType.BigInt), ("f", SqlType.Float), ("d", SqlType.Double), ("de", SqlType.Decimal(10, 2)),
            ("wi", SqlType.Decimal(30, 5)), ("s", SqlType.String), ("by", SqlType.Bytes), ("da", SqlType.Date),
            ("t", SqlType.Time()), ("ts", SqlType.Timestamp()), ("z", SqlType.TimestampLtz(3)),
            ("ar", SqlType.Array(SqlType.Int)), ("r", SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String))));
        const string Line = "true,-128,32767,-2147483648,9223372036854775807,1.5,-2.25e10,12345.678,1234567890123456789.5,"
            + "héllo,aGVsbG8=,2024-02-29,13:14:15,2024-02-29 13:14:15.123456,2024-02-29 13:14:15.1239Z,1;2;3,7;x\n";

        Assert.Equal(
            ["true|-128|32767|-2147483648|9223372036854775807|1.5|-22500000000|12345.68|1234567890123456789.50000|"
                + "héllo|68656C6C6F|2024-02-29|13:14:15.000|2024-02-29 13:14:15.123456|2024-02-29 13:14:15.123000|"
                + "[1, 2, 3]|(7, x)"],
            Rows(columns, Line));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n")]
    [InlineData("a,b,c\n1,2,3")]
    [InlineData("a,b,c\r\n1,2,3\r\n")]
    [InlineData("a,b,c\r1,2,3\r")]
    public void Every_kind_of_line_end_is_one(string text) => Assert.Equal(["a|b|c", "1|2|3"], Rows(ThreeTexts, text));

    [Theory]
    [InlineData("\"a\",\"b,x\",\"c\ny\"\n", "a|b,x|c\ny")]
    [InlineData("\"a\"\"q\"\"\",,\"\"\n", "a\"q\"||")]
    [InlineData("a\"b,\"c\",d\n", "a\"b|c|d")]
    public void Quotes_protect_what_is_inside(string text, string expected) =>
        Assert.Equal([expected], Rows(ThreeTexts, text));

    [Fact]
    public void Columns_that_are_not_wanted_are_not_parsed()
    {
        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.Int), ("c", SqlType.String));
        var wanted = Decoded.Columns(("c", SqlType.String));
        Assert.Equal(["x"], Rows(columns, "junk,,x\n", wanted));
    }

    [Fact]
    public void A_bad_field_is_reported_with_record_column_and_text()
    {
        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String));
        var e = Assert.Throws<BadRecordException>(() => Rows(columns, "1,x\n2,y\nthree,z\n"));
        Assert.Equal("Record 3: column 'a' cannot be read as INT: 'three' in 'three,z'", e.Message);
    }

    [Fact]
    public void The_first_bad_record_is_reported_whatever_its_column()
    {
        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.Int));
        var e = Assert.Throws<BadRecordException>(() => Rows(columns, "1,1\n2,bad\nbad,3\n"));
        Assert.StartsWith("Record 2: column 'b'", e.Message);
    }

    [Theory]
    [InlineData("1,2\n")]
    [InlineData("1,2,3,4\n")]
    public void The_number_of_fields_must_be_right(string text)
    {
        var e = Assert.Throws<BadRecordException>(() => Rows(ThreeTexts, "a,b,c\n" + text));
        Assert.StartsWith("Record 2 cannot be read: it has", e.Message);
    }

    [Fact]
    public void Ignoring_errors_keeps_short_rows_and_makes_bad_fields_null()
    {
        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.Int), ("c", SqlType.String));
        Assert.Equal(
            ["1|null|null", "null|2|x"],
            Rows(columns, "1\njunk,2,x\n", null, ("csv.ignore-parse-errors", "true")));
    }

    [Fact]
    public void The_null_literal_means_null_for_every_type()
    {
        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String), ("c", SqlType.Double));
        Assert.Equal(
            ["null|null|null", "1|x|2.5"],
            Rows(columns, "n/a,n/a,\"n/a\"\n1,x,2.5\n", null, ("csv.null-literal", "n/a")));
    }

    [Fact]
    public void Delimiter_quote_and_escape_can_be_chosen() => Assert.Equal(
        ["a;b|c\td|x'y"],
        Rows(
            ThreeTexts,
            "'a;b';c\\\td;x\\'y\n".Replace(';', '\u0001').Replace("a\u0001b", "a;b"),
            null,
            ("csv.field-delimiter", "\\u0001"), ("csv.quote-character", "'"), ("csv.escape-character", "\\")));

    [Fact]
    public void Comments_are_skipped_when_allowed() => Assert.Equal(
        ["a|b|c"], Rows(ThreeTexts, "# hello, world\na,b,c\n# end", null, ("csv.allow-comments", "true")));

    [Fact]
    public void Text_must_be_utf8()
    {
        byte[] input = [.. "x"u8, 0xFF, .. "y,"u8, 0xC3, .. ",é\n"u8];
        var e = Assert.Throws<BadRecordException>(() => Decoded.Rows(Csv, Decoded.Context(ThreeTexts), input));
        Assert.StartsWith("Record 1: column 'a' cannot be read as STRING", e.Message);
        var ignoring = Decoded.Context(ThreeTexts, null, ("csv.ignore-parse-errors", "true"));
        Assert.Equal(["null|null|é"], Decoded.Rows(Csv, ignoring, input));
    }

    // Each seen on Flink 1.20.3; what is not accepted is NULL there, too.
    [Theory]
    [InlineData("INT", "1; 1;1 ;+1;-0;00000000000000000001", "1;1;1;1;0;1")]
    [InlineData("INT", "0x10;1.0;1e2;2147483648;1_000;", "null;null;null;null;null;null")]
    [InlineData("TINYINT", "127;128;-128; 5 ", "127;null;-128;5")]
    [InlineData("BIGINT", "9223372036854775807;9223372036854775808;-9223372036854775808;1L",
        "9223372036854775807;null;-9223372036854775808;null")]
    [InlineData("DOUBLE", "1;.5;5.;1e400;-1e-400;NaN;Infinity;+Infinity;inf;1d;1f; 1.5 ;1e;1E+5;nan",
        "1;0.5;5;Infinity;-0;NaN;Infinity;Infinity;null;1;1;1.5;null;100000;null")]
    [InlineData("FLOAT", "0.1;1e39;16777217;3.4028236e38", "0.1;Infinity;16777216;Infinity")]
    [InlineData("DECIMAL(5, 2)", "1;1.005;-1.005;999.994;999.995;1e2;1E-2; 1;.5;5.;+5;NaN;1e400;1e-400",
        "1.00;1.01;-1.01;999.99;null;100.00;0.01;null;0.50;5.00;5.00;null;null;0.00")]
    [InlineData("DECIMAL(38, 10)", "1234567890123456789012345678.12345678905;12345678901234567890123456789;0.00000000005",
        "1234567890123456789012345678.1234567891;null;0.0000000001")]
    [InlineData("BOOLEAN", "true;TRUE; true ;1;yes;;t", "true;true;true;false;false;false;false")]
    [InlineData("DATE", "2024-02-29;2023-02-29;2024-1-5;2024-13-01;24-01-01;2024-02-32; 2024-01-01;2024-01-01T00:00",
        "2024-02-29;2023-03-01;2024-01-05;null;null;null;null;null")]
    [InlineData("TIME(0)", "13:14:15;13:14;13:14:15.678;24:00:00;1:02:03;13:14:60",
        "13:14:15.000;13:14:00.000;13:14:15.000;null;null;null")]
    [InlineData("TIMESTAMP(6)", "2024-02-29 13:14:15;2024-02-29 13:14:15.1;2024-02-29 13:14:15.123456789;2024-02-29 13:14",
        "2024-02-29 13:14:15.000000;2024-02-29 13:14:15.100000;2024-02-29 13:14:15.123456;null")]
    [InlineData("TIMESTAMP(6)", "2023-02-29 00:00:00;2024-02-29 24:00:00;2024-2-9 1:2:3;2024-02-29 13:14:15.;2024-02-29",
        "2023-02-28 00:00:00.000000;2024-03-01 00:00:00.000000;null;2024-02-29 13:14:15.000000;null")]
    [InlineData("TIMESTAMP(6)", "1969-12-31 23:59:59.999999;2024-04-31 00:00:00; 2024-02-29 13:14:15 ;2024-02-29T13:14:15",
        "1969-12-31 23:59:59.999999;2024-04-30 00:00:00.000000;2024-02-29 13:14:15.000000;null")]
    [InlineData("TIMESTAMP_LTZ(3)", "2024-02-29 13:14:15Z;2024-02-29 13:14:15;2024-02-29 13:14:15.123Z",
        "2024-02-29 13:14:15.000000;null;2024-02-29 13:14:15.123000")]
    [InlineData("BYTES", "aGVsbG8=;aGVsbG8;", "68656C6C6F;null;")]
    public void Texts_are_read_as_by_flink(string type, string texts, string expected)
    {
        var columns = Decoded.Columns(("v", SimpleTypes.Parse(type)), ("z", SqlType.String));
        var document = string.Concat(texts.Split(';').Select(t => $"{t},x\n"));
        var rows = Rows(columns, document, null, ("csv.ignore-parse-errors", "true"));
        Assert.Equal(expected.Split(';').Select(v => v + "|x"), rows);
    }

    [Theory]
    [InlineData("1;2;3|[1, 2, 3]")]
    [InlineData("|[]")]
    [InlineData("1;;n;x; 4 |[1, null, null, null, 4]")]
    [InlineData("n|[null]")]
    public void An_array_is_never_null(string textAndValue)
    {
        var (text, expected) = (textAndValue.Split('|')[0], textAndValue.Split('|')[1]);
        var columns = Decoded.Columns(("a", SqlType.Array(SqlType.Int)), ("z", SqlType.String));
        Assert.Equal(
            [expected + "|x"],
            Rows(columns, text + ",x\n", null, ("csv.ignore-parse-errors", "true"), ("csv.null-literal", "n")));
    }

    [Theory]
    [InlineData("1;a|(1, a)")]
    [InlineData("1|(1, null)")]
    [InlineData("1;a;b|(1, a)")]
    [InlineData("|null")]
    [InlineData("x;a|(null, a)")]
    [InlineData(";|(null, )")]
    public void A_row_is_read_by_position(string textAndValue)
    {
        var (text, expected) = (textAndValue.Split('|')[0], textAndValue.Split('|')[1]);
        var row = SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String));
        var columns = Decoded.Columns(("r", row), ("z", SqlType.String));
        Assert.Equal([expected + "|x"], Rows(columns, text + ",x\n", null, ("csv.ignore-parse-errors", "true")));
    }

    [Fact]
    public void A_pruned_row_keeps_its_positions()
    {
        var full = SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String), new("z", SqlType.Int));
        var pruned = SqlType.Row(new("x", SqlType.Int), new("z", SqlType.Int));
        Assert.Equal(
            ["(1, 3)"], Rows(Decoded.Columns(("r", full)), "1;two;3\n", Decoded.Columns(("r", pruned))));
    }

    [Fact]
    public void An_empty_line_is_a_record_with_one_empty_field()
    {
        Assert.Equal(["x", "", "y"], Rows(Decoded.Columns(("a", SqlType.String)), "x\n\ny\n"));
        var e = Assert.Throws<BadRecordException>(() => Rows(ThreeTexts, "a,b,c\n\n"));
        Assert.Equal("Record 2 cannot be read: it has 1 fields, the table has 3: ''", e.Message);
    }

    [Fact]
    public void A_delimiter_may_end_the_line() => Assert.Equal(["a|b|c", "d|e|f"], Rows(ThreeTexts, "a,b,c,\nd,e,\"f\",\n"));

    [Fact]
    public void Without_quote_character_quotes_are_text() => Assert.Equal(
        ["\"a\"|b\"c|d"], Rows(ThreeTexts, "\"a\",b\"c,d\n", null, ("csv.disable-quote-character", "true")));

    [Fact]
    public void Random_documents_read_the_same_as_by_a_plain_state_machine() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(40),
        Prop.ForAll(Documents().ToArbitrary(), text =>
        {
            foreach (var chunk in (int[])[1, 7, 64, 1000])
            {
                var input = Encoding.UTF8.GetBytes(text);
                var context = Decoded.Context(ThreeTexts, null, ("csv.ignore-parse-errors", "true"));
                Assert.Equal(CsvTwin.Rows(text, 3), Decoded.Rows(Csv, context, input, chunk, maxRows: 5));
            }
        }));

    [Fact]
    public void Long_documents_cross_windows_stripes_and_batches()
    {
        var text = new StringBuilder();
        var expected = new List<string>();
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var word = new string((char)('a' + (i % 26)), random.Next(0, i % 1000 == 0 ? 20_000 : 30));
            var quoted = random.Next(50) == 0;
            text.Append(i).Append(',').Append(quoted ? $"\"{word}\n\"" : word).Append(",z\n");
            expected.Add($"{i}|{word}{(quoted ? "\n" : "")}|z");
        }

        var columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String), ("c", SqlType.String));
        var input = Encoding.UTF8.GetBytes(text.ToString());
        Assert.Equal(expected, Decoded.Rows(Csv, Decoded.Context(columns), input, chunk: 100_000));
    }

    private static Gen<string> Documents() =>
        Gen.Elements("a", "b", "é", "\u2028", " ", ",", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\",\"", "\"x\"", "\r")
            .ArrayOf().Select(string.Concat);

    private static List<string> Rows(
        RowFields columns, string text, RowFields? wanted = null, params (string Key, string Value)[] options) =>
        Decoded.Rows(Csv, Decoded.Context(columns, wanted, options), Encoding.UTF8.GetBytes(text));
}
