using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Jobs that crash at any step, in any order of their tasks, and count every row once. A failure is a seed.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Schedules = 500;
    private const int Keys = 7;

    private readonly ScratchFolder _folder = new();

    /// <summary>Shapes of plans; each writes every number so many times to the plain sink.</summary>
    public static TheoryData<string, int> Shapes { get; } = new()
    {
        { "one source, a plain and a keyed branch", 1 },
        { "two sources into one keyed operator", 2 },
        { "a union of a stream with itself behind an exchange", 2 },
        { "an amplifying operator before an exchange", 3 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_are_written_exactly_once_over_any_schedule_of_steps_and_crashes(string shape, int times)
    {
        var crashes = 0;
        for (var seed = 0; seed < Schedules; seed++)
        {
            crashes += RunSchedule(shape, times, seed);
        }

        Assert.True(crashes > Schedules, "the schedules hardly crash");
    }

    public void Dispose() => _folder.Dispose();

    private int RunSchedule(string shape, int times, int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(1, 400);
        var ledger = new Ledger();
        var plan = PlanOf(shape, rows, ledger);
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

        AssertTimes(times, seed, rows, ledger);
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

    private static Plan PlanOf(string shape, int rows, Ledger ledger)
    {
        var scan = TestPlan.Scan(new NumberSource(rows, Keys));
        var other = TestPlan.Scan(new NumberSource(rows, Keys, splits: 3), "others");
        PlanNode plain = scan;
        var sums = TestPlan.KeyedSum(scan);
        if (shape.StartsWith("two", StringComparison.Ordinal))
        {
            plain = new UnionNode([scan, other]) { Schema = scan.Schema, Title = "Union" };
            sums = TestPlan.KeyedSum(TestPlan.Watermark(scan), TestPlan.Watermark(other));
        }
        else if (shape.StartsWith("a union", StringComparison.Ordinal))
        {
            var behind = TestPlan.Test("Pass", static _ => new ProbeOperator(new Probe()), PlanInput.Hash(scan, [1]));
            plain = new UnionNode([scan, behind]) { Schema = scan.Schema, Title = "Union" };
            sums = TestPlan.KeyedSum(plain);
        }
        else if (shape.StartsWith("an amplifying", StringComparison.Ordinal))
        {
            plain = TestPlan.Test("Amplify", static _ => new AmplifyOperator(3), PlanInput.Any(scan));
            sums = TestPlan.KeyedSum(plain);
        }

        return TestPlan.Of(
            TestPlan.Sink(plain, new LedgerSink(ledger), "plain"), TestPlan.Sink(sums, new LedgerSink(ledger), "sums"));
    }

    private static void AssertTimes(int times, int seed, int rows, Ledger ledger)
    {
        var plain = ledger.Rows.Where(r => r.Values.Length == 3).Select(r => r.Values[1]).Order().ToList();
        Assert.True(
            Enumerable.Range(0, rows).SelectMany(n => Enumerable.Repeat((long)n, times)).SequenceEqual(plain),
            $"seed {seed}: {plain.Count} rows instead of {times * rows}");
        var sums = ledger.Rows.Where(r => r.Values.Length == 2).GroupBy(r => r.Values[0])
            .ToDictionary(g => g.Key, g => g.Max(r => r.Values[1]));
        var expected = Enumerable.Range(0, rows).GroupBy(n => (long)n % Keys)
            .ToDictionary(g => g.Key, g => g.Sum(n => (long)n * times));
        Assert.True(
            expected.OrderBy(e => e.Key).SequenceEqual(sums.OrderBy(s => s.Key)), $"seed {seed}: the sums are wrong");
    }
}
