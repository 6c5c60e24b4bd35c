using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Tests.Connectors;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Weir.Engine.Tests.Operators.Join;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Operators.Deduplicate;

public sealed class DeduplicateTests
{
    private static readonly RowFields Fields = new([
        new RowField("k", SqlType.String), new RowField("ts", SqlType.BigInt), new RowField("s", SqlType.String),
    ]);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public void After_every_batch_the_output_stands_for_one_row_per_key(int timeColumn, bool keepLast)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var deduplicate = Start(timeColumn, keepLast, blocks: seed % 2 == 0);
            var rows = new List<object?[]>();
            var output = new Materialised();
            for (var step = 0; step < 40; step++)
            {
                var batch = Rows(random, seed % 3 == 0 ? 1 : 30);
                rows.AddRange(batch.Select(c => c.Values));
                output.Apply(deduplicate.Process(0, batch));
                Assert.Equal(Materialised.Of(Result(rows, timeColumn, keepLast)), output.Rows);
            }
        }
    }

    [Fact]
    public void The_first_by_time_is_replaced_by_an_earlier_row_and_not_by_an_equal_one()
    {
        var deduplicate = Start(1, false);
        Assert.Equal("+I[a, 5, x]", deduplicate.Text(0, Row("a", 5, "x")));
        Assert.Equal("", deduplicate.Text(0, Row("a", 5, "y")));
        Assert.Equal("-U[a, 5, x] +U[a, 4, z]", deduplicate.Text(0, Row("a", 4, "z")));
        Assert.Equal("", deduplicate.Text(0, Row("a", 6, "z")));
    }

    [Fact]
    public void The_last_by_time_is_replaced_by_an_equal_row_and_not_by_an_earlier_one()
    {
        var deduplicate = Start(1, true);
        Assert.Equal("+I[a, 5, x]", deduplicate.Text(0, Row("a", 5, "x")));
        Assert.Equal("-U[a, 5, x] +U[a, 5, y]", deduplicate.Text(0, Row("a", 5, "y")));
        Assert.Equal("", deduplicate.Text(0, Row("a", 4, "z")));
        Assert.Equal("-U[a, 5, y] +U[a, 6, z]", deduplicate.Text(0, Row("a", 6, "z")));
    }

    [Fact]
    public void The_first_by_arrival_is_only_ever_inserted()
    {
        var deduplicate = Start(-1, false);
        Assert.Equal("+I[a, 5, x] +I[NULL, 1, y]", deduplicate.Text(0, Row("a", 5, "x"), Row(null, 1, "y"), Row("a", 1, "z")));
        Assert.Equal("+I[b, 5, x]", deduplicate.Text(0, Row("a", 5, "x"), Row(null, 1, "y"), Row("b", 5, "x")));
    }

    [Fact]
    public void The_last_by_arrival_is_always_replaced()
    {
        var deduplicate = Start(-1, true);
        Assert.Equal("+I[a, 5, x]", deduplicate.Text(0, Row("a", 5, "x")));
        Assert.Equal("-U[a, 5, x] +U[a, 1, z]", deduplicate.Text(0, Row("a", 1, "z")));
    }

    [Fact]
    public void More_changes_than_a_batch_holds_are_emitted_in_several_batches()
    {
        var deduplicate = Start(1, true, blocks: true);
        List<Change> Rows(long ts) => [.. Enumerable.Range(0, Batch.MaxRows).Select(i => Row($"{i}", ts, "x"))];
        Assert.Equal(Batch.MaxRows, deduplicate.Process(0, Rows(1)).Count);
        Assert.Equal(2 * Batch.MaxRows, deduplicate.Process(0, Rows(2)).Count);
        Assert.Equal(3, deduplicate.Batches);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public void State_goes_on_after_a_restore_at_any_point_and_parallelism(int timeColumn, bool keepLast)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(9);
        var rows = new List<object?[]>();
        var output = new Materialised();
        OperatorHarness[] subtasks = [Start(timeColumn, keepLast)];
        for (var step = 0; step < 20; step++)
        {
            var batch = Rows(random, 20);
            rows.AddRange(batch.Select(c => c.Values));
            foreach (var part in batch.GroupBy(c => subtasks[0].SubtaskOf(0, c, [0], subtasks.Length)))
            {
                output.Apply(subtasks[part.Key].Process(0, [.. part]));
            }

            Assert.Equal(Materialised.Of(Result(rows, timeColumn, keepLast)), output.Rows);
            var next = Enumerable.Range(0, step % 2 == 0 ? 3 : 1).Select(_ => Start(timeColumn, keepLast)).ToArray();
            OperatorHarness.Restore(subtasks, next, Path.Combine(folder.Path, $"{step}"));
            subtasks = next;
        }
    }

    [Fact]
    public void A_key_that_was_idle_is_new_again()
    {
        var time = new ManualTime();
        var deduplicate = Start(-1, false, time: time, ttl: TimeSpan.FromMinutes(1));
        deduplicate.Process(0, [Row("a", 1, "x")]);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("+I[a, 2, y]", deduplicate.Text(0, Row("a", 2, "y"), Row("a", 3, "y")));
    }

    private static IEnumerable<object?[]> Result(List<object?[]> rows, int timeColumn, bool keepLast) =>
        rows.GroupBy(r => Cells.Text(r[0])).Select(g => (timeColumn, keepLast) switch
        {
            ( < 0, false) => g.First(),
            ( < 0, true) => g.Last(),
            (_, false) => g.MinBy(r => (long)r[1]!)!,
            _ => g.Reverse().MaxBy(r => (long)r[1]!)!,
        });

    private static List<Change> Rows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Row(
        random.Next(8) is var k && k == 0 ? null : k > 4 ? $"a longer key with number {k}" : $"{k}",
        random.Next(20),
        random.Next(3) == 0 ? null : $"a text that is kept in the heap {random.Next(5)}"))];

    private static Change Row(string? k, long ts, string? s) => new(RowKind.Insert, [k, ts, s]);

    private static OperatorHarness Start(
        int timeColumn, bool keepLast, bool blocks = false, TimeProvider? time = null, TimeSpan ttl = default)
    {
        var what = new Deduplication(Fields, [0], timeColumn, keepLast);
        var tables = DeduplicateState.Describe(Fields, [0], what.KeepsRows, ["k", "ts", "s"]);
        return new OperatorHarness(
            context => new DeduplicateOperator(what, tables, context), [Fields], Fields, blocks, time, ttl);
    }
}
