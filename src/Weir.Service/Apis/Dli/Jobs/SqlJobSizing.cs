using System.Globalization;
using System.Text.Json;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>How large a job is: v1 counts CUs (1 CU is a core and 4 GB), v2 gives cores and memory one by one. Both are
/// stored and given back; only the version in force acts and is checked, because clients send back the other one
/// unchanged.</summary>
internal static class SqlJobSizing
{
    public const string V1 = "v1";
    public const string V2 = "v2";

    public static JobSettings Apply(JobSettings before, SqlJobBody body)
    {
        if (!Concerns(body))
        {
            return before;
        }

        var was = Version(before);
        var version = body.ResourceConfigVersion is { Length: > 0 } asked ? asked : was;
        var bag = before.Verbatim.With(Verbatim.ResourceConfigVersion, version == V1 ? null : version);
        if (body.ResourceConfig is { } config)
        {
            CheckTypes(config);
            var complete = JsonSerializer.Serialize(config.Complete(), DliJson.Wire.ResourceConfig);
            bag = bag.With(Verbatim.ResourceConfig, complete);
        }

        var parallelism = body.ParallelNumber ?? ParallelNumber(before);
        var slots = body.TmSlotNum ?? TmSlotNum(before);
        var settings = before with
        {
            Resources = before.Resources with
            {
                TotalCus = body.CuNumber ?? before.Resources.TotalCus,
                ManagerCus = body.ManagerCuNumber ?? before.Resources.ManagerCus,
                TaskManagerCus = body.TmCus ?? before.Resources.TaskManagerCus,
            },
        };
        return version == V1
            ? ApplyV1(settings, bag, parallelism, slots)
            : ApplyV2(settings, bag, parallelism, slots);
    }

    public static string Version(JobSettings settings) => settings.Verbatim[Verbatim.ResourceConfigVersion] ?? V1;

    /// <summary>The v1 parallelism, also while v2 is in force.</summary>
    public static int ParallelNumber(JobSettings settings) =>
        Figure(settings.Verbatim[Verbatim.ParallelNumber]) ?? settings.Parallelism;

    /// <summary>Slots of a task manager as they were sent; 0 = derive them.</summary>
    public static int TmSlotNum(JobSettings settings) =>
        Figure(settings.Verbatim[Verbatim.TmSlotNum]) ?? settings.Resources.SlotsPerTaskManager;

    /// <summary>Slots of a task manager, derived when they were not sent: the parallelism spread over the CUs that the
    /// manager leaves, rounded up, at least 1.</summary>
    public static int EffectiveSlots(JobSettings settings)
    {
        var sent = TmSlotNum(settings);
        var cus = settings.Resources.TotalCus - settings.Resources.ManagerCus;
        return sent > 0 ? sent
            : cus <= 0 ? 1
            : Math.Max(1, (int)Math.Ceiling(ParallelNumber(settings) * settings.Resources.TaskManagerCus / cus));
    }

    /// <summary>Always complete: the cloud returns it for v1 jobs too.</summary>
    public static ResourceConfig Config(JobSettings settings)
    {
        var stored = settings.Verbatim[Verbatim.ResourceConfig] is { } text
            ? JsonSerializer.Deserialize(text, DliJson.Wire.ResourceConfig)!
            : new ResourceConfig();
        return Version(settings) == V2
            ? stored.Complete() with { ParallelNumber = settings.Parallelism }
            : stored.Complete();
    }

    private static bool Concerns(SqlJobBody body) => body is not
    {
        CuNumber: null, ManagerCuNumber: null, ParallelNumber: null, TmCus: null, TmSlotNum: null,
        ResourceConfigVersion: null, ResourceConfig: null,
    };

