using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using SessionOptions = Weir.Engine.Planning.SessionOptions;

namespace Weir.Bench;

/// <summary>A whole SQL job over a csv file (filter, projection, group by, one thread) against a hand-written loop over the same
/// bytes, and beside a bare pass that only finds the newlines.</summary>
internal static class CsvJobBench
{
    private const int Rounds = 15;
    private const double Bar = 0.5;

    public static async Task Run(string[] arguments)
    {
        var data = CsvBench.Document();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, data[..^Engine.Formats.RecordDecoder.Padding]);
            var newlines = CpuClock.Best(Rounds, () => CsvBench.CountLines(data));
            var hand = CpuClock.Best(Rounds, () => CsvBench.HandWritten(data));
            var job = CpuClock.Best(Rounds, () => Finish(file));
            Console.WriteLine($"  newlines only {newlines:F3} s, hand-written loop {hand:F3} s, SQL job {job:F3} s of CPU");
            Console.WriteLine($"  ratio SQL job / hand-written loop: {hand / job:F2} (bar {Bar})");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Finish(string file)
    {
        var plan = SqlSession.CompileJob(
            $"""
            CREATE TABLE orders (id BIGINT, name STRING, city STRING, price DOUBLE, quantity INT, `at` TIMESTAMP(3), note STRING)
              WITH ('connector' = 'filesystem', 'path' = '{file}', 'format' = 'csv');
            CREATE TABLE totals (city STRING, n BIGINT, amount DOUBLE) WITH ('connector' = 'blackhole');
            INSERT INTO totals SELECT city, COUNT(*), SUM(price * quantity) FROM orders WHERE quantity > 10 GROUP BY city;
            """,
            new SessionOptions());
        using var ended = new ManualResetEventSlim();
        var job = Job.Start(plan, new JobOptions());
        job.Completion.ContinueWith(_ => ended.Set(), TaskScheduler.Default);
        ended.Wait();
        if (job.Phase != JobPhase.Finished)
        {
            throw new InvalidOperationException(job.Failure?.Message);
        }
    }
}
