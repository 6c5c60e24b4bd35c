using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Bench;

/// <summary>
/// PUT of a SQL job from 64 connections, each request with a token and another sql_body, against a bare handler that reads the
/// same bodies. Afterwards the service is killed and started again: every acknowledged update must be there.
/// </summary>
internal static class UpdateBench
{
    private const int Connections = 64;
    private const int Rounds = 3;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(4);

    public static async Task Run(string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("weir-bench-").FullName;
        try
        {
            using var bare = await ServerProcess.Start(typeof(UpdateBench).Assembly.Location, "bare");
            var service = await StartService(data);
            var setup = await Prepare(service.Url, data);
            var acknowledged = new string[Connections];
            var ratios = new List<double>();
            await Load(bare.Url, setup, acknowledged, 0);
            await Load(service.Url, setup, acknowledged, 0);
            for (var round = 1; round <= Rounds; round++)
            {
                var bareRate = await Load(bare.Url, setup, new string[Connections], round);
                var rate = await Load(service.Url, setup, acknowledged, round);
                ratios.Add(rate / bareRate);
                Console.WriteLine($"round {round}: bare {bareRate:F0}/s, update {rate:F0}/s, ratio {rate / bareRate:F2}");
            }

            ratios.Sort();
            Console.WriteLine($"ratio update / bare handler: {ratios[Rounds / 2]:F2} (bar 0.30)");
            service.Dispose();
            using var again = await StartService(data);
            await Verify(again.Url, setup, acknowledged);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private sealed record Setup(string Project, string Token, int[] Jobs);

    private static Task<ServerProcess> StartService(string data)
    {
        var bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Weir.Service"));
        var file = Path.Combine(bin, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Weir.Service.dll");
        return ServerProcess.Start(file, "--data", data, "--urls", "http://127.0.0.1:0", "--empty");
    }

    private static async Task<Setup> Prepare(Uri url, string data)
    {
        var known = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "credentials.json")))!;
        using var http = new HttpClient { BaseAddress = url };
        var login = new JsonObject
        {
            ["auth"] = new JsonObject
            {
                ["identity"] = new JsonObject
                {
                    ["methods"] = new JsonArray("password"),
                    ["password"] = new JsonObject
                    {
                        ["user"] = new JsonObject
                        {
                            ["name"] = (string)known["user"]!,
                            ["password"] = (string)known["password"]!,
                            ["domain"] = new JsonObject { ["name"] = (string)known["domain"]! },
                        },
                    },
                },
                ["scope"] = new JsonObject
                {
                    ["project"] = new JsonObject { ["name"] = (string)known["project_name"]! },
                },
            },
        };
        using var answer = await http.PostAsync("/v3/auth/tokens", Json(login));
        var token = answer.EnsureSuccessStatusCode().Headers.GetValues("X-Subject-Token").Single();
        http.DefaultRequestHeaders.Add("X-Auth-Token", token);
        var project = (string)known["project_id"]!;
        var jobs = new int[Connections];
        for (var i = 0; i < Connections; i++)
        {
            var job = new JsonObject { ["name"] = $"job{i}", ["sql_body"] = "SELECT 1" };
            using var made = await http.PostAsync($"/v1.0/{project}/streaming/sql-jobs", Json(job));
            var body = JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
            jobs[i] = (int)body["job"]!["job_id"]!;
        }

        return new Setup(project, token, jobs);
    }

    private static StringContent Json(JsonNode node) =>
        new(node.ToJsonString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));

    /// <summary>Requests per second; the last acknowledged text of each connection is noted.</summary>
    private static async Task<double> Load(Uri url, Setup setup, string[] acknowledged, int round)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(
            i => LoadOne(url, setup, i, acknowledged, round, started)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> LoadOne(
        Uri url, Setup setup, int connection, string[] acknowledged, int round, long started)
    {
        using var client = new LoadClient(url);
        await client.Connect();
        var count = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundTime)
        {
            var sql = $"INSERT INTO sink SELECT user_id, COUNT(*) FROM clicks WHERE page = {round * 1_000_000 + count} GROUP BY user_id";
            var status = await client.Send(Request(url, setup, setup.Jobs[connection], sql));
            if (status != 200)
            {
                throw new InvalidOperationException($"update refused: {client.LastAnswer}");
            }

            acknowledged[connection] = sql;
            count++;
        }

        return count;
    }

    private static byte[] Request(Uri url, Setup setup, int job, string sql)
    {
        var body = $$"""{"sql_body":"{{sql}}"}""";
        return Encoding.UTF8.GetBytes(
            $"PUT /v1.0/{setup.Project}/streaming/sql-jobs/{job} HTTP/1.1\r\nHost: {url.Authority}\r\n"
            + $"X-Auth-Token: {setup.Token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static async Task Verify(Uri url, Setup setup, string[] acknowledged)
    {
        using var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Auth-Token", setup.Token);
        var missing = 0;
        for (var i = 0; i < Connections; i++)
        {
            var text = await http.GetStringAsync($"/v1.0/{setup.Project}/streaming/jobs/{setup.Jobs[i]}");
            var sql = (string)JsonNode.Parse(text)!["job_detail"]!["sql_body"]!;
            missing += sql == acknowledged[i] ? 0 : 1;
        }

        Console.WriteLine($"after kill -9: {Connections - missing} of {Connections} last acknowledged updates are there");
    }
}
