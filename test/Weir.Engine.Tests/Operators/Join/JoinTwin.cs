using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.Join;

/// <summary>A join under test: fields k, m, a, s on both sides.</summary>
internal sealed record JoinCase(
    string Kind, int[] Keys, bool Condition, bool LeftUnique, bool RightUnique, bool LeftRetracts, bool RightRetracts)
{
    public static readonly RowFields Left = Fields("");
    public static readonly RowFields Right = Fields("r");

    public JoinSpec Spec() => new(
        new JoinInput(Left, [.. Keys], LeftUnique, LeftRetracts, Kind is "left" or "full"),
        new JoinInput(Right, [.. Keys], RightUnique, RightRetracts, Kind is "right" or "full"),
        Condition ? new AtMostKernel(2, 6) : null);

    public OperatorHarness Start(bool blocks = false, TimeProvider? time = null, TimeSpan ttl = default, bool keeps = true)
    {
        var spec = Spec();
        return new OperatorHarness(
            context => new JoinOperator(spec, Tables(spec), context),
            [Left, Right],
            new RowFields([.. Left, .. Right]),
            blocks,
            time,
            ttl) { Keeps = keeps };
    }

    public static ImmutableArray<StateTableDescriptor> Tables(JoinSpec spec) =>
    [
        .. JoinState.Describe(JoinState.Left, spec.Left, [.. spec.Left.Schema.Select(f => f.Name)]),
        .. JoinState.Describe(JoinState.Right, spec.Right, [.. spec.Right.Schema.Select(f => f.Name)]),
    ];

    /// <summary>The whole result.</summary>
    public IEnumerable<object?[]> Result(IReadOnlyList<object?[]> left, IReadOnlyList<object?[]> right)
    {
        var nulls = new object?[4];
        var pairs = left.SelectMany(l => right.Where(r => Matches(l, r)).Select(r => (object?[])[.. l, .. r]));
        var lonelyLeft = left.Where(l => Kind is "left" or "full" && !right.Any(r => Matches(l, r)));
        var lonelyRight = right.Where(r => Kind is "right" or "full" && !left.Any(l => Matches(l, r)));
        return pairs.Concat(lonelyLeft.Select(l => (object?[])[.. l, .. nulls]))
            .Concat(lonelyRight.Select(r => (object?[])[.. nulls, .. r]));
    }

    private bool Matches(object?[] left, object?[] right) =>
        Keys.All(k => left[k] is { } value && value.Equals(right[k]))
        && (!Condition || (left[2] is long a && right[2] is long b && a <= b));

    private static RowFields Fields(string prefix) => new([
        new RowField(prefix + "k", SqlType.String), new RowField(prefix + "m", SqlType.Int),
        new RowField(prefix + "a", SqlType.BigInt), new RowField(prefix + "s", SqlType.String),
    ]);
}

/// <summary>The rows of one side, and random changes of them.</summary>
internal sealed class JoinRows(int seed, int[] keys, bool unique, bool retracts)
{
    private readonly Random _random = new(seed);

    public List<object?[]> Standing { get; } = [];

    public List<Change> Next(int count)
    {
        var changes = new List<Change>();
        for (var i = 0; i < count; i++)
        {
            var choice = retracts && Standing.Count > 0 ? _random.Next(10) : 0;
            if (choice < 5)
            {
                Add(RowKind.Insert, changes);
                continue;
            }

            var row = Standing[_random.Next(Standing.Count)];
            Standing.RemoveAt(Standing.FindIndex(r => r.SequenceEqual(row)));
            changes.Add(new Change(choice < 8 ? RowKind.Delete : RowKind.UpdateBefore, row));
            if (choice >= 8)
            {
                Add(RowKind.UpdateAfter, changes);
            }
        }

        return changes;
    }

    private void Add(RowKind kind, List<Change> changes)
    {
        object?[] row =
        [
            Maybe(_random.Next(6) is var k && k % 2 == 0 ? $"a longer key with number {k}" : $"k{k}"),
            Maybe((long)_random.Next(4)),
            Maybe((long)_random.Next(5)),
            Maybe(_random.Next(3) is var s && s == 0 ? "a text that is kept in the heap" : $"s{s}"),
        ];
        if (!unique || !Standing.Any(r => keys.All(c => Equals(r[c], row[c]))))
        {
            Standing.Add(row);
            changes.Add(new Change(kind, row));
        }
    }

    private object? Maybe(object value) => _random.Next(10) == 0 ? null : value;
}

/// <summary>left &lt;= right, over two BIGINT columns.</summary>
internal sealed class AtMostKernel(int left, int right) : Kernel(SqlType.Boolean)
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        var (a, b) = ((FixedColumn<long>)batch.Columns[left], (FixedColumn<long>)batch.Columns[right]);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            _result[row] = (byte)(!a.IsNull(row) && !b.IsNull(row) && a[row] <= b[row] ? 1 : 0);
        }

        return _result;
    }
}
