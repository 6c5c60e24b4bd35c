using Weir.Engine.Columns;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class ExchangeTests
{
    [Fact]
    public void A_trickle_of_rows_is_sent_after_the_buffer_time_out()
    {
        var stepper = Start(new NumberSource(3, 5, splits: 1) { Endless = true });
        stepper.StepWhileReady();
        Assert.Equal(0, Received(stepper));
        stepper.Time.Advance(TimeSpan.FromMilliseconds(9));
        stepper.StepWhileReady();
        Assert.Equal(0, Received(stepper));
        stepper.Time.Advance(TimeSpan.FromMilliseconds(2));
        stepper.StepWhileReady();
        Assert.Equal(3, Received(stepper));
    }

    [Fact]
    public void Full_batches_are_sent_at_once()
    {
        var stepper = Start(new NumberSource(10_000, 5, splits: 1) { Endless = true });
        stepper.StepWhileReady();
        Assert.InRange(Received(stepper), 10_000 - (2 * Batch.MaxRows), 10_000);
    }

    [Fact]
    public void Rows_of_one_key_meet_in_one_subtask_and_stay_in_order()
    {
        var ledger = new Ledger();
        var scan = TestPlan.Scan(new NumberSource(5_000, 50, splits: 1), parallelism: 1);
        var pass = TestPlan.Test("Pass", static _ => new ProbeOperator(new Probe()), PlanInput.Hash(scan, [0]));
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(pass, new LedgerSink(ledger))), TestPlan.Options with { Parallelism = 3 }, 7);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        foreach (var key in ledger.Rows.GroupBy(static r => r.Values[0]))
        {
            Assert.Single(key.Select(static r => r.Subtask).Distinct());
            Assert.Equal(key.Select(static r => r.Values[1]).Order(), key.Select(static r => r.Values[1]));
        }

        Assert.Equal(3, ledger.Rows.Select(static r => r.Subtask).Distinct().Count());
    }

    [Fact]
    public void Inserts_without_a_key_are_dealt_out_over_all_consumers()
    {
        var ledger = new Ledger();
        var scan = TestPlan.Scan(new NumberSource(5_000, 50, splits: 1), parallelism: 1);
        var pass = TestPlan.Test("Pass", static _ => new ProbeOperator(new Probe()), PlanInput.Any(scan)) with
        {
            Parallelism = 3,
        };
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(pass, new LedgerSink(ledger))), TestPlan.Options with { BatchRows = 100 }, 7);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Equal(3, ledger.Rows.Select(static r => r.Subtask).Distinct().Count());
        Assert.Equal(5_000, ledger.Rows.Count);
    }

    [Fact]
    public void A_subtask_without_rows_does_not_hold_back_the_end()
    {
        var ledger = new Ledger();
        var stepper = new JobStepper(JobTests.SumPlan(2, ledger), TestPlan.Options with { Parallelism = 4 }, 3);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        JobTests.AssertSums(2, ledger);
    }

    private static JobStepper Start(NumberSource source)
    {
        var scan = TestPlan.Scan(source, parallelism: 1);
        var receive = TestPlan.Test("Receive", static _ => new ProbeOperator(new Probe()), PlanInput.Hash(scan, [0]));
        return new JobStepper(
            TestPlan.Of(TestPlan.Sink(receive, new CountingSink())), TestPlan.Options with { Parallelism = 2 });
    }

    private static long Received(JobStepper stepper) =>
        stepper.Operators().Single(static o => o.Title == "Receive").RowsIn;
}
