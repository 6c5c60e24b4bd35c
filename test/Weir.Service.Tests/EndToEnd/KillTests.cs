using System.Text.Json.Nodes;
using Xunit;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>kill -9 of the whole service at random moments, also while it starts: nothing is lost and nothing counts twice.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 30;
    private const int RowsPerFile = 2_000;
    private const int Keys = 97;

    [Fact]
    public async Task Thirty_kills_change_no_count()
    {
        var random = new Random(20261121);
        await using var service = await LiveService.Start();
        var input = service.Folder("numbers");
        var job = await service.Create(
            "numbers",
            $"""
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '{input}', 'format' = 'csv',
              'source.monitor-interval' = '50 ms');
            CREATE TABLE counts (k BIGINT, n BIGINT, total BIGINT)
              WITH ('connector' = 'filesystem', 'path' = '{service.Home}/counts', 'format' = 'debezium-json');
            INSERT INTO counts SELECT MOD(id, CAST({Keys} AS BIGINT)), COUNT(*), SUM(id) FROM numbers
              GROUP BY MOD(id, CAST({Keys} AS BIGINT));
            """,
            ("checkpoint_enabled", true), ("checkpoint_interval", 1), ("parallel_number", 2));
        await service.Run(job);
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            next = Write(input, next);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_500)), TimeProvider.System);
            await service.Kill();
            next = Write(input, next);
            await service.StartAgain();
        }

        await LiveService.Until(() => Task.FromResult(Counted(service) >= next));
        var expected = Enumerable.Range(0, next).GroupBy(id => id % Keys)
            .Select(g => (Key: (long)g.Key, Count: (long)g.Count(), Sum: g.Sum(id => (long)id)));
        var rows = Output.Final(Path.Combine(service.Home, "counts"));
        Assert.All(rows.Values, times => Assert.Equal(1, times));
        Assert.Equal(expected.Order(), rows.Keys.Select(Parse).Order());
        var model = await service.ReadModel(job);
        Assert.Equal("running", model.GetProperty("job").GetProperty("state").GetString());
        await service.Stop(job, savepoint: false);
    }

    private static long Counted(LiveService service) =>
        Output.Final(Path.Combine(service.Home, "counts")).Keys.Sum(row => Parse(row).Count);

    private static (long Key, long Count, long Sum) Parse(string row)
    {
        var node = JsonNode.Parse(row)!;
        return ((long)node["k"]!, (long)node["n"]!, (long)node["total"]!);
    }

    // Moved in when complete, as a careful producer does.
    private static int Write(string folder, int from)
    {
        var hidden = Path.Combine(folder, $".{from}");
        File.WriteAllLines(hidden, Enumerable.Range(from, RowsPerFile).Select(id => $"{id}"));
        File.Move(hidden, Path.Combine(folder, $"{from:D9}.csv"));
        return from + RowsPerFile;
    }
}
