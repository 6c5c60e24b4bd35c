using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Jobs that crash at any step, in any order of their tasks, and count every row once. A failure is a seed.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Schedules = 1_000;
    private const int Keys = 7;

    private readonly ScratchFolder _folder = new();

    [Fact]
    public void Rows_are_written_exactly_once_over_any_schedule_of_steps_and_crashes()
    {
        var crashes = 0;
        for (var seed = 0; seed < Schedules; seed++)
        {
            crashes += RunSchedule(seed);
        }

        Assert.True(crashes > Schedules, "the schedules hardly crash");
    }

    public void Dispose() => _folder.Dispose();

    private int RunSchedule(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(1, 400);
        var ledger = new Ledger();
        var plan = PlanOf(rows, ledger);
        var options = TestPlan.Options with
        {
            CheckpointDirectory = _folder.At($"{seed}"),
            BatchRows = random.Next(1, 40),
        };
        var crashes = 0;
        for (var epoch = 1; ; epoch++)
        {
            options = options with { Epoch = epoch, Parallelism = random.Next(1, 4), RestoreFrom = Job.FindLatest(options.CheckpointDirectory) };
            var stepper = new JobStepper(plan, options, random.Next());
            if (Survives(stepper, random))
            {
                Assert.True(stepper.Phase == JobPhase.Finished, $"seed {seed}: {stepper.Phase} {stepper.Failure}");
                break;
            }

            crashes++;
        }

        AssertOnce(seed, rows, ledger);
        return crashes;
    }

    // Steps a random number of times, asking for checkpoints now and then; false when it was left at that.
    private static bool Survives(JobStepper stepper, Random random)
    {
        for (var steps = random.Next(1, 150); steps > 0; steps--)
        {
            if (!stepper.Step())
            {
                return true;
            }

            if (random.Next(20) == 0)
            {
                stepper.BeginCheckpoint();
            }
        }

        return false;
    }

    // Every number once through the plain branch, and the right sums through the keyed one.
    private static Plan PlanOf(int rows, Ledger ledger)
    {
        var scan = TestPlan.Scan(new NumberSource(rows, Keys));
        return TestPlan.Of(
            TestPlan.Sink(scan, new LedgerSink(ledger), "plain"),
            TestPlan.Sink(TestPlan.KeyedSum(scan), new LedgerSink(ledger), "sums"));
    }

    private static void AssertOnce(int seed, int rows, Ledger ledger)
    {
        var plain = ledger.Rows.Where(r => r.Values.Length == 3).Select(r => r.Values[1]).Order().ToList();
        Assert.True(
            Enumerable.Range(0, rows).Select(n => (long)n).SequenceEqual(plain),
            $"seed {seed}: {plain.Count} rows instead of {rows}");
        var sums = ledger.Rows.Where(r => r.Values.Length == 2).GroupBy(r => r.Values[0])
            .ToDictionary(g => g.Key, g => g.Max(r => r.Values[1]));
        var expected = Enumerable.Range(0, rows).GroupBy(n => (long)n % Keys)
            .ToDictionary(g => g.Key, g => g.Sum(n => (long)n));
        Assert.True(
            expected.OrderBy(e => e.Key).SequenceEqual(sums.OrderBy(s => s.Key)), $"seed {seed}: the sums are wrong");
    }
}
