using Weir.Engine.Planning;

namespace Weir.Service.Control.Parameters;

/// <summary>The 28 parameters of the vendor's table, in its order. This is the only place that says what a key means; what
/// nothing acts on yet says why in <see cref="Parameter.NotYet"/>.</summary>
internal static class ParameterTable
{
    public const string CheckpointMode = "blink.checkpoint.mode";
    public const string CheckpointInterval = "blink.checkpoint.interval.ms";
    public const string StateTtl = "blink.state.ttl.ms";
    public const string SubmitTimeout = "blink.job.submit.timeoutInSeconds";

    /// <summary>Timers reach no further (about 24 days).</summary>
    private const long LongestTimer = int.MaxValue;

    /// <summary>A hundred years: more is for ever.</summary>
    private const long LongestTtl = 3_155_760_000_000;

    /// <summary>Seconds that a client may make a thread compile for; the vendor advises 250, its users set 600.</summary>
    private const long LongestCompile = 600;

    private const long MostMegabytes = 1 << 20;

    private const string Folds =
        "the engine always folds the changes of a batch before it emits them, with or without this";

    private const string NoCache = "state has no cache of its own to size: pages live in the memory of the state";

    private const string ForFlink = "there is no such process or JVM beside the engine; a Flink queue will take it";

    public static IReadOnlyList<Parameter> All { get; } =
    [
        new(CheckpointMode, ParameterKind.Choice, "What a checkpoint guarantees.")
        {
            Choices = ["EXACTLY_ONCE", "AT_LEAST_ONCE"],
            Ours = "the job's checkpoint mode",
            Flink = "execution.checkpointing.mode",
        },
        Milliseconds(CheckpointInterval, "Time between checkpoints.", LongestTimer) with
        {
            Least = 1,
            Ours = "the job's checkpoint interval",
            Flink = "execution.checkpointing.interval",
        },
        Milliseconds("blink.checkpoint.timeout.ms", "When a checkpoint that is not complete is given up.", LongestTimer) with
        {
            Least = 1,
            Default = "600000",
            Flink = "execution.checkpointing.timeout",
            NotYet = "the engine does not give up a checkpoint by the clock yet",
        },
        Megabytes("blink.job.option.jmMemMB", "Memory of the job manager.") with
        {
            Flink = "jobmanager.memory.process.size",
            NotYet = ForFlink,
        },
        new("blink.job.option", ParameterKind.Arguments, "Arguments of flink run, several if wanted.")
        {
            Ours = "-yD key=value and -D key=value: settings of the engine; -p: the parallelism",
            ToEngine = static value => JobArguments.Settings(value).Where(static s => EngineKeys.Knows(s.Key)),
            Flink = "-yD key=value: that key",
        },
        new("client.jvm.option", ParameterKind.Text, "Options of the JVM that compiles.")
        {
            Flink = "env.java.opts.client",
            NotYet = "SQL is compiled without a JVM",
        },
        MiniBatchLatency("blink.miniBatch.allowLatencyMs", "How long a batch may wait.") with
        {
            State = StateRule.VendorLosesIt,
        },
        Count("blink.miniBatch.size", "Rows of a batch at most.") with
        {
            Ours = SettingCatalog.MiniBatchSizeKey,
            ToEngine = static value => [new(SettingCatalog.MiniBatchKey, "true"), new(SettingCatalog.MiniBatchSizeKey, value)],
            Flink = "table.exec.mini-batch.enabled and table.exec.mini-batch.size",
            State = StateRule.VendorLosesIt,
        },
        MiniBatchLatency("blink.microBatch.allowLatencyMs", "As miniBatch, triggered by marks in the stream."),
        Flag("blink.localAgg.enabled", "Aggregates before rows are exchanged, too.") with
        {
            Default = "true in Blink 2.2, false in others",
            Flink = "table.optimizer.agg-phase-strategy",
            State = StateRule.VendorLosesIt,
            NotYet = "aggregation in two phases is to come",
        },
        Flag("blink.partialAgg.enabled", "Spreads the hot keys of COUNT DISTINCT.") with
        {
            Default = "false",
            Flink = "table.optimizer.distinct-agg.split.enabled",
            NotYet = "splitting distinct aggregates is to come",
        },
        Flag("sql.exec.mini-batch.window.enabled", "Mini-batch for window aggregates.") with
        {
            Default = "false",
            NotYet = Folds,
        },
        new("sql.exec.source.idle.timeout.ms", ParameterKind.Whole,
            "A source that is silent so long holds back no watermark.")
        {
            Unit = "ms",
            Default = "-1 (off)",
            Least = -1,
            Most = LongestTimer,
            Ours = IdleTimeout,
            ToEngine = static value => [new(IdleTimeout, value.StartsWith('-') ? "0 ms" : $"{value} ms")],
            Flink = "table.exec.source.idle-timeout",
        },
        Milliseconds(StateTtl, "When state that nothing touches is dropped.", LongestTtl) with
        {
            Default = "never",
            Ours = "the job's state time to live",
            Flink = "table.exec.state.ttl",
        },
        Count("blink.topn.cache.size", "Rows that TopN keeps in its cache.") with
        {
            Default = "10000",
            Flink = "table.exec.rank.topn-cache-size",
            NotYet = NoCache,
        },
        new(SubmitTimeout, ParameterKind.Whole, "How long compiling may take.")
        {
            Unit = "s",
            Default = "180",
            Least = 1,
            Most = LongestCompile,
            Ours = "how long a start waits for the compiler",
        },
        new("blink.job.timeZone", ParameterKind.Zone, "Time zone of the job.")
        {
            Default = "that of the vendor's console",
            Ours = SettingCatalog.ZoneKey,
            ToEngine = static value => [new(SettingCatalog.ZoneKey, value)],
            Flink = "table.local-time-zone",
        },
        Flag("blink.object.reuse", "Hands objects over without copying.") with
        {
            Default = "true from Blink 2.2.0, false before",
            Flink = "pipeline.object-reuse",
            NotYet = "batches are always handed over without copying",
        },
        Milliseconds("blink.auto.watermark.interval.ms", "Time between two watermarks.", LongestTimer) with
        {
            Default = "100",
            Ours = SettingCatalog.WatermarkIntervalKey,
            ToEngine = static value => [new(SettingCatalog.WatermarkIntervalKey, $"{value} ms")],
            Flink = "pipeline.auto-watermark-interval",
        },
        Flag("blink.job.timestamp.reserve.ms", "Some sinks keep the milliseconds of TIMESTAMP.") with
        {
            Default = "false",
            NotYet = "the sinks that it is about are not here; ours keep what the column's type says",
        },
        Count("yarn.app.blink.source.buffer-len", "Length of the queue behind a source's reader.") with
        {
            Default = "10",
            Flink = "source.reader.element.queue.capacity",
            NotYet = "sources have no queue: the task that computes reads itself",
        },
        Count("yarn.app.blink.source.source.idle-interval", "Pause of a reader that has nothing to read.") with
        {
            Unit = "100 ms",
            Default = "10",
            NotYet = "readers do not sleep: they wake when there is something to read, or as the table's options say",
        },
        Flag("sql.exec.fault.tolerance.enabled", "The vendor does not explain it.") with
        {
            Default = "false",
            NotYet = "not explained by the vendor; restarts after failures are always on",
        },
        BackendTtl("state.backend.niagara.ttl.ms", "Niagara"),
        Megabytes("state.backend.block.cache.size.mb", "Read cache of the state backend.") with
        {
            Default = "256",
            Flink = "state.backend.rocksdb.block.cache-size",
            NotYet = NoCache,
        },
        Megabytes("state.backend.mem.table.size.mb", "Write cache of the state backend.") with
        {
            Default = "128",
            Flink = "state.backend.rocksdb.writebuffer.size",
            NotYet = NoCache,
        },
        BackendTtl("state.backend.gemini.ttl.ms", "Gemini"),
        Megabytes("state.backend.gemini.mem.size.mb", "Memory of the state.") with
        {
            Default = "384",
            Ours = SettingCatalog.StateMemoryKey,
            ToEngine = static value => [new(SettingCatalog.StateMemoryKey, $"{value} mb")],
            Flink = "state.backend.rocksdb.memory.fixed-per-slot",
        },
    ];

