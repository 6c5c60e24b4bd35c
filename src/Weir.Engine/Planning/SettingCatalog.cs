using Weir.Engine.Options;

namespace Weir.Engine.Planning;

/// <summary>The settings that SET takes, as data. What is not here is refused: nothing is accepted and ignored.</summary>
public static class SettingCatalog
{
    public const string ZoneKey = "table.local-time-zone";
    public const string StateTtlKey = "table.exec.state.ttl";
    public const string ParallelismKey = "parallelism.default";
    public const string MaxParallelismKey = "pipeline.max-parallelism";
    public const string CheckpointIntervalKey = "execution.checkpointing.interval";
    public const string WatermarkIntervalKey = "pipeline.auto-watermark-interval";
    public const string NameKey = "pipeline.name";
    public const string BufferTimeoutKey = "execution.buffer-timeout.interval";
    public const string MiniBatchKey = "table.exec.mini-batch.enabled";
    public const string MiniBatchLatencyKey = "table.exec.mini-batch.allow-latency";
    public const string MiniBatchSizeKey = "table.exec.mini-batch.size";
    public const string StateMemoryKey = "weir.state.memory";

    public static IReadOnlyList<OptionSpec> All { get; } =
    [
        new(ZoneKey, OptionKind.Text, "Session time zone: an IANA name, or an offset such as +08:00.", Default: "UTC"),
        new(StateTtlKey, OptionKind.Duration, "Idle state is dropped after this time; 0 keeps it for ever.", Default: "0 ms"),
        new(ParallelismKey, OptionKind.Integer, "Subtasks per operator.", Default: "1"),
        new(MaxParallelismKey, OptionKind.Integer, "Key groups; fixed for the life of the job's state.", Default: "128"),
        new(CheckpointIntervalKey, OptionKind.Duration, "Time between checkpoints; 0 takes none.", Default: "0 ms"),
        new(WatermarkIntervalKey, OptionKind.Duration, "Event time between two emitted watermarks.", Default: "200 ms"),
        new(NameKey, OptionKind.Text, "Name of the job."),
        new(BufferTimeoutKey, OptionKind.Duration, "Longest time a row waits in an exchange.", Default: "10 ms"),
        new(StateMemoryKey, OptionKind.Size, "Memory that the job's state may use.", Default: "1 gb"),
        new("table.exec.source.idle-timeout", OptionKind.Duration,
            "A source that is silent so long no longer holds back the watermark; 0 = never.", Default: "0 ms"),
        new("table.exec.sink.not-null-enforcer", OptionKind.Text,
            "A NULL for a NOT NULL column of a sink fails the job (ERROR) or drops the row (DROP).", Default: "ERROR")
            { Choices = ["ERROR", "DROP"] },
        new("execution.runtime-mode", OptionKind.Text, "Always streaming.", Default: "streaming") { Choices = ["streaming"] },
        new(MiniBatchKey, OptionKind.Boolean,
            "Changes are folded per batch either way; when true, latency and size below hold.", Default: "false"),
        new(MiniBatchLatencyKey, OptionKind.Duration, "With mini-batch: longest time a row waits in an exchange."),
        new(MiniBatchSizeKey, OptionKind.Integer, "With mini-batch: rows of a source's batch at most."),
    ];

    public static OptionSpec? Find(string key) => All.FirstOrDefault(s => s.Key == key);

    /// <summary>The zone of an IANA name or offset; null when there is none.</summary>
    public static TimeZoneInfo? ZoneOf(string text)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
        {
            return zone;
        }

        var offset = text.StartsWith("GMT", StringComparison.Ordinal) || text.StartsWith("UTC", StringComparison.Ordinal)
            ? text[3..]
            : text;
        return TimeSpan.TryParse(offset.TrimStart('+'), System.Globalization.CultureInfo.InvariantCulture, out var span)
            && span.Duration() < TimeSpan.FromHours(18)
            ? TimeZoneInfo.CreateCustomTimeZone(text, span, text, text)
            : null;
    }
}
