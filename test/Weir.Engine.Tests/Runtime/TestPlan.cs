using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Operators;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Runtime;

/// <summary>A node whose operator a test brings along.</summary>
internal sealed record TestNode(
    ImmutableArray<PlanInput> From, Func<OperatorContext, Operator> Create) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => From;
}

/// <summary>Small plans, built by hand.</summary>
internal static class TestPlan
{
    public static JobOptions Options { get; } = new()
    {
        CustomOperator = static (node, context) => node is TestNode test ? test.Create(context) : null,
    };

    public static Plan Of(params PlanNode[] roots) =>
        new([.. roots], new Dictionary<string, string>(), TimeZoneInfo.Utc);

    public static ScanNode Scan(TableSource source, string name = "numbers", int parallelism = 0) =>
        new(Table(name, NumberSource.Schema), source)
        {
            Schema = NumberSource.Schema, Title = $"Scan({name})", Parallelism = parallelism,
        };

    public static SinkNode Sink(PlanNode input, TableSink sink, string name = "ledger") =>
        new(input, Table(name, input.Schema), sink, [])
        {
            Schema = input.Schema, Title = $"Sink({name})", Mode = input.Mode,
        };

    public static TestNode Test(
        string title, Func<OperatorContext, Operator> create, params PlanInput[] inputs) =>
        new([.. inputs], create) { Schema = inputs[0].Node.Schema, Title = title };

    /// <summary>Watermark = time - delay of the number source's rows.</summary>
    public static WatermarkNode Watermark(PlanNode input) =>
        new(input, 2, new Scalar.Column(2, SqlType.Timestamp(3))) { Schema = input.Schema, Title = "Watermark" };

    /// <summary>The running sum of values per key, as updates (key, sum).</summary>
    public static TestNode KeyedSum(params PlanNode[] inputs) =>
        new([.. inputs.Select(static i => PlanInput.Hash(i, [0]))], static context => new KeyedSumOperator(context))
        {
            Schema = new RowFields([new RowField("key", SqlType.BigInt), new RowField("sum", SqlType.BigInt)]),
            Title = "KeyedSum",
            Mode = ChangelogMode.Upsert,
            State = KeyedSumOperator.State(),
        };

    private static TableDefinition Table(string name, RowFields columns) =>
        new(name, columns, new Dictionary<string, string> { ["connector"] = "test" }, []);
}
