using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Tests.Connectors;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Operators.GroupAggregate;

public sealed class GroupAggregateTests
{
    private static readonly RowFields Input = new([
        new RowField("k", SqlType.String), new RowField("k2", SqlType.Int), new RowField("a", SqlType.Int),
        new RowField("d", SqlType.Decimal(10, 2)), new RowField("s", SqlType.String), new RowField("f", SqlType.Double),
        new RowField("p", SqlType.Boolean), new RowField("t", SqlType.TinyInt), new RowField("g", SqlType.Float),
        new RowField("w", SqlType.Decimal(30, 4)),
    ]);

    private static readonly ImmutableArray<AggregateCall> Calls =
    [
        Call("COUNT"), Call("COUNT", "a"), Call("SUM", "a"), Call("AVG", "a"), Call("MIN", "a"), Call("MAX", "s"),
        Call("MIN", "s"), Call("SUM", "d"), Call("AVG", "d"), Call("MAX", "d"), Call("SUM", "f"), Call("AVG", "f"),
        Call("MAX", "f"), Call("SUM", "t"), Call("AVG", "t"), Call("MIN", "p"), Call("SUM", "g"), Call("AVG", "g"),
        Call("SUM", "w"), Call("AVG", "w"), Call("MIN", "w"), Distinct("COUNT", "s"), Distinct("SUM", "a"),
        Distinct("MAX", "a"), Filtered("COUNT"), Filtered("SUM", "a"), Filtered("MAX", "s"),
        GroupHarness.Call(Input, "COUNT", [Column("a")], distinct: true, filter: Column("p")),
        Call("FIRST_VALUE", "a"), Call("LAST_VALUE", "s"), Call("LISTAGG", "s"),
    ];

