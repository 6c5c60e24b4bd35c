using System.Diagnostics;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Connectors.FileSystem;
using Weir.Engine.Options;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using SessionOptions = Weir.Engine.Planning.SessionOptions;

namespace Weir.Bench;

/// <summary>
/// The longest pause in the output of a GROUP BY over a million keys: while checkpoints are taken, against the same job
/// without them. Every row changes a key, so every page is written to while the snapshot holds it.
/// </summary>
internal static class CheckpointGapBench
{
    private const int Keys = 1_000_000;
    private const int Checkpoints = 5;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static async Task Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("weir-gap-").FullName;
        try
        {
            Console.WriteLine("-- into nothing");
            await Measure(Path.Combine(folder, "nothing"), null);
            Console.WriteLine("-- into files, every change as debezium-json");
            await Measure(Path.Combine(folder, "files"), new FileSystemConnector());
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Measure(string folder, Connector? files)
    {
        var gaps = new Gaps();
        var options = files is null ? "" : $", 'path' = '{folder}/out', 'format' = 'debezium-json'";
        var plan = SqlSession.CompileJob(
            $"""
            CREATE TABLE t (k BIGINT, v BIGINT) WITH ('connector' = 'numbers');
            CREATE TABLE o (k BIGINT, n BIGINT, s BIGINT) WITH ('connector' = 'gap'{options});
            INSERT INTO o SELECT k, COUNT(*), SUM(v) FROM t GROUP BY k
            """,
            new SessionOptions { Connectors = new ConnectorCatalog([new NumberConnector(), new GapConnector(gaps, files)]) });
        await using var job = Job.Start(plan, new JobOptions { CheckpointDirectory = Path.Combine(folder, "checkpoints") });
        await gaps.Rows(3L * Keys);
        gaps.Restart();
        await Task.Delay(Quiet);
        var (without, rate) = (gaps.Longest, gaps.RowsSinceRestart / Quiet.TotalSeconds);
        gaps.Restart();
        var took = TimeSpan.Zero;
        for (var i = 0; i < Checkpoints; i++)
        {
            took += (await job.CheckpointAsync(null, default)).Duration;
        }

        var with = gaps.Longest;
        Console.WriteLine($"rows/s without checkpoints      {rate,12:N0}");
        Console.WriteLine($"state                           {job.LastCheckpoint!.Bytes >> 20,12:N0} MiB, {Keys:N0} keys");
        Console.WriteLine($"a checkpoint takes              {took.TotalMilliseconds / Checkpoints,12:N1} ms");
        Console.WriteLine($"longest gap without checkpoint  {without.TotalMilliseconds,12:N2} ms");
        Console.WriteLine($"longest gap with checkpoints    {with.TotalMilliseconds,12:N2} ms");
        Console.WriteLine($"ratio (bar: at most 5)          {with / without,12:N2}");
    }

    /// <summary>When the sink was written to.</summary>
    private sealed class Gaps
    {
        private long _last;
        private long _longest;
        private long _rows;
        private long _atRestart;

        public TimeSpan Longest => new(Interlocked.Read(ref _longest) * TimeSpan.TicksPerSecond / Stopwatch.Frequency);

        public long RowsSinceRestart => Interlocked.Read(ref _rows) - _atRestart;

        public void Restart()
        {
            _atRestart = Interlocked.Read(ref _rows);
            Interlocked.Exchange(ref _longest, 0);
        }

        public void Note(int rows)
        {
            var now = Stopwatch.GetTimestamp();
            if (_last != 0 && now - _last > _longest)
            {
                Interlocked.Exchange(ref _longest, now - _last);
            }

            _last = now;
            Interlocked.Add(ref _rows, rows);
        }

        public async Task Rows(long rows)
        {
            while (Interlocked.Read(ref _rows) < rows)
            {
                await Task.Delay(50);
            }
        }
    }

    private sealed class GapConnector(Gaps gaps, Connector? inner) : Connector
    {
        public override string Name => "gap";

        public override IReadOnlyList<OptionSpec> Options => inner?.Options ?? [];

        public override bool OwnsPrefix(string key) => inner?.OwnsPrefix(key) ?? false;

        public override TableSink CreateSink(ConnectorContext context) => new Sink(gaps, inner?.CreateSink(context));
    }

    private sealed class NumberConnector : Connector
    {
        public override string Name => "numbers";

        public override IReadOnlyList<OptionSpec> Options => [];

        public override TableSource CreateSource(ConnectorContext context) => new Source();
    }

    private sealed class Source : TableSource
    {
        public override bool Bounded => false;

        public override int MaxParallelism => 1;

        public override SourceReader CreateReader(SourceReaderContext context) => new Reader(context.BatchRows);
    }

    private sealed class Reader(int batchRows) : SourceReader
    {
        private const long Step = 7_919;
        private long _next;

        public override Batch Batch { get; } = new(
            [new FixedColumn<long>(Engine.Types.PhysicalType.Int64), new FixedColumn<long>(Engine.Types.PhysicalType.Int64)]);

        public override ReadStatus Read()
        {
            Batch.Reset(batchRows);
            foreach (var column in Batch.Columns)
            {
                column.Reset(batchRows);
            }

            var keys = ((FixedColumn<long>)Batch.Columns[0]).Values;
            var values = ((FixedColumn<long>)Batch.Columns[1]).Values;
            for (var row = 0; row < batchRows; row++)
            {
                keys[row] = _next * Step % Keys;
                values[row] = _next++;
            }

            return ReadStatus.Rows;
        }

        public override byte[] SavePosition() => BitConverter.GetBytes(_next);
    }

    private sealed class Sink(Gaps gaps, TableSink? inner) : TableSink
    {
        public override ChangelogMode Accepts => ChangelogMode.Retract;

        public override SinkWriter CreateWriter(SinkWriterContext context) => new Writer(gaps, inner?.CreateWriter(context));
    }

    private sealed class Writer(Gaps gaps, SinkWriter? inner) : SinkWriter
    {
        public override void Write(Batch batch)
        {
            inner?.Write(batch);
            gaps.Note(batch.Count);
        }

        public override byte[] Prepare(long checkpointId) => inner?.Prepare(checkpointId) ?? [];

        public override void Flush(long checkpointId) => inner?.Flush(checkpointId);

        public override void Commit(long checkpointId) => inner?.Commit(checkpointId);

        public override void Dispose() => inner?.Dispose();
    }
}
