using System.Collections.Immutable;

namespace Weir.Engine.Planning;

/// <summary>
/// Keeps only the columns, and of ROW columns only the fields, that somebody reads, down to the scans: what is pruned is not
/// even parsed. Works on all roots of a plan at once, so that a shared scan reads what all its readers need.
/// </summary>
internal sealed class PruneRule
{
    private readonly Dictionary<Rel, NeededColumns> _needed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Rel, Pruned> _pruned = new(ReferenceEqualityComparer.Instance);

    /// <summary>A node after pruning; <c>Map[old column]</c> is the new index or -1.</summary>
    private sealed record Pruned(Rel Rel, int[] Map)
    {
        public Scalar Rewrite(Scalar scalar) => ScalarRewrite.Columns(
            scalar, column => new Scalar.Column(Map[column.Index], TypeOf(column)));

        public int At(int column) => Map[column];

        private Types.SqlType TypeOf(Scalar.Column column) =>
            Rel.Columns[Map[column.Index]].Type.WithNullable(column.Type.Nullable);
    }

    /// <summary>The roots, reading all their own columns, over pruned inputs.</summary>
    public static ImmutableArray<Rel> Apply(ImmutableArray<Rel> roots)
    {
        var rule = new PruneRule();
        var order = RelInputs.InOrder(roots);
        foreach (var root in roots)
        {
            rule.NeedAll(root);
        }

        foreach (var rel in order.Reverse())
        {
            rule.PassOn(rel, rule._needed.GetValueOrDefault(rel) ?? new NeededColumns());
        }

        foreach (var rel in order)
        {
            rule._pruned[rel] = rule.Rebuild(rel, rule._needed.GetValueOrDefault(rel) ?? new NeededColumns());
        }

        return [.. roots.Select(root => Exactly(rule._pruned[root], root, Enumerable.Range(0, root.Columns.Length)))];
    }

    private NeededColumns Of(Rel rel)
    {
        if (!_needed.TryGetValue(rel, out var needed))
        {
            needed = _needed[rel] = new NeededColumns();
        }

        return needed;
    }

    private void NeedAll(Rel rel)
    {
        for (var i = 0; i < rel.Columns.Length; i++)
        {
            Of(rel).AddWhole(i);
        }
    }

    private void PassOn(Rel rel, NeededColumns needed)
    {
        switch (rel)
        {
            case Rel.Filter filter:
                PassColumns(filter.Input, needed);
                Of(filter.Input).Add(filter.Condition, Needed.Whole());
                break;
            case Rel.Project project:
                PassProject(project, needed);
                break;
            case Rel.Watermark watermark:
                PassColumns(watermark.Input, needed);
                Of(watermark.Input).AddWhole(watermark.RowTime);
                Of(watermark.Input).Add(watermark.Expression, Needed.Whole());
                break;
            case Rel.Aggregate aggregate:
                PassAggregate(aggregate, needed);
                break;
            case Rel.Window window:
                PassColumns(window.Input, needed);
                Of(window.Input).AddWhole(window.Spec.TimeColumn);
                break;
            case Rel.Join join:
                PassJoin(join, needed);
                break;
            case Rel.TopN top:
                PassColumns(top.Input, needed);
                PassWhole(top.Input, top.Partition.Concat(top.Order.Select(o => o.Column)));
                break;
            case Rel.Rank rank:
                NeedAll(rank.Input);
                break;
            case Rel.Union union:
                foreach (var input in union.Inputs)
                {
                    PassWhole(input, needed.Indices);
                }

                break;
        }
    }

    private void PassWhole(Rel input, IEnumerable<int> columns)
    {
        var needed = Of(input);
        foreach (var column in columns)
        {
            needed.AddWhole(column);
        }
    }

    /// <summary>Columns that pass through unchanged; what a node appends behind them is its own.</summary>
    private void PassColumns(Rel input, NeededColumns needed)
    {
        var mine = Of(input);
        foreach (var column in needed.Indices.Where(c => c < input.Columns.Length))
        {
            mine.Add(column, needed[column]!);
        }
    }

    private void PassProject(Rel.Project project, NeededColumns needed)
    {
        var mine = Of(project.Input);
        foreach (var column in needed.Indices)
        {
            mine.Add(project.Expressions[column], needed[column]!);
        }
    }

