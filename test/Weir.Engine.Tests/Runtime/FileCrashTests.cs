using System.Globalization;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>The same with real SQL, real files in and real files out: whatever crashes, a million-to-one interleaving
/// included, the committed files hold each row once.</summary>
public sealed class FileCrashTests : IDisposable
{
    private const int Schedules = 150;
    private const int Files = 5;
    private const int RowsPerFile = 60;
    private const int WindowSeconds = 20;

    private readonly ScratchFolder _folder = new();

    public FileCrashTests()
    {
        Directory.CreateDirectory(_folder.At("in"));
        for (var file = 0; file < Files; file++)
        {
            File.WriteAllLines(
                _folder.At($"in/{file}.csv"),
                Enumerable.Range(file * RowsPerFile, RowsPerFile).Select(static n => $"{n},{n % 4},{Time(n)}"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copied_rows_and_windows_are_committed_exactly_once()
    {
        for (var seed = 0; seed < Schedules; seed++)
        {
            RunSchedule(seed);
        }
    }

    private void RunSchedule(int seed)
    {
        var random = new Random(seed);
        var home = _folder.At($"{seed}");
        var options = new JobOptions
        {
            CheckpointDirectory = Path.Combine(home, "checkpoints"),
            BatchRows = random.Next(1, 20),
            Name = $"job {seed}",
            WatermarkInterval = TimeSpan.Zero,
        };
        for (var epoch = 1; ; epoch++)
        {
            var stepper = new JobStepper(
                Compile(home),
                options with
                {
                    Epoch = epoch,
                    Parallelism = random.Next(1, 4),
                    RestoreFrom = Job.FindLatest(options.CheckpointDirectory!),
                },
                random.Next());
            if (Survives(stepper, random))
            {
                Assert.True(stepper.Phase == JobPhase.Finished, $"seed {seed}: {stepper.Failure}");
                break;
            }
        }

        Assert.Equal($"seed {seed}\n{ExpectedCopy()}", $"seed {seed}\n{Lines(Path.Combine(home, "copy"))}");
        Assert.Equal($"seed {seed}\n{ExpectedWindows()}", $"seed {seed}\n{Lines(Path.Combine(home, "windows"))}");
        Assert.Equal(0, Unfinished(home));
    }

    private static bool Survives(JobStepper stepper, Random random)
    {
        for (var steps = random.Next(20, 300); steps > 0; steps--)
        {
            if (!stepper.Step())
            {
                return true;
            }

            if (random.Next(25) == 0)
            {
                stepper.BeginCheckpoint();
            }
        }

        return false;
    }

    private Plan Compile(string home) => SqlSession.CompileJob(
        $"""
        CREATE TABLE t (n BIGINT, k BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
            WITH ('connector' = 'filesystem', 'path' = '{_folder.At("in")}', 'format' = 'csv');
        CREATE TABLE copy (n BIGINT, k BIGINT) WITH ('connector' = 'filesystem', 'path' = '{home}/copy', 'format' = 'csv');
        CREATE TABLE windows (k BIGINT, s TIMESTAMP(3), c BIGINT, total BIGINT)
            WITH ('connector' = 'filesystem', 'path' = '{home}/windows', 'format' = 'csv');
        INSERT INTO copy SELECT n, k FROM t;
        INSERT INTO windows SELECT k, window_start, COUNT(*), SUM(n)
            FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '{WindowSeconds}' SECOND)) GROUP BY k, window_start, window_end;
        """,
        new SessionOptions());

    private static string ExpectedCopy() => Sorted(All().Select(static n => $"{n},{n % 4}"));

    private static string ExpectedWindows() => Sorted(
        from n in All()
        group n by (Key: n % 4, Window: n / WindowSeconds) into w
        select $"{w.Key.Key},\"{Time(w.Key.Window * WindowSeconds)}\",{w.Count()},{w.Sum()}");

    private static IEnumerable<int> All() => Enumerable.Range(0, Files * RowsPerFile);

    private static string Lines(string folder) => Sorted(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static f => !Path.GetFileName(f).StartsWith('.'))
            .SelectMany(File.ReadAllLines));

    private static int Unfinished(string home) => Directory
        .EnumerateFiles(home, ".*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Count(static f => Path.GetFileName(f).StartsWith('.'));

    private static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static string Time(int seconds) => DateTime.UnixEpoch.AddSeconds(seconds)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
