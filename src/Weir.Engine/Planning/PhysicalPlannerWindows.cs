using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class PhysicalPlanner
{
    private WindowAssignNode WindowAssign(Rel.Window window)
    {
        var input = Plan(window.Input);
        return Numbered(new WindowAssignNode(input, window.Spec)
        {
            Schema = window.Schema,
            Mode = input.Mode,
            Title = $"WindowAssign({Describe(window.Spec, input)})",
        });
    }

    private static string Describe(WindowSpec spec, PlanNode input)
    {
        var slide = spec.Kind == WindowKind.Tumble ? "" : $", slide={spec.Slide} ms";
        return $"{spec.Kind}({input.Schema[spec.TimeColumn].Name}, size={spec.Size} ms{slide})";
    }

    /// <summary>
    /// GROUP BY window_start, window_end[, ...] right above a window TVF (filters and projections between, as long as they
    /// hand the window's columns on untouched); null when the aggregate is no window aggregate.
    /// </summary>
    private PlanNode? WindowAggregate(Rel.Aggregate aggregate)
    {
        var roles = aggregate.Columns.Take(aggregate.Keys).Select(c => c.Role).ToList();
        if (!roles.Contains(ColumnRole.WindowStart) || !roles.Contains(ColumnRole.WindowEnd))
        {
            return null;
        }

        var run = Run(aggregate.Input);
        if (run.Input is not Rel.Window window)
        {
            return null;
        }

        var width = window.Input.Columns.Length;
        var own = Enumerable.Range(0, aggregate.Keys).Select(i => WindowColumn(run.Projections[i], width)).ToList();
        var others = run.Projections.Where((_, i) => i >= aggregate.Keys || own[i] < 0);
        if (!others.All(p => Below(p, width)) || (run.Condition is { } c && !Below(c, width)))
        {
            return null;
        }

        return WindowAggregateOver(aggregate, window, run, own);
    }

    /// <summary>0, 1, 2 for window_start, window_end, window_time handed on as they are; else -1.</summary>
    private static int WindowColumn(Scalar scalar, int width) =>
        scalar is Scalar.Column column && column.Index >= width ? column.Index - width : -1;

    private static bool Below(Scalar scalar, int width)
    {
        var columns = new HashSet<int>();
        ScalarRewrite.Collect(scalar, columns);
        return columns.All(c => c < width);
    }

    private CalcNode WindowAggregateOver(Rel.Aggregate aggregate, Rel.Window window, CalcRun run, List<int> own)
    {
        var keys = Enumerable.Range(0, aggregate.Keys).Where(i => own[i] < 0).ToList();
        var arguments = Enumerable.Range(aggregate.Keys, run.Projections.Length - aggregate.Keys).ToList();
        var time = window.Spec.TimeColumn;
        var kept = keys.Concat(arguments).ToList();
        var below = CalcOver(
            Plan(window.Input),
            run.Condition,
            [.. kept.Select(i => run.Projections[i]), new Scalar.Column(time, window.Input.Columns[time].Type)],
            [.. kept.Select(i => aggregate.Input.Columns[i]), window.Input.Columns[time]]);
        var calls = aggregate.Calls.Select(call => call with
        {
            Arguments = [.. call.Arguments.Select(kept.IndexOf)],
            Filter = call.Filter < 0 ? -1 : kept.IndexOf(call.Filter),
        }).ToImmutableArray();
        var node = WindowNode(aggregate, window, below, (keys, kept.Count), calls);
        return CalcOver(node, null, Reorder(aggregate, own, keys), aggregate.Columns);
    }

    private WindowAggregateNode WindowNode(
        Rel.Aggregate aggregate,
        Rel.Window window,
        PlanNode below,
        (List<int> Keys, int Time) shape,
        ImmutableArray<AggregateItem> calls)
    {
        var spec = window.Spec with { TimeColumn = shape.Time };
        var identities = Calls(aggregate.Calls, aggregate.Input);
        var timestamp = SqlType.Timestamp(3).NotNull();
        var fields = shape.Keys.Select(i => aggregate.Columns[i])
            .Concat(aggregate.Columns.Skip(aggregate.Keys))
            .Select(c => new RowField(c.Name, c.Type))
            .Append(new RowField("window_start", timestamp))
            .Append(new RowField("window_end", timestamp))
            .Append(new RowField("window_time", window.Columns[^1].Type));
        var names = string.Join(", ", shape.Keys.Select(i => aggregate.Columns[i].Name));
        return Numbered(new WindowAggregateNode(
            below,
            spec,
            [.. Enumerable.Range(0, shape.Keys.Count)],
            [.. calls.Select((c, i) => identities[i] with { Arguments = c.Arguments, Filter = c.Filter })])
        {
            Schema = new RowFields(fields),
            Mode = ChangelogMode.Append,
            Title = $"WindowAggregate(window={Describe(spec, below)}, keys=[{names}], "
                + $"aggregates=[{CallNames(calls, below)}])",
            State = State("window-aggregate", _lineage.Identity(aggregate), aggregate.Input),
        });
    }

    private static ImmutableArray<Scalar> Reorder(Rel.Aggregate aggregate, List<int> own, List<int> keys)
    {
        var calls = aggregate.Calls.Length;
        var window = keys.Count + calls;
        return [.. aggregate.Columns.Select((c, i) => (Scalar)new Scalar.Column(
            i >= aggregate.Keys ? keys.Count + i - aggregate.Keys
                : own[i] >= 0 ? window + own[i]
                : keys.IndexOf(i),
            c.Type))];
    }
}
