using System.Collections.Immutable;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>The state of a deduplication: a slot per key with the row that stands.</summary>
internal static class DeduplicateState
{
    /// <summary>The columns that are kept beside the key; none when nobody asks for the row again.</summary>
    public static ImmutableArray<int> Kept(RowFields schema, ImmutableArray<int> keys, bool keepsRows) =>
        keepsRows ? [.. Enumerable.Range(0, schema.Count).Where(c => !keys.Contains(c))] : [];

    /// <param name="keepsRows">False when the first row that comes stands for ever.</param>
    /// <param name="columns">What each column of the input is: only rows of the same columns are restored.</param>
    public static ImmutableArray<StateTableDescriptor> Describe(
        RowFields schema, ImmutableArray<int> keys, bool keepsRows, ImmutableArray<string> columns)
    {
        var key = new StateSlot(string.Join(", ", keys.Select(k => columns[k])), StateLayouts.Of("key"));
        var kept = Kept(schema, keys, keepsRows)
            .Select(c => new StateSlot(columns[c], StateLayouts.Value(schema[c].Type)));
        return [new StateTableDescriptor("rows", [.. keys.Select(k => schema[k].Type)], [key, .. kept]) { Whole = true }];
    }
}
