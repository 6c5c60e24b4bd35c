using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weir.Engine.Columns;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class CsvEncoderTests
{
    private static readonly Format Csv = FormatCatalog.BuiltIn.Find("csv");

    // Each seen on Flink 1.20.3.
    [Theory]
    [InlineData("a", "a")]
    [InlineData("hello world", "\"hello world\"")]
    [InlineData("", "")]
    [InlineData("abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwx")]
    [InlineData("abcdefghijklmnopqrstuvwxy", "\"abcdefghijklmnopqrstuvwxy\"")]
    [InlineData("éééééééééééééééééééééééé", "éééééééééééééééééééééééé")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("-5", "-5")]
    [InlineData("a+b", "\"a+b\"")]
    [InlineData("(x)", "\"(x)\"")]
    [InlineData("x\ny", "\"x\ny\"")]
    [InlineData("a-b", "a-b")]
    [InlineData("1.5", "1.5")]
    public void Texts_are_quoted_when_jackson_would(string text, string expected) =>
        Assert.Equal(expected + "\n", Encoded(SqlType.String, text));

    [Theory]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    public void With_an_escape_character_it_is_doubled(string text, string expected) =>
        Assert.Equal(expected + "\n", Encoded(SqlType.String, text, ("csv.escape-character", "\\")));

    [Theory]
    [InlineData("DECIMAL(10, 2)", "100000", "\"1E+5\"")]
    [InlineData("DECIMAL(10, 2)", "1.50", "1.5")]
    [InlineData("DECIMAL(10, 2)", "0", "0")]
    [InlineData("DECIMAL(10, 2)", "-120", "\"-1.2E+2\"")]
    [InlineData("DECIMAL(20, 10)", "0.0000000001", "1E-10")]
    [InlineData("DECIMAL(20, 10)", "0.000001", "0.000001")]
    [InlineData("DECIMAL(20, 10)", "0.00000012", "1.2E-7")]
    [InlineData("DECIMAL(20, 10)", "1234567890.12", "1234567890.12")]
    [InlineData("DOUBLE", "1.5", "1.5")]
    [InlineData("DOUBLE", "1E10", "1.0E10")]
    [InlineData("DOUBLE", "1E-5", "1.0E-5")]
    [InlineData("DOUBLE", "1E7", "1.0E7")]
    [InlineData("DOUBLE", "9999999", "9999999.0")]
    [InlineData("DOUBLE", "0.001", "0.001")]
    [InlineData("DOUBLE", "-123456.789", "-123456.789")]
    [InlineData("DOUBLE", "0.3333333333333333", "0.3333333333333333")]
    [InlineData("DOUBLE", "-0.0", "-0.0")]
    [InlineData("DOUBLE", "1.2345E-300", "1.2345E-300")]
    [InlineData("DOUBLE", "Infinity", "Infinity")]
    [InlineData("FLOAT", "0.1", "0.1")]
    [InlineData("FLOAT", "100", "100.0")]
    [InlineData("DATE", "2024-02-29", "2024-02-29")]
    [InlineData("TIME(0)", "13:14:00", "13:14:00")]
    [InlineData("TIMESTAMP(3)", "2024-02-29 13:14:15.120", "\"2024-02-29 13:14:15.12\"")]
    [InlineData("TIMESTAMP(6)", "2024-02-29 13:14:15.000001", "\"2024-02-29 13:14:15.000001\"")]
    [InlineData("TIMESTAMP(6)", "1969-12-31 23:59:59.900000", "\"1969-12-31 23:59:59.9\"")]
    [InlineData("TIMESTAMP(3)", "2024-02-29 00:00:00", "\"2024-02-29 00:00:00\"")]
    [InlineData("TIMESTAMP_LTZ(3)", "1970-01-01 00:00:00Z", "\"1970-01-01 00:00:00Z\"")]
    [InlineData("BYTES", "aGVsbG8=", "aGVsbG8=")]
    [InlineData("BOOLEAN", "true", "true")]
    [InlineData("BIGINT", "-9223372036854775808", "-9223372036854775808")]
    public void Values_are_written_as_by_flink(string type, string value, string expected) =>
        Assert.Equal(expected + "\n", Encoded(SimpleTypes.Parse(type), value));

    [Fact]
    public void Plain_decimals_can_be_asked_for() => Assert.Equal(
        "100000\n",
        Encoded(SqlType.Decimal(10, 2), "100000", ("csv.write-bigdecimal-in-scientific-notation", "false")));

    [Fact]
    public void Arrays_and_rows_have_delimiters_inside()
    {
        var columns = Decoded.Columns(
            ("a", SqlType.Array(SqlType.Int)), ("s", SqlType.Array(SqlType.String)),
            ("r", SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String))));
        Assert.Equal("1;;3,\"a;b c\",1;x\n,a;b,\";a b\"\n", Again(columns, "1;n;3,a;b c,1;x\n,a;b,n;a b\n"));
    }

    [Fact]
    public void What_was_written_reads_back_the_same()
    {
        var columns = Decoded.Columns(
            ("s", SqlType.String), ("d", SqlType.Double), ("e", SqlType.Decimal(38, 9)), ("i", SqlType.BigInt));
        var texts = Gen.Elements("a", "\"", ",", "\n", "\r", "é", " ", "\\", "x").ArrayOf().Select(string.Concat);
        var rows =
            from s in texts
            from d in ArbMap.Default.GeneratorFor<double>()
            from i in ArbMap.Default.GeneratorFor<long>()
            select (s, d, i);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(rows.ArrayOf().ToArbitrary(), data =>
        {
            var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
            batch.Columns.ToList().ForEach(c => c.Reset(data.Length));
            batch.Reset(data.Length);
            for (var row = 0; row < data.Length; row++)
            {
                ((BytesColumn)batch.Columns[0]).Set(row, Encoding.UTF8.GetBytes(data[row].s));
                ((FixedColumn<double>)batch.Columns[1])[row] = data[row].d;
                ((FixedColumn<Int128>)batch.Columns[2])[row] = (Int128)data[row].i * 1000;
                ((FixedColumn<long>)batch.Columns[3])[row] = data[row].i;
            }

            var context = Decoded.Context(columns);
            var output = new ArrayBufferWriter<byte>();
            Csv.CreateEncoder(context).Encode(batch, output);
            Assert.Equal(
                Enumerable.Range(0, data.Length).Select(r => Decoded.Row(batch, columns, r)),
                Decoded.Rows(Csv, context, output.WrittenSpan.ToArray()));
        }));
    }

    // Reads one value by the decoder and writes it again.
    private static string Encoded(SqlType type, string text, params (string Key, string Value)[] options)
    {
        var columns = Decoded.Columns(("v", type));
        var batch = new Batch([Column.Create(type)]);
        if (type.IsString)
        {
            batch.Columns[0].Reset(1);
            batch.Reset(1);
            ((BytesColumn)batch.Columns[0]).Set(0, Encoding.UTF8.GetBytes(text));
        }
        else
        {
            batch.Columns[0].Reset(0);
            var input = Encoding.UTF8.GetBytes(text);
            Csv.CreateDecoder(Decoded.Context(columns)).Decode(input, 0, input.Length, true, batch, 1);
        }

        var output = new ArrayBufferWriter<byte>();
        Csv.CreateEncoder(Decoded.Context(columns, null, options)).Encode(batch, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Again(RowFields columns, string text)
    {
        var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(0));
        var input = Encoding.UTF8.GetBytes(text);
        Csv.CreateDecoder(Decoded.Context(columns, null, ("csv.null-literal", "n")))
            .Decode(input, 0, input.Length, true, batch, 100);
        var output = new ArrayBufferWriter<byte>();
        Csv.CreateEncoder(Decoded.Context(columns)).Encode(batch, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
