using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.GroupAggregate;

/// <summary>Runs the operator over batches of changes and reads what it emits.</summary>
internal sealed class GroupHarness : Output
{
    private readonly GroupAggregation _what;
    private readonly RowFields _output;
    private readonly bool _blocks;
    private List<string> _emitted = [];

    /// <param name="blocks">Whether the output is full after every batch.</param>
    public GroupHarness(
        GroupAggregation what, TimeProvider? time = null, TimeSpan ttl = default, MemoryBudget? budget = null, bool blocks = false)
    {
        _what = what;
        _blocks = blocks;
        _output = new RowFields([
            .. what.Keys.Select(k => what.Input[k]),
            .. what.Calls.Select(c => new RowField(c.Identity, c.Type)),
        ]);
        Operator = new GroupAggregateOperator(what, Context(time ?? TimeProvider.System, ttl, budget));
        Operator.Open(Context(time ?? TimeProvider.System, ttl, budget));
    }

    public GroupAggregateOperator Operator { get; }

    public SlotTable Table => Operator.Tables[0];

    public override bool IsBlocked => _blocks;

    public static OperatorContext Context(TimeProvider time, TimeSpan ttl = default, MemoryBudget? budget = null) => new()
    {
        Subtask = 0,
        Parallelism = 1,
        MaxParallelism = 128,
        Time = time,
        Evaluation = new EvaluationContext(time, TimeZoneInfo.Utc),
        Memory = budget ?? new MemoryBudget(1L << 30),
        StateTtl = ttl,
        Metrics = new OperatorMetrics(),
    };

    /// <summary>A call as the planner makes it, e.g. <c>SUM</c> of column 2.</summary>
    public static AggregateCall Call(
        RowFields input, string function, ImmutableArray<int> arguments, bool distinct = false, int filter = -1)
    {
        var types = arguments.Select((a, i) => new Argument(input[a].Type, i > 0, ",")).ToList();
        var resolution = AggregateCatalog.Find(function)!.Resolve(types);
        var text = arguments.IsEmpty ? "*" : string.Join(", ", arguments.Select(a => input[a].Name));
        return new AggregateCall(
            function,
            arguments,
            distinct,
            filter,
            resolution.Result ?? throw new ArgumentException(resolution.Error),
            $"{function}({(distinct ? "DISTINCT " : "")}{text}){(filter < 0 ? "" : $" FILTER {input[filter].Name}")}");
    }

    public List<string> Process(IReadOnlyList<Change> changes)
    {
        Operator.Process(0, BatchOf(changes), this);
        while (Operator.HasMore)
        {
            Assert(_blocks, "more although the output is not blocked");
            Operator.Continue(this);
        }

        var emitted = _emitted;
        _emitted = [];
        return emitted;
    }

    public Batch BatchOf(IReadOnlyList<Change> changes)
    {
        var batch = new Batch([.. _what.Input.Select(f => Column.Create(f.Type))]);
        batch.Reset(changes.Count);
        for (var c = 0; c < batch.Columns.Length; c++)
        {
            batch.Columns[c].Reset(changes.Count);
            for (var row = 0; row < changes.Count; row++)
            {
                Cells.Set(batch.Columns[c], row, _what.Input[c].Type, changes[row].Values[c]);
            }
        }

        for (var row = 0; row < changes.Count; row++)
        {
            batch.SetKind(row, changes[row].Kind);
        }

        return batch;
    }

    public override void Emit(Batch batch)
    {
        Assert(batch.Count is > 0 and <= Batch.MaxRows, $"{batch.Count} rows in a batch");
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Rows[i];
            var values = _output.Select((f, c) => Cells.Get(batch.Columns[c], row, f.Type)).ToArray();
            _emitted.Add(new Change(batch.KindOf(row), values).ToString());
        }
    }

    public override void Watermark(long time)
    {
    }

    private static void Assert(bool condition, string message) => Xunit.Assert.True(condition, message);
}
