using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Weir.Engine.Columns;
using Weir.Engine.Planning;
using Weir.Engine.Results;
using Weir.Engine.Runtime;
using Weir.TestServers;
using SessionOptions = Weir.Engine.Planning.SessionOptions;

namespace Weir.Bench;

/// <summary>
/// Queries over Nexmark-like events at parallelism 1, here and on a real Flink: answers compared, events per second, CPU
/// seconds of all processes. Each query runs twice and the second run counts, so that starting and compiling are left out on
/// both sides.
/// </summary>
internal static class NexmarkBench
{
    private const int Events = 2_000_000;
    private const double Bar = 5;

    private const string Tables = """
        CREATE TABLE events (
          event_type INT,
          person ROW<id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING,
            dateTime TIMESTAMP(3), extra STRING>,
          auction ROW<id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,
            dateTime TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT, category BIGINT, extra STRING>,
          bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, dateTime TIMESTAMP(3), extra STRING>,
          dateTime AS CASE WHEN event_type = 0 THEN person.dateTime WHEN event_type = 1 THEN auction.dateTime
            ELSE bid.dateTime END,
          WATERMARK FOR dateTime AS dateTime - INTERVAL '4' SECOND
        ) WITH ('connector' = 'filesystem', 'path' = '${file}', 'format' = 'json');
        CREATE VIEW auction AS SELECT auction.id, auction.category, dateTime, auction.expires FROM events WHERE event_type = 1;
        CREATE VIEW bid AS SELECT bid.auction, bid.bidder, bid.price, bid.channel, bid.url, dateTime, bid.extra FROM events
          WHERE event_type = 2;
        """;

    private static readonly Query[] Queries =
    [
        new("pass-through", "SELECT auction, bidder, price, channel, url, dateTime, extra FROM bid",
            "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, ts TIMESTAMP(3), extra STRING",
            "COUNT(*), SUM(price), SUM(CHAR_LENGTH(url)), SUM(CHAR_LENGTH(extra)), MAX(channel)"),
        new("filter", "SELECT auction, price FROM bid WHERE MOD(auction, 123) = 0", "auction BIGINT, price BIGINT",
            "COUNT(*), SUM(auction), SUM(price)"),
        new("ten-aggregates", """
            SELECT auction, COUNT(*) AS a1, COUNT(*) FILTER (WHERE price < 10000) AS a2,
              COUNT(*) FILTER (WHERE price >= 10000 AND price < 1000000) AS a3,
              COUNT(*) FILTER (WHERE price >= 1000000) AS a4, MIN(price) AS a5, MAX(price) AS a6, AVG(price) AS a7,
              SUM(price) AS a8, MIN(bidder) AS a9, MAX(bidder) AS a10
            FROM bid GROUP BY auction
            """,
            "auction BIGINT, a1 BIGINT, a2 BIGINT, a3 BIGINT, a4 BIGINT, a5 BIGINT, a6 BIGINT, a7 BIGINT, a8 BIGINT, "
            + "a9 BIGINT, a10 BIGINT",
            "COUNT(*), SUM(a1), SUM(a2), SUM(a3), SUM(a4), SUM(a5), SUM(a6), SUM(a7), SUM(a8), SUM(a9), SUM(a10)"),
        new("join", """
            SELECT category, AVG(best) AS average FROM (
              SELECT MAX(b.price) AS best, a.category FROM auction a JOIN bid b ON a.id = b.auction
                AND b.dateTime BETWEEN a.dateTime AND a.expires GROUP BY a.id, a.category) GROUP BY category
            """,
            "category BIGINT, average BIGINT", "COUNT(*), SUM(category), SUM(average)"),
    ];

    private sealed record Query(string Name, string Sql, string Columns, string Summary)
    {
        public string Sink => $"CREATE TABLE sink_{Table} ({Columns}) WITH ('connector' = 'blackhole')";

        public string Insert => $"INSERT INTO sink_{Table} {Sql}";

        public string Answer => $"SELECT {Summary} FROM ({Sql})";

        private string Table => Name.Replace('-', '_');
    }

    private readonly record struct Cost(double Seconds, double Cpu);

