using Weir.Engine.Options;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>When a file that is being written is closed before the next checkpoint closes it.</summary>
/// <param name="FileBytes">A file of this size is closed.</param>
/// <param name="FileAge">A file open for this long is closed at the next batch.</param>
/// <param name="DefaultPartition">Names the directory of a partition whose value is NULL or empty.</param>
internal sealed record SinkOptions(long FileBytes, TimeSpan FileAge, string DefaultPartition, int? Parallelism)
{
    public const string DefaultPartitionKey = "partition.default-name";

    private const string FileSizeKey = "sink.rolling-policy.file-size";
    private const string RolloverKey = "sink.rolling-policy.rollover-interval";
    private const string CheckKey = "sink.rolling-policy.check-interval";
    private const string ParallelismKey = "sink.parallelism";

    public static IReadOnlyList<OptionSpec> Specs { get; } =
    [
        new(FileSizeKey, OptionKind.Size, "A file of this size is closed and a new one begun.", Default: "128MB"),
        new(RolloverKey, OptionKind.Duration, "So is a file open for this long; a checkpoint closes it in any case.",
            Default: "30 min"),
        new(CheckKey, OptionKind.Duration, "How often Flink looks at ages; here every batch does.", Default: "1 min"),
        new(ParallelismKey, OptionKind.Integer, "Subtasks of the sink."),
        new(DefaultPartitionKey, OptionKind.Text, "Names the directory of a partition that is NULL or empty.",
            Default: "__DEFAULT_PARTITION__"),
        Later("auto-compaction", OptionKind.Boolean, "false"),
        Later("compaction.file-size", OptionKind.Size),
        Later("compaction.parallelism", OptionKind.Integer),
        Later("sink.shuffle-by-partition.enable", OptionKind.Boolean, "false"),
        Later("sink.partition-commit.trigger", OptionKind.Text, "process-time"),
        Later("sink.partition-commit.delay", OptionKind.Duration, "0 s"),
        Later("sink.partition-commit.watermark-time-zone", OptionKind.Text, "UTC"),
        Later("sink.partition-commit.policy.kind", OptionKind.Text),
        Later("sink.partition-commit.policy.class", OptionKind.Text),
        Later("sink.partition-commit.success-file.name", OptionKind.Text, "_SUCCESS"),
        Later("partition.time-extractor.kind", OptionKind.Text, "default"),
        Later("partition.time-extractor.class", OptionKind.Text),
        Later("partition.time-extractor.timestamp-pattern", OptionKind.Text),
        Later("partition.time-extractor.timestamp-formatter", OptionKind.Text, "yyyy-MM-dd HH:mm:ss"),
    ];

    public static SinkOptions From(OptionValues values)
    {
        var bytes = values.Size(FileSizeKey)!.Value;
        return new SinkOptions(
            bytes > 0 ? bytes : throw values.Bad(FileSizeKey, "it must be more than nothing"),
            values.Duration(RolloverKey)!.Value,
            values.RequiredText(DefaultPartitionKey),
            ParallelismOption.From(values, ParallelismKey));
    }

    private static OptionSpec Later(string key, OptionKind kind, string? standard = null) =>
        new(key, kind, "Not supported yet.", Default: standard) { Unsupported = true };
}
