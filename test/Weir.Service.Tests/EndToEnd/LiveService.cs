using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Service.Tests.Dli;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>The real service in a process of its own, over a data directory that outlives it.</summary>
internal sealed class LiveService : IAsyncDisposable
{
    // Generous: the machine may be busy; nothing is measured by it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process _process;

    private LiveService(string home, Process process, DliClient client)
    {
        Home = home;
        _process = process;
        Client = client;
    }

    /// <summary>A folder of the test's own: inputs and outputs beside the data directory.</summary>
    public string Home { get; }

    public DliClient Client { get; private set; }

    public static async Task<LiveService> Start()
    {
        var home = Directory.CreateTempSubdirectory("weir-e2e-").FullName;
        var (process, url) = await Launch(home);
        return new LiveService(home, process, Connect(home, url));
    }

    /// <summary>kill -9, at once.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>As Ctrl-C: the service may take its last checkpoints.</summary>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async Task StartAgain()
    {
        Client.Dispose();
        (_process, var url) = await Launch(Home);
        Client = Connect(Home, url);
    }

    public string Folder(string name)
    {
        var folder = Path.Combine(Home, name);
        Directory.CreateDirectory(folder);
        return folder;
    }

    public async Task<int> Create(string name, string sql, params (string Key, JsonNode Value)[] more)
    {
        var body = new JsonObject { ["name"] = name, ["sql_body"] = sql };
        foreach (var (key, value) in more)
        {
            body[key] = value;
        }

        var made = await Client.Post("streaming/sql-jobs", body.ToJsonString());
        return made.Status == 200
            ? made.Json.GetProperty("job").GetProperty("job_id").GetInt32()
            : throw new InvalidOperationException(made.Body);
    }

    public async Task Update(int job, string sql)
    {
        var done = await Client.Put($"streaming/sql-jobs/{job}", new JsonObject { ["sql_body"] = sql }.ToJsonString());
        Require(done, "the update");
    }

    public async Task Run(int job, bool resume = false) => Require(
        await Client.Post(
            "streaming/jobs/run", $$"""{"job_ids":[{{job}}],"resume_savepoint":{{(resume ? "true" : "false")}}}"""),
        "the run");

    public async Task Stop(int job, bool savepoint)
    {
        Require(
            await Client.Post(
                "streaming/jobs/stop",
                $$"""{"job_ids":[{{job}}],"trigger_savepoint":{{(savepoint ? "true" : "false")}}}"""),
            "the stop");
        await Until(job, "job_cancel_success");
    }

    public async Task<JsonElement> Detail(int job) =>
        (await Client.Get($"streaming/jobs/{job}")).Json.GetProperty("job_detail");

    public async Task<JsonElement> ReadModel(int job) => (await Client.Get($"/weir/v1/jobs/{job}")).Json;

    public Task Until(int job, string status) => Until(async () =>
    {
        var detail = await Detail(job);
        var now = detail.GetProperty("status").GetString();
        return now == "job_running_exception" && status != now
            ? throw new InvalidOperationException($"job {job} failed: {detail.GetProperty("status_desc")}")
            : now == status;
    });

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException("what the test waits for did not come");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    private static void Require(DliReply reply, string what)
    {
        if (reply.Status != 200)
        {
            throw new InvalidOperationException($"{what} was refused: {reply.Body}");
        }
    }

    private static async Task<(Process Process, Uri Url)> Launch(string home)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Weir.Service.dll"),
                "--data", Path.Combine(home, "data"), "--urls", "http://127.0.0.1:0", "--empty",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        const string Ready = "Weir is ready at ";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return (process, new Uri(line[Ready.Length..]));
            }
        }

        throw new InvalidOperationException($"the service did not start: {await errors}");
    }

    // Signed, as an SDK with an access key does.
    private static DliClient Connect(string home, Uri url)
    {
        var known = JsonNode.Parse(File.ReadAllText(Path.Combine(home, "data", "credentials.json")))!;
        return new DliClient(url, (string)known["project_id"]!)
        {
            Signer = new SdkSigner((string)known["access_key"]!, (string)known["secret_key"]!),
        };
    }
}
