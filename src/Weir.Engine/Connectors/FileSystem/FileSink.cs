using Weir.Engine.Columns;
using Weir.Engine.Formats;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>A directory that is written: which format, how files are cut, which partitions.</summary>
internal sealed class FileSink(
    ConnectorContext context, Format format, FormatContext formatContext, string root, SinkOptions options) : TableSink
{
    public override ChangelogMode Accepts => format.Accepts;

    public override int? Parallelism => options.Parallelism;

    public override SinkWriter CreateWriter(SinkWriterContext writer) => new FileWriter(
        root,
        context,
        CreateEncoder(),
        new Partitions(context.Table, options.DefaultPartition),
        options,
        writer);

    public RecordEncoder CreateEncoder() => format.CreateEncoder(formatContext);
}
