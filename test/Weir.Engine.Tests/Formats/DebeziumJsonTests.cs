using System.Buffers;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats;
using Weir.Engine.Options;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

public sealed class DebeziumJsonTests
{
    private static readonly Format Debezium = FormatCatalog.BuiltIn.Find("debezium-json");

    private static readonly RowFields Columns = Decoded.Columns(("a", SqlType.Int), ("b", SqlType.String));

    private const string Changes = """
        {"before":null,"after":{"a":1,"b":"x"},"op":"c"}
        {"before":{"a":1,"b":"x"},"after":{"a":2,"b":"a text of more than twelve bytes"},"op":"u","ts_ms":5,"source":{}}
        {"source":{"before":{}},"before":{"a":2,"b":"y"},"after":null,"op":"d"}
        {"after":{"a":3},"op":"r"}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Operations_become_changes(int maxRows) => Assert.Equal(
        ["+I 1|x", "-U 1|x", "+U 2|a text of more than twelve bytes", "-D 2|y", "+I 3|null"],
        Rows(Changes, null, maxRows).Select(r => r[0] is '+' or '-' ? r : "+I " + r));

    [Fact]
    public void Only_wanted_columns_are_read() => Assert.Equal(
        ["-U x", "+U y"],
        Rows("{\"before\":{\"a\":[,\"b\":\"x\"},\"after\":{\"a\":1,\"b\":\"y\"},\"op\":\"u\"}".Replace("[,", "2,"),
            Decoded.Columns(("b", SqlType.String))));

    // The first six seen on Flink 1.20.3, which fails with a NullPointerException for some.
    [Theory]
    [InlineData("{\"before\":null,\"after\":{\"a\":1},\"op\":\"u\"}", "REPLICA IDENTITY FULL")]
    [InlineData("{\"before\":null,\"after\":null,\"op\":\"d\"}", "REPLICA IDENTITY FULL")]
    [InlineData("{\"after\":null,\"op\":\"c\"}", "the 'after' of an insert is missing")]
    [InlineData("{\"before\":{\"a\":1},\"after\":null,\"op\":\"u\"}", "the 'after' of an update is missing")]
    [InlineData("{\"after\":{\"a\":1},\"op\":\"t\"}", "its 'op' is 't', not c, r, u or d")]
    [InlineData("{\"after\":{\"a\":1}}", "it has no 'op'")]
    [InlineData("{\"after\":5,\"op\":\"c\"}", "field 'after' cannot be read")]
    [InlineData("null", "an object was expected")]
    public void A_message_that_makes_no_sense_is_reported_or_skipped(string message, string problem)
    {
        var e = Assert.Throws<BadRecordException>(() => Rows("{\"after\":{\"a\":1},\"op\":\"c\"}\n" + message));
        Assert.StartsWith("Record 2 cannot be read: ", e.Message);
        Assert.Contains(problem, e.Message);
        Assert.Equal(
            ["7|null"],
            Rows(message + "\n{\"after\":{\"a\":7},\"op\":\"c\"}", null, 100, ("debezium-json.ignore-parse-errors", "true")));
    }

    [Fact]
    public void A_bad_field_is_null_when_errors_are_ignored() => Assert.Equal(
        ["null|null"],
        Rows("{\"after\":{\"a\":\"x\"},\"op\":\"c\"}", null, 100, ("debezium-json.ignore-parse-errors", "true")));

    [Fact]
    public void The_schema_can_be_around_the_change()
    {
        (string, string) included = ("debezium-json.schema-include", "true");
        Assert.Equal(
            ["1|x"],
            Rows("{\"schema\":{\"x\":1},\"payload\":{\"before\":null,\"after\":{\"a\":1,\"b\":\"x\"},\"op\":\"c\"}}", null, 100, included));
        Assert.Throws<BadRecordException>(() => Rows(Changes, null, 100, included));
        Assert.Throws<OptionException>(() => Debezium.CreateEncoder(Decoded.Context(Columns, null, included)));
    }

    [Fact]
    public void A_sink_writes_creates_and_deletes()
    {
        var batch = new Batch([.. Columns.Select(c => Column.Create(c.Type))]);
        batch.Columns.ToList().ForEach(c => c.Reset(0));
        batch.Reset(0);
        var context = Decoded.Context(Columns);
        var input = Encoding.UTF8.GetBytes(Changes);
        Debezium.CreateDecoder(context).Decode(input, 0, input.Length, true, batch, 100);
        var output = new ArrayBufferWriter<byte>();
        Assert.Equal(ChangelogMode.Retract, Debezium.Accepts);
        Debezium.CreateEncoder(context).Encode(batch, output);
        Assert.Equal(
            """
            {"before":null,"after":{"a":1,"b":"x"},"op":"c"}
            {"before":{"a":1,"b":"x"},"after":null,"op":"d"}
            {"before":null,"after":{"a":2,"b":"a text of more than twelve bytes"},"op":"c"}
            {"before":{"a":2,"b":"y"},"after":null,"op":"d"}
            {"before":null,"after":{"a":3,"b":null},"op":"c"}

            """,
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static List<string> Rows(
        string text, RowFields? wanted = null, int maxRows = 100, params (string Key, string Value)[] options) =>
        Decoded.Rows(
            Debezium, Decoded.Context(Columns, wanted, options), Encoding.UTF8.GetBytes(text), maxRows: maxRows);
}
