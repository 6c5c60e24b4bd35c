using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class BackPressureTests
{
    // Two channels of at most MaxBatches, a batch being filled for each, one batch of overshoot; in rows of three columns.
    private const long MostRowsUnderWay = (2 * (Channel.MaxBatches + 1) * 2048) + 2048;

    [Fact]
    public void An_amplifying_operator_stops_when_its_exchange_is_full()
    {
        var stepper = Start(rows: 50, times: 10_000, out var amplified, out var received);
        stepper.Scheduler.Hold(static task => task.Name == "Receive");
        stepper.StepWhileReady();
        Assert.InRange(amplified(), Channel.MaxBatches * 512, MostRowsUnderWay);
        Assert.Equal(0, received());
    }

    [Fact]
    public void It_goes_on_when_there_is_room_and_everything_arrives()
    {
        var stepper = Start(rows: 50, times: 10_000, out var amplified, out var received);
        stepper.Scheduler.Hold(static task => task.Name == "Receive");
        stepper.StepWhileReady();
        stepper.Scheduler.Release();
        while (stepper.Step())
        {
            Assert.InRange(amplified() - received(), 0, MostRowsUnderWay);
        }

        Assert.Equal(JobPhase.Finished, stepper.Phase);
        Assert.Equal(50 * 10_000, received());
    }

    [Fact]
    public void A_checkpoint_completes_once_the_held_up_rows_have_gone_through()
    {
        using var folder = new ScratchFolder();
        var stepper = Start(rows: 3, times: 100_000, out _, out var received, folder.Path);
        stepper.Scheduler.Hold(static task => task.Name == "Receive");
        stepper.StepWhileReady();
        stepper.BeginCheckpoint();
        stepper.StepWhileReady();
        Assert.Null(stepper.LastCheckpoint);
        stepper.Scheduler.Release();
        while (stepper.LastCheckpoint is null && stepper.Step())
        {
        }

        Assert.Equal(JobPhase.Running, stepper.Phase);
        Assert.Equal(0, received() % 100_000);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Equal(3 * 100_000, received());
    }

    [Fact]
    public void In_one_task_a_chain_of_amplifiers_never_overtakes_itself()
    {
        var ledger = new Ledger();
        PlanNode node = TestPlan.Scan(new NumberSource(5, 1, splits: 1));
        for (var i = 0; i < 3; i++)
        {
            node = TestPlan.Test("Amplify", _ => new AmplifyOperator(20), PlanInput.Any(node));
        }

        var stepper = new JobStepper(TestPlan.Of(TestPlan.Sink(node, new LedgerSink(ledger))), TestPlan.Options with { BatchRows = 2 });
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Equal(
            Enumerable.Range(0, 5).SelectMany(n => Enumerable.Repeat((long)n, 8_000)),
            ledger.Rows.Select(r => r.Values[1]));
    }

    [Fact]
    public void A_node_joined_with_itself_gets_both_of_its_inputs()
    {
        var ledger = new Ledger();
        var scan = TestPlan.Scan(new NumberSource(10, 1, splits: 1));
        var amplify = TestPlan.Test("Both", _ => new AmplifyOperator(600), PlanInput.Any(scan), PlanInput.Any(scan));
        var stepper = new JobStepper(TestPlan.Of(TestPlan.Sink(amplify, new LedgerSink(ledger))), TestPlan.Options with { BatchRows = 3 });
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.All(
            ledger.Rows.GroupBy(r => r.Values[1]).ToDictionary(g => g.Key, g => g.Count()).Values, n => Assert.Equal(1_200, n));
        Assert.Equal(12_000, ledger.Rows.Count);
    }

    private static JobStepper Start(
        int rows, int times, out Func<long> amplified, out Func<long> received, string? checkpoints = null)
    {
        var scan = TestPlan.Scan(new NumberSource(rows, 10, splits: 1), parallelism: 1);
        var amplify = TestPlan.Test("Amplify", _ => new AmplifyOperator(times), PlanInput.Any(scan));
        var receive = TestPlan.Test("Receive", _ => new ProbeOperator(new Probe()), PlanInput.Hash(amplify, [1]));
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(receive, new CountingSink())),
            TestPlan.Options with { Parallelism = 2, BatchRows = 5, CheckpointDirectory = checkpoints },
            seed: 3);
        amplified = () => Rows(stepper, "Amplify").RowsOut;
        received = () => Rows(stepper, "Receive").RowsIn;
        return stepper;
    }

    private static OperatorSnapshot Rows(JobStepper stepper, string title) =>
        stepper.Operators().Single(o => o.Title == title);
}
