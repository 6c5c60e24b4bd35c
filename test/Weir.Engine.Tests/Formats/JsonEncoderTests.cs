using System.Buffers;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class JsonEncoderTests
{
    private static readonly Format Json = FormatCatalog.BuiltIn.Find("json");

    // Each seen on Flink 1.20.3.
    [Theory]
    [InlineData("STRING", "\"a\\\"b\\\\c/d\"")]
    [InlineData("STRING", "\"tab\\tnl\\ncr\\rbs\\bff\\f\"")]
    [InlineData("STRING", "\"\\u0001\u2028é<>&\"")]
    [InlineData("STRING", "null")]
    [InlineData("INT", "-2")]
    [InlineData("DOUBLE", "1.5")]
    [InlineData("DOUBLE", "1.0E10")]
    [InlineData("DOUBLE", "1.0E-5")]
    [InlineData("DOUBLE", "\"Infinity\"")]
    [InlineData("DOUBLE", "\"NaN\"")]
    [InlineData("FLOAT", "0.1")]
    [InlineData("FLOAT", "-0.33333334")]
    [InlineData("DECIMAL(10, 2)", "1E+5")]
    [InlineData("DECIMAL(10, 2)", "1.5")]
    [InlineData("DECIMAL(10, 2)", "0")]
    [InlineData("DECIMAL(10, 2)", "-1.2E+2")]
    [InlineData("DECIMAL(20, 10)", "1E-10")]
    [InlineData("BOOLEAN", "true")]
    [InlineData("BOOLEAN", "null")]
    [InlineData("DATE", "\"2024-02-29\"")]
    [InlineData("TIME(0)", "\"13:14:00\"")]
    [InlineData("TIMESTAMP(3)", "\"2024-02-29 13:14:15.12\"")]
    [InlineData("TIMESTAMP(6)", "\"2024-02-29 00:00:00\"")]
    [InlineData("TIMESTAMP_LTZ(3)", "\"2024-02-29 13:14:15.678Z\"")]
    [InlineData("BYTES", "\"aGVsbG8=\"")]
    public void Values_are_written_as_by_flink(string type, string value) =>
        Assert.Equal($"{{\"v\":{value}}}\n", Again(Decoded.Columns(("v", SimpleTypes.Parse(type))), $"{{\"v\":{value}}}"));

    [Fact]
    public void Timestamps_follow_the_standard_that_is_chosen() => Assert.Equal(
        "{\"t\":\"2024-02-29T13:14:15.12\",\"z\":\"1970-01-01T00:00:00Z\"}\n",
        Again(
            Decoded.Columns(("t", SqlType.Timestamp(3)), ("z", SqlType.TimestampLtz(3))),
            "{\"t\":\"2024-02-29T13:14:15.12\",\"z\":\"1970-01-01T00:00:00Z\"}",
            ("json.timestamp-format.standard", "ISO-8601")));

    [Fact]
    public void Plain_decimals_can_be_asked_for() => Assert.Equal(
        "{\"a\":100000,\"b\":0.0000000001,\"c\":1.5}\n",
        Again(
            Decoded.Columns(
                ("a", SqlType.Decimal(10, 2)), ("b", SqlType.Decimal(20, 10)), ("c", SqlType.Decimal(20, 10))),
            "{\"a\":100000,\"b\":1E-10,\"c\":1.50}",
            ("json.encode.decimal-as-plain-number", "true")));

    [Fact]
    public void Arrays_maps_and_rows_nest()
    {
        var columns = Decoded.Columns(
            ("a", SqlType.Array(SqlType.Int)), ("m", SqlType.Map(SqlType.String, SqlType.Int)),
            ("r", SqlType.Row(new("x", SqlType.Int), new("y", SqlType.String))));
        const string Line = "{\"a\":[1,null,3],\"m\":{\"a\":1,\"b\":null},\"r\":{\"x\":1,\"y\":null}}\n";
        Assert.Equal(Line, Again(columns, Line));
        Assert.Equal(
            "{\"a\":[1,null,3],\"m\":{\"a\":1,\"b\":null},\"r\":{\"x\":1}}\n",
            Again(columns, Line, ("json.encode.ignore-null-fields", "true")));
        Assert.Equal("{\"r\":{}}\n", Again(columns, "{\"r\":{}}", ("json.encode.ignore-null-fields", "true")));
    }

    [Theory]
    [InlineData("DROP", "{\"m\":{\"b\":2}}\n")]
    [InlineData("LITERAL", "{\"m\":{\"null\":1,\"b\":2}}\n")]
    [InlineData("FAIL", null)]
    public void A_null_key_is_dropped_replaced_or_refused(string mode, string? expected)
    {
        var columns = Decoded.Columns(("m", SqlType.Map(SqlType.String, SqlType.Int)));
        var map = new ListColumn(new BytesColumn(), new FixedColumn<int>(PhysicalType.Int32));
        map.Reset(1);
        map.Begin(0);
        map.Keys!.SetNull(map.Add(0));
        ((BytesColumn)map.Keys).Set(map.Add(0), "b"u8);
        ((FixedColumn<int>)map.Elements)[0] = 1;
        ((FixedColumn<int>)map.Elements)[1] = 2;
        var batch = new Batch([map]);
        batch.Reset(1);
        var encoder = Json.CreateEncoder(Decoded.Context(columns, null, ("json.map-null-key.mode", mode)));
        var output = new ArrayBufferWriter<byte>();
        if (expected is null)
        {
            Assert.Throws<BadRecordException>(() => encoder.Encode(batch, output));
        }
        else
        {
            encoder.Encode(batch, output);
            Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
        }
    }

    [Fact]
    public void Names_are_escaped()
    {
        var columns = Decoded.Columns(("a\"b", SqlType.Int), ("é", SqlType.Int));
        Assert.Equal("{\"a\\\"b\":1,\"é\":2}\n", Again(columns, "{\"a\\\"b\":1,\"é\":2}"));
    }

    // Reads a line and writes it again.
    private static string Again(RowFields columns, string line, params (string Key, string Value)[] options)
    {
        var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(0));
        var input = Encoding.UTF8.GetBytes(line);
        var context = Decoded.Context(columns, null, options);
        Json.CreateDecoder(context).Decode(input, 0, input.Length, true, batch, 1);
        var output = new ArrayBufferWriter<byte>();
        Json.CreateEncoder(context).Encode(batch, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
