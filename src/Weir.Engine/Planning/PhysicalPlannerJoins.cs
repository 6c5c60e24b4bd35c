using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class PhysicalPlanner
{
    /// <summary>
    /// A regular join: equalities between the sides become hash keys (computed below the join when they are no columns), the
    /// rest stays a condition.
    /// </summary>
    private PlanNode Join(Rel.Join join)
    {
        var width = join.Left.Columns.Length;
        var left = new JoinSide(join.Left, 0);
        var right = new JoinSide(join.Right, width);
        var rest = new List<Scalar>();
        foreach (var part in join.Condition is null ? [] : Conjuncts.Split(join.Condition))
        {
            if (!Equality(part, left, right))
            {
                rest.Add(part);
            }
        }

        var (leftRel, rightRel) = (left.Build(), right.Build());
        var (leftNode, rightNode) = (Plan(leftRel), Plan(rightRel));
        var shift = left.Appended;
        var condition = Conjuncts.Join(rest.Select(part => ScalarRewrite.Columns(
            part, c => c.Index < width ? c : c with { Index = c.Index + shift })));
        var node = JoinOver(join, (leftNode, left), (rightNode, right), condition);
        node = node with
        {
            State = node.State! with
            {
                Tables =
                [
                    .. JoinState.Describe(JoinState.Left, node.LeftInput, _lineage.Columns(leftRel)),
                    .. JoinState.Describe(JoinState.Right, node.RightInput, _lineage.Columns(rightRel)),
                ],
            },
        };
        if (left.Appended + right.Appended == 0)
        {
            return node;
        }

        var projections = join.Columns.Select((c, i) =>
            (Scalar)new Scalar.Column(i < width ? i : i + shift, c.Type)).ToImmutableArray();
        return CalcOver(node, null, projections, join.Columns);
    }

    private JoinNode JoinOver(
        Rel.Join join, (PlanNode Node, JoinSide Side) left, (PlanNode Node, JoinSide Side) right, Scalar? condition)
    {
        var schema = left.Node.Schema.Select(f => Padded(f, join.Kind is JoinKind.Right or JoinKind.Full))
            .Concat(right.Node.Schema.Select(f => Padded(f, join.Kind is JoinKind.Left or JoinKind.Full)));
        var append = join.Kind == JoinKind.Inner
            && left.Node.Mode == ChangelogMode.Append && right.Node.Mode == ChangelogMode.Append;
        var keys = string.Join(", ", left.Side.Keys.Select((k, i) =>
            $"{left.Node.Schema[k].Name} = {right.Node.Schema[right.Side.Keys[i]].Name}"));
        return Numbered(new JoinNode(
            left.Node,
            right.Node,
            join.Kind,
            [.. left.Side.Keys],
            [.. right.Side.Keys],
            condition,
            IsUnique(join.Left, left.Side.Keys),
            IsUnique(join.Right, right.Side.Keys))
        {
            Schema = new RowFields(schema),
            Mode = append ? ChangelogMode.Append : ChangelogMode.Retract,
            Title = $"Join({join.Kind}, keys=[{keys}])",
            State = State("join", _lineage.Identity(join), join.Left, join.Right),
        });
    }

    private static RowField Padded(RowField field, bool padded) =>
        field with { Type = field.Type.WithNullable(field.Type.Nullable || padded) };

    private static bool Equality(Scalar part, JoinSide left, JoinSide right)
    {
        if (part is not Scalar.Call { Function.Name: "=" } equal)
        {
            return false;
        }

        var (a, b) = (equal.Arguments[0], equal.Arguments[1]);
        if (left.Owns(b) && right.Owns(a))
        {
            (a, b) = (b, a);
        }

        if (!left.Owns(a) || !right.Owns(b) || a.Type.Physical != b.Type.Physical || a.Type.Scale != b.Type.Scale)
        {
            return false;
        }

        left.AddKey(a);
        right.AddKey(b);
        return true;
    }

    /// <summary>One input of a join while its keys are collected; <paramref name="start"/> is its first column.</summary>
    private sealed class JoinSide(Rel rel, int start)
    {
        private readonly List<Scalar> _computed = [];

        public List<int> Keys { get; } = [];

        public int Appended => _computed.Count;

        public bool Owns(Scalar scalar)
        {
            var columns = new HashSet<int>();
            ScalarRewrite.Collect(scalar, columns);
            return columns.Count > 0 && columns.All(c => c >= start && c < start + rel.Columns.Length);
        }

        public void AddKey(Scalar scalar)
        {
            var own = ScalarRewrite.Shift(scalar, -start);
            if (own is Scalar.Column column)
            {
                Keys.Add(column.Index);
            }
            else
            {
                Keys.Add(rel.Columns.Length + _computed.Count);
                _computed.Add(own);
            }
        }

        public Rel Build() => _computed.Count == 0 ? rel : new Rel.Project(
            rel,
            [.. rel.Columns.Select((c, i) => new Scalar.Column(i, c.Type)), .. _computed],
            [.. rel.Columns, .. _computed.Select((c, i) => new RelColumn($"$j{i}", c.Type))]);
    }

    /// <summary>Whether the node has at most one row per value of these columns.</summary>
    private static bool IsUnique(Rel rel, List<int> columns) =>
        UniqueKeys(rel).Any(key => key.All(columns.Contains));

    private static IEnumerable<ImmutableArray<int>> UniqueKeys(Rel rel) => rel switch
    {
        Rel.Aggregate aggregate => [[.. Enumerable.Range(0, aggregate.Keys)]],
        Rel.TopN { From: 1, To: 1 } top => [top.Partition],
        Rel.Filter or Rel.Watermark => UniqueKeys(rel.Inputs[0]),
        Rel.Project project => UniqueKeys(project.Input).Select(key => Project(key, project)).OfType<ImmutableArray<int>>(),
        _ => [],
    };

    private static ImmutableArray<int>? Project(ImmutableArray<int> key, Rel.Project project)
    {
        var mapped = key.Select(k => project.Expressions.IndexOf(
            project.Expressions.FirstOrDefault(e => e is Scalar.Column column && column.Index == k)!)).ToImmutableArray();
        return mapped.Contains(-1) ? null : mapped;
    }

    /// <summary>Top-N; with N = 1 over a time attribute the cheaper deduplication.</summary>
    private PlanNode TopN(Rel.TopN top)
    {
        var input = Plan(top.Input);
        if (Deduplicate(top, input) is { } deduplicate)
        {
            return deduplicate;
        }

        var order = string.Join(", ", top.Order.Select(o =>
            $"{input.Schema[o.Column].Name} {(o.Descending ? "DESC" : "ASC")}"));
        var partition = string.Join(", ", top.Partition.Select(p => input.Schema[p].Name));
        var node = Numbered(new TopNNode(input, top.Partition, top.Order, top.From, top.To, top.OutputRank)
        {
            Schema = top.Schema,
            Mode = ChangelogMode.Retract,
            Title = $"TopN(partition=[{partition}], order=[{order}], rows={top.From}..{top.To})",
            State = State("top-n", _lineage.Identity(top), top.Input),
        });
        return node with
        {
            State = node.State! with { Tables = TopNState.Describe(node.Rows, _lineage.Columns(top.Input)) },
        };
    }

    private PlanNode? Deduplicate(Rel.TopN top, PlanNode input)
    {
        if (top.From != 1 || top.To != 1 || top.Order.Length != 1 || input.Mode != ChangelogMode.Append
            || top.Partition.IsEmpty)
        {
            return null;
        }

        var order = top.Order[0];
        var role = top.Input.Columns[order.Column].Role;
        if (role is not (ColumnRole.RowTime or ColumnRole.ProcTime))
        {
            return null;
        }

        var timeColumn = role == ColumnRole.RowTime ? order.Column : -1;
        var keys = string.Join(", ", top.Partition.Select(p => input.Schema[p].Name));
        var node = Numbered(new DeduplicateNode(input, top.Partition, timeColumn, order.Descending)
        {
            Schema = input.Schema,
            Mode = timeColumn < 0 && !order.Descending ? ChangelogMode.Append : ChangelogMode.Retract,
            Title = $"Deduplicate(keys=[{keys}], keep={(order.Descending ? "last" : "first")})",
            State = State("deduplicate", _lineage.Identity(top), top.Input) with
            {
                Tables = DeduplicateState.Describe(
                    input.Schema,
                    top.Partition,
                    timeColumn >= 0 || order.Descending,
                    _lineage.Columns(top.Input)),
            },
        });
        if (!top.OutputRank)
        {
            return node;
        }

        ImmutableArray<Scalar> projections = [
            .. input.Schema.Select((f, i) => new Scalar.Column(i, f.Type)),
            new Scalar.Literal(1L, SqlType.BigInt.NotNull())];
        return CalcOver(node, null, projections, top.Columns);
    }
}
