using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Engine.Columns;

namespace Weir.Engine.State.Snapshots;

/// <summary>One table of a snapshot, to be read page by page.</summary>
/// <param name="Layout">Of the saved rows.</param>
/// <param name="Rows">Loads a row page into a pinned array.</param>
/// <param name="Heap">Loads a heap page; null: there is none.</param>
internal sealed record RestoreImage(
    SavedTable Table,
    SlotLayout Layout,
    int NextSlot,
    IReadOnlyList<Func<byte[]>?> Rows,
    IReadOnlyList<Func<byte[]>?> Heap)
{
    /// <summary>The image of a table in memory: a live update hands state over without touching the disk.</summary>
    public static RestoreImage Of(SavedTable table, SlotLayout layout, TableImage image) => new(
        table,
        layout,
        image.NextSlot,
        [.. image.Rows.Pages.Select(static p => p is null ? null : (Func<byte[]>)(() => p))],
        [.. image.Heap.Pages.Select(static p => p is null ? null : (Func<byte[]>)(() => p))]);
}

/// <summary>
/// Copies the rows of a snapshot into tables, row by row: those of the own key groups, the slots that still exist under the
/// same identity and layout. Slots get new numbers, so links are translated: children go with their owners.
/// </summary>
internal sealed unsafe class TableRestore
{
    private readonly RestoreImage[] _images;
    private readonly KeyGroupRange _own;

    private TableRestore(RestoreImage[] images, KeyGroupRange own)
    {
        _images = images;
        _own = own;
    }

    /// <param name="table">The table, or the root of its partitions.</param>
    /// <param name="number">Partition number.</param>
    /// <param name="images">The saved family, each table followed by its children.</param>
    public static void Run(SlotTable table, long number, RestoreImage[] images, KeyGroupRange own)
    {
        var match = TableMatch.Of(images[0].Table, table.Saved);
        if (match.IsKept)
        {
            var target = table.Descriptor.Partitioned ? table.Partition(number) : table;
            new TableRestore(images, own).Copy(target, images[0], match, null, null);
        }
    }

    /// <summary>Hands the state of a table over to another one in the same process. The old one must stay unchanged
    /// meanwhile.</summary>
    public static void HandOver(SlotTable from, SlotTable to, KeyGroupRange own)
    {
        var snapshot = from.BeginSnapshot(full: true);
        try
        {
            foreach (var part in snapshot.Parts)
            {
                var images = snapshot.Tables.Select((t, i) => RestoreImage.Of(
                    t, new SlotLayout(t, snapshot.Tables.Count(c => c.Parent == t.Name)), part.Images[i]));
                Run(to, part.Number, [.. images], own);
            }
        }
        finally
        {
            snapshot.Abandon();
        }
    }

    // owners: new slot by old slot of the owning table; null for a root.
    private void Copy(SlotTable target, RestoreImage image, TableMatch match, int[]? owners, RestoreImage? ownerImage)
    {
        var slots = new int[image.NextSlot];
        Array.Fill(slots, -1);
        var heap = new HeapPages(image.Heap);
        ForEachRow(image, (slot, row) =>
        {
            if (owners is null ? Owns(row, image, heap) : owners[*(int*)(row + SlotLayout.OwnerOffset)] >= 0)
            {
                slots[slot] = target.Adopt(row, image.Layout, match, heap.Read);
            }
        });
        if (owners is not null)
        {
            Relink(target, image, slots, owners, ownerImage!);
        }

        foreach (var slot in slots)
        {
            if (slot >= 0)
            {
                target.IndexAdopted(slot);
            }
        }

        foreach (var child in target.Children)
        {
            var saved = Array.Find(_images, i => i.Table.Name == child.Descriptor.Name);
            var childMatch = TableMatch.Of(saved?.Table, child.Saved);
            if (childMatch.IsKept)
            {
                Copy(child, saved!, childMatch, slots, image);
            }
        }
    }

    private void Relink(SlotTable target, RestoreImage image, int[] slots, int[] owners, RestoreImage ownerImage)
    {
        ForEachRow(image, (slot, row) =>
        {
            if (slots[slot] >= 0)
            {
                target.RelinkAdopted(slots[slot], row, owners[*(int*)(row + SlotLayout.OwnerOffset)], slots);
            }
        });
        var number = Array.FindIndex(
            [.. _images.Where(i => i.Table.Parent == ownerImage.Table.Name)], i => ReferenceEquals(i, image));
        ForEachRow(ownerImage, (slot, row) =>
        {
            if (owners[slot] >= 0)
            {
                target.RelinkHead(owners[slot], row, ownerImage.Layout, number, slots);
            }
        });
    }

    private bool Owns(nint row, RestoreImage image, HeapPages heap)
    {
        var layout = image.Layout;
        if (layout.Key.IsEmpty)
        {
            // The one global group belongs to the first subtask, whatever its hash.
            return _own.First == 0;
        }

        var hash = KeyHash.Start;
        foreach (var field in layout.Key)
        {
            hash = KeyHash.Combine(hash, HashOf(field, row, heap));
        }

        return _own.Owns(hash);
    }

    private static ulong HashOf(SlotField field, nint row, HeapPages heap)
    {
        if (field.IsNull(row))
        {
            return KeyHash.OfNull();
        }

        var value = field.In(row);
        return field.Kind switch
        {
            FieldKind.Bool => KeyHash.OfValue(*value),
            FieldKind.Int8 => KeyHash.OfValue(*(sbyte*)value),
            FieldKind.Int16 => KeyHash.OfValue(*(short*)value),
            FieldKind.Int32 or FieldKind.Link => KeyHash.OfValue(*(int*)value),
            FieldKind.Int64 => KeyHash.OfValue(*(long*)value),
            FieldKind.Float32 => KeyHash.OfValue(*(float*)value),
            FieldKind.Float64 => KeyHash.OfValue(*(double*)value),
            FieldKind.Int128 => KeyHash.OfValue(*(Int128*)value),
            FieldKind.Bytes => KeyHash.OfBytes(in *(BytesView*)value, heap.Read(in *(BytesView*)value)),
        };
    }

    private static void ForEachRow(RestoreImage image, RowAction action)
    {
        var rowBytes = image.Layout.RowBytes;
        var shift = SlotLayout.PageShift(rowBytes);
        for (var page = 0; page < image.Rows.Count; page++)
        {
            var memory = image.Rows[page]!();
            var address = Address(memory);
            var places = Math.Min(memory.Length / rowBytes, image.NextSlot - (page << shift));
            for (var place = 0; place < places; place++)
            {
                var row = address + place * rowBytes;
                if (!SlotTable.IsFree(row))
                {
                    action((page << shift) + place, row);
                }
            }

            GC.KeepAlive(memory);
        }
    }

    private static nint Address(byte[] pinned) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private delegate void RowAction(int slot, nint row);

    // Heap pages are loaded when a row first needs them.
    private sealed class HeapPages(IReadOnlyList<Func<byte[]>?> load)
    {
        private readonly byte[]?[] _pages = new byte[]?[load.Count];

        public ReadOnlySpan<byte> Read(ref readonly BytesView view) => view.IsInline
            ? BytesView.Inline(ref Unsafe.AsRef(in view))
            : (_pages[view.Buffer] ??= load[view.Buffer]!()).AsSpan(view.Offset, view.Length);
    }
}
