using System.Collections.Immutable;
using Weir.Engine.Runtime;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>What a restore answers for an operator: old declaration against new one.</summary>
public sealed class StateJoinTests
{
    private static readonly StateDescriptor Old = Describe("b > 1", "SUM(a)", "COUNT(*)");

    [Fact]
    public void The_same_declaration_is_kept() => Assert.Equal(StateVerdict.Kept, Verdict(Old).Verdict);

    [Fact]
    public void Aggregates_in_another_order_are_kept() =>
        Assert.Equal(StateVerdict.Kept, Verdict(Describe("b > 1", "COUNT(*)", "SUM(a)")).Verdict);

    [Fact]
    public void A_dropped_aggregate_leaves_the_others_kept() =>
        Assert.Equal(StateVerdict.Kept, Verdict(Describe("b > 1", "COUNT(*)")).Verdict);

    [Fact]
    public void Another_filter_before_it_applies_from_now_on() =>
        Assert.Equal(StateVerdict.KeptFromNow, Verdict(Describe("b > 2", "SUM(a)", "COUNT(*)")).Verdict);

    [Fact]
    public void A_new_aggregate_starts_empty_and_is_named()
    {
        var verdict = Verdict(Describe("b > 1", "SUM(a)", "MAX(a)"));
        Assert.Equal(StateVerdict.Partial, verdict.Verdict);
        Assert.Equal(["MAX(a)"], verdict.Columns);
    }

    [Fact]
    public void When_no_aggregate_survives_the_operator_starts_empty() =>
        Assert.Equal(StateVerdict.Lost, Verdict(Describe("b > 1", "MAX(a)")).Verdict);

    [Fact]
    public void An_aggregate_of_another_layout_is_another_one()
    {
        var state = Old with
        {
            Tables = [Old.Tables[0] with { Slots = [new StateSlot("SUM(a)", "sum:INT128"), Old.Tables[0].Slots[1]] }],
        };
        Assert.Equal(["SUM(a)"], Verdict(state).Columns);
    }

    [Fact]
    public void Keys_of_another_type_are_another_state()
    {
        var state = Old with { Tables = [Old.Tables[0] with { Key = [SqlType.String] }] };
        Assert.Equal(StateVerdict.Lost, Verdict(state).Verdict);
    }

    [Fact]
    public void Stored_rows_are_kept_only_whole()
    {
        var old = Join("a", "b");
        Assert.Equal(StateVerdict.Kept, Verdict(Join("a", "b"), old).Verdict);
        Assert.Equal(StateVerdict.Lost, Verdict(Join("a"), old).Verdict);
        Assert.Equal(StateVerdict.Lost, Verdict(Join("a", "b", "c"), old).Verdict);
    }

    [Fact]
    public void An_operator_the_checkpoint_does_not_know_starts_empty()
    {
        var node = Node(Old);
        var verdict = StateJoin.Of(node, Old, null);
        Assert.Equal(StateVerdict.Lost, verdict.Verdict);
        Assert.Equal("Node", verdict.Operator);
    }

    private static OperatorVerdict Verdict(StateDescriptor state, StateDescriptor? old = null)
    {
        var before = old ?? Old;
        var tables = before.Tables.Where(static t => t.Parent is null)
            .Select(root => new TableManifest(
                [.. SavedTable.Ordered([.. before.Tables.Select(static t => SavedTable.Of(t, false))], SavedTable.Of(root, false))],
                KeyHash.Name, 0, 0, new BlockRef("pages", 0, 0, 0), []));
        return StateJoin.Of(
            Node(state), state,
            new ManifestOperator(before.Identity, "Node", before.Kind, before.Upstream, [new ManifestSubtask(null, [.. tables])]));
    }

    private static TestNode Node(StateDescriptor state) =>
        new([], static _ => throw new NotSupportedException()) { Schema = RowFields.Empty, Title = "Node", State = state };

    private static StateDescriptor Describe(string upstream, params string[] aggregates) => new(
        "group-aggregate", "group-aggregate(k)", upstream,
        [new StateTableDescriptor("groups", [SqlType.BigInt], [.. aggregates.Select(static a => new StateSlot(a, "x:INT64"))])]);

    private static StateDescriptor Join(params string[] columns)
    {
        ImmutableArray<StateSlot> slots = [.. columns.Select(static c => new StateSlot(c, "value:INT64"))];
        return new StateDescriptor(
            "join", "join(k = k)", "",
            [
                new StateTableDescriptor("left", [SqlType.BigInt], []),
                new StateTableDescriptor("left-rows", [], slots) { Parent = "left" },
            ]);
    }
}
