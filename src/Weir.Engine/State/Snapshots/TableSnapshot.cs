namespace Weir.Engine.State.Snapshots;

/// <summary>
/// A table with its children and partitions as it was at a barrier. The task goes on; a background thread writes it with
/// <see cref="SnapshotWriter"/>; then the task is told by <see cref="Complete"/> or <see cref="Abandon"/>.
/// </summary>
internal sealed class TableSnapshot(SlotTable table, IReadOnlyList<TablePart> parts)
{
    /// <summary>The tables of the family, each followed by its children.</summary>
    public IReadOnlyList<SavedTable> Tables { get; } = [.. Family(table).Select(static t => t.Saved)];

    public IReadOnlyList<TablePart> Parts => parts;

    /// <summary>The checkpoint is durable and kept: its files may be referred to by later ones. Called by the thread that owns
    /// the table. Not for savepoints, which may be deleted by anybody.</summary>
    public void Complete()
    {
        foreach (var image in parts.SelectMany(static p => p.Images))
        {
            image.Complete();
        }
    }

    /// <summary>Lets go of all pages, also when the snapshot was never written. Any thread, after writing has ended.</summary>
    public void Abandon()
    {
        foreach (var image in parts.SelectMany(static p => p.Images))
        {
            image.Rows.ReleaseAll();
            image.Heap.ReleaseAll();
        }
    }

    public static IEnumerable<SlotTable> Family(SlotTable table) => [table, .. table.Children.SelectMany(Family)];
}

/// <summary>One partition of a table, or the whole table when it has none.</summary>
/// <param name="Number">The partition's number; 0 for the whole table.</param>
/// <param name="Images">In the order of the family.</param>
internal sealed record TablePart(long Number, IReadOnlyList<TableImage> Images);

/// <summary>The pages of one table.</summary>
/// <param name="NextSlot">Slots from here on were never used.</param>
internal sealed record TableImage(
    PageStore RowStore, PageStore HeapStore, PageSnapshot Rows, PageSnapshot Heap, long Count, int NextSlot)
{
    public void Complete()
    {
        RowStore.Complete(Rows);
        HeapStore.Complete(Heap);
    }
}
