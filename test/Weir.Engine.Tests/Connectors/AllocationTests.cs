using Weir.Engine.Connectors;
using Weir.Engine.Tests.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

/// <summary>Warm readers and writers of files allocate nothing per row.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Rows = 400_000;
    private const double BytesPerRow = 0.01;

    private static readonly RowFields Columns = Decoded.Columns(
        ("i", SqlType.BigInt), ("s", SqlType.String), ("d", SqlType.Double), ("e", SqlType.Decimal(10, 2)),
        ("t", SqlType.Timestamp(3)));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("debezium-json")]
    public void Reading_and_writing_files(string format)
    {
        var path = _folder.Path + "/in";
        Directory.CreateDirectory(path);
        File.WriteAllLines(path + "/data", Enumerable.Range(0, Rows).Select(i => format switch
        {
            "csv" => $"{i},a text that is long enough {i % 100},{i}.5,{i % 1000}.25,2024-02-29 13:14:15.123",
            "json" => Json(i),
            _ => $"{{\"before\":null,\"after\":{Json(i)},\"op\":\"c\"}}",
        }));
        using var reader = Tables.Source(
                Columns, null, ("connector", "filesystem"), ("path", path), ("format", format))
            .CreateReader(new SourceReaderContext(0, 1, 2048));
        var context = Tables.Context(
            Columns, null, ("connector", "filesystem"), ("path", _folder.Path + "/out"), ("format", format));
        using var writer = ConnectorCatalog.BuiltIn.CreateSink(context).CreateWriter(
            new SinkWriterContext("job", "sink", 1, 0, 1));
        Pass(reader, writer, Rows / 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = Pass(reader, writer, Rows / 2);
        Assert.InRange(rows, Rows / 2, Rows);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (double)rows, 0, BytesPerRow);
    }

    private static string Json(int i) =>
        $"{{\"i\":{i},\"s\":\"a text that is long enough {i % 100}\",\"d\":{i}.5,\"e\":{i % 1000}.25,"
        + "\"t\":\"2024-02-29 13:14:15.123\"}";

    private static int Pass(SourceReader reader, SinkWriter writer, int atLeast)
    {
        var rows = 0;
        while (rows < atLeast && reader.Read() == ReadStatus.Rows)
        {
            writer.Write(reader.Batch);
            rows += reader.Batch.Count;
        }

        return rows;
    }
}
