using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Service.Model;

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
        var wanted = order.Definition.Content.Settings;
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
        return named with { Name = options.Name };
    }

    /// <summary>Settings of the engine among the definition's properties (<c>key=value</c> lines); the rest belongs to other
    /// runtimes.</summary>
    public static Dictionary<string, string> EngineSettings(string properties) => properties
        .Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#') && line.IndexOf('=', StringComparison.Ordinal) > 0)
        .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => SettingCatalog.Find(pair[0]) is not null)
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last()[1], StringComparer.Ordinal);

    /// <summary>Megabytes of all task managers together.</summary>
    private static long MemoryOf(Model.JobSettings settings)
    {
        var resources = settings.Resources;
        return resources.TaskManager is { } manager
            ? manager.MemoryMb * Math.Max(1, settings.Parallelism / Math.Max(1, resources.SlotsPerTaskManager))
            : (long)(Math.Max(1, resources.TotalCus - resources.ManagerCus) * MegabytesPerCu);
    }
}
