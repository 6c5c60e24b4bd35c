using Weir.Engine.Columns;
using Weir.Engine.Tests.Connectors;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Xunit;

namespace Weir.Engine.Tests.Operators.Join;

public sealed class JoinTests
{
    private static readonly string[] Kinds = ["inner", "left", "right", "full"];

    public static TheoryData<string, string, int> Shapes
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var kind in Kinds)
            {
                foreach (var keys in new[] { "", "0", "1", "0,1", "0,1,2,3" })
                {
                    foreach (var rows in new[] { 1, 7, 120 })
                    {
                        data.Add(kind, keys, rows);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void After_every_batch_the_output_stands_for_the_join_of_what_came(string kind, string keys, int batchRows)
    {
        int[] columns = [.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        for (var seed = 0; seed < 16; seed += batchRows > 100 ? 3 : 1)
        {
            var (leftRetracts, rightRetracts) = ((seed & 1) != 0, (seed & 2) != 0);
            // Without a key nothing is unique but a single row.
            var unique = columns.Length > 0 && (seed & 8) != 0;
            var what = new JoinCase(
                kind, columns, (seed & 4) != 0, unique, unique && (seed & 4) != 0, leftRetracts, rightRetracts);
            Check(what, batchRows, seed);
        }
    }

    [Fact]
    public void Left_join_row_by_row_pads_takes_back_and_pads_again()
    {
        var join = new JoinCase("left", [1], false, false, false, true, true).Start();
        Assert.Equal("+I[l, 1, 10, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.Insert, "l", 1, 10, "x")));
        Assert.Equal(
            "-D[l, 1, 10, x, NULL, NULL, NULL, NULL] +I[l, 1, 10, x, r, 1, 5, y]",
            join.Text(1, Row(RowKind.Insert, "r", 1, 5, "y")));
        Assert.Equal("+I[l, 1, 10, x, q, 1, 6, z]", join.Text(1, Row(RowKind.UpdateAfter, "q", 1, 6, "z")));
        Assert.Equal("-D[l, 1, 10, x, r, 1, 5, y]", join.Text(1, Row(RowKind.Delete, "r", 1, 5, "y")));
        Assert.Equal(
            "-U[l, 1, 10, x, q, 1, 6, z] +I[l, 1, 10, x, NULL, NULL, NULL, NULL]",
            join.Text(1, Row(RowKind.UpdateBefore, "q", 1, 6, "z")));
        Assert.Equal("-D[l, 1, 10, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.UpdateBefore, "l", 1, 10, "x")));
    }

    [Fact]
    public void Full_join_row_by_row_never_updates()
    {
        var join = new JoinCase("full", [1], false, false, false, false, false).Start();
        Assert.Equal("+I[l, 1, 10, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.Insert, "l", 1, 10, "x")));
        Assert.Equal(
            "-D[l, 1, 10, x, NULL, NULL, NULL, NULL] +I[l, 1, 10, x, r, 1, 5, y]",
            join.Text(1, Row(RowKind.Insert, "r", 1, 5, "y")));
        Assert.Equal("+I[NULL, NULL, NULL, NULL, r, 2, 5, y]", join.Text(1, Row(RowKind.Insert, "r", 2, 5, "y")));
    }

    [Fact]
    public void Inner_join_keeps_the_kind_of_the_row_that_came()
    {
        var join = new JoinCase("inner", [1], false, false, false, true, true).Start();
        Assert.Equal("", join.Text(0, Row(RowKind.Insert, "l", 1, 10, "x"), Row(RowKind.Insert, "l", 1, 10, "x")));
        Assert.Equal(
            "+U[l, 1, 10, x, r, 1, 5, y] +U[l, 1, 10, x, r, 1, 5, y]",
            join.Text(1, Row(RowKind.UpdateAfter, "r", 1, 5, "y")));
        Assert.Equal("-U[l, 1, 10, x, r, 1, 5, y]", join.Text(0, Row(RowKind.UpdateBefore, "l", 1, 10, "x")));
        Assert.Equal("-D[l, 1, 10, x, r, 1, 5, y]", join.Text(1, Row(RowKind.Delete, "r", 1, 5, "y")));
    }

    [Fact]
    public void Null_keys_match_nothing_and_are_not_kept()
    {
        var join = new JoinCase("full", [1], false, false, false, true, true).Start();
        Assert.Equal("+I[l, NULL, 10, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.UpdateAfter, "l", null, 10, "x")));
        Assert.Equal("+I[NULL, NULL, NULL, NULL, r, NULL, 5, y]", join.Text(1, Row(RowKind.Insert, "r", null, 5, "y")));
        Assert.Equal("-D[l, NULL, 10, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.UpdateBefore, "l", null, 10, "x")));
        Assert.All(join.Operator.Tables, t => Assert.Equal(0, t.Count));
    }

    [Fact]
    public void Rows_taken_back_leave_no_state()
    {
        foreach (var kind in Kinds)
        {
            foreach (var unique in new[] { false, true })
            {
                var join = new JoinCase(kind, [1], false, unique, unique, true, true).Start();
                var rows = Enumerable.Range(0, 50).Select(i => Row(RowKind.Insert, "l", i, i, "x")).ToList();
                for (var port = 0; port < 2; port++)
                {
                    join.Process(port, rows);
                }

                for (var port = 0; port < 2; port++)
                {
                    join.Process(port, [.. rows.Select(r => r with { Kind = RowKind.Delete })]);
                    Assert.Equal(0, join.Operator.Tables[port].Count);
                }
            }
        }
    }

    [Theory]
    [InlineData("inner")]
    [InlineData("left")]
    public void A_join_that_amplifies_stops_after_each_batch_when_the_output_is_full(string kind)
    {
        var join = new JoinCase(kind, [1], false, false, false, false, false).Start(blocks: true, keeps: false);
        var rows = Enumerable.Range(0, 1000).Select(i => Row(RowKind.Insert, "l", 1, i, "x")).ToList();
        join.Process(1, rows);
        join.Process(0, rows);
        Assert.Equal(1_000_000, join.RowsEmitted);
        Assert.Equal((1_000_000 + Batch.MaxRows - 1) / Batch.MaxRows, join.Batches);
    }

    [Theory]
    [InlineData("inner", 1, 2)]
    [InlineData("left", 2, 1)]
    [InlineData("full", 2, 3)]
    public void State_goes_on_after_a_restore_at_any_point_and_parallelism(string kind, int before, int after)
    {
        using var folder = new TemporaryFolder();
        foreach (var unique in new[] { false, true })
        {
            foreach (var retracts in new[] { false, true })
            {
                var what = new JoinCase(kind, [0, 1], true, unique, unique, retracts, retracts);
                JoinRows[] rows = [new(1, what.Keys, unique, retracts), new(2, what.Keys, unique, retracts)];
                var output = new Materialised();
                var subtasks = Enumerable.Range(0, before).Select(_ => what.Start()).ToArray();
                for (var step = 0; step < 20; step++)
                {
                    var port = step % 2;
                    foreach (var part in rows[port].Next(20).GroupBy(
                        c => subtasks[0].SubtaskOf(port, c, what.Keys, subtasks.Length)))
                    {
                        output.Apply(subtasks[part.Key].Process(port, [.. part]));
                    }

                    Assert.Equal(Materialised.Of(what.Result(rows[0].Standing, rows[1].Standing)), output.Rows);
                    var next = Enumerable.Range(0, step % 2 == 0 ? after : before).Select(_ => what.Start()).ToArray();
                    OperatorHarness.Restore(subtasks, next, Path.Combine(folder.Path, $"{unique}{retracts}{step}"));
                    subtasks = next;
                }
            }
        }
    }

    [Fact]
    public void State_of_other_columns_or_keys_is_not_used()
    {
        using var folder = new TemporaryFolder();
        var old = new JoinCase("inner", [1], false, false, false, true, true).Start();
        old.Process(0, [Row(RowKind.Insert, "l", 1, 1, "x")]);
        var other = new JoinCase("inner", [2], false, false, false, true, true).Start();
        OperatorHarness.Restore([old], [other], folder.Path);
        Assert.Equal(0, other.Operator.Tables[0].Count);
    }

    [Fact]
    public void With_a_time_to_live_a_key_that_was_idle_is_forgotten()
    {
        var time = new ManualTime();
        var join = new JoinCase("left", [1], false, false, false, false, false).Start(time: time, ttl: TimeSpan.FromMinutes(1));
        join.Process(0, [Row(RowKind.Insert, "l", 1, 1, "x")]);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, join.Process(1, [Row(RowKind.Insert, "r", 1, 1, "x")]).Count);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(join.Process(1, [Row(RowKind.Insert, "r", 1, 1, "x")]));
        Assert.Equal("+I[l, 2, 1, x, NULL, NULL, NULL, NULL]", join.Text(0, Row(RowKind.Insert, "l", 2, 1, "x")));
    }

    [Theory]
    [InlineData("inner")]
    [InlineData("full")]
    public void Once_warm_nothing_is_allocated(string kind)
    {
        var join = new JoinCase(kind, [1], true, false, false, true, true).Start(keeps: false);
        var rows = Enumerable.Range(0, 500)
            .Select(i => Row(RowKind.Insert, $"a longer text with number {i}", i % 200, i, "x")).ToList();
        Batch[] batches =
        [
            join.BatchOf(0, rows), join.BatchOf(1, rows),
            join.BatchOf(0, [.. rows.Select(r => r with { Kind = RowKind.Delete })]),
            join.BatchOf(1, [.. rows.Select(r => r with { Kind = RowKind.Delete })]),
        ];
        Run(5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);

        void Run(int times)
        {
            for (var i = 0; i < times * batches.Length; i++)
            {
                join.Run(i % 2, batches[i % batches.Length]);
            }
        }
    }

    [Fact]
    public void Selected_rows_count_and_others_do_not()
    {
        var join = new JoinCase("left", [1], false, false, false, false, false).Start();
        join.Process(1, [Row(RowKind.Insert, "r", 1, 5, "y")]);
        var batch = join.BatchOf(0, [.. Enumerable.Range(0, 10).Select(i => Row(RowKind.Insert, "l", i % 3, i, "x"))]);
        batch.Select([1, 2, 7]);
        join.Run(0, batch);
        Assert.Equal(
            "+I[l, 1, 1, x, r, 1, 5, y] +I[l, 2, 2, x, NULL, NULL, NULL, NULL] +I[l, 1, 7, x, r, 1, 5, y]",
            join.Text(0));
    }

    private static void Check(JoinCase what, int batchRows, int seed)
    {
        JoinRows[] rows =
        [
            new(seed, what.Keys, what.LeftUnique, what.LeftRetracts),
            new(seed + 100, what.Keys, what.RightUnique, what.RightRetracts),
        ];
        var join = what.Start(blocks: seed % 2 == 0);
        var output = new Materialised();
        var random = new Random(seed);
        for (var step = 0; step < (batchRows == 1 ? 60 : 6); step++)
        {
            var port = random.Next(2);
            output.Apply(join.Process(port, rows[port].Next(batchRows > 100 && what.Keys.Length < 2 ? 40 : batchRows)));
            Assert.Equal(Materialised.Of(what.Result(rows[0].Standing, rows[1].Standing)), output.Rows);
        }
    }

    private static Change Row(RowKind kind, string? k, int? m, int? a, string? s) => new(kind, [k, (long?)m, (long?)a, s]);
}
