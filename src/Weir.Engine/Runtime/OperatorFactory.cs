using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Options;
using Weir.Engine.Planning;
using Weir.Engine.Time;

namespace Weir.Engine.Runtime;

/// <summary>Makes the operator of a plan node, one instance per subtask: one line per kind of node.</summary>
internal sealed class OperatorFactory(Plan plan, JobOptions options, StateNames names)
{
    private const string NotNullEnforcer = "table.exec.sink.not-null-enforcer";
    private const string IdleTimeout = "table.exec.source.idle-timeout";

    /// <exception cref="NotSupportedException">There is no operator for this node yet.</exception>
    public Operator Create(PlanNode node, OperatorContext context) =>
        options.CustomOperator?.Invoke(node, context) ?? CreateKnown(node, context);

    private Operator CreateKnown(PlanNode node, OperatorContext context) => node switch
    {
        ScanNode scan => new SourceOperator(scan.Source, options.BatchRows),
        WatermarkNode watermark => CreateWatermark(watermark),
        CalcNode calc => CalcCompiler.Compile(calc.Condition, calc.Projections),
        UnionNode => new UnionOperator(),
        SinkNode sink => CreateSink(sink),
        CollectNode collect => new CollectOperator(collect.Schema, options.OnResult ?? (static (_, _) => { })),
        GroupAggregateNode group => new GroupAggregateOperator(AggregationOf(group), context),
        WindowAggregateNode window => new WindowAggregateOperator(WindowsOf(window), context),
        WindowAssignNode assign => new WindowAssignOperator(
            assign.Input.Schema, assign.Window.TimeColumn, SlicesOf(assign.Window), context),
        JoinNode { Kind: not (JoinKind.Semi or JoinKind.Anti) } join => new JoinOperator(
            SpecOf(join), join.State!.Tables, context),
        TopNNode top => new TopNOperator(SpecOf(top), top.State!.Tables, context),
        DeduplicateNode unique => new DeduplicateOperator(
            new Deduplication(unique.Input.Schema, unique.Keys, unique.TimeColumn, unique.KeepLast),
            unique.State!.Tables,
            context),
        _ => throw new NotSupportedException($"{node.Title}: not supported yet."),
    };

    private static GroupAggregation AggregationOf(GroupAggregateNode node) => new(
        node.Input.Schema,
        node.Keys,
        node.Aggregates,
        node.Input.Mode != ChangelogMode.Append,
        node.Mode == ChangelogMode.Retract);

    private static WindowAggregation WindowsOf(WindowAggregateNode node) => new(
        node.Input.Schema,
        node.Window.TimeColumn,
        SlicesOf(node.Window),
        node.Keys,
        node.Aggregates,
        node.Input.Mode != ChangelogMode.Append);

    private static JoinSpec SpecOf(JoinNode node) => new(
        node.LeftInput, node.RightInput, node.Condition is null ? null : KernelCompiler.Compile(node.Condition));

    private static TopNSpec SpecOf(TopNNode node) => new(
        node.Rows,
        [.. node.Order.Select(o => new RankKey(o.Column, o.Descending, o.NullsFirst))],
        node.From,
        node.To,
        node.OutputRank);

    private static WindowSlices SlicesOf(WindowSpec window) =>
        new(window.Size, window.Slide, window.Offset, window.Kind == WindowKind.Cumulate);

    private WatermarkOperator CreateWatermark(WatermarkNode node) => new(
        node.RowTime,
        KernelCompiler.Compile(node.Expression),
        options.WatermarkInterval,
        plan.Settings.TryGetValue(IdleTimeout, out var text) && OptionText.TryDuration(text, out var timeout)
            ? timeout
            : TimeSpan.Zero,
        IsBounded(node));

    private SinkOperator CreateSink(SinkNode node) => new(
        node.Sink,
        names.SinkIdOf(node),
        [.. node.NotNull.Select(i => new RequiredColumn(i, node.Table.Columns[i].Name))],
        plan.Settings.TryGetValue(NotNullEnforcer, out var text)
            && text.Equals("DROP", StringComparison.OrdinalIgnoreCase));

    private static bool IsBounded(PlanNode node) =>
        node is ScanNode scan ? scan.Source.Bounded : node.Inputs.All(static i => IsBounded(i.Node));
}
