using System.Collections.Immutable;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.Planning;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime;

/// <summary>
/// Joins what an operator of the new plan declares with what stands under its name in a checkpoint, slot by slot, and says
/// what becomes of the state. The name is the descriptor's identity, so other keys or another window are another operator.
/// </summary>
internal static class StateJoin
{
    /// <summary>Verdicts of all stateful operators, and of sources that begin anew.</summary>
    public static ImmutableArray<OperatorVerdict> Verdicts(IReadOnlyList<PlanNode> nodes, StateNames names, SavedJob saved)
    {
        var verdicts = ImmutableArray.CreateBuilder<OperatorVerdict>();
        foreach (var node in nodes)
        {
            var old = saved.Find(names.Of(node));
            if (node.State is { } state)
            {
                verdicts.Add(Of(node, state, old));
            }
            else if (node is ScanNode && old is null)
            {
                verdicts.Add(new OperatorVerdict(
                    node.Title,
                    StateVerdict.Lost,
                    [],
                    "The checkpoint has no position of this source: it is read from its start."));
            }
        }

        return verdicts.ToImmutable();
    }

    /// <summary>Whether an operator gets its state back.</summary>
    public static bool IsRestored(OperatorVerdict verdict) => verdict.Verdict is not StateVerdict.Lost;

    public static OperatorVerdict Of(PlanNode node, StateDescriptor state, ManifestOperator? old)
    {
        if (old?.Kind is null)
        {
            return Lost(
                node, "The checkpoint has no state of this operator: it is new, or its keys, window or inputs have changed.");
        }

        var saved = old.Tables.ToDictionary(static t => t.Name);
        var added = new List<StateSlot>();
        foreach (var table in state.Tables)
        {
            var match = TableMatch.Of(saved.GetValueOrDefault(table.Name), SavedTable.Of(table, false));
            if (!match.IsKept && (table.Parent is null || !IsAggregate(state)))
            {
                return Lost(node, $"The state of '{table.Name}' cannot be kept: {match.Reason}.");
            }

            added.AddRange(table.Slots.Where((_, i) => match.Slots[i] < 0));
        }

        return Compare(node, state, old.Upstream, added);
    }

    private static OperatorVerdict Compare(PlanNode node, StateDescriptor state, string? before, List<StateSlot> added)
    {
        var upstream = state.Upstream == before
            ? ""
            : "Filters or expressions before it have changed: they apply to rows from now on.";
        if (added.Count == 0)
        {
            return upstream.Length == 0
                ? new OperatorVerdict(node.Title, StateVerdict.Kept, [], "")
                : new OperatorVerdict(node.Title, StateVerdict.KeptFromNow, [], upstream);
        }

        var columns = ColumnsOf(node, added);
        var reason = $"These columns start empty: {string.Join(", ", columns)}. {upstream}".TrimEnd();
        return new OperatorVerdict(node.Title, StateVerdict.Partial, columns, reason);
    }

    private static OperatorVerdict Lost(PlanNode node, string reason) =>
        new(node.Title, StateVerdict.Lost, [.. node.Schema.Select(static f => f.Name)], reason);

    private static bool IsAggregate(StateDescriptor state) => state.Kind.EndsWith("aggregate", StringComparison.Ordinal);

    // A new slot's column by its aggregate call; a slot that no column shows is named by what it computes.
    private static ImmutableArray<string> ColumnsOf(PlanNode node, List<StateSlot> added)
    {
        var (keys, calls) = node switch
        {
            GroupAggregateNode group => (group.Keys.Length, group.Aggregates),
            WindowAggregateNode window => (window.Keys.Length, window.Aggregates),
            _ => (0, ImmutableArray<AggregateCall>.Empty),
        };
        return [.. added.Select(NameOf).Distinct()];

        string NameOf(StateSlot slot)
        {
            for (var i = 0; i < calls.Length; i++)
            {
                if (slot.Identity == calls[i].Identity)
                {
                    return node.Schema[keys + i].Name;
                }
            }

            return slot.Identity;
        }
    }
}