    private const string IdleTimeout = "table.exec.source.idle-timeout";

    private static readonly Dictionary<string, Parameter> ByKey = All.ToDictionary(static p => p.Key);

    public static Parameter? Find(string key) => ByKey.GetValueOrDefault(key);

    private static Parameter Milliseconds(string key, string meaning, long most) =>
        new(key, ParameterKind.Whole, meaning) { Unit = "ms", Most = most };

    private static Parameter Megabytes(string key, string meaning) =>
        new(key, ParameterKind.Whole, meaning) { Unit = "MB", Least = 1, Most = MostMegabytes };

    private static Parameter Count(string key, string meaning) =>
        new(key, ParameterKind.Whole, meaning) { Least = 1, Most = int.MaxValue };

    private static Parameter Flag(string key, string meaning) => new(key, ParameterKind.Flag, meaning);

    // Of the two keys the one written later counts, as at the vendor's: both become the same setting.
    private static Parameter MiniBatchLatency(string key, string meaning) => Milliseconds(key, meaning, LongestTimer) with
    {
        Least = 1,
        Default = "off when absent",
        Ours = SettingCatalog.MiniBatchLatencyKey,
        ToEngine = static value =>
            [new(SettingCatalog.MiniBatchKey, "true"), new(SettingCatalog.MiniBatchLatencyKey, $"{value} ms")],
        Flink = "table.exec.mini-batch.enabled and table.exec.mini-batch.allow-latency",
    };

    private static Parameter BackendTtl(string key, string backend) =>
        Milliseconds(key, $"How long the {backend} state backend keeps data.", LongestTtl) with
        {
            Least = 1,
            Default = "129600000",
            Ours = "an upper limit of the job's state time to live",
            Flink = "table.exec.state.ttl",
        };
}
