using System.Collections.Immutable;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>
/// What state an operator keeps: what it computes, not where it stands in the plan. Written into each checkpoint's manifest;
/// restoring joins the old and the new ones by <see cref="Identity"/>.
/// </summary>
/// <param name="Kind">Operator kind: <c>group-aggregate</c>, <c>join</c>, ...</param>
/// <param name="Identity">Kind, canonical key expressions traced back to source columns, window or join definition, and the
/// number among equals.</param>
/// <param name="Upstream">Filters and projections above the sources that feed it: compared, not part of the identity (a
/// changed one makes the verdict kept-from-now).</param>
public sealed record StateDescriptor(
    string Kind, string Identity, string Upstream, ImmutableArray<StateTableDescriptor> Tables);

/// <summary>One slot table: its key and its slots.</summary>
public sealed record StateTableDescriptor(string Name, ImmutableArray<SqlType> Key, ImmutableArray<StateSlot> Slots)
{
    /// <summary>Name of the table whose slots own the slots of this one (join rows, Top-N rows, DISTINCT values): they live
    /// in the owner's list, go when it goes, and their key is unique per owner. Null: a table of its own.</summary>
    public string? Parent { get; init; }

    /// <summary>True when the table is cut into parts by a number, such as the end of a window slice: each part is a small
    /// table that is dropped as a whole.</summary>
    public bool Partitioned { get; init; }

    /// <summary>True when the slots only make sense together (a stored row): restored when all are the same, else the table
    /// starts empty. Always so for tables with a parent.</summary>
    public bool Whole { get; init; }
}

/// <param name="Identity">Canonical text of the aggregate, or the column's canonical expression.</param>
/// <param name="Layout">Names the bytes of the slot, e.g. <c>sum:INT64</c>; slots are kept only when equal. What stands
/// behind the last colon are the fields, separated by commas: BOOL, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, INT128,
/// BYTES, LINK (a slot of the same table).</param>
public sealed record StateSlot(string Identity, string Layout)
{
    /// <summary>True when nothing of the table can be kept without this slot.</summary>
    public bool Essential { get; init; }
}

public enum StateVerdict
{
    Kept,
    KeptFromNow,
    Partial,
    Lost,
    Refused,
}

/// <summary>What a restore does with one operator.</summary>
/// <param name="Columns">Output columns that start empty (Partial, Lost).</param>
public sealed record OperatorVerdict(
    string Operator, StateVerdict Verdict, ImmutableArray<string> Columns, string Reason);
