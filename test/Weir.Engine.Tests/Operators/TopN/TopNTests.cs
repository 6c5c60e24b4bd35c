using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Tests.Connectors;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Weir.Engine.Tests.Operators.Join;
using Xunit;

namespace Weir.Engine.Tests.Operators.TopN;

public sealed class TopNTests
{
    private static readonly RankKey[] Largest = [new(1, true, false)];

    public static TheoryData<int, int, bool, bool> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, bool, bool>();
            foreach (var (from, to) in new[] { (1, 1), (1, 3), (2, 4), (3, 3), (1, 50) })
            {
                foreach (var retracts in new[] { false, true })
                {
                    data.Add(from, to, true, retracts);
                    data.Add(from, to, false, retracts);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void After_every_batch_the_output_stands_for_the_best_rows(int from, int to, bool rank, bool retracts)
    {
        RankKey[][] orders =
        [
            Largest, [new(1, false, true)], [new(1, false, false), new(2, true, true)], [new(2, true, false)], [], [new(0, true, true)],
        ];
        for (var seed = 0; seed < 24; seed++)
        {
            var what = new TopNCase(seed % 2 == 0, orders[seed % orders.Length], from, to, rank, retracts);
            var topN = what.Start(blocks: seed % 3 == 0);
            var rows = new RankedRows(seed, retracts);
            var output = new Materialised();
            for (var step = 0; step < 40; step++)
            {
                output.Apply(topN.Process(0, rows.Next(seed < 12 ? 1 : 15)));
                Assert.Equal(Materialised.Of(what.Result(rows.Standing)), output.Rows);
            }
        }
    }

    [Fact]
    public void With_the_rank_each_rank_that_gets_another_row_is_an_update()
    {
        var topN = new TopNCase(true, Largest, 1, 2, true, false).Start();
        Assert.Equal(
            "+I[a, 1, x, 0, 1] -U[a, 1, x, 0, 1] +U[a, 2, x, 0, 1] +I[a, 1, x, 0, 2] "
            + "-U[a, 2, x, 0, 1] +U[a, 3, x, 0, 1] -U[a, 1, x, 0, 2] +U[a, 2, x, 0, 2]",
            topN.Text(0, Row(1), Row(2), Row(3)));
    }

    [Fact]
    public void Without_the_rank_the_row_that_is_pushed_out_goes_first()
    {
        var topN = new TopNCase(true, Largest, 1, 2, false, false).Start();
        Assert.Equal("+I[a, 1, x, 0] +I[a, 2, x, 0]", topN.Text(0, Row(1), Row(2)));
        Assert.Equal("-D[a, 1, x, 0] +I[a, 3, x, 0]", topN.Text(0, Row(3), Row(2), Row(0)));
    }

    [Fact]
    public void The_only_row_is_replaced_by_an_update()
    {
        var topN = new TopNCase(true, Largest, 1, 1, false, false).Start();
        Assert.Equal("+I[a, 1, x, 0] -U[a, 1, x, 0] +U[a, 2, x, 0]", topN.Text(0, Row(1), Row(2), Row(2), Row(1)));
    }

    [Fact]
    public void Of_equal_rows_the_earlier_keeps_its_place()
    {
        var topN = new TopNCase(true, Largest, 1, 2, true, false).Start();
        Assert.Equal("+I[a, 7, x, 1, 1] +I[a, 7, x, 2, 2]", topN.Text(0, Row(7, 1), Row(7, 2), Row(7, 3)));
    }

    [Fact]
    public void A_limit_over_changes_deletes_and_inserts()
    {
        var limit = new TopNCase(false, [], 1, 1, false, true).Start();
        Assert.Equal(
            "+I[a, 1, x, 0] -D[a, 1, x, 0] +I[a, 2, x, 0]",
            limit.Text(0, Row(1), Row(1) with { Kind = RowKind.UpdateBefore }, Row(2) with { Kind = RowKind.UpdateAfter }));
    }

    [Fact]
    public void A_row_that_is_taken_back_makes_room_for_the_next()
    {
        var topN = new TopNCase(true, Largest, 1, 2, false, true).Start();
        topN.Process(0, [Row(1), Row(2), Row(3)]);
        Assert.Equal("-D[a, 3, x, 0] +I[a, 1, x, 0]", topN.Text(0, Row(3) with { Kind = RowKind.Delete }));
        Assert.Equal("", topN.Text(0, Row(9) with { Kind = RowKind.Delete }));
        topN.Process(0, [Row(1) with { Kind = RowKind.Delete }, Row(2) with { Kind = RowKind.Delete }]);
        Assert.Equal(0, topN.Operator.Tables[0].Count);
    }

    [Fact]
    public void Over_inserts_only_the_best_rows_are_kept()
    {
        var topN = new TopNCase(true, Largest, 1, 3, false, false).Start();
        topN.Process(0, [.. Enumerable.Range(0, 1000).Select(i => Row(i))]);
        Assert.Equal(3, topN.Operator.Tables[0].Children[0].Count);
    }

    [Fact]
    public void Shifting_many_ranks_stops_after_each_batch_when_the_output_is_full()
    {
        var what = new TopNCase(true, Largest, 1, 10_000, true, false);
        var topN = what.Start(blocks: true, keeps: false);
        for (var i = 0; i < 5; i++)
        {
            topN.Process(0, [.. Enumerable.Range(0, 1000).Select(v => Row(-(i * 1000) - v))]);
        }

        var before = topN.Batches;
        topN.Process(0, [Row(1)]);
        Assert.Equal(5, topN.Batches - before);
    }

    [Theory]
    [InlineData(true, 1, 2)]
    [InlineData(false, 3, 2)]
    public void State_goes_on_after_a_restore_at_any_point_and_parallelism(bool retracts, int before, int after)
    {
        using var folder = new TemporaryFolder();
        var what = new TopNCase(true, [new(1, true, false), new(2, false, true)], 1, 4, true, retracts);
        var rows = new RankedRows(3, retracts);
        var output = new Materialised();
        var subtasks = Enumerable.Range(0, before).Select(_ => what.Start()).ToArray();
        for (var step = 0; step < 30; step++)
        {
            foreach (var part in rows.Next(20).GroupBy(c => subtasks[0].SubtaskOf(0, c, [0], subtasks.Length)))
            {
                output.Apply(subtasks[part.Key].Process(0, [.. part]));
            }

            Assert.Equal(Materialised.Of(what.Result(rows.Standing)), output.Rows);
            var next = Enumerable.Range(0, step % 2 == 0 ? after : before).Select(_ => what.Start()).ToArray();
            OperatorHarness.Restore(subtasks, next, Path.Combine(folder.Path, $"{step}"));
            subtasks = next;
        }
    }

    [Fact]
    public void A_partition_that_was_idle_is_forgotten()
    {
        var time = new ManualTime();
        var topN = new TopNCase(true, Largest, 1, 1, false, false).Start(time: time, ttl: TimeSpan.FromMinutes(1));
        topN.Process(0, [Row(5)]);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("+I[a, 1, x, 0]", topN.Text(0, Row(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_warm_nothing_is_allocated(bool retracts)
    {
        var topN = new TopNCase(true, Largest, 1, 3, true, retracts).Start(keeps: false);
        List<Change> rows = [.. Enumerable.Range(0, 500).Select(i => new Change(
            RowKind.Insert, [$"a longer name of partition {i % 20}", (long)(i * 7 % 50), "a text that is kept in the heap", 1L]))];
        Batch[] batches =
        [
            topN.BatchOf(0, rows),
            topN.BatchOf(0, [.. rows.Select(r => retracts ? r with { Kind = RowKind.Delete } : r)]),
        ];
        Run(5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
            {
                topN.Run(0, batches[0]);
                topN.Run(0, batches[1]);
            }
        }
    }

    private static Change Row(long v, long id = 0) => new(RowKind.Insert, ["a", v, "x", id]);
}
