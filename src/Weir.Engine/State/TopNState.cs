using System.Collections.Immutable;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>What a Top-N reads.</summary>
/// <param name="Retracts">Whether it carries -U or -D: then all rows are kept, else only the best.</param>
internal sealed record TopNInput(RowFields Schema, ImmutableArray<int> Partition, bool Retracts)
{
    /// <summary>The columns that are kept per row; those of the partition stand in the partition's slot.</summary>
    public ImmutableArray<int> Kept { get; } =
        [.. Enumerable.Range(0, Schema.Count).Where(c => !Partition.Contains(c))];
}

/// <summary>
/// The state of a Top-N: a slot per partition, which owns the rows as nodes of a tree in rank order. Rows that can be taken
/// back are found by all their columns and the number of the copy.
/// </summary>
internal static class TopNState
{
    /// <param name="columns">What each column of the input is: only rows of the same columns are restored.</param>
    public static ImmutableArray<StateTableDescriptor> Describe(TopNInput input, ImmutableArray<string> columns)
    {
        var partition = new StateSlot(
            string.Join(", ", input.Partition.Select(p => columns[p])), StateLayouts.Of("key")) { Essential = true };
        var links = new StateSlot("links", StateLayouts.Of(
            "ranked", FieldKind.Link, FieldKind.Link, FieldKind.Link, FieldKind.Int32, FieldKind.Int32));
        var partitions = new StateTableDescriptor(
            "partitions", [.. input.Partition.Select(p => input.Schema[p].Type)], [partition]);
        if (!input.Retracts)
        {
            var kept = input.Kept.Select(c => new StateSlot(columns[c], StateLayouts.Value(input.Schema[c].Type)));
            return [partitions, new StateTableDescriptor("rows", [], [links, .. kept]) { Parent = "partitions" }];
        }

        var copies = new StateSlot(
            $"copies of ({string.Join(", ", input.Kept.Select(c => columns[c]))})",
            StateLayouts.Of("copies", FieldKind.Int32));
        ImmutableArray<SqlType> key = [.. input.Kept.Select(c => input.Schema[c].Type), SqlType.Int];
        return [partitions, new StateTableDescriptor("rows", key, [links, copies]) { Parent = "partitions" }];
    }
}
