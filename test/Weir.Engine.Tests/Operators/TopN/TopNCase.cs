using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Weir.Engine.Tests.Operators.Join;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.TopN;

/// <summary>A Top-N under test over the fields k, v, s, id, by k when <paramref name="Partitioned"/>.</summary>
internal sealed record TopNCase(
    bool Partitioned, RankKey[] Order, long From, long To, bool OutputRank, bool Retracts)
{
    public static readonly RowFields Fields = new([
        new RowField("k", SqlType.String), new RowField("v", SqlType.BigInt), new RowField("s", SqlType.String),
        new RowField("id", SqlType.Int),
    ]);

    public ImmutableArray<int> Partition => Partitioned ? [0] : [];

    public OperatorHarness Start(bool blocks = false, TimeProvider? time = null, TimeSpan ttl = default, bool keeps = true)
    {
        var input = new TopNInput(Fields, Partition, Retracts);
        var spec = new TopNSpec(input, [.. Order], From, To, OutputRank);
        var tables = TopNState.Describe(input, [.. Fields.Select(f => f.Name)]);
        return new OperatorHarness(
            context => new TopNOperator(spec, tables, context),
            [Fields],
            OutputRank ? new RowFields([.. Fields, new RowField("rank", SqlType.BigInt)]) : Fields,
            blocks,
            time,
            ttl) { Keeps = keeps };
    }

    /// <summary>The whole result for rows in the order in which they came.</summary>
    public IEnumerable<object?[]> Result(IEnumerable<object?[]> rows) => rows
        .GroupBy(r => Partitioned ? Cells.Text(r[0]) : "")
        .SelectMany(g => g.Order(Comparer<object?[]>.Create(Compare))
            .Select((r, i) => (Row: r, Rank: i + 1L))
            .Where(r => r.Rank >= From && r.Rank <= To)
            .Select(r => OutputRank ? (object?[])[.. r.Row, r.Rank] : r.Row));

    private int Compare(object?[] a, object?[] b)
    {
        foreach (var key in Order)
        {
            var (x, y) = (a[key.Column], b[key.Column]);
            var order = (x, y) switch
            {
                (null, null) => 0,
                (null, _) => key.NullsFirst ? -1 : 1,
                (_, null) => key.NullsFirst ? 1 : -1,
                (string s, string t) => Math.Sign(string.CompareOrdinal(s, t)) * (key.Descending ? -1 : 1),
                _ => Comparer<object>.Default.Compare(x, y) * (key.Descending ? -1 : 1),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}

/// <summary>Rows in the order in which they came, and random changes of them.</summary>
internal sealed class RankedRows(int seed, bool retracts)
{
    private readonly Random _random = new(seed);

    public List<object?[]> Standing { get; } = [];

    public List<Change> Next(int count)
    {
        var changes = new List<Change>();
        for (var i = 0; i < count; i++)
        {
            var choice = retracts && Standing.Count > 0 ? _random.Next(10) : 0;
            if (choice >= 5)
            {
                var row = Standing[_random.Next(Standing.Count)];
                Standing.RemoveAt(Standing.FindLastIndex(r => r.SequenceEqual(row)));
                changes.Add(new Change(choice < 8 ? RowKind.Delete : RowKind.UpdateBefore, row));
            }

            if (choice is < 5 or >= 8)
            {
                object?[] row =
                [
                    Maybe(_random.Next(2) == 0 ? $"k{_random.Next(3)}" : "a longer name of a partition"),
                    Maybe((long)_random.Next(8)),
                    Maybe(_random.Next(3) == 0 ? "a text that is kept in the heap" : $"s{_random.Next(3)}"),
                    (long)_random.Next(4),
                ];
                Standing.Add(row);
                changes.Add(new Change(choice < 5 ? RowKind.Insert : RowKind.UpdateAfter, row));
            }
        }

        return changes;
    }

    private object? Maybe(object value) => _random.Next(10) == 0 ? null : value;
}
