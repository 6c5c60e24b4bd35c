using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class FailureTests
{
    [Theory]
    [InlineData("Open")]
    [InlineData("Process")]
    [InlineData("OnWatermark")]
    [InlineData("OnTick")]
    [InlineData("OnEnd")]
    [InlineData("SaveOperatorState")]
    [InlineData("OnCheckpointComplete")]
    public void A_failure_in_any_hook_fails_the_job_and_names_the_operator(string hook)
    {
        var probe = new Probe();
        var stepper = Start(probe, hook, new EvaluationException("no such thing"));
        Assert.Equal(JobPhase.Failed, stepper.RunToEnd());
        Assert.Equal(new JobFailure(FailureKind.User, "no such thing", "Probe", stepper.Failure!.Exception), stepper.Failure);
        Assert.Equal("closed", probe.Seen[^1]);
        Assert.Equal(1, probe.Seen.Count(s => s == "closed"));
    }

    [Fact]
    public void A_failure_while_closing_is_a_warning()
    {
        var stepper = Start(new Probe(), "Close", new EvaluationException("stuck"));
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Contains(stepper.Warnings, w => w.Contains("stuck"));
    }

    [Fact]
    public void A_bug_is_told_apart_from_bad_data_and_from_the_outside()
    {
        var bug = Start(new Probe(), "Process", new IndexOutOfRangeException("row 7"));
        bug.RunToEnd();
        Assert.Equal(FailureKind.Bug, bug.Failure!.Kind);
        Assert.Equal("Internal error: IndexOutOfRangeException: row 7", bug.Failure.Message);
        var outside = Start(new Probe(), "Process", new ConnectorException("The broker is gone.", "Is it running?"));
        outside.RunToEnd();
        Assert.Equal(FailureKind.External, outside.Failure!.Kind);
        Assert.Equal("The broker is gone. Is it running?", outside.Failure.Message);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("write")]
    [InlineData("prepare")]
    [InlineData("commit")]
    public void A_sink_that_fails_at_any_step_fails_the_job(string step)
    {
        var sink = new LedgerSink(new Ledger())
        {
            OnStep = s => { if (s == step) { throw new ConnectorException("disk full"); } },
        };
        var stepper = new JobStepper(TestPlan.Of(TestPlan.Sink(TestPlan.Scan(new NumberSource(10, 1)), sink)), TestPlan.Options);
        Assert.Equal(JobPhase.Failed, stepper.RunToEnd());
        Assert.Equal("Sink(ledger)", stepper.Failure!.Operator);
    }

    [Fact]
    public void A_source_that_fails_fails_the_job()
    {
        var source = new NumberSource(100, 1)
        {
            OnRead = static n => { if (n > 50) { throw new ConnectorException("line 51 is no JSON"); } },
        };
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(TestPlan.Scan(source), new CountingSink())), TestPlan.Options with { BatchRows = 10 });
        Assert.Equal(JobPhase.Failed, stepper.RunToEnd());
        Assert.Equal("Scan(numbers)", stepper.Failure!.Operator);
    }

    [Fact]
    public void A_plan_with_an_operator_that_does_not_exist_yet_is_refused_by_name()
    {
        var scan = TestPlan.Scan(new NumberSource(1, 1));
        var node = new TestNode([PlanInput.Any(scan)], _ => throw new NotSupportedException("MatchRecognize: not supported yet."))
        {
            Schema = scan.Schema, Title = "MatchRecognize",
        };
        var stepper = new JobStepper(TestPlan.Of(TestPlan.Sink(node, new CountingSink())), TestPlan.Options);
        stepper.RunToEnd();
        Assert.Equal("MatchRecognize: not supported yet.", stepper.Failure!.Message);
        Assert.Equal(FailureKind.User, stepper.Failure.Kind);
    }

    [Fact]
    public void State_beyond_the_memory_budget_fails_the_job_with_a_clear_message()
    {
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(TestPlan.KeyedSum(TestPlan.Scan(new NumberSource(100_000, 100_000))), new CountingSink())),
            TestPlan.Options with { StateMemoryLimit = 1 << 20 });
        Assert.Equal(JobPhase.Failed, stepper.RunToEnd());
        Assert.Equal(FailureKind.User, stepper.Failure!.Kind);
        Assert.Equal("KeyedSum", stepper.Failure.Operator);
        Assert.Contains("memory budget of 1 MiB", stepper.Failure.Message);
    }

    [Fact]
    public void A_null_row_time_fails_with_Flinks_words()
    {
        var scan = TestPlan.Scan(new NumberSource(5, 1));
        var nulls = TestPlan.Test("Nulls", _ => new NullTimeOperator(), PlanInput.Any(scan));
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(TestPlan.Watermark(nulls), new CountingSink())), TestPlan.Options);
        stepper.RunToEnd();
        Assert.Equal(
            "RowTime field should not be null, please convert it to a non-null long value.", stepper.Failure!.Message);
        Assert.Equal("Watermark", stepper.Failure.Operator);
    }

    private static JobStepper Start(Probe probe, string hook, Exception exception)
    {
        var scan = TestPlan.Watermark(TestPlan.Scan(new NumberSource(10, 1)));
        var node = TestPlan.Test(
            "Probe",
            _ => new ProbeOperator(probe) { OnHook = h => { if (h == hook) { throw exception; } } },
            PlanInput.Any(scan));
        return new JobStepper(TestPlan.Of(TestPlan.Sink(node, new CountingSink())), TestPlan.Options);
    }
}
