using Weir.Engine.Runtime;
using Weir.Service.Control.Parameters;

namespace Weir.Service.Runtimes.Embedded;

/// <summary>A definition's settings as options of the engine.</summary>
internal static class RunOptions
{
    /// <summary>A process restart always resumes, also when the user asked for no checkpoints: then as often as
    /// this.</summary>
    private static readonly TimeSpan OwnInterval = TimeSpan.FromSeconds(10);

    private const long MegabytesPerCu = 4096;

    public static JobOptions Of(StartOrder order, IReadOnlyDictionary<string, string> settings, TimeProvider clock)
    {
        var parameters = Parameters(order);
        var wanted = JobProperties.Overlay(order.Definition.Content.Settings, StartParameters.Of(order.Parameters));
        var options = new JobOptions
        {
            Name = $"job-{order.Job.Id}",
            Epoch = order.Run.Key.Epoch,
            Parallelism = Math.Max(1, wanted.Parallelism),
            CheckpointInterval = wanted.Checkpointing is { Enabled: true, IntervalMs: > 0 }
                ? TimeSpan.FromMilliseconds(wanted.Checkpointing.IntervalMs)
                : OwnInterval,
            CheckpointDirectory = Path.Combine(order.JobDirectory, "checkpoints"),
            RestoreFrom = order.RestoreFrom?.Path,
            DefinitionVersion = order.Definition.Version,
            StateTtl = TimeSpan.FromMilliseconds(wanted.StateTtlMs),
            StateMemoryLimit = MemoryOf(wanted) << 20,
            Time = clock,
        };
        var named = options.With(settings);
        return named with { Name = options.Name, StateTtl = AtMost(named.StateTtl, parameters.BackendTtl) };
    }

    /// <summary>Settings of the engine: from the definition's properties, and over them from the start's own
    /// parameters.</summary>
    public static Dictionary<string, string> EngineSettings(StartOrder order) => Parameters(order).EngineSettings();

    private static ParameterSet Parameters(StartOrder order) => ParameterSet
        .Parse(order.Definition.Content.Settings.Properties)
        .With(StartParameters.Of(order.Parameters));

    private static TimeSpan AtMost(TimeSpan ttl, TimeSpan? limit) => limit is { } most && (ttl == TimeSpan.Zero || ttl > most)
        ? most
        : ttl;

    /// <summary>Megabytes of all task managers together.</summary>
    private static long MemoryOf(Model.JobSettings settings)
    {
        var resources = settings.Resources;
        return resources.TaskManager is { } manager
            ? manager.MemoryMb * Math.Max(1, settings.Parallelism / Math.Max(1, resources.SlotsPerTaskManager))
            : (long)(Math.Max(1, resources.TotalCus - resources.ManagerCus) * MegabytesPerCu);
    }
}
