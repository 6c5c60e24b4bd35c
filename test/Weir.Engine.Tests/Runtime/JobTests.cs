using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class JobTests
{
    private const int Keys = 13;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_bounded_job_gives_the_same_result_at_every_parallelism(int parallelism)
    {
        var ledger = new Ledger();
        var stepper = new JobStepper(
            SumPlan(10_000, ledger), TestPlan.Options with { Parallelism = parallelism, BatchRows = 64 }, parallelism);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        Assert.Null(stepper.Failure);
        AssertSums(10_000, ledger);
    }

    [Fact]
    public async Task A_job_runs_on_the_worker_pool_to_its_end()
    {
        var ledger = new Ledger();
        await using var job = Job.Start(SumPlan(200_000, ledger), TestPlan.Options with { Parallelism = 4 });
        Assert.Equal(JobPhase.Finished, await job.Completion);
        AssertSums(200_000, ledger);
        Assert.Equal(200_000, job.Operators().Single(o => o.Title == "KeyedSum").RowsIn);
    }

    [Fact]
    public void At_parallelism_one_two_sources_and_a_join_are_one_task()
    {
        var left = TestPlan.Scan(new NumberSource(10, 1), "left");
        var right = TestPlan.Scan(new NumberSource(10, 1), "right");
        var join = TestPlan.Test("Join", _ => throw new NotSupportedException(), PlanInput.Hash(left, [0]), PlanInput.Hash(right, [0]));
        var plan = TestPlan.Of(TestPlan.Sink(join, new LedgerSink(new Ledger())));
        Assert.Single(TaskGraph.Of(plan, 1).Tasks);
        Assert.Equal(3, TaskGraph.Of(plan, 2).Tasks.Length);
    }

    [Fact]
    public void A_union_of_a_stream_with_its_own_aggregate_has_no_cycle_of_exchanges()
    {
        var scan = TestPlan.Scan(new NumberSource(10, 1));
        var sum = TestPlan.Test("Sum", _ => throw new NotSupportedException(), PlanInput.Hash(scan, [0]));
        var union = new UnionNode([scan, sum]) { Schema = scan.Schema, Title = "Union" };
        var graph = TaskGraph.Of(TestPlan.Of(TestPlan.Sink(union, new LedgerSink(new Ledger()))), 2);
        Assert.Equal(2, graph.Tasks.Length);
        Assert.Equal(2, graph.Edges.Count(graph.IsExchange));
        Assert.Single(graph.Edges, e => graph.IsExchange(e) && graph.IsForward(e));
    }

    internal static Plan SumPlan(long rows, Ledger ledger) => TestPlan.Of(
        TestPlan.Sink(TestPlan.KeyedSum(TestPlan.Scan(new NumberSource(rows, Keys))), new LedgerSink(ledger)));

    internal static void AssertSums(long rows, Ledger ledger)
    {
        var expected = Enumerable.Range(0, (int)rows).GroupBy(n => (long)n % Keys)
            .ToDictionary(g => g.Key, g => g.Sum(n => (long)n));
        var last = new Dictionary<long, long>();
        foreach (var row in ledger.Rows)
        {
            last[row.Values[0]] = Math.Max(row.Values[1], last.GetValueOrDefault(row.Values[0]));
        }

        Assert.Equal(expected.OrderBy(e => e.Key), last.OrderBy(l => l.Key));
    }
}
