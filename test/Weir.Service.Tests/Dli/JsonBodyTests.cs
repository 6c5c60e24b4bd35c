using System.Buffers;
using System.Text;
using Weir.Service.Apis.Dli;
using Weir.Service.Apis.Dli.Jobs;
using Weir.Service.Model;
using Xunit;

namespace Weir.Service.Tests.Dli;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"cu_number":"4"}""", "cu_number must be a 32-bit integer")]
    [InlineData("""{"cu_number":2.5}""", "cu_number must be a 32-bit integer")]
    [InlineData("""{"cu_number":99999999999}""", "cu_number must be a 32-bit integer")]
    [InlineData("""{"name":1}""", "name must be a string")]
    [InlineData("""{"sql_body":{}}""", "sql_body must be a string")]
    [InlineData("""{"log_enabled":"true"}""", "log_enabled must be true or false")]
    [InlineData("""{"checkpoint_enabled":1}""", "checkpoint_enabled must be true or false")]
    [InlineData("""{"edge_group_ids":7}""", "edge_group_ids must be an array of strings")]
    [InlineData("""{"edge_group_ids":["a",7]}""", "edge_group_ids must be an array of strings")]
    [InlineData("""{"tags":"x"}""", "tags must be an array")]
    [InlineData("""{"tags":[{"key":1}]}""", "tags[0].key must be a string")]
    [InlineData("""{"resource_config":[]}""", "resource_config must be an object")]
    [InlineData("""{"resource_config":{"max_slot":"1"}}""", "resource_config.max_slot must be a 32-bit integer")]
    [InlineData(
        """{"resource_config":{"jobmanager_resource_spec":{"cpu":"1"}}}""",
        "resource_config.jobmanager_resource_spec.cpu must be a number")]
    [InlineData("[]", "the request body must be an object")]
    [InlineData("null", "the request body must be an object")]
    [InlineData("\"{}\"", "the request body must be an object")]
    public void A_wrong_type_is_refused_with_the_name_of_the_field(string body, string problem)
    {
        var error = Assert.Throws<DliException>(() => Read(body)).Error;

        Assert.Equal((400, "DLI.0001"), (error.Status, error.Code));
        Assert.Equal($"Parameter check failed: {problem}. Check the request and try again.", error.Message.English);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"name\": x}", 2, 11)]
    [InlineData("""{"name":"a"} trailing""", 1, 14)]
    [InlineData("""{"name":"a",}""", 1, 13)]
    public void Malformed_json_is_refused_with_its_position(string body, int line, int column)
    {
        var error = Assert.Throws<DliException>(() => Read(body)).Error;

        Assert.Equal((400, "DLI.10004"), (error.Status, error.Code));
        Assert.Contains($"(line {line}, column {column})", error.Message.English);
        Assert.Contains($"（第{line}行，第{column}列）", error.Message.Chinese);
    }

    [Theory]
    [InlineData("1", CheckpointMode.ExactlyOnce)]
    [InlineData("2", CheckpointMode.AtLeastOnce)]
    [InlineData("\"1\"", CheckpointMode.ExactlyOnce)]
    [InlineData("\"2\"", CheckpointMode.AtLeastOnce)]
    [InlineData("\"exactly_once\"", CheckpointMode.ExactlyOnce)]
    [InlineData("\"at_least_once\"", CheckpointMode.AtLeastOnce)]
    [InlineData("\"EXACTLY_ONCE\"", CheckpointMode.ExactlyOnce)]
    [InlineData("\"ExactlyOnce\"", CheckpointMode.ExactlyOnce)]
    [InlineData("\"AtLeastOnce\"", CheckpointMode.AtLeastOnce)]
    [InlineData("null", null)]
    public void Checkpoint_modes_are_read_in_every_form(string json, object? mode) =>
        Assert.Equal((CheckpointMode?)mode, Read($$"""{"checkpoint_mode":{{json}}}""").CheckpointMode);

    [Theory]
    [InlineData("3")]
    [InlineData("\"once\"")]
    [InlineData("true")]
    [InlineData("1.5")]
    public void Other_checkpoint_modes_are_refused(string json) => Assert.Equal(
        "DLI.11009", Assert.Throws<DliException>(() => Read($$"""{"checkpoint_mode":{{json}}}""")).Error.Code);

    [Theory]
    [InlineData("""["a","b"]""", "a|b")]
    [InlineData("\"a,b\"", "a|b")]
    [InlineData("\"a, b\"", "a|b")]
    [InlineData("[]", "")]
    [InlineData("\"\"", "")]
    public void Edge_groups_are_read_as_an_array_or_as_one_text(string json, string groups) =>
        Assert.Equal(groups, string.Join('|', Read($$"""{"edge_group_ids":{{json}}}""").EdgeGroupIds!));

    [Fact]
    public void Unknown_fields_and_nulls_are_passed_over()
    {
        var body = Read("""{"no_such_field":{"a":[1]},"tags":null,"manager_cu_number":null,"name":"n","x":1}""");

        Assert.Equal(("n", null, null), (body.Name, body.Tags, body.ManagerCuNumber));
    }

    [Fact]
    public void A_body_in_many_pieces_is_read_like_one()
    {
        const string Json = """{"name":"作业","sql_body":"select '😀' from t","cu_number":12}""";
        var bytes = Encoding.UTF8.GetBytes(Json);

        for (var size = 1; size < bytes.Length; size++)
        {
            var body = JsonBody.Read(Pieces(bytes, size), DliJson.Wire.SqlJobBody);

            Assert.Equal(("作业", "select '😀' from t", 12), (body.Name, body.SqlBody, body.CuNumber));
        }
    }

    private static SqlJobBody Read(string body) =>
        JsonBody.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), DliJson.Wire.SqlJobBody);

    private static ReadOnlySequence<byte> Pieces(byte[] bytes, int size)
    {
        var first = new Piece(bytes.AsMemory(0, size), null);
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
        {
            last = new Piece(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
