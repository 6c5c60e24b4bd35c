using System.Text.Json;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.State;

public sealed class TableMatchTests
{
    private static readonly StateSlot Count = new("COUNT(*)", "count:INT64");
    private static readonly StateSlot Sum = new("SUM(a)", "sum:INT64");
    private static readonly StateSlot Max = new("MAX(b)", "value(INT):INT32");
    private static readonly StateSlot RowCount = new("rows", "rows:INT64") { Essential = true };

    [Fact]
    public void Slots_are_found_by_what_they_compute_wherever_they_stand() =>
        Assert.Equal([1, 0], Match(Table(Count, Sum), Table(Sum, Count)).Slots);

    [Fact]
    public void An_added_slot_starts_empty_and_a_removed_one_is_named()
    {
        var match = Match(Table(Count, Sum), Table(Max, Count));
        Assert.True(match.IsKept);
        Assert.Equal([-1, 0], match.Slots);
        Assert.Equal(["SUM(a)"], match.Dropped);
    }

    [Fact]
    public void Equal_slots_are_matched_one_to_one() =>
        Assert.Equal([0, 1, -1], Match(Table(Sum, Sum), Table(Sum, Sum, Sum)).Slots);

    [Fact]
    public void Another_layout_is_another_slot() =>
        Assert.Equal([0, -1], Match(Table(Count, Sum), Table(Count, Sum with { Layout = "sum:INT64,INT64" })).Slots);

    [Fact]
    public void When_nothing_is_the_same_nothing_is_kept() =>
        Assert.Equal("none of its values is the same", Match(Table(Sum, RowCount), Table(Max, RowCount)).Reason);

    [Fact]
    public void Without_an_essential_slot_nothing_is_kept() =>
        Assert.Equal("it was kept without 'rows'", Match(Table(Sum), Table(Sum, RowCount)).Reason);

    [Fact]
    public void Another_key_keeps_nothing() => Assert.Equal(
        "its key has changed", Match(Table(Sum), Table(Sum) with { Key = [SqlType.BigInt] }).Reason);

    [Fact]
    public void Rows_are_kept_as_a_whole_or_not_at_all()
    {
        Assert.True(Match(Table(Sum) with { Whole = true }, Table(Sum) with { Whole = true }).IsKept);
        Assert.Equal("its columns have changed",
            Match(Table(Sum) with { Whole = true }, Table(Sum, Count) with { Whole = true }).Reason);
    }

    [Fact]
    public void A_table_of_keys_alone_is_kept() => Assert.True(Match(Table(), Table()).IsKept);

    [Fact]
    public void What_manifests_keep_of_a_table_survives_json()
    {
        var saved = SavedTable.Of(Table(Sum, RowCount), timed: true);
        var manifest = new TableManifest([saved], KeyHash.Name, 5, 6, new BlockRef("a", 1, 2, 3), ["a", "../b"]);
        var back = JsonSerializer.Deserialize<TableManifest>(JsonSerializer.Serialize(manifest))!;
        Assert.Equal(manifest.Content, back.Content);
        Assert.Equal(manifest.Files, back.Files);
        Assert.Equal([0, 1], TableMatch.Of(back.Tables[0], saved).Slots);
        Assert.True(back.Tables[0].Slots[1].Essential);
    }

    private static TableMatch Match(StateTableDescriptor saved, StateTableDescriptor wanted) =>
        TableMatch.Of(SavedTable.Of(saved, false), SavedTable.Of(wanted, false));

    private static StateTableDescriptor Table(params StateSlot[] slots) =>
        new("groups", [SqlType.Int, SqlType.String], [.. slots]);
}
