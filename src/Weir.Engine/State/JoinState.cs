using System.Collections.Immutable;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>One input of a join.</summary>
/// <param name="Keys">Columns that must equal the other input's keys; none: every row meets every row.</param>
/// <param name="Unique">At most one row per key.</param>
/// <param name="Retracts">Whether it carries -U or -D.</param>
/// <param name="Outer">Whether its rows without a match are emitted, padded with NULLs.</param>
internal sealed record JoinInput(
    RowFields Schema, ImmutableArray<int> Keys, bool Unique, bool Retracts, bool Outer)
{
    /// <summary>The columns that are kept per row; those of the key stand in the key's slot.</summary>
    public ImmutableArray<int> Kept { get; } =
        [.. Enumerable.Range(0, Schema.Count).Where(c => !Keys.Contains(c))];
}

/// <summary>
/// The state of one side of a join: a slot per key, which holds the row when the side is unique, else owns a list of rows.
/// Rows that can be taken back are found by all their columns and counted; rows of an outer side count their matches.
/// </summary>
internal static class JoinState
{
    public const string Left = "left";
    public const string Right = "right";

    /// <param name="name"><see cref="Left"/> or <see cref="Right"/>.</param>
    /// <param name="columns">What each column of the input is: only rows of the same columns are restored.</param>
    public static ImmutableArray<StateTableDescriptor> Describe(
        string name, JoinInput input, ImmutableArray<string> columns)
    {
        ImmutableArray<SqlType> keys = [.. input.Keys.Select(k => input.Schema[k].Type)];
        // Without fields: it only says what the keys are.
        var key = new StateSlot(string.Join(", ", input.Keys.Select(k => columns[k])), StateLayouts.Of("key"))
        {
            Essential = true,
        };
        var matches = input.Outer ? [new StateSlot("matches", StateLayouts.Of("matches", FieldKind.Int64))]
            : ImmutableArray<StateSlot>.Empty;
        if (input.Unique)
        {
            return [new StateTableDescriptor(name, keys, [key, .. KeptRow(input, columns), .. matches])
            {
                Whole = true,
            }];
        }

        var table = new StateTableDescriptor(name, keys, [key]);
        if (!input.Retracts)
        {
            return [table, new StateTableDescriptor(
                $"{name} rows", [], [.. KeptRow(input, columns), .. matches]) { Parent = name }];
        }

        var times = new StateSlot(
            $"times of ({string.Join(", ", input.Kept.Select(c => columns[c]))})", StateLayouts.Of("times", FieldKind.Int64));
        return [table, new StateTableDescriptor(
            $"{name} rows", [.. input.Kept.Select(c => input.Schema[c].Type)], [times, .. matches]) { Parent = name }];
    }

    private static IEnumerable<StateSlot> KeptRow(JoinInput input, ImmutableArray<string> columns) =>
        input.Kept.Select(c => new StateSlot(columns[c], StateLayouts.Value(input.Schema[c].Type)));
}
