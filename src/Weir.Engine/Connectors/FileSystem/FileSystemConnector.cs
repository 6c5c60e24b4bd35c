using System.Text.RegularExpressions;
using Weir.Engine.Formats;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>Files of a directory tree, or one file: read once or watched for new files; written exactly once.</summary>
internal sealed class FileSystemConnector : Connector
{
    private const string PathKey = "path";
    private const string FormatKey = "format";
    private const string MonitorKey = "source.monitor-interval";
    private const string PatternKey = "source.path.regex-pattern";

    // A pattern that needs longer for one path is a mistake, not a pattern.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public override string Name => "filesystem";

    public override IReadOnlyList<OptionSpec> Options { get; } =
    [
        new(PathKey, OptionKind.Text, "A file, or a directory with everything below it.", Required: true),
        new(FormatKey, OptionKind.Text, "The format of the files.", Required: true),
        new(MonitorKey, OptionKind.Duration, "Watch for new files at this interval; without it the table is bounded."),
        new(PatternKey, OptionKind.Text, "Read only files whose whole absolute path matches this regular expression."),
        .. SinkOptions.Specs,
    ];

    // The format's options are checked by the format, which knows them.
    public override bool OwnsPrefix(string key) =>
        FormatCatalog.BuiltIn.All.Any(f => key.StartsWith(f.Name + ".", StringComparison.Ordinal));

    public override TableSource CreateSource(ConnectorContext context)
    {
        var values = ValuesOf(context.Table);
        var format = FormatOf(context.Table, values);
        var monitor = values.Duration(MonitorKey);
        if (monitor <= TimeSpan.Zero)
        {
            throw values.Bad(MonitorKey, "it must be longer than zero");
        }

        var source = new FileSource(
            context,
            format,
            new FileFinder(values.RequiredText(PathKey), context.ResolvePath, Pattern(values)),
            FormatContextOf(context, format),
            new Partitions(context.Table, values.RequiredText(SinkOptions.DefaultPartitionKey)),
            monitor);

        // What the format has against the options or columns is to be known before anything runs.
        source.CreateDecoder();
        source.CreateColumns();
        return source;
    }

    public override TableSink CreateSink(ConnectorContext context)
    {
        var values = ValuesOf(context.Table);
        var format = FormatOf(context.Table, values);
        if (context.Table.Metadata.Count > 0)
        {
            throw new OptionException($"The metadata column '{context.Table.Metadata.Keys.First()}' cannot be written");
        }

        var sink = new FileSink(
            context,
            format,
            FormatContextOf(context, format),
            context.ResolvePath(values.RequiredText(PathKey)),
            SinkOptions.From(values));
        sink.CreateEncoder();
        return sink;
    }

    private static Format FormatOf(TableDefinition table, OptionValues values)
    {
        var format = FormatCatalog.BuiltIn.Find(values.RequiredText(FormatKey));
        var foreign = FormatCatalog.BuiltIn.All.Where(f => f != format)
            .SelectMany(f => table.Options.Keys.Where(k => k.StartsWith(f.Name + ".", StringComparison.Ordinal)))
            .FirstOrDefault();
        return foreign is null
            ? format
            : throw new OptionException($"The option '{foreign}' does not belong to the format '{format.Name}'");
    }

    private static FormatContext FormatContextOf(ConnectorContext context, Format format)
    {
        var own = format.Name + ".";
        return new FormatContext(
            new RowFields(context.Table.Columns.Where(c => !FileColumns.IsOutside(context.Table, c.Name))),
            new RowFields(context.Wanted.Where(c => !FileColumns.IsOutside(context.Table, c.Name))),
            context.Table.Options.Where(o => o.Key.StartsWith(own, StringComparison.Ordinal))
                .ToDictionary(o => o.Key, o => o.Value),
            context.Zone);
    }

    private static Regex? Pattern(OptionValues values)
    {
        if (values.Text(PatternKey) is not { } text)
        {
            return null;
        }

        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException e)
        {
            throw values.Bad(PatternKey, e.Message);
        }
    }
}
