using System.Collections.Immutable;

namespace Weir.Engine.State.Snapshots;

/// <summary>A table's descriptor as manifests keep it: types as text, with the bytes that they take.</summary>
/// <param name="Timed">Rows carry the time of their last access.</param>
/// <param name="Key">Layout per key column, e.g. <c>value(BIGINT):INT64</c>.</param>
internal sealed record SavedTable(
    string Name,
    string? Parent,
    bool Partitioned,
    bool Whole,
    bool Timed,
    ImmutableArray<string> Key,
    ImmutableArray<StateSlot> Slots)
{
    public static SavedTable Of(StateTableDescriptor descriptor, bool timed) => new(
        descriptor.Name,
        descriptor.Parent,
        descriptor.Partitioned,
        descriptor.Whole || descriptor.Parent is not null,
        timed,
        [.. descriptor.Key.Select(StateLayouts.Value)],
        descriptor.Slots);

    /// <summary>The tables of a family in the order in which snapshots write them: each followed by its children.</summary>
    public static IEnumerable<SavedTable> Ordered(IReadOnlyCollection<SavedTable> family, SavedTable root) =>
        [root, .. family.Where(t => t.Parent == root.Name).SelectMany(t => Ordered(family, t))];
}

/// <summary>What a restore keeps of one table.</summary>
/// <param name="Slots">For each slot wanted the number of the saved one, or -1: starts empty.</param>
/// <param name="Dropped">Identities of saved slots that nobody wants any more.</param>
/// <param name="Reason">Why the table starts empty; null when it is kept.</param>
internal sealed record TableMatch(ImmutableArray<int> Slots, ImmutableArray<string> Dropped, string? Reason)
{
    public bool IsKept => Reason is null;

    /// <summary>Joins a saved table and the one wanted under the same name, slot by slot, by identity and layout.</summary>
    public static TableMatch Of(SavedTable? saved, SavedTable wanted)
    {
        if (saved is null)
        {
            return Lost(wanted, "the state does not contain it");
        }

        if (saved.Parent != wanted.Parent || saved.Partitioned != wanted.Partitioned
            || !saved.Key.SequenceEqual(wanted.Key))
        {
            return Lost(wanted, "its key has changed");
        }

        var free = Enumerable.Range(0, saved.Slots.Length).ToList();
        var slots = wanted.Slots.Select(slot =>
        {
            var at = free.FindIndex(
                i => saved.Slots[i].Identity == slot.Identity && saved.Slots[i].Layout == slot.Layout);
            var number = at < 0 ? -1 : free[at];
            free.RemoveAll(i => i == number);
            return number;
        }).ToImmutableArray();
        return WhyLost(wanted, slots, free.Count) is { } reason
            ? Lost(wanted, reason)
            : new TableMatch(slots, [.. free.Select(i => saved.Slots[i].Identity)], null);
    }

    private static string? WhyLost(SavedTable wanted, ImmutableArray<int> slots, int dropped)
    {
        if (wanted.Whole)
        {
            return dropped > 0 || slots.Contains(-1) ? "its columns have changed" : null;
        }

        var essential = wanted.Slots.Index().FirstOrDefault(s => s.Item.Essential && slots[s.Index] < 0).Item;
        if (essential is not null)
        {
            return $"it was kept without '{essential.Identity}'";
        }

        var others = wanted.Slots.Index().Where(s => !s.Item.Essential).ToList();
        return others.Count > 0 && others.All(s => slots[s.Index] < 0) ? "none of its values is the same" : null;
    }

    private static TableMatch Lost(SavedTable wanted, string reason) =>
        new([.. wanted.Slots.Select(_ => -1)], [], reason);
}