    public static TheoryData<bool, bool, string, int> Shapes
    {
        get
        {
            var data = new TheoryData<bool, bool, string, int>();
            foreach (var batch in new[] { 1, 3, 50, 2000 })
            {
                foreach (var keys in new[] { "", "k2", "k,k2" })
                {
                    data.Add(false, true, keys, batch);
                    data.Add(true, true, keys, batch);
                    data.Add(true, false, keys, batch);
                    data.Add(false, false, keys, batch);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_batch_emits_the_net_change_of_each_group_it_touches(
        bool retracts, bool updateBefore, string keys, int batchRows)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            var what = What(retracts, updateBefore, keys, Calls);
            var harness = new GroupHarness(what, blocks: seed == 1);
            var twin = new GroupTwin(Input, what.Keys, Calls, updateBefore);
            var source = new ChangeSource(Input, seed, retracts, keys: 12, keys.Length > 0);
            for (var rows = 0; rows < Math.Min(600, batchRows * 40); rows += batchRows)
            {
                var batch = source.Next(Math.Min(batchRows, Batch.MaxRows - 1));
                Assert.Equal(twin.Process(batch), harness.Process(batch));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Single_aggregates_emit_nothing_when_their_result_stays_the_same(bool retracts)
    {
        foreach (var call in Calls)
        {
            var what = What(retracts, true, "k2", [call]);
            var harness = new GroupHarness(what);
            var twin = new GroupTwin(Input, what.Keys, [call], true);
            var source = new ChangeSource(Input, 5, retracts, keys: 4);
            for (var i = 0; i < 300; i++)
            {
                var batch = source.Next(1);
                Assert.Equal(twin.Process(batch), harness.Process(batch));
            }
        }
    }

    [Fact]
    public void Distinct_rows_are_groups_without_aggregates()
    {
        var what = What(true, true, "k,k2", []);
        var harness = new GroupHarness(what);
        var twin = new GroupTwin(Input, what.Keys, [], true);
        var source = new ChangeSource(Input, 1, true, keys: 5);
        for (var i = 0; i < 100; i++)
        {
            var batch = source.Next(7);
            Assert.Equal(twin.Process(batch), harness.Process(batch));
        }
    }

    [Fact]
    public void More_groups_than_a_batch_holds_are_emitted_in_several_batches()
    {
        var what = What(false, true, "k2", [Call("SUM", "a")]);
        var harness = new GroupHarness(what, blocks: true);
        List<Change> Rows(long value) =>
            [.. Enumerable.Range(0, Batch.MaxRows).Select(i => Change(RowKind.Insert, "k2", i, "a", value))];
        Assert.Equal(Batch.MaxRows, harness.Process(Rows(1)).Count);
        var updates = harness.Process(Rows(2));
        Assert.Equal(2 * Batch.MaxRows, updates.Count);
        Assert.Equal(["-U[0, 1]", "+U[0, 3]", "-U[1, 1]", "+U[1, 3]"], updates.Take(4));
    }

    [Fact]
    public void Selected_rows_count_and_others_do_not()
    {
        var what = What(false, true, "k2", [Call("COUNT"), Call("SUM", "a")]);
        var harness = new GroupHarness(what);
        var batch = harness.BatchOf([.. Enumerable.Range(0, 10).Select(i => Change(RowKind.Insert, "k2", i % 2, "a", i))]);
        batch.Select([1, 4, 5, 9]);
        harness.Operator.Process(0, batch, harness);
        Assert.Equal(["+I[0, 1, 4]", "+I[1, 3, 15]"], harness.Process([]));
    }

    [Fact]
    public void Without_input_a_global_aggregate_emits_nothing_and_emptied_it_is_deleted()
    {
        var harness = new GroupHarness(What(true, true, "", [Call("COUNT"), Call("SUM", "a")]));
        Assert.Empty(harness.Process([]));
        Assert.Equal(["+I[1, 5]"], harness.Process([Change(RowKind.Insert, "a", 5)]));
        Assert.Equal(["-D[1, 5]"], harness.Process([Change(RowKind.Delete, "a", 5)]));
        Assert.Empty(harness.Process([Change(RowKind.Delete, "a", 5)]));
        Assert.Equal(["+I[1, 7]"], harness.Process([Change(RowKind.UpdateAfter, "a", 7)]));
    }

    [Fact]
    public void A_group_that_was_empty_in_between_starts_afresh()
    {
        // 0.1 + 0.2 - 0.1 - 0.2 is not zero in floating point; a group that was gone does not remember.
        var harness = new GroupHarness(What(true, true, "k2", [Call("SUM", "f")]));
        var emitted = harness.Process([
            Change(RowKind.Insert, "k2", 1, "f", 0.1), Change(RowKind.Insert, "k2", 1, "f", 0.2),
            Change(RowKind.Delete, "k2", 1, "f", 0.1), Change(RowKind.Delete, "k2", 1, "f", 0.2),
            Change(RowKind.Insert, "k2", 1, "f", 1.0),
        ]);
        Assert.Equal(["+I[1, 1]"], emitted);
    }

    [Fact]
    public void With_a_time_to_live_an_unchanged_result_is_emitted_again_and_an_idle_group_is_new()
    {
        var time = new ManualTime();
        var harness = new GroupHarness(What(false, true, "k2", [Call("MAX", "a")]), time, TimeSpan.FromMinutes(1));
        Assert.Equal(["+I[1, 5]"], harness.Process([Change(RowKind.Insert, "k2", 1, "a", 5)]));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(["-U[1, 5]", "+U[1, 5]"], harness.Process([Change(RowKind.Insert, "k2", 1, "a", 4)]));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(["-U[1, 5]", "+U[1, 6]"], harness.Process([Change(RowKind.Insert, "k2", 1, "a", 6)]));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(["+I[1, 1]"], harness.Process([Change(RowKind.Insert, "k2", 1, "a", 1)]));
        time.Advance(TimeSpan.FromSeconds(61));
        harness.Table.Sweep(time.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(0, harness.Table.Count);
    }

    [Fact]
    public void A_retraction_for_an_expired_group_is_ignored()
    {
        var time = new ManualTime();
        var harness = new GroupHarness(What(true, true, "k2", [Call("COUNT")]), time, TimeSpan.FromMinutes(1));
        harness.Process([Change(RowKind.Insert, "k2", 1)]);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(harness.Process([Change(RowKind.Delete, "k2", 1)]));
    }

    [Fact]
    public void Beyond_the_memory_budget_the_job_fails_with_the_reason()
    {
        var harness = new GroupHarness(What(false, true, "k2", [Call("SUM", "a")]), budget: new MemoryBudget(100_000));
        Assert.Throws<StateLimitException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                harness.Process([.. Enumerable.Range(i * 1000, 1000).Select(k => Change(RowKind.Insert, "k2", k))]);
            }
        });
    }

    [Theory]
    [InlineData(true, 1, 1)]
    [InlineData(true, 2, 3)]
    [InlineData(false, 3, 1)]
    public void State_goes_on_after_a_restore_at_any_point_and_parallelism(bool retracts, int before, int after)
    {
        using var folder = new TemporaryFolder();
        var what = What(retracts, true, "k,k2", Calls);
        var twin = new GroupTwin(Input, what.Keys, Calls, true);
        var source = new ChangeSource(Input, 3, retracts, keys: 8);
        var subtasks = Enumerable.Range(0, before).Select(_ => new GroupHarness(what)).ToArray();
        for (var step = 1; step <= 30; step++)
        {
            var batch = source.Next(20);
            var expected = twin.Process(batch);
            var emitted = batch.GroupBy(c => Subtask(what, c, subtasks.Length))
                .SelectMany(part => subtasks[part.Key].Process([.. part]));
            Assert.Equal(expected.Order(), emitted.Order());
            subtasks = Restart(what, subtasks, step % 2 == 0 ? before : after, folder.Path, step);
        }
    }

    [Fact]
    public void Aggregates_that_stay_keep_their_values_and_new_ones_start_empty()
    {
        using var folder = new TemporaryFolder();
        var old = new GroupHarness(What(true, true, "k2", [Call("SUM", "a"), Call("MAX", "a"), Distinct("COUNT", "s")]));
        old.Process([
            Change(RowKind.Insert, "k2", 1, "a", 5, "s", "x"), Change(RowKind.Insert, "k2", 1, "a", 7, "s", "y"),
        ]);
        var what = What(true, true, "k2", [Distinct("COUNT", "s"), Call("COUNT"), Call("SUM", "a"), Call("MIN", "a")]);
        var next = Restart(what, [old], 1, folder.Path, 1)[0];
        Assert.Equal(
            ["-U[1, 2, 0, 12, NULL]", "+U[1, 2, 1, 13, 1]"],
            next.Process([Change(RowKind.Insert, "k2", 1, "a", 1, "s", "x")]));
        Assert.Equal(
            ["-U[1, 2, 1, 13, 1]", "+U[1, 1, 0, 6, 1]"],
            next.Process([Change(RowKind.Delete, "k2", 1, "a", 7, "s", "y")]));
    }

    [Fact]
    public void State_of_an_insert_only_group_is_not_used_for_a_changing_one()
    {
        using var folder = new TemporaryFolder();
        var old = new GroupHarness(What(false, true, "k2", [Call("COUNT")]));
        old.Process([Change(RowKind.Insert, "k2", 1)]);
        var next = Restart(What(true, true, "k2", [Call("COUNT")]), [old], 1, folder.Path, 1)[0];
        Assert.Equal(["+I[1, 1]"], next.Process([Change(RowKind.Insert, "k2", 1)]));
    }

    private static GroupHarness[] Restart(
        GroupAggregation what, GroupHarness[] old, int parallelism, string root, int step)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, $"{step}")).FullName;
        var manifests = new List<TableManifest>();
        for (var i = 0; i < old.Length; i++)
        {
            using var writer = new SnapshotWriter(folder, $"{i}.pages");
            manifests.Add(writer.Write(old[i].Table.BeginSnapshot()));
            writer.Finish();
        }

        using var reader = new SnapshotReader(folder);
        var next = new GroupHarness[parallelism];
        for (var i = 0; i < parallelism; i++)
        {
            next[i] = new GroupHarness(what);
            reader.Restore(next[i].Table, manifests, KeyGroups.OfSubtask(i, parallelism, 128));
        }

        return next;
    }

