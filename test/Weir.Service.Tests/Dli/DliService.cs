using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Weir.Service.Accounts;
using Weir.Service.Apis.Dli;
using Weir.Service.Control;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Xunit;
using FoasApi = Weir.Service.Apis.Foas;

namespace Weir.Service.Tests.Dli;

[CollectionDefinition(Name)]
public sealed class DliCollection : ICollectionFixture<DliService>
{
    public const string Name = "DLI over HTTP";
}

/// <summary>The DLI dialect on a real control plane behind a real server on the loopback, with a runtime that a test
/// scripts. The reconciler moves only when a test says so, so nothing has to be waited for.</summary>
public sealed class DliService : IAsyncLifetime
{
    private static int names;

    private readonly string root = Directory.CreateTempSubdirectory("weir-dli-").FullName;
    private readonly ManualClock clock = new(DateTimeOffset.UtcNow);

    private DataDirectory directory = null!;
    private ControlPlane control = null!;
    private WebApplication app = null!;
    private int places;

    internal ScriptedRuntime Runtime { get; } = new();

    internal Credentials Credentials { get; private set; } = null!;

    internal Uri Endpoint { get; private set; } = null!;

    /// <summary>A client with a token of the first project.</summary>
    internal DliClient Admin { get; private set; } = null!;

    internal ManualClock Clock => clock;

    internal ControlPlane Control => control;

    internal Settings Settings { get; init; } = new();

    /// <summary>A name that no other job has.</summary>
    public static string NewName() =>
        $"job-{Interlocked.Increment(ref names).ToString(CultureInfo.InvariantCulture)}-";

    public async ValueTask InitializeAsync()
    {
        directory = DataDirectory.Open(root);
        control = new ControlPlane(
            directory, new RuntimeSet([Runtime]), Settings, clock, NullLogger.Instance);
        Credentials = (await FirstStart.Run(
            control.Database, control.MasterKey, clock, RuntimeSet.Embedded, static _ => { }))!;
        control.Reconciler.Attach();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.RequestHeaderEncodingSelector = static _ => Encoding.UTF8);
        app = builder.Build();
        new Routes(control, Signing.For(control), NullLogger<Routes>.Instance).Map(app);
        new FoasApi.Routes(
            control, FoasApi.Signing.For(control), NullLogger<FoasApi.Routes>.Instance).Map(app);
        await app.StartAsync();
        Endpoint = new Uri(app.Urls.Single());
        Admin = await LogIn(Credentials.User, Credentials.Password, Credentials.Domain, Credentials.ProjectId);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await app.DisposeAsync();
        await control.DisposeAsync();
        directory.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Who says nothing about himself, or something untrue.</summary>
    internal DliClient Stranger(string? token = null, Dictionary<string, string>? headers = null) =>
        new(Endpoint, Credentials.ProjectId) { Token = token, Headers = headers ?? [] };

    /// <summary>The administrator's token on some project's path.</summary>
    internal DliClient Client(string? project = null, Dictionary<string, string>? headers = null) =>
        new(Endpoint, project ?? Credentials.ProjectId) { Token = Admin.Token, Headers = headers ?? [] };

    /// <summary>A client that signs with the administrator's key.</summary>
    internal DliClient Signed(
        string signedHeaders = "content-type;host;x-sdk-date",
        string? project = null,
        SdkSigner? signer = null,
        Dictionary<string, string>? headers = null,
        TimeProvider? at = null,
        Action<HttpRequestMessage>? tamper = null) => new(Endpoint, project ?? Credentials.ProjectId)
    {
        Signer = signer ?? new SdkSigner(Credentials.AccessKey, Credentials.SecretKey),
        SignedHeaders = signedHeaders.Split(';'),
        Headers = headers ?? [],
        Clock = at ?? clock,
        Tamper = tamper,
    };

    /// <summary>A new, empty project of the same account.</summary>
    internal async Task<DliClient> OtherProject()
    {
        var first = control.Database.Read(AccountStore.AllProjects).First(p => p.Id == Credentials.ProjectId);
        var project = new Project(Secrets.HexId(), $"other{++places}", first.AccountId, clock.GetUtcNow());
        await AddProject(project);
        return await LogIn(Credentials.User, Credentials.Password, Credentials.Domain, project.Id);
    }

    /// <summary>A new account with a user and a project of its own.</summary>
    internal async Task<DliClient> OtherAccount()
    {
        var name = $"account{++places}";
        var project = new Project(Secrets.HexId(), "default", Secrets.HexId(), clock.GetUtcNow());
        var user = new UserRow(
            Secrets.HexId(), project.AccountId, name, "somebody", Passwords.Hash("secret"), clock.GetUtcNow());
        await control.Database.Record<Done>(session =>
        {
            AccountStore.AddAccount(session, project.AccountId, name, clock.GetUtcNow());
            AccountStore.AddUser(session, user);
            return default(Done);
        });
        await AddProject(project);
        return await LogIn("somebody", "secret", name, project.Id);
    }

    /// <summary>A job as the body says; its id.</summary>
    internal Task<long> Create(string body) => Create(Admin, body);

    internal Task<long> Create() => CreateSql("insert into b select * from a");

    internal Task<long> CreateSql(string sql) =>
        Create(Admin, JsonSerializer.Serialize(new { name = NewName(), sql_body = sql }));

    internal static async Task<long> Create(DliClient client, string body) =>
        (await client.Post("streaming/sql-jobs", body)).Ok().Json.GetProperty("job").Number("job_id");

    internal async Task Run(long id)
    {
        (await Admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""")).Ok();
        await Until(id, "job_running");
    }

    internal async Task Stop(long id)
    {
        (await Admin.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}]}""")).Ok();
        await Until(id, "job_cancel_success");
    }

    /// <summary>Lets the reconciler do all there is to do, then expects the job to stand so.</summary>
    /// <param name="before">What a poll may see before that.</param>
    internal async Task Until(long id, string status, DliClient? client = null, string[]? before = null)
    {
        var reader = client ?? Admin;
        var seen = (await reader.Get($"streaming/jobs/{id}")).Ok().Detail.Text("status");
        Assert.True(before is null || seen == status || before.Contains(seen), $"a poll saw {seen}");
        await control.Reconciler.StepAll();
        var detail = (await reader.Get($"streaming/jobs/{id}")).Ok().Detail;
        Assert.Equal((status, id), (detail.Text("status"), detail.Number("job_id")));
    }

    private Task AddProject(Project project) => control.Database.Record<Done>(session =>
    {
        AccountStore.AddProject(session, project);
        var now = clock.GetUtcNow();
        PlaceStore.SetQueue(session, new Queue(project.Id, Queue.Default, RuntimeSet.Embedded, null, now));
        PlaceStore.AddBucket(session, new Bucket(project.Id, Bucket.Default, now));
        return default(Done);
    });

    private async Task<DliClient> LogIn(string user, string password, string domain, string projectId)
    {
        using var stranger = new DliClient(Endpoint, projectId);
        var reply = await stranger.Post("/v3/auth/tokens", JsonSerializer.Serialize(new
        {
            auth = new
            {
                identity = new
                {
                    methods = new[] { "password" },
                    password = new { user = new { name = user, password, domain = new { name = domain } } },
                },
                scope = new { project = new { id = projectId } },
            },
        }));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return new DliClient(Endpoint, projectId) { Token = reply.Headers["X-Subject-Token"] };
    }
}
