using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>Jobs over real data, driven only over HTTP by a signing client, compared with LINQ over the same files.</summary>
public sealed class RealDataTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    [Fact]
    public async Task Prices_are_aggregated_by_month()
    {
        await using var service = await LiveService.Start();
        var rows = await Csv("sp500-2000.csv");
        await File.WriteAllLinesAsync(Path.Combine(service.Folder("prices"), "sp500.csv"), rows.Select(r => string.Join(',', r)));
        var job = await service.Create("months", $"""
            CREATE TABLE prices (d STRING, `open` DOUBLE, high DOUBLE, low DOUBLE, `close` DOUBLE, adjusted DOUBLE,
              volume BIGINT)
              WITH ('connector' = 'filesystem', 'path' = '{service.Folder("prices")}', 'format' = 'csv');
            CREATE TABLE months (m STRING, days BIGINT, high DOUBLE, low DOUBLE, volume BIGINT)
              WITH ('connector' = 'filesystem', 'path' = '{service.Home}/months', 'format' = 'debezium-json');
            INSERT INTO months SELECT SUBSTRING(d, 1, 7), COUNT(*), MAX(high), MIN(low), SUM(volume) FROM prices
              GROUP BY SUBSTRING(d, 1, 7);
            """);
        await service.Run(job);
        await service.Until(job, "job_finish");
        var expected = rows.GroupBy(r => r[0][..7]).Select(g => (
            g.Key,
            g.LongCount(),
            g.Max(r => Number(r[2])),
            g.Min(r => Number(r[3])),
            g.Sum(r => long.Parse(r[6], Invariant))));
        Assert.Equal(expected.Order(), Rows(service, "months", r => (
            r.GetProperty("m").GetString()!,
            r.GetProperty("days").GetInt64(),
            r.GetProperty("high").GetDouble(),
            r.GetProperty("low").GetDouble(),
            r.GetProperty("volume").GetInt64())));
    }

    [Fact]
    public async Task Flights_are_counted_in_windows_of_event_time()
    {
        await using var service = await LiveService.Start();
        var flights = JsonSerializer.Deserialize<JsonElement[]>(
            await File.ReadAllTextAsync(await Repository.Data("flights-200k.json")))!;
        await File.WriteAllLinesAsync(
            Path.Combine(service.Folder("flights"), "flights.json"), flights.Select(f => f.GetRawText().ReplaceLineEndings("")));
        var job = await service.Create("delays", $"""
            CREATE TABLE flights (delay INT, distance INT, `time` DOUBLE,
              ts AS TO_TIMESTAMP_LTZ(CAST(`time` * 3600 AS BIGINT), 0), WATERMARK FOR ts AS ts - INTERVAL '25' HOUR)
              WITH ('connector' = 'filesystem', 'path' = '{service.Folder("flights")}', 'format' = 'json');
            CREATE TABLE hours (h TIMESTAMP(3), n BIGINT, late BIGINT, far INT)
              WITH ('connector' = 'filesystem', 'path' = '{service.Home}/hours', 'format' = 'json');
            INSERT INTO hours SELECT window_start, COUNT(*), COUNT(*) FILTER (WHERE delay > 15), MAX(distance)
              FROM TABLE(TUMBLE(TABLE flights, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
            """);
        await service.Run(job);
        await service.Until(job, "job_finish");
        var expected = flights.GroupBy(f => (long)(f.GetProperty("time").GetDouble() * 3600) / 3600).Select(g => (
            DateTime.UnixEpoch.AddHours(g.Key).ToString("yyyy-MM-dd HH:mm:ss", Invariant),
            g.LongCount(),
            g.LongCount(f => f.GetProperty("delay").GetInt32() > 15),
            g.Max(f => f.GetProperty("distance").GetInt32())));
        var actual = Output.Lines(Path.Combine(service.Home, "hours")).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(d => (
            d.GetProperty("h").GetString()!,
            d.GetProperty("n").GetInt64(),
            d.GetProperty("late").GetInt64(),
            d.GetProperty("far").GetInt32()));
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Fact]
    public async Task Counts_go_on_after_an_update_and_new_columns_start_at_it()
    {
        await using var service = await LiveService.Start();
        var rows = await Csv("seattle-weather.csv");
        var input = service.Folder("weather");
        await Put(input, "1.csv", rows.Take(rows.Length / 2));
        var job = await service.Create("weather", Sql("COUNT(*) AS n, MAX(temp) AS hot", "n BIGINT, hot DOUBLE"),
            ("checkpoint_enabled", true), ("checkpoint_interval", 1));
        await service.Run(job);
        await service.Until(job, "job_running");
        await LiveService.Until(() => Task.FromResult(Sum(service) == rows.Length / 2));
        var refused = await service.Client.Put($"streaming/sql-jobs/{job}", """{"sql_body":"SELECT 1"}""");
        Assert.Equal((400, "DLI.12003"), refused.Error);
        await service.Stop(job, savepoint: true);
        await service.Update(job, Sql(
            "COUNT(*) AS n, MAX(temp) AS hot, MIN(temp) AS cold", "n BIGINT, hot DOUBLE, cold DOUBLE"));
        await Put(input, "2.csv", rows.Skip(rows.Length / 2));
        await service.Run(job, resume: true);
        await LiveService.Until(() => Task.FromResult(Sum(service) == rows.Length));
        await service.Stop(job, savepoint: false);
        var later = rows.Skip(rows.Length / 2).ToList();
        var expected = rows.GroupBy(r => r[5]).Select(g => (
            g.Key,
            g.LongCount(),
            (double?)g.Max(r => Number(r[2])),
            later.Where(r => r[5] == g.Key).Select(r => (double?)Number(r[2])).Min()));
        Assert.Equal(expected.Order(), Rows(service, "totals", r => (
            r.GetProperty("weather").GetString()!,
            r.GetProperty("n").GetInt64(),
            (double?)r.GetProperty("hot").GetDouble(),
            Optional(r, "cold"))));

        string Sql(string aggregates, string columns) => $"""
            CREATE TABLE days (d STRING, rain DOUBLE, temp DOUBLE, low DOUBLE, wind DOUBLE, weather STRING)
              WITH ('connector' = 'filesystem', 'path' = '{input}', 'format' = 'csv', 'source.monitor-interval' = '100 ms');
            CREATE TABLE totals (weather STRING, {columns})
              WITH ('connector' = 'filesystem', 'path' = '{service.Home}/totals', 'format' = 'debezium-json');
            INSERT INTO totals SELECT weather, {aggregates} FROM days GROUP BY weather;
            """;
    }

    [Fact]
    public async Task A_changed_key_loses_the_state_and_says_so()
    {
        await using var service = await LiveService.Start();
        var rows = await Csv("seattle-weather.csv");
        var input = service.Folder("weather");
        await Put(input, "1.csv", rows);
        var job = await service.Create("weather", Sql("weather"), ("checkpoint_enabled", true), ("checkpoint_interval", 1));
        await service.Run(job);
        await LiveService.Until(() => Task.FromResult(Sum(service) == rows.Length));
        await service.Stop(job, savepoint: true);
        await service.Update(job, Sql("wind"));
        await service.Run(job, resume: true);
        await service.Until(job, "job_running");
        await LiveService.Until(async () =>
            (await service.ReadModel(job)).GetProperty("lost_operators").GetArrayLength() == 1);
        var described = (await service.Detail(job)).GetProperty("status_desc").GetString()!;
        Assert.Contains("GroupAggregate", described);
        await service.Stop(job, savepoint: false);

        string Sql(string key) => $"""
            CREATE TABLE days (d STRING, rain DOUBLE, temp DOUBLE, low DOUBLE, wind STRING, weather STRING)
              WITH ('connector' = 'filesystem', 'path' = '{input}', 'format' = 'csv', 'source.monitor-interval' = '100 ms');
            CREATE TABLE totals (weather STRING, n BIGINT)
              WITH ('connector' = 'filesystem', 'path' = '{service.Home}/totals', 'format' = 'debezium-json');
            INSERT INTO totals SELECT {key}, COUNT(*) FROM days GROUP BY {key};
            """;
    }

    private static double? Optional(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static long Sum(LiveService service) => Output.Final(Path.Combine(service.Home, "totals"))
        .Sum(row => row.Value * JsonNode.Parse(row.Key)!["n"]!.GetValue<long>());

    private static IEnumerable<T> Rows<T>(LiveService service, string folder, Func<JsonElement, T> read) =>
        Output.Final(Path.Combine(service.Home, folder))
            .SelectMany(row => Enumerable.Repeat(read(JsonSerializer.Deserialize<JsonElement>(row.Key)), row.Value))
            .Order();

    private static async Task<string[][]> Csv(string name) =>
        [.. (await File.ReadAllLinesAsync(await Repository.Data(name))).Skip(1).Select(line => line.Split(','))];

    // Written beside and moved in, as a careful producer does: a source must never see half a file.
    private static async Task Put(string folder, string name, IEnumerable<string[]> rows)
    {
        var hidden = Path.Combine(folder, "." + name);
        await File.WriteAllLinesAsync(hidden, rows.Select(r => string.Join(',', r)));
        File.Move(hidden, Path.Combine(folder, name));
    }

    private static double Number(string text) => double.Parse(text, Invariant);
}