    private static int Subtask(GroupAggregation what, Change change, int parallelism)
    {
        var batch = new GroupHarness(what).BatchOf([change]);
        var hash = new ulong[1];
        KeyHash.Hash([.. what.Keys.Select(k => batch.Columns[k])], [0], hash);
        return KeyGroups.Subtask(KeyGroups.Of(hash[0], 128), 128, parallelism);
    }

    private static GroupAggregation What(
        bool retracts, bool updateBefore, string keys, ImmutableArray<AggregateCall> calls) => new(
            Input,
            [.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Column)],
            calls,
            retracts,
            updateBefore);

    private static Change Change(RowKind kind, params object?[] named)
    {
        var values = new object?[Input.Count];
        for (var i = 0; i < named.Length; i += 2)
        {
            values[Column((string)named[i]!)] = named[i + 1] is int n ? (long)n : named[i + 1];
        }

        return new Change(kind, values);
    }

    private static AggregateCall Call(string function, params string[] arguments) =>
        GroupHarness.Call(Input, function, [.. arguments.Select(Column)]);

    private static AggregateCall Distinct(string function, string argument) =>
        GroupHarness.Call(Input, function, [Column(argument)], distinct: true);

    private static AggregateCall Filtered(string function, params string[] arguments) =>
        GroupHarness.Call(Input, function, [.. arguments.Select(Column)], filter: Column("p"));

    private static int Column(string name) => Input.IndexOf(name);
}