    private void PassAggregate(Rel.Aggregate aggregate, NeededColumns needed)
    {
        PassWhole(aggregate.Input, Enumerable.Range(0, aggregate.Keys));
        foreach (var call in KeptCalls(aggregate, needed).Select(i => aggregate.Calls[i]))
        {
            PassWhole(aggregate.Input, call.Filter < 0 ? call.Arguments : [.. call.Arguments, call.Filter]);
        }
    }

    private static IEnumerable<int> KeptCalls(Rel.Aggregate aggregate, NeededColumns needed) =>
        Enumerable.Range(0, aggregate.Calls.Length).Where(i => needed.Contains(aggregate.Keys + i));

    private void PassJoin(Rel.Join join, NeededColumns needed)
    {
        var both = new NeededColumns();
        foreach (var column in needed.Indices)
        {
            both.Add(column, needed[column]!);
        }

        if (join.Condition is { } condition)
        {
            both.Add(condition, Needed.Whole());
        }

        var width = join.Left.Columns.Length;
        foreach (var column in both.Indices)
        {
            var (side, index) = column < width ? (join.Left, column) : (join.Right, column - width);
            Of(side).Add(index, both[column]!);
        }
    }

    private Pruned Rebuild(Rel rel, NeededColumns needed) => rel switch
    {
        Rel.Scan scan => RebuildScan(scan, needed),
        Rel.Values => Same(rel),
        Rel.Filter filter => RebuildFilter(filter),
        Rel.Project project => RebuildProject(project, needed),
        Rel.Watermark watermark => RebuildWatermark(watermark),
        Rel.Aggregate aggregate => RebuildAggregate(aggregate, needed),
        Rel.Window window => RebuildWindow(window),
        Rel.Join join => RebuildJoin(join),
        Rel.TopN top => RebuildTopN(top, needed),
        Rel.Rank rank => Same(RelInputs.Map(rank, input => Exactly(_pruned[input], input, All(input)))),
        Rel.Union union => RebuildUnion(union, needed),
        _ => throw new InvalidOperationException($"No pruning for {rel.GetType().Name}"),
    };

    private static Pruned Same(Rel rel) => new(rel, [.. All(rel)]);

    private static IEnumerable<int> All(Rel rel) => Enumerable.Range(0, rel.Columns.Length);

    private static int[] MapOf(int width, IEnumerable<int> kept)
    {
        var map = new int[width];
        Array.Fill(map, -1);
        var next = 0;
        foreach (var column in kept)
        {
            map[column] = next++;
        }

        return map;
    }

    /// <summary>Exactly these columns of the old node, in this order: a projection when pruning left something else.
    /// </summary>
    private static Rel Exactly(Pruned pruned, Rel old, IEnumerable<int> columns)
    {
        var wanted = columns.ToList();
        if (wanted.Count == pruned.Rel.Columns.Length && wanted.Select((c, i) => pruned.Map[c] == i).All(x => x))
        {
            return pruned.Rel;
        }

        return new Rel.Project(
            pruned.Rel,
            [.. wanted.Select(c => pruned.Rewrite(new Scalar.Column(c, old.Columns[c].Type)))],
            [.. wanted.Select(c => old.Columns[c])]);
    }

    private static Pruned RebuildScan(Rel.Scan scan, NeededColumns needed)
    {
        var columns = needed.Indices
            .Select(i => scan.Columns[i] with { Type = needed[i]!.Prune(scan.Columns[i].Type) });
        return new(new Rel.Scan(scan.Table, [.. columns]), MapOf(scan.Columns.Length, needed.Indices));
    }

    private Pruned RebuildFilter(Rel.Filter filter)
    {
        var input = _pruned[filter.Input];
        return input with { Rel = new Rel.Filter(input.Rel, input.Rewrite(filter.Condition)) };
    }

    private Pruned RebuildProject(Rel.Project project, NeededColumns needed)
    {
        var input = _pruned[project.Input];
        var kept = needed.Indices.ToList();
        var expressions = kept.Select(i => input.Rewrite(project.Expressions[i])).ToImmutableArray();
        var columns = kept.Select((old, i) => project.Columns[old] with
        {
            Type = expressions[i].Type.WithNullable(project.Columns[old].Type.Nullable),
        });
        return new(
            new Rel.Project(input.Rel, expressions, [.. columns]), MapOf(project.Columns.Length, kept));
    }

