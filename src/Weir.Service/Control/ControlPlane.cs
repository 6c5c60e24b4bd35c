using Weir.Service.Accounts;
using Weir.Service.Runtimes;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>Everything a dialect may use, made once at start. Dialects get this and nothing else.</summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private readonly Database database;

    /// <summary>Opens the store and builds the rooms on it; nothing moves before <see cref="Reconciler"/> is
    /// started.</summary>
    public ControlPlane(
        DataDirectory directory,
        RuntimeSet runtimes,
        Settings settings,
        TimeProvider clock,
        ILogger log,
        FailPoints? failPoints = null)
    {
        var points = failPoints ?? FailPoints.None;
        database = Database.Open(directory.Database, clock, points);
        var definitions = new DefinitionStore();
        var details = new Details(definitions);
        MasterKey = new MasterKey(directory.ReadOrMakeMasterKey(MasterKey.KeyBytes));
        Settings = settings;
        Clock = clock;
        Runtimes = runtimes;
        Identity = new Identity(database, MasterKey, clock);
        Projects = new Projects(database, clock);
        Queues = new Queues(database, clock);
        Buckets = new Buckets(database, clock);
        Jobs = new Jobs(
            database,
            details,
            definitions,
            new JobUpdates(database, details, definitions, clock),
            new JobRuns(database, details, definitions, runtimes, clock),
            new JobCreation(database, details, definitions, settings, clock));
        Reports = new JobReports(Jobs, runtimes, clock);
        Reconciler = new Reconciler(database, definitions, runtimes, directory, clock, points, log);
    }

    public Jobs Jobs { get; }

    public JobReports Reports { get; }

    public Projects Projects { get; }

    public Queues Queues { get; }

    public Buckets Buckets { get; }

    public Identity Identity { get; }

    public RuntimeSet Runtimes { get; }

    public Reconciler Reconciler { get; }

    public Settings Settings { get; }

    public TimeProvider Clock { get; }

    public Database Database => database;

    public MasterKey MasterKey { get; }

    /// <summary>Stops deciding, lets runtimes take their last checkpoints, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Reconciler.DisposeAsync();
        foreach (var runtime in Runtimes.All)
        {
            await runtime.Close(CancellationToken.None);
        }

        database.Dispose();
    }
}
