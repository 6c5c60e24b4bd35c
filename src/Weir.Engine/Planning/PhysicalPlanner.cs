using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Connectors.Values;
using Weir.Engine.Connectors;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Sql;
using Weir.Engine.State;

namespace Weir.Engine.Planning;

/// <summary>Logical plan to physical plan: one node per shared logical node.</summary>
internal sealed partial class PhysicalPlanner(SessionOptions options, TimeZoneInfo zone)
{
    private readonly Dictionary<Rel, PlanNode> _done = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Rel, int> _readers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _identities = new(StringComparer.Ordinal);
    private readonly Lineage _lineage = new();
    private int _nextId;

    /// <summary>Counts who reads what, over all roots, before <see cref="Plan"/>.</summary>
    public void Survey(IEnumerable<Rel> roots)
    {
        foreach (var input in RelInputs.InOrder(roots).SelectMany(rel => rel.Inputs))
        {
            _readers[input] = _readers.GetValueOrDefault(input) + 1;
        }
    }

    public PlanNode Plan(Rel rel)
    {
        if (!_done.TryGetValue(rel, out var node))
        {
            node = _done[rel] = Build(rel);
        }

        return node;
    }

    public CollectNode Collect(Rel rel)
    {
        var input = Plan(rel);
        return Numbered(new CollectNode(input) { Schema = rel.Schema, Mode = input.Mode, Title = "Collect" });
    }

    private PlanNode Build(Rel rel) => rel switch
    {
        Rel.Scan scan => Scan(scan),
        Rel.Values values => Values(values),
        Rel.Filter or Rel.Project => Calc(rel),
        Rel.Watermark watermark => Watermark(watermark),
        Rel.Aggregate aggregate => WindowAggregate(aggregate) ?? GroupAggregate(aggregate),
        Rel.Window window => WindowAssign(window),
        Rel.Join join => Join(join),
        Rel.TopN top => TopN(top),
        Rel.Rank rank => throw SqlException.NotSupported("ROW_NUMBER() without a filter on its result", rank.Position,
            "Filter it in the query around: WHERE rn <= 10."),
        Rel.Union union => Union(union),
        _ => throw new InvalidOperationException($"No plan for {rel.GetType().Name}"),
    };

    private T Numbered<T>(T node)
        where T : PlanNode => node with { Id = ++_nextId };

    private ScanNode Scan(Rel.Scan scan)
    {
        var table = Definition(scan.Table);
        var source = AtTable(scan.Table, () => options.Connectors.CreateSource(Context(table, scan.Schema)));
        return Numbered(new ScanNode(table, source)
        {
            Schema = scan.Schema,
            Mode = source.Mode,
            Title = $"Scan({table.Name}, columns=[{string.Join(", ", scan.Columns.Select(c => c.Name))}])",
        });
    }

    private ScanNode Values(Rel.Values values)
    {
        var table = new TableDefinition("VALUES", values.Schema, ImmutableDictionary<string, string>.Empty, []);
        var rows = values.Rows.Select(r => r.Select(v => v.Value).ToArray()).ToArray();
        return Numbered(new ScanNode(table, new ValuesSource(values.Schema, rows))
        {
            Schema = values.Schema,
            Mode = ChangelogMode.Append,
            Title = $"Values({rows.Length} rows)",
        });
    }

    /// <summary>A run of filters and projections as one node; stops at a node that others read too.</summary>
    private PlanNode Calc(Rel rel)
    {
        var run = Run(rel);
        var input = Plan(run.Input);
        return run.IsIdentity
            ? input
            : CalcOver(input, run.Condition, run.Projections, rel.Columns);
    }

    private CalcNode CalcOver(
        PlanNode input, Scalar? condition, ImmutableArray<Scalar> projections, ImmutableArray<RelColumn> columns)
    {
        var where = condition is null ? "" : $", where={Text(condition, input)}";
        return Numbered(new CalcNode(input, condition, projections)
        {
            Schema = new(columns.Select(c => new Types.RowField(c.Name, c.Type))),
            Mode = input.Mode,
            Title = $"Calc(select=[{string.Join(", ", projections.Select(p => Text(p, input)))}]{where})",
        });
    }

    private static string Text(Scalar scalar, PlanNode input) =>
        ScalarText.Of(scalar, i => input.Schema[i].Name);

