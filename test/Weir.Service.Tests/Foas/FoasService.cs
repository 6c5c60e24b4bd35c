using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

[CollectionDefinition(Name)]
public sealed class FoasCollection : ICollectionFixture<FoasService>
{
    public const string Name = "foas over HTTP";
}

/// <summary>Both dialects on one real control plane behind a real server, with a runtime that a test scripts.</summary>
public sealed class FoasService : IAsyncLifetime
{
    internal DliService Dli { get; } = new();

    internal FoasClient Net { get; private set; } = null!;

    internal FoasClient Tea { get; private set; } = null!;

    public ValueTask InitializeAsync() => Begin();

    public ValueTask DisposeAsync() => Dli.DisposeAsync();

    internal FoasClient Client(
        Sdk sdk = Sdk.Net,
        string? accept = null,
        bool asJson = false,
        string? project = null,
        string? accessKey = null,
        string? secretKey = null,
        TimeProvider? clock = null,
        Dictionary<string, string>? headers = null,
        Func<Wire, Wire>? tamper = null) => new(
            Dli.Endpoint,
            accessKey ?? Dli.Credentials.AccessKey,
            secretKey ?? Dli.Credentials.SecretKey,
            clock ?? Dli.Clock)
    {
        Sdk = sdk,
        Accept = accept,
        AsJson = asJson,
        Project = project ?? "default",
        Headers = headers ?? [],
        Tamper = tamper,
    };

    /// <summary>A job with a draft; its name.</summary>
    internal async Task<string> Create(string code = "insert into b select * from a", string properties = "")
    {
        var name = DliService.NewName() + "foas";
        (await Net.Post(
            "jobs",
            ("jobName", name),
            ("jobType", "FLINK_STREAM"),
            ("apiType", "SQL"),
            ("code", code),
            ("properties", properties))).Ok();
        return name;
    }

    internal async Task<string> CreateCommitted(string code = "insert into b select * from a", string properties = "")
    {
        var name = await Create(code, properties);
        (await Net.Put($"jobs/{name}/commit")).Ok();
        return name;
    }

    /// <summary>The id of the new instance, which runs.</summary>
    internal async Task<long> Start(string name)
    {
        var id = (await Net.Post($"jobs/{name}/instance")).Ok().Json.GetProperty("instanceId").GetInt64();
        await Until(name, "RUNNING");
        return id;
    }

    internal async Task Want(string name, string state, string before = "", string? isFlush = null)
    {
        (await Net.Put($"jobs/{name}/instances/-1/expectstate", ("expectState", state), ("isFlush", isFlush))).Ok();
        if (before.Length > 0)
        {
            Assert.Equal(before, await ActualState(name));
        }

        await Until(name, state);
    }

    /// <summary>Lets the reconciler do all there is to do, then expects the instance to stand so.</summary>
    internal async Task Until(string name, string state)
    {
        await Dli.Control.Reconciler.StepAll();
        Assert.Equal(state, await ActualState(name));
    }

    internal async Task<string?> ActualState(string name) =>
        (await Net.Get($"jobs/{name}/instances/-1")).Ok().Instance.Text("ActualState");

    /// <summary>The job's id in the other dialect.</summary>
    internal async Task<long> IdOf(string name) => long.Parse((await Net.Get($"jobs/{name}")).Ok().Job.Text("JobId")!);

    private async ValueTask Begin()
    {
        await Dli.InitializeAsync();
        Net = Client();
        Tea = Client(Sdk.Tea);
    }
}
