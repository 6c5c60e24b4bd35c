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
    public void Broken_utf8_becomes_replacement_characters()
    {
        var columns = Decoded.Columns(("a", SqlType.String), ("b", SqlType.String));
        byte[] input = [.. "x"u8, 0xFF, .. "y,"u8, 0xC3, .. ",\n"u8];
        var three = Decoded.Columns(("a", SqlType.String), ("b", SqlType.String), ("c", SqlType.String));
        Assert.Equal(["x\uFFFDy|\uFFFD|"], Decoded.Rows(Csv, Decoded.Context(three), input));
        Assert.Equal(2, columns.Count);
    }

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
