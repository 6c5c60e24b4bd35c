using Weir.Engine.Connectors;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>A warm job allocates nothing per row: counted, over a million rows.</summary>
public sealed class AllocationTests
{
    private const long WarmUp = 400_000;
    private const long Measured = 1_000_000;
    private const double BytesPerRow = 0.01;

    private const string Tables = """
        CREATE TABLE t (k BIGINT, v BIGINT, s STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND)
            WITH ('connector' = 'flat');
        CREATE TABLE o (a BIGINT, b BIGINT, c STRING) WITH ('connector' = 'flat');
        CREATE TABLE sums (k BIGINT, n BIGINT, total BIGINT) WITH ('connector' = 'flat');

        """;

    [Theory]
    [InlineData("INSERT INTO o SELECT k, v + 1, s FROM t WHERE v > 100 AND s LIKE 'a%'", 1)]
    [InlineData("INSERT INTO o SELECT k, v + 1, s FROM t WHERE v > 100 AND s LIKE 'a%'", 2)]
    [InlineData("INSERT INTO sums SELECT k, COUNT(*), SUM(v) FROM t GROUP BY k", 1)]
    [InlineData("INSERT INTO sums SELECT k, COUNT(*), SUM(v) FROM t GROUP BY k", 2)]
    public void A_million_warm_rows_allocate_next_to_nothing(string insert, int parallelism)
    {
        var connectors = new ConnectorCatalog([new FlatConnector(WarmUp + Measured + WarmUp, 1_000)]);
        var plan = SqlSession.CompileJob(Tables + insert, new SessionOptions { Connectors = connectors });
        var stepper = new JobStepper(plan, new JobOptions { Parallelism = parallelism });
        FillExchanges(stepper);
        StepTo(stepper, WarmUp);
        var before = GC.GetAllocatedBytesForCurrentThread();
        StepTo(stepper, WarmUp + Measured);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated / (double)Measured, 0, BytesPerRow);
    }

    // Every batch that a channel can have under way is made once.
    private static void FillExchanges(JobStepper stepper)
    {
        if (stepper.Run.Tasks.Count > 1)
        {
            stepper.Scheduler.Hold(static task => !task.Stages.Any(static s => s.Node is ScanNode));
            stepper.StepWhileReady();
            stepper.Scheduler.Release();
        }
    }

    private static void StepTo(JobStepper stepper, long rows)
    {
        var source = stepper.Run.Tasks.SelectMany(static t => t.Stages).Single(static s => s.Node is ScanNode);
        while (source.Context.Metrics.RowsOut < rows)
        {
            Assert.True(stepper.Step(), $"{stepper.Failure}");
        }
    }
}