    private Pruned RebuildWatermark(Rel.Watermark watermark)
    {
        var input = _pruned[watermark.Input];
        var rowTime = input.At(watermark.RowTime);
        var columns = input.Rel.Columns.SetItem(
            rowTime, input.Rel.Columns[rowTime] with { Role = ColumnRole.RowTime });
        return input with
        {
            Rel = new Rel.Watermark(input.Rel, rowTime, input.Rewrite(watermark.Expression), columns),
        };
    }

    private Pruned RebuildAggregate(Rel.Aggregate aggregate, NeededColumns needed)
    {
        var kept = KeptCalls(aggregate, needed).ToList();
        var used = kept.Select(i => aggregate.Calls[i])
            .SelectMany(c => c.Filter < 0 ? c.Arguments : c.Arguments.Add(c.Filter))
            .Where(c => c >= aggregate.Keys).Distinct().Order().ToList();
        var inputs = Enumerable.Range(0, aggregate.Keys).Concat(used).ToList();
        var input = Exactly(_pruned[aggregate.Input], aggregate.Input, inputs);
        var calls = kept.Select(i => aggregate.Calls[i]).Select(c => c with
        {
            Arguments = [.. c.Arguments.Select(inputs.IndexOf)],
            Filter = c.Filter < 0 ? -1 : inputs.IndexOf(c.Filter),
        });
        var columns = Enumerable.Range(0, aggregate.Keys).Concat(kept.Select(i => aggregate.Keys + i)).ToList();
        return new(
            new Rel.Aggregate(input, aggregate.Keys, [.. calls], [.. columns.Select(c => aggregate.Columns[c])]),
            MapOf(aggregate.Columns.Length, columns));
    }

    private Pruned RebuildWindow(Rel.Window window)
    {
        var input = _pruned[window.Input];
        var time = input.At(window.Spec.TimeColumn);
        var width = window.Input.Columns.Length;
        var columns = input.Rel.Columns.SetItem(time, input.Rel.Columns[time] with { Role = ColumnRole.None })
            .AddRange(window.Columns.Skip(width));
        var own = Enumerable.Range(input.Rel.Columns.Length, window.Columns.Length - width);
        return new(
            new Rel.Window(input.Rel, window.Spec with { TimeColumn = time }, columns), [.. input.Map, .. own]);
    }

    private Pruned RebuildJoin(Rel.Join join)
    {
        var left = _pruned[join.Left];
        var right = _pruned[join.Right];
        var width = left.Rel.Columns.Length;
        int[] map = [.. left.Map, .. right.Map.Select(i => i < 0 ? -1 : i + width)];
        var columns = new RelColumn[width + right.Rel.Columns.Length];
        for (var old = 0; old < map.Length; old++)
        {
            if (map[old] >= 0)
            {
                var type = map[old] < width
                    ? left.Rel.Columns[map[old]].Type
                    : right.Rel.Columns[map[old] - width].Type;
                columns[map[old]] = join.Columns[old] with { Type = type.WithNullable(join.Columns[old].Type.Nullable) };
            }
        }

        var shape = new Pruned(new Rel.Join(left.Rel, right.Rel, join.Kind, null, [.. columns]), map);
        return join.Condition is { } condition
            ? shape with
            {
                Rel = new Rel.Join(left.Rel, right.Rel, join.Kind, shape.Rewrite(condition), [.. columns]),
            }
            : shape;
    }

    private Pruned RebuildTopN(Rel.TopN top, NeededColumns needed)
    {
        var input = _pruned[top.Input];
        var rank = top.Columns.Length - 1;
        var outputRank = top.OutputRank && needed.Contains(rank);
        var columns = outputRank ? input.Rel.Columns.Add(top.Columns[rank]) : input.Rel.Columns;
        columns = [.. columns.Select(c => c with { Role = ColumnRole.None })];
        var rel = new Rel.TopN(
            input.Rel,
            [.. top.Partition.Select(input.At)],
            [.. top.Order.Select(o => o with { Column = input.At(o.Column) })],
            top.From,
            top.To,
            outputRank,
            columns);
        return new(rel, top.OutputRank ? [.. input.Map, outputRank ? columns.Length - 1 : -1] : input.Map);
    }

    private Pruned RebuildUnion(Rel.Union union, NeededColumns needed)
    {
        var kept = needed.Indices.ToList();
        var inputs = union.Inputs.Select(input => Exactly(_pruned[input], input, kept)).ToImmutableArray();
        return new(
            new Rel.Union(inputs, [.. kept.Select(c => union.Columns[c])]), MapOf(union.Columns.Length, kept));
    }
}
