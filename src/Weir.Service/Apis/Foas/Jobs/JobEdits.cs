using Weir.Service.Control.Parameters;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>Lays the fields over a definition: those that are present replace, absent ones stay. Creating lays them over
/// what a job has here when nothing is said.</summary>
internal static class JobEdits
{
    public const string CurrentVersion = "current";
    public const string Cluster = "weir";

    private const string MainClass = "blink.main.class";
    private const string MainJar = "blink.main.jar";

    /// <summary>As at the vendor's, checkpoints are on and failures are followed by a restart; ten an hour are enough to
    /// tell a lasting failure from a passing one.</summary>
    private static readonly JobSettings Defaults = new()
    {
        Checkpointing = new Checkpointing { Enabled = true },
        Restart = new RestartPolicy { OnFailure = true, FromCheckpoint = true, MaxPerHour = 10 },
        EngineVersion = CurrentVersion,
        Queue = Queue.Default,
        Verbatim = FieldBag.Empty.With(Verbatim.ClusterId, Cluster),
    };

    public static JobDefinition New(JobFields fields, JobKind kind, string projectName) =>
        Apply(new JobDefinition { Settings = Defaults }, fields, kind, projectName);

    public static JobDefinition Apply(JobDefinition before, JobFields fields, JobKind kind, string projectName)
    {
        var settings = fields.Properties is { } text
            ? JobProperties.Apply(before.Settings, text)
            : before.Settings;
        settings = settings with
        {
            EngineVersion = fields.EngineVersion ?? settings.EngineVersion,
            Queue = fields.QueueName is { } queue ? QueueNames.Ours(queue, projectName) : settings.Queue,
            UdfJars = fields.Packages is { } packages ? PackagesOf(packages) : settings.UdfJars,
            Parallelism = fields.PlanJson is { } plan ? Parallelism(settings, plan) : settings.Parallelism,
            Verbatim = ApplyVerbatim(settings.Verbatim, fields, projectName),
        };
        return kind == JobKind.Sql
            ? before with { Sql = fields.Code ?? before.Sql, Settings = settings }
            : before with { Settings = fields.Code is { } code ? WithProgram(settings, code) : settings };
    }

    /// <summary>Package names, separated by commas.</summary>
    public static TextList PackagesOf(string packages) =>
        TextList.Create(packages.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What the plan says; one without a word about it leaves what another dialect has set.</summary>
    private static int Parallelism(JobSettings before, string plan) =>
        PlanJson.Parallelism(plan)
        ?? (PlanJson.Parallelism(before.Verbatim[Verbatim.PlanJson]) is null ? before.Parallelism : 1);

    /// <summary>Lines that begin with -- are comments in these texts, too.</summary>
    private static JobSettings WithProgram(JobSettings settings, string code)
    {
        var lines = code.Split('\n').Where(static line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal));
        var program = ParameterSet.Parse(string.Join('\n', lines));
        return settings with
        {
            Jar = new JarProgram
            {
                MainClass = program[MainClass] ?? "",
                Entrypoint = program[MainJar] ?? (settings.UdfJars.Count > 0 ? settings.UdfJars[0] : ""),
            },
            Verbatim = settings.Verbatim.With(Verbatim.Code, code.Length == 0 ? null : code),
        };
    }

    private static FieldBag ApplyVerbatim(FieldBag bag, JobFields fields, string projectName)
    {
        Keep(Verbatim.PlanJson, fields.PlanJson);
        Keep(Verbatim.ClusterId, fields.ClusterId);
        Keep(Verbatim.FolderId, fields.FolderId);

        // These have a meaning of their own in the settings; the text is kept only where it cannot be rebuilt from it.
        Keep(Verbatim.QueueName, Odd(fields.QueueName, queue => QueueNames.Ours(queue, projectName)));
        Keep(Verbatim.Packages, Odd(fields.Packages, static packages => PackagesOf(packages).ToString()));
        return bag;

        void Keep(string name, string? text)
        {
            if (text is not null)
            {
                bag = bag.With(name, text.Length == 0 ? null : text);
            }
        }

        static string? Odd(string? text, Func<string, string> rebuilt) =>
            text is null ? null : rebuilt(text) == text ? "" : text;
    }
}