    private static JobSettings ApplyV1(JobSettings settings, FieldBag bag, int parallelism, int slots)
    {
        var (cus, manager) = (settings.Resources.TotalCus, settings.Resources.ManagerCus);
        SqlJobChecks.Require(
            cus is >= SqlJobLimits.LeastCus and <= SqlJobLimits.MostCus,
            () => JobErrors.BadCus(SqlJobLimits.LeastCus, SqlJobLimits.MostCus));
        SqlJobChecks.Require(manager >= 1 && manager < cus, () => JobErrors.BadManagerCus);
        SqlJobChecks.Require(
            parallelism is >= 1 and <= SqlJobLimits.MostParallelism,
            () => JobErrors.BadParallelism(SqlJobLimits.MostParallelism));
        var most = (int)(SqlJobLimits.ParallelismPerCu * (cus - manager));
        SqlJobChecks.Require(parallelism <= most, () => JobErrors.ParallelismBeyondCus(most));
        return settings with
        {
            Parallelism = parallelism,
            Resources = settings.Resources with { SlotsPerTaskManager = slots, Manager = null, TaskManager = null },
            Verbatim = bag.With(Verbatim.ParallelNumber, null).With(Verbatim.TmSlotNum, null),
        };
    }

    private static JobSettings ApplyV2(JobSettings settings, FieldBag bag, int parallelism, int slots)
    {
        var config = (bag[Verbatim.ResourceConfig] is { } text
            ? JsonSerializer.Deserialize(text, DliJson.Wire.ResourceConfig)!
            : new ResourceConfig()).Complete();
        RequireRange("resource_config.parallel_number", config.ParallelNumber!.Value);
        RequireRange("resource_config.max_slot", config.MaxSlot!.Value);
        return settings with
        {
            Parallelism = config.ParallelNumber.Value,
            Resources = settings.Resources with
            {
                SlotsPerTaskManager = config.MaxSlot.Value,
                Manager = Spec("resource_config.jobmanager_resource_spec", config.JobManager!),
                TaskManager = Spec("resource_config.taskmanager_resource_spec", config.TaskManager!),
            },
            Verbatim = bag.With(Verbatim.ParallelNumber, Print(parallelism)).With(Verbatim.TmSlotNum, Print(slots)),
        };
    }

    /// <summary>What must hold whichever version is in force: texts stay short.</summary>
    private static void CheckTypes(ResourceConfig config) => SqlJobChecks.Require(
        (config.JobManager?.Memory?.Length ?? 0) <= SqlJobLimits.OtherName
            && (config.TaskManager?.Memory?.Length ?? 0) <= SqlJobLimits.OtherName,
        () => Errors.Parameter("resource_config", "has a memory text that is too long", "中的memory过长"));

    private static void RequireRange(string field, int value) => SqlJobChecks.Require(
        value is >= 1 and <= SqlJobLimits.MostParallelism,
        () => Errors.Parameter(
            field,
            $"must be 1 to {SqlJobLimits.MostParallelism}",
            $"必须在1~{SqlJobLimits.MostParallelism}之间"));

    private static ResourceSpec Spec(string field, ResourceSpecBody body)
    {
        SqlJobChecks.Require(
            body.Cpu is >= SqlJobLimits.LeastCores and <= SqlJobLimits.MostCus,
            () => Errors.Parameter(
                field + ".cpu",
                $"must be {SqlJobLimits.LeastCores} to {SqlJobLimits.MostCus} cores",
                $"必须在{SqlJobLimits.LeastCores}~{SqlJobLimits.MostCus}之间"));
        var megabytes = MemorySize.Megabytes(body.Memory!);
        SqlJobChecks.Require(
            megabytes >= SqlJobLimits.LeastMemoryMb,
            () => Errors.Parameter(
                field + ".memory",
                "must be a size such as 4G, 4 GB or 4096 MB, at least 2 GB",
                "必须形如4G、4 GB或4096 MB，且不小于2 GB"));
        return new ResourceSpec(body.Cpu!.Value, megabytes!.Value);
    }

    private static int? Figure(string? text) =>
        text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private static string Print(int figure) => figure.ToString(CultureInfo.InvariantCulture);
}