    public static async Task Run(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("weir-nexmark-").FullName;
        try
        {
            var file = Path.Combine(folder, "events.json");
            NexmarkEvents.Write(file, Events);
            Console.WriteLine($"{Events:N0} events, {new FileInfo(file).Length / 1e6:F0} MB of JSON, parallelism 1");
            var tables = Tables.Replace("${file}", file, StringComparison.Ordinal);
            var wanted = Queries.Where(q => arguments.Length == 0 || arguments.Contains(q.Name)).ToList();
            var ours = new List<(Cost Cost, string Answer)>();
            foreach (var query in wanted)
            {
                ours.Add((await RunHere(tables, query), await AnswerHere(tables, query)));
            }

            if (FlinkHome.Find(out var why) is not { } home)
            {
                Console.WriteLine($"without Flink: {why}");
                Show(wanted, ours, null);
                return;
            }

            await using var cluster = await FlinkCluster.Start(home, slots: 1);
            var theirs = new List<(Cost Cost, string Answer)>();
            foreach (var query in wanted)
            {
                theirs.Add((await RunThere(cluster, tables, query), await AnswerThere(cluster, tables, query)));
            }

            Show(wanted, ours, theirs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Show(
        List<Query> queries, List<(Cost Cost, string Answer)> ours, List<(Cost Cost, string Answer)>? theirs)
    {
        Console.WriteLine($"  {"query",-16} {"events/s",12} {"CPU s",8}   {"Flink",12} {"CPU s",8}   per CPU second (bar {Bar})");
        for (var i = 0; i < queries.Count; i++)
        {
            var here = ours[i].Cost;
            var line = $"  {queries[i].Name,-16} {Events / here.Seconds,12:N0} {here.Cpu,8:F2}";
            if (theirs is not null)
            {
                var there = theirs[i].Cost;
                var same = ours[i].Answer == theirs[i].Answer;
                line += $"   {Events / there.Seconds,12:N0} {there.Cpu,8:F2}   {there.Cpu / here.Cpu:F1}x"
                    + (same ? ", same answer" : $", ANSWERS DIFFER: {ours[i].Answer} here, {theirs[i].Answer} there");
            }

            Console.WriteLine(line);
        }
    }

    private static async Task<Cost> RunHere(string tables, Query query)
    {
        var cost = default(Cost);
        for (var run = 0; run < 2; run++)
        {
            using var process = Process.GetCurrentProcess();
            var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            await Finish(SqlSession.CompileJob($"{tables};{query.Sink};{query.Insert}", new SessionOptions()), new JobOptions());
            process.Refresh();
            cost = new(
                Stopwatch.GetElapsedTime(started).TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds);
        }

        return cost;
    }

    private static async Task<string> AnswerHere(string tables, Query query)
    {
        var step = new SqlSession(new SessionOptions()).Run($"{tables};{query.Answer}").Last();
        var json = new RowJson(step.Columns!, TimeZoneInfo.Utc);
        var rows = new Materialization<string>((Batch batch, int row) => json.Row(batch, row));
        await Finish(step.Plan!, new JobOptions { OnResult = (batch, _) => rows.Add(batch) });
        var values = JsonSerializer.Deserialize<JsonElement>(rows.Rows().Single()).EnumerateObject().Select(p => p.Value);
        return string.Join(' ', values.Select(v => v.ToString()));
    }

    private static async Task Finish(Plan plan, JobOptions options)
    {
        await using var job = Job.Start(plan, options);
        if (await job.Completion == JobPhase.Failed)
        {
            throw new InvalidOperationException(job.Failure!.Message, job.Failure.Exception);
        }
    }

    private static async Task<Cost> RunThere(FlinkCluster cluster, string tables, Query query)
    {
        await using var session = await Open(cluster, tables);
        await session.Execute(query.Sink);
        var cost = default(Cost);
        for (var run = 0; run < 2; run++)
        {
            var (cpu, started) = (CpuOf(cluster), Stopwatch.GetTimestamp());
            await session.Execute(query.Insert);
            cost = new(Stopwatch.GetElapsedTime(started).TotalSeconds, CpuOf(cluster) - cpu);
        }

        return cost;
    }

    private static async Task<string> AnswerThere(FlinkCluster cluster, string tables, Query query)
    {
        await using var session = await Open(cluster, tables);
        var result = await session.Execute(query.Answer);
        var last = result.Changes.Last(c => c.Kind is "INSERT" or "UPDATE_AFTER");
        return string.Join(' ', last.Fields.Select(f => f.ToString()));
    }

    private static async Task<SqlGateway> Open(FlinkCluster cluster, string tables)
    {
        var session = await SqlGateway.Open(cluster.Gateway, new Dictionary<string, string>
        {
            ["table.dml-sync"] = "true",
            ["parallelism.default"] = "1",
            ["table.local-time-zone"] = "UTC",
            ["table.exec.mini-batch.enabled"] = "true",
            ["table.exec.mini-batch.allow-latency"] = "2 s",
            ["table.exec.mini-batch.size"] = "50000",
        });
        foreach (var statement in tables.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await session.Execute(statement);
        }

        return session;
    }

    /// <summary>CPU seconds so far of all processes of the cluster: those whose command line names its folder.</summary>
    private static double CpuOf(FlinkCluster cluster)
    {
        const double TicksPerSecond = 100;
        const int UserTime = 11;
        var total = 0.0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "cmdline")).Contains(cluster.Folder, StringComparison.Ordinal))
                {
                    var stat = File.ReadAllText(Path.Combine(process, "stat"));
                    var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                    total += (double.Parse(fields[UserTime], CultureInfo.InvariantCulture)
                        + double.Parse(fields[UserTime + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
                }
            }
            catch (IOException)
            {
                // It ended while we looked.
            }
        }

        return total;
    }
}