    private sealed record CalcRun(Rel Input, Scalar? Condition, ImmutableArray<Scalar> Projections)
    {
        public bool IsIdentity => Condition is null
            && Projections.Length == Input.Columns.Length
            && Projections.Select((p, i) => p is Scalar.Column column && column.Index == i).All(x => x);
    }

    private CalcRun Run(Rel rel)
    {
        Scalar? condition = null;
        ImmutableArray<Scalar> projections = [.. rel.Columns.Select((c, i) => new Scalar.Column(i, c.Type))];
        var at = rel;
        while (true)
        {
            switch (at)
            {
                case Rel.Filter filter:
                    condition = Conjuncts.Join(condition is null ? [filter.Condition] : [filter.Condition, condition]);
                    at = filter.Input;
                    break;
                case Rel.Project project:
                    condition = condition is null ? null : Through(condition, project);
                    projections = [.. projections.Select(p => Through(p, project))];
                    at = project.Input;
                    break;
                default:
                    return new(at, condition, projections);
            }

            if (_readers.GetValueOrDefault(at) > 1 && at is Rel.Filter or Rel.Project)
            {
                return new(at, condition, projections);
            }
        }
    }

    private static Scalar Through(Scalar scalar, Rel.Project project) =>
        ScalarRewrite.Columns(scalar, column => project.Expressions[column.Index]);

    private WatermarkNode Watermark(Rel.Watermark watermark)
    {
        var input = Plan(watermark.Input);
        return Numbered(new WatermarkNode(input, watermark.RowTime, watermark.Expression)
        {
            Schema = watermark.Schema,
            Mode = input.Mode,
            Title = $"Watermark({watermark.Columns[watermark.RowTime].Name}, {Text(watermark.Expression, input)})",
        });
    }

    private UnionNode Union(Rel.Union union)
    {
        var inputs = union.Inputs.Select(Plan).ToImmutableArray();
        return Numbered(new UnionNode(inputs)
        {
            Schema = union.Schema,
            Mode = inputs.Max(i => i.Mode),
            Title = "Union",
        });
    }

    private GroupAggregateNode GroupAggregate(Rel.Aggregate aggregate)
    {
        var input = Plan(aggregate.Input);
        var keys = Enumerable.Range(0, aggregate.Keys).ToImmutableArray();
        var isDistinct = aggregate.Calls.IsEmpty && input.Mode == ChangelogMode.Append;
        var calls = Calls(aggregate.Calls, aggregate.Input);
        return Numbered(new GroupAggregateNode(input, keys, calls)
        {
            Schema = aggregate.Schema,
            Mode = isDistinct ? ChangelogMode.Append : ChangelogMode.Retract,
            Title = $"GroupAggregate(keys=[{KeyNames(aggregate)}], aggregates=[{CallNames(aggregate.Calls, input)}])",
            State = State("group-aggregate", _lineage.Identity(aggregate), aggregate.Input) with
            {
                Tables = AggregateState.Describe(
                    AggregateState.GroupTable,
                    [.. keys.Select(k => input.Schema[k].Type)],
                    input.Schema,
                    calls,
                    input.Mode != ChangelogMode.Append),
            },
        });
    }

    private ImmutableArray<AggregateCall> Calls(ImmutableArray<AggregateItem> calls, Rel input) =>
    [
        .. calls.Select(c => new AggregateCall(
            c.Function, c.Arguments, c.Distinct, c.Filter, c.Type, _lineage.Call(c, input))),
    ];

    private static string KeyNames(Rel.Aggregate aggregate) =>
        string.Join(", ", aggregate.Columns.Take(aggregate.Keys).Select(c => c.Name));

    private static string CallNames(ImmutableArray<AggregateItem> calls, PlanNode input) => string.Join(
        ", ",
        calls.Select(c => $"{c.Function}({(c.Distinct ? "DISTINCT " : "")}"
            + $"{(c.Arguments.IsEmpty ? "*" : string.Join(", ", c.Arguments.Select(a => input.Schema[a].Name)))})"));

    private StateDescriptor State(string kind, string what, params Rel[] inputs)
    {
        var identity = $"{kind} {what}";
        var number = _identities[identity] = _identities.GetValueOrDefault(identity) + 1;
        var upstream = string.Join("; ", inputs.Select(_lineage.Filters));
        return new StateDescriptor(kind, number == 1 ? identity : $"{identity} #{number}", upstream, []);
    }
}
