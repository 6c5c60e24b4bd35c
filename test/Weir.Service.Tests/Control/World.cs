using Microsoft.Extensions.Logging.Abstractions;
using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Xunit;

namespace Weir.Service.Tests.Control;

/// <summary>
/// A control plane on a directory of its own, stepped by the test, beside a cluster that outlives it. It can be killed
/// at any fail-point and opened again.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>A directory after its first start, to be copied: hashing a password is slow on purpose.</summary>
    private static readonly Lazy<Task<string>> Fresh = new(MakeFresh);

    private readonly string root = Directory.CreateTempSubdirectory("weir-control-").FullName;
    private DataDirectory? directory;

    private World()
    {
    }

    public ManualTime Time { get; } = new();

    public ToyCluster Cluster { get; } = new();

    public ToyRuntime Runtime { get; private set; } = null!;

    public ControlPlane Control { get; private set; } = null!;

    public Caller Caller { get; private set; } = null!;

    public Jobs Jobs => Control.Jobs;

    public bool EndsWithProcess { get; private init; }

    public Settings Settings { get; init; } = new();

    /// <summary>Called at each fail-point; may throw <see cref="SimulatedCrashException"/>.</summary>
    public Action<string> AtFailPoint { get; set; } = static _ => { };

    public static async Task<World> Open(bool endsWithProcess = false, Settings? settings = null)
    {
        var world = new World { EndsWithProcess = endsWithProcess, Settings = settings ?? new Settings() };
        foreach (var file in Directory.GetFiles(await Fresh.Value))
        {
            File.Copy(file, Path.Combine(world.root, Path.GetFileName(file)), overwrite: true);
        }

        await world.Begin();
        return world;
    }

    /// <summary>The process dies here: nothing is tidied up but what the system itself would.</summary>
    public async Task Reopen(RuntimeSet? runtimes = null)
    {
        var atFailPoint = AtFailPoint;
        AtFailPoint = static _ => { };
        await Close();
        if (EndsWithProcess)
        {
            Cluster.LoseAll();
        }

        await Begin(runtimes);
        AtFailPoint = atFailPoint;
    }

    /// <summary>Lets everything happen that is due now.</summary>
    public Task Settle() => Control.Reconciler.StepAll();

    public async Task Pass(TimeSpan time)
    {
        Time.Advance(time);
        await Settle();
    }

    /// <summary>A committed SQL job.</summary>
    public async Task<int> NewJob(string name = "j", JobSettings? settings = null, string sql = "select 1") =>
        (await Jobs.Create(Caller, Wanted(name, settings, sql))).Value.Job.Id;

    public static NewJob Wanted(string name, JobSettings? settings = null, string sql = "select 1") => new()
    {
        Name = name,
        Kind = JobKind.Sql,
        Type = "flink_opensource_sql_job",
        Definition = new JobDefinition { Sql = sql, Settings = settings ?? new JobSettings() },
        Committed = true,
    };

    public async Task<int> RunningJob(JobSettings? settings = null)
    {
        var job = await NewJob(settings: settings);
        Assert.Null((await Jobs.Run(Caller, job, new RunRequest())).Refusal);
        await Settle();
        Assert.Equal(JobState.Running, await State(job));
        return job;
    }

    public async Task<JobDetail> Show(int job) => (await Jobs.Show(Caller, job)).Value;

    public async Task<JobState> State(int job) => (await Show(job)).Job.State;

    /// <summary>The copy that the job's present epoch has in the cluster.</summary>
    public async Task<ToyRun> Copy(int job) => Cluster.Runs[(await Show(job)).Run!.RuntimeJobId];

    public static JobEdit Sql(string sql) => new()
    {
        Definition = (_, before) => before with { Sql = sql },
        FixedWhileLive = static (before, after) => before.Sql == after.Sql ? null : "sql",
    };

    public async ValueTask DisposeAsync()
    {
        AtFailPoint = static _ => { };
        await Close();
        Directory.Delete(root, recursive: true);
    }

    private static async Task<string> MakeFresh()
    {
        var made = Directory.CreateTempSubdirectory("weir-fresh-").FullName;
        using var directory = DataDirectory.Open(made);
        var none = new RuntimeSet([]);
        await using var control = new ControlPlane(
            directory, none, new Settings(), new ManualTime(), NullLogger.Instance);
        await FirstStart.Run(
            control.Database, control.MasterKey, control.Clock, RuntimeSet.Embedded, static _ => { });
        return made;
    }

    private Task Begin(RuntimeSet? runtimes = null)
    {
        directory = DataDirectory.Open(root);
        Runtime = new ToyRuntime(Cluster, EndsWithProcess);
        Control = new ControlPlane(
            directory,
            runtimes ?? new RuntimeSet([Runtime]),
            Settings,
            Time,
            NullLogger.Instance,
            new FailPoints(point => AtFailPoint(point)));
        Caller = Control.Database.Read(session =>
        {
            var project = AccountStore.AllProjects(session)[0];
            var user = AccountStore.UserByName(session, "admin", null)!;
            return new Caller
            {
                UserId = user.Id,
                UserName = user.Name,
                AccountId = user.AccountId,
                AccountName = user.AccountName,
                ProjectId = project.Id,
                ProjectName = project.Name,
            };
        });
        Control.Reconciler.Attach();
        return Task.CompletedTask;
    }

    private async Task Close()
    {
        await Control.DisposeAsync();
        directory?.Dispose();
    }
}
