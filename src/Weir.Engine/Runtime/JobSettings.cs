using Weir.Engine.Options;
using Weir.Engine.Planning;

namespace Weir.Engine.Runtime;

/// <summary>What SET says about running a plan.</summary>
public static class JobSettings
{
    /// <summary>These options, with what the settings give instead. The settings have been checked when they were set.
    /// </summary>
    public static JobOptions With(this JobOptions options, IReadOnlyDictionary<string, string> settings)
    {
        var values = OptionValues.Check("session", settings, SettingCatalog.All);
        var inMiniBatches = values.Boolean(SettingCatalog.MiniBatchKey);
        return options with
        {
            Name = Given(SettingCatalog.NameKey, values.Text) ?? options.Name,
            Parallelism = (int?)Given(SettingCatalog.ParallelismKey, values.Integer) ?? options.Parallelism,
            MaxParallelism = (int?)Given(SettingCatalog.MaxParallelismKey, values.Integer) ?? options.MaxParallelism,
            CheckpointInterval =
                Given(SettingCatalog.CheckpointIntervalKey, values.Duration) ?? options.CheckpointInterval,
            StateTtl = Given(SettingCatalog.StateTtlKey, values.Duration) ?? options.StateTtl,
            StateMemoryLimit = Given(SettingCatalog.StateMemoryKey, values.Size) ?? options.StateMemoryLimit,
            WatermarkInterval =
                Given(SettingCatalog.WatermarkIntervalKey, values.Duration) ?? options.WatermarkInterval,
            BufferTimeout = Given(SettingCatalog.BufferTimeoutKey, values.Duration)
                ?? (inMiniBatches ? values.Duration(SettingCatalog.MiniBatchLatencyKey) : null)
                ?? options.BufferTimeout,
            BatchRows = inMiniBatches && values.Integer(SettingCatalog.MiniBatchSizeKey) is > 0 and var rows
                ? (int)Math.Min(rows, options.BatchRows)
                : options.BatchRows,
        };

        T? Given<T>(string key, Func<string, T?> read) => settings.ContainsKey(key) ? read(key) : default;
    }
}
