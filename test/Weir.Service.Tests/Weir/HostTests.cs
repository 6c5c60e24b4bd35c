using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weir.Service.Accounts;
using Weir.Service.Control;
using Weir.Service.Model;
using Weir.Service.Runtimes;
using Weir.Service.Store;
using Weir.Service.Tests.Control;
using Xunit;

namespace Weir.Service.Tests.Weir;

/// <summary>The service as a whole, over HTTP, with the toy runtime in place of the engine.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-host-").FullName;
    private readonly ToyCluster cluster = new();
    private readonly HttpClient http = new();
    private ToyRuntime runtime = null!;
    private Credentials made = null!;
    private ServiceHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Begin();
        var token = await host.Control.Identity.LogIn(new Login(made.User, made.Password, made.Domain, null, null));
        http.DefaultRequestHeaders.Add("X-Auth-Token", token!.Token);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_fresh_directory_gets_one_sample_job_running()
    {
        var job = await Until(1, static j => j.GetProperty("job").GetProperty("state").GetString() == "running");

        Assert.Equal("sample", job.GetProperty("job").GetProperty("name").GetString());
        Assert.Contains("INSERT INTO", job.GetProperty("sql").GetString());
        Assert.Equal(1, job.GetProperty("run").GetProperty("epoch").GetInt32());
        Assert.Single(job.GetProperty("definitions").EnumerateArray());
    }

    [Fact]
    public async Task Credentials_are_written_with_the_address_that_was_really_taken()
    {
        var file = Path.Combine(root, "credentials.json");
        var written = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancel)).RootElement;

        Assert.Equal(host.Url, written.GetProperty("endpoint").GetString());
        Assert.Equal(
            ["endpoint", "project_id", "project_name", "domain", "user", "password", "access_key", "secret_key"],
            written.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/weir/v1/jobs")]
    [InlineData("GET", "/weir/v1/jobs/1")]
    [InlineData("GET", "/weir/v1/health")]
    [InlineData("POST", "/weir/v1/jobs")]
    [InlineData("DELETE", "/weir/v1/jobs/1")]
    [InlineData("GET", "/v1.0/p/streaming/jobs")]
    public async Task No_route_answers_a_stranger(string method, string path)
    {
        using var stranger = new HttpClient();
        foreach (var token in new[] { null, "wrong" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), host.Url + path);
            if (token is not null)
            {
                request.Headers.Add("X-Auth-Token", token);
            }

            using var answer = await stranger.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Liveness_answers_everybody_and_tells_nothing()
    {
        using var stranger = new HttpClient();
        using var answer = await stranger.GetAsync(host.Url + "/weir/v1/live", Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_missing_job_and_a_number_that_is_none_are_not_found()
    {
        foreach (var id in new[] { "99", "x", "-1", "99999999999" })
        {
            using var answer = await http.GetAsync($"{host.Url}/weir/v1/jobs/{id}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_read_model_tells_epochs_restore_points_updates_and_the_last_error()
    {
        await Until(1, static j => j.GetProperty("job").GetProperty("state").GetString() == "running");
        var caller = Caller();
        var edit = new JobEdit
        {
            Definition = static (_, before) => before with
            {
                Settings = before.Settings with
                {
                    Restart = new RestartPolicy { OnFailure = true, FromCheckpoint = true },
                },
            },
        };
        Assert.True((await host.Control.Jobs.Update(caller, 1, edit)).Accepted);
        var copy = cluster.Runs.Values.Single();
        await runtime.Checkpoint(copy);
        runtime.End(copy, RunPhase.Failed, new RunError(RunErrorKind.External, "io", "disk full"));

        var job = await Until(1, static j => j.GetProperty("job").GetProperty("epoch").GetInt32() == 2
            && j.GetProperty("job").GetProperty("state").GetString() == "running");

        Assert.Equal("disk full", job.GetProperty("last_error").GetString());
        Assert.Equal(1, job.GetProperty("run").GetProperty("restarts").GetInt32());
        var point = job.GetProperty("restore_points")[0];
        Assert.Equal(("checkpoint", 1), (point.GetProperty("kind").GetString(), point.GetProperty("epoch").GetInt32()));
        Assert.Equal(
            point.GetProperty("id").GetInt64(), job.GetProperty("run").GetProperty("restored_from").GetInt64());
        var update = job.GetProperty("updates")[0];
        Assert.Equal(
            ("light", 1, 2),
            (update.GetProperty("kind").GetString(),
                update.GetProperty("from_version").GetInt32(),
                update.GetProperty("to_version").GetInt32()));
    }

    [Fact]
    public async Task After_a_restart_tokens_hold_and_jobs_go_on()
    {
        await Until(1, static j => j.GetProperty("job").GetProperty("state").GetString() == "running");
        await host.DisposeAsync();
        cluster.LoseAll();
        await Begin();

        var job = await Until(1, static j => j.GetProperty("job").GetProperty("epoch").GetInt32() == 2
            && j.GetProperty("job").GetProperty("state").GetString() == "running");
        Assert.Equal("sample", job.GetProperty("job").GetProperty("name").GetString());
        var list = await http.GetFromJsonAsync<JsonElement>(host.Url + "/weir/v1/jobs", Cancel);
        Assert.Equal(1, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        var other = Directory.CreateTempSubdirectory("weir-host-");
        var options = new ServiceOptions { Data = other.FullName, Urls = [host.Url] };
        Credentials? announced = null;

        var refused = await Assert.ThrowsAsync<StartException>(
            () => ServiceHost.Start(options, TimeProvider.System, static (_, _) => [], made => announced = made));

        Assert.Equal($"The address {host.Url} is in use by another program.", refused.Message);
        Assert.NotNull(announced);
        DataDirectory.Open(other.FullName).Dispose();
        other.Delete(recursive: true);
    }

    [Fact]
    public async Task A_directory_in_use_is_told_in_one_line()
    {
        var options = new ServiceOptions { Data = root, Urls = ["http://127.0.0.1:0"] };

        var refused = await Assert.ThrowsAsync<StartException>(
            () => ServiceHost.Start(options, TimeProvider.System, static (_, _) => [], static _ => { }));

        Assert.Equal($"The data directory {root} is in use by another Weir.", refused.Message);
    }

    private async Task Begin()
    {
        runtime = new ToyRuntime(cluster, endsWithProcess: true);
        host = await ServiceHost.Start(
            new ServiceOptions { Data = root, Urls = ["http://127.0.0.1:0"] },
            TimeProvider.System,
            (_, _) => [runtime],
            credentials => made = credentials);
    }

    private Caller Caller() => host.Control.Identity.FindKey(made.AccessKey)!.Owner;

    /// <summary>Asks until it is so; the test's own time limit ends a wait that is in vain.</summary>
    private async Task<JsonElement> Until(int job, Func<JsonElement, bool> so)
    {
        while (true)
        {
            var answer = await http.GetFromJsonAsync<JsonElement>($"{host.Url}/weir/v1/jobs/{job}", Cancel);
            if (so(answer))
            {
                return answer;
            }

            await Task.Delay(10, Cancel);
        }
    }
}
