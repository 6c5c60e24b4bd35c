using System.Buffers;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats;
using Weir.Engine.Options;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class RawTests
{
    private static readonly Format Raw = FormatCatalog.BuiltIn.Find("raw");

    // Each seen on Flink 1.20.3.
    [Fact]
    public void A_line_is_a_text() =>
        Assert.Equal(["a", "b", "", "c,\"d\""], Rows("STRING", Encoding.UTF8.GetBytes("a\r\nb\n\nc,\"d\"")));

    [Theory]
    [InlineData("INT", new byte[] { 0, 0, 1, 0 }, "256")]
    [InlineData("INT", new byte[] { 0xFF, 0xFF, 0xFF, 13 }, "-243")]
    [InlineData("SMALLINT", new byte[] { 0xFF, 0xFE }, "-2")]
    [InlineData("TINYINT", new byte[] { 0xFF }, "-1")]
    [InlineData("BIGINT", new byte[] { 0, 0, 0, 0, 0, 0, 0, 5 }, "5")]
    [InlineData("DOUBLE", new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0 }, "1.5")]
    [InlineData("FLOAT", new byte[] { 0x3F, 0xC0, 0, 0 }, "1.5")]
    [InlineData("BOOLEAN", new byte[] { 1 }, "true")]
    [InlineData("BYTES", new byte[] { 0x61, 0xFF }, "61FF")]
    [InlineData("STRING", new byte[] { 0x61, 0xFF }, "a\uFFFD")]
    public void Numbers_are_bytes_with_the_highest_first(string type, byte[] bytes, string expected)
    {
        Assert.Equal([expected], Rows(type, bytes));
        if (expected != "a\uFFFD")
        {
            Assert.Equal([.. bytes, (byte)'\n'], Again(SimpleTypes.Parse(type), bytes));
        }
    }

    [Fact]
    public void The_order_of_bytes_can_be_turned() =>
        Assert.Equal(["5"], Rows("INT", [5, 0, 0, 0], ("raw.endianness", "little-endian")));

    [Fact]
    public void A_number_of_the_wrong_size_is_bad()
    {
        var e = Assert.Throws<BadRecordException>(() => Rows("INT", [0, 0, 5]));
        Assert.Equal("Record 1 cannot be read: INT has 4 bytes, the record 3", e.Message);
    }

    [Fact]
    public void There_is_exactly_one_column_of_a_simple_type()
    {
        Assert.Throws<OptionException>(() => Raw.CreateDecoder(
            Decoded.Context(Decoded.Columns(("a", SqlType.Int), ("b", SqlType.Int)))));
        Assert.Throws<OptionException>(() => Raw.CreateDecoder(
            Decoded.Context(Decoded.Columns(("a", SqlType.Decimal(5, 2))))));
    }

    private static byte[] Again(SqlType type, byte[] bytes)
    {
        var columns = Decoded.Columns(("v", type));
        var batch = new Batch([Column.Create(type)]);
        batch.Columns[0].Reset(0);
        Raw.CreateDecoder(Decoded.Context(columns)).Decode(bytes, 0, bytes.Length, true, batch, 10);
        var output = new ArrayBufferWriter<byte>();
        Raw.CreateEncoder(Decoded.Context(columns)).Encode(batch, output);
        return output.WrittenSpan.ToArray();
    }

    private static List<string> Rows(string type, byte[] input, params (string Key, string Value)[] options) =>
        Decoded.Rows(Raw, Decoded.Context(Decoded.Columns(("v", SimpleTypes.Parse(type))), null, options), input);
}
