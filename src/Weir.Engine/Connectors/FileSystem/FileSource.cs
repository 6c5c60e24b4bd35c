using Weir.Engine.Columns;
using Weir.Engine.Formats;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>A table of files: which files, which format, bounded or watched.</summary>
internal sealed class FileSource(
    ConnectorContext context,
    Format format,
    FileFinder finder,
    FormatContext formatContext,
    Partitions partitions,
    TimeSpan? monitor) : TableSource
{
    public override ChangelogMode Mode => format.Mode;

    public override bool Bounded => monitor is null;

    public override SourceReader CreateReader(SourceReaderContext reader) =>
        new FileReader(context.Time, finder, CreateDecoder(), CreateColumns(), monitor, reader);

    public FileColumns CreateColumns() => new(context, finder, partitions);

    public RecordDecoder CreateDecoder() => format.CreateDecoder(formatContext);
}
