using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>
/// A node of the physical plan: immutable data, no operator instances. The runtime turns each into one operator per subtask
/// (one line in its table). Inputs are nodes; a node that several others read is one shared instance.
/// </summary>
internal abstract record PlanNode
{
    /// <summary>Number within the plan, by topological order; for display only, never for state.</summary>
    public int Id { get; init; }

    /// <summary>Output columns.</summary>
    public required RowFields Schema { get; init; }

    /// <summary>What the output may carry.</summary>
    public ChangelogMode Mode { get; init; }

    /// <summary>Short name with the essentials, e.g. <c>GroupAggregate(keys=[k], aggregates=[COUNT(*)])</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Parallelism of this node when it differs from the job's (sources, sinks, operator_config); 0 = the job's.
    /// </summary>
    public int Parallelism { get; init; }

    /// <summary>What state this operator declares; empty for stateless ones.</summary>
    public StateDescriptor? State { get; init; }

    public abstract ImmutableArray<PlanInput> Inputs { get; }
}

/// <summary>How rows reach a node's input.</summary>
internal enum Distribution
{
    /// <summary>As they come: same subtask, or rebalanced when the parallelism differs.</summary>
    Any,

    /// <summary>By hash of the input's key columns.</summary>
    Hash,

    /// <summary>All rows to one subtask.</summary>
    Single,
}

internal sealed record PlanInput(PlanNode Node, Distribution Distribution, ImmutableArray<int> Keys)
{
    public static PlanInput Any(PlanNode node) => new(node, Distribution.Any, []);

    public static PlanInput Hash(PlanNode node, ImmutableArray<int> keys) =>
        keys.IsEmpty ? new(node, Distribution.Single, []) : new(node, Distribution.Hash, keys);
}

/// <summary>Reads a table; schema = the wanted columns (pruned).</summary>
internal sealed record ScanNode(TableDefinition Table, TableSource Source) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [];
}

/// <summary>Assigns watermarks: <paramref name="Expression"/> over the input's columns, evaluated per row; rows pass unchanged.
/// <paramref name="RowTime"/> must not be NULL.</summary>
internal sealed record WatermarkNode(PlanNode Input, int RowTime, Scalar Expression) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Any(Input)];
}

/// <summary>Filter, then projection.</summary>
internal sealed record CalcNode(PlanNode Input, Scalar? Condition, ImmutableArray<Scalar> Projections) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Any(Input)];
}

/// <summary>Unbounded GROUP BY. Output: the keys, then the aggregates. No keys: one global group.</summary>
internal sealed record GroupAggregateNode(
    PlanNode Input, ImmutableArray<int> Keys, ImmutableArray<AggregateCall> Aggregates) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Hash(Input, Keys)];
}

internal enum WindowKind
{
    Tumble,
    Hop,
    Cumulate,
    Session,
}

/// <summary>A window over a row-time column. Sizes in milliseconds; <paramref name="Slide"/> is the slide of HOP, the step of
/// CUMULATE, the gap of SESSION, the size for TUMBLE.</summary>
internal sealed record WindowSpec(WindowKind Kind, int TimeColumn, long Size, long Slide, long Offset);

/// <summary>GROUP BY window_start, window_end[, keys] over a window TVF. Output: keys, aggregates, then window_start,
/// window_end, window_time.</summary>
internal sealed record WindowAggregateNode(
    PlanNode Input, WindowSpec Window, ImmutableArray<int> Keys, ImmutableArray<AggregateCall> Aggregates) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Hash(Input, Keys)];
}

/// <summary>A window TVF on its own: each row once per window it belongs to, with window_start, window_end, window_time
/// appended.</summary>
internal sealed record WindowAssignNode(PlanNode Input, WindowSpec Window) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Any(Input)];
}

internal enum JoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Semi,
    Anti,
}

/// <summary>Regular join of two changelogs on equal keys (NULL never matches), and a condition over left columns followed by
/// right columns. Output: left columns, right columns (Semi and Anti: left only).</summary>
/// <param name="LeftUnique">Left input has at most one row per left key.</param>
internal sealed record JoinNode(
    PlanNode Left,
    PlanNode Right,
    JoinKind Kind,
    ImmutableArray<int> LeftKeys,
    ImmutableArray<int> RightKeys,
    Scalar? Condition,
    bool LeftUnique,
    bool RightUnique) : PlanNode
{
    /// <summary>The left input as the operator and its state see it.</summary>
    public JoinInput LeftInput => new(
        Left.Schema, LeftKeys, LeftUnique, Left.Mode != ChangelogMode.Append, Kind is JoinKind.Left or JoinKind.Full);

    public JoinInput RightInput => new(
        Right.Schema, RightKeys, RightUnique, Right.Mode != ChangelogMode.Append, Kind is JoinKind.Right or JoinKind.Full);

    public override ImmutableArray<PlanInput> Inputs =>
        [PlanInput.Hash(Left, LeftKeys), PlanInput.Hash(Right, RightKeys)];
}

internal sealed record SortKey(int Column, bool Descending, bool NullsFirst);

/// <summary>Rows ranked <paramref name="From"/>..<paramref name="To"/> (1-based) per partition; with
/// <paramref name="OutputRank"/> a BIGINT column is appended.</summary>
internal sealed record TopNNode(
    PlanNode Input,
    ImmutableArray<int> Partition,
    ImmutableArray<SortKey> Order,
    long From,
    long To,
    bool OutputRank) : PlanNode
{
    /// <summary>The input as the operator and its state see it.</summary>
    public TopNInput Rows => new(Input.Schema, Partition, Input.Mode != ChangelogMode.Append);

    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Hash(Input, Partition)];
}

/// <summary>First or last row per key by a row-time column (-1: by arrival).</summary>
internal sealed record DeduplicateNode(
    PlanNode Input, ImmutableArray<int> Keys, int TimeColumn, bool KeepLast) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Hash(Input, Keys)];
}

internal sealed record UnionNode(ImmutableArray<PlanNode> Sources) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [.. Sources.Select(PlanInput.Any)];
}

/// <summary>Writes to a table.</summary>
/// <param name="NotNull">Columns that must not be NULL (checked per row).</param>
internal sealed record SinkNode(
    PlanNode Input, TableDefinition Table, TableSink Sink, ImmutableArray<int> NotNull) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [PlanInput.Any(Input)];
}

/// <summary>Hands the rows of a SELECT to the caller.</summary>
internal sealed record CollectNode(PlanNode Input) : PlanNode
{
    public override ImmutableArray<PlanInput> Inputs => [new(Input, Distribution.Single, [])];
}
