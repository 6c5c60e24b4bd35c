using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>How watermarks travel through a task: rows of the number source are one second apart.</summary>
public sealed class WatermarkTests
{
    [Fact]
    public void The_first_row_and_every_advance_by_more_than_the_interval_give_a_watermark()
    {
        var probe = Run(5, batchRows: 100, interval: TimeSpan.FromSeconds(1), interest: static () => long.MinValue);
        Assert.Equal("0 w0 1 2 w2 3 4 w4 w-end end closed", probe.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public void Which_rows_come_before_a_watermark_of_interest_does_not_depend_on_the_batches(int batchRows)
    {
        var next = 3_000L;
        var probe = Run(8, batchRows, TimeSpan.Zero, () => next);
        var order = probe.Seen.Where(s => !s.StartsWith('w')).ToList();
        Assert.Equal("0 1 2 3 4 5 6 7 end closed", string.Join(' ', order));
        var seen = probe.Seen.ToList();
        Assert.Equal("3", seen[seen.IndexOf("w3") - 1]);
        Assert.Equal("4", seen[seen.IndexOf("w3") + 1]);
    }

    [Fact]
    public void An_operator_that_waits_for_nothing_gets_whole_batches_and_the_last_watermark_behind_them()
    {
        var probe = Run(8, batchRows: 4, TimeSpan.Zero, static () => long.MaxValue);
        Assert.Equal("0 1 2 3 w3 4 5 6 7 w7 w-end end closed", probe.Text);
    }

    [Fact]
    public void A_restored_assigner_repeats_its_watermark_before_the_next_row()
    {
        using var folder = new ScratchFolder();
        var options = TestPlan.Options with
        {
            BatchRows = 4, WatermarkInterval = TimeSpan.FromSeconds(2), CheckpointDirectory = folder.Path,
        };
        var first = new JobStepper(PlanOf(new Probe(), 8, static () => long.MinValue), options);
        first.StepBatch();
        var checkpoint = first.Checkpoint()!;
        var probe = new Probe();
        var second = new JobStepper(
            PlanOf(probe, 8, static () => long.MinValue), options with { Epoch = 2, RestoreFrom = checkpoint.Path });
        second.RunToEnd();
        Assert.Equal("w3 4 5 6 w6 7 w-end end closed", probe.Text);
    }

    [Fact]
    public void The_watermark_over_a_union_is_that_of_the_slower_input()
    {
        var probe = new Probe();
        var slow = TestPlan.Watermark(TestPlan.Scan(new NumberSource(3, 1, splits: 1), "slow"));
        var fast = TestPlan.Watermark(TestPlan.Scan(new NumberSource(9, 1, splits: 1), "fast"));
        var union = new UnionNode([slow, fast]) { Schema = slow.Schema, Title = "Union" };
        var plan = TestPlan.Of(TestPlan.Sink(
            TestPlan.Test("Probe", _ => new ProbeOperator(probe), PlanInput.Any(union)), new LedgerSink(new Ledger())));
        var stepper = new JobStepper(plan, TestPlan.Options with { BatchRows = 1, WatermarkInterval = TimeSpan.Zero });
        stepper.RunToEnd();
        Assert.Equal("0 0 w0 1 1 w1 2 2 w2 3 w3 4 w4 5 w5 6 w6 7 w7 8 w8 w-end end closed", probe.Text);
    }

    [Fact]
    public void An_endless_input_that_pauses_gives_its_last_watermark_after_the_interval()
    {
        var probe = new Probe();
        var plan = PlanOf(probe, 3, static () => long.MinValue, endless: true);
        var stepper = new JobStepper(plan, TestPlan.Options with { WatermarkInterval = TimeSpan.FromSeconds(5) });
        stepper.StepWhileReady();
        Assert.Equal("0 w0 1 2", probe.Text);
        stepper.Time.Advance(TimeSpan.FromSeconds(6));
        stepper.StepWhileReady();
        Assert.Equal("0 w0 1 2 w2", probe.Text);
    }

    [Fact]
    public void A_source_declared_idle_does_not_hold_back_the_other()
    {
        var probe = new Probe();
        var silent = TestPlan.Watermark(TestPlan.Scan(new NumberSource(0, 1) { Endless = true }, "silent"));
        var busy = TestPlan.Watermark(TestPlan.Scan(new NumberSource(3, 1, splits: 1) { Endless = true }, "busy"));
        var union = new UnionNode([silent, busy]) { Schema = busy.Schema, Title = "Union" };
        var sink = TestPlan.Sink(
            TestPlan.Test("Probe", _ => new ProbeOperator(probe), PlanInput.Any(union)), new LedgerSink(new Ledger()));
        var plan = new Plan(
            [sink], new Dictionary<string, string> { ["table.exec.source.idle-timeout"] = "10 s" }, TimeZoneInfo.Utc);
        var stepper = new JobStepper(plan, TestPlan.Options with { WatermarkInterval = TimeSpan.Zero });
        stepper.StepWhileReady();
        Assert.Equal("0 1 2", probe.Text);
        stepper.Time.Advance(TimeSpan.FromSeconds(11));
        stepper.StepWhileReady();
        Assert.Equal("0 1 2 w2", probe.Text);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Watermarks_cross_exchanges_and_end_at_the_same_time(int parallelism)
    {
        var probe = new Probe();
        var input = TestPlan.Watermark(TestPlan.Scan(new NumberSource(100, 10)));
        var plan = TestPlan.Of(TestPlan.Sink(
            TestPlan.Test("Probe", _ => new ProbeOperator(probe), PlanInput.Hash(input, [0])), new LedgerSink(new Ledger())));
        var stepper = new JobStepper(
            plan, TestPlan.Options with { Parallelism = parallelism, BatchRows = 7, WatermarkInterval = TimeSpan.Zero }, 5);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Equal(parallelism, probe.Seen.Count(s => s == "w-end"));
        Assert.Equal(100, probe.Seen.Count(s => char.IsAsciiDigit(s[0])));
    }

    private static Probe Run(int rows, int batchRows, TimeSpan interval, Func<long> interest)
    {
        var probe = new Probe();
        var stepper = new JobStepper(
            PlanOf(probe, rows, interest), TestPlan.Options with { BatchRows = batchRows, WatermarkInterval = interval });
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        return probe;
    }

    private static Plan PlanOf(Probe probe, int rows, Func<long> interest, bool endless = false)
    {
        var input = TestPlan.Watermark(TestPlan.Scan(new NumberSource(rows, 1, splits: 1) { Endless = endless }));
        return TestPlan.Of(TestPlan.Sink(
            TestPlan.Test("Probe", _ => new ProbeOperator(probe, interest), PlanInput.Any(input)),
            new LedgerSink(new Ledger())));
    }
}
