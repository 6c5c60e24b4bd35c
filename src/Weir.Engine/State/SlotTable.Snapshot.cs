using Weir.Engine.State.Snapshots;

namespace Weir.Engine.State;

/// <content>Snapshots: the pages are kept, nothing is copied.</content>
public sealed unsafe partial class SlotTable
{
    /// <summary>Keeps the table as it is now, with children and partitions. Takes microseconds: only lists of references
    /// are copied.</summary>
    /// <param name="full">For savepoints: every page will be written, none refers to an earlier checkpoint.</param>
    internal TableSnapshot BeginSnapshot(bool full = false) => new(this, Descriptor.Partitioned
        ? [.. _partitions.Select(p => new TablePart(p.Key, Images(p.Value, full)))]
        : [new TablePart(0, Images(this, full))]);

    /// <summary>Puts a row of a snapshot into a fresh slot: key and the slots that <paramref name="match"/> keeps. The row
    /// is not indexed yet.</summary>
    internal int Adopt(nint from, SlotLayout layout, TableMatch match, HeapReader heap)
    {
        var slot = NewSlot();
        var row = AddressToWrite(slot);
        *(int*)(row + SlotLayout.MarkOffset) = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i].Copy(from, layout.Key[i], heap, row);
        }

        for (var i = 0; i < match.Slots.Length; i++)
        {
            for (var f = 0; match.Slots[i] >= 0 && f < _slotCodecs[i].Length; f++)
            {
                _slotCodecs[i][f].Copy(from, layout[match.Slots[i], f], heap, row);
            }
        }

        if (Layout.AccessOffset >= 0)
        {
            *Access(row) = layout.AccessOffset >= 0 ? *(long*)(from + layout.AccessOffset) : Now;
        }

        return slot;
    }

    /// <summary>Adds an adopted slot to the index.</summary>
    internal void IndexAdopted(int slot) => _index?.Add(HashOf(Address(slot)), slot);

    /// <summary>Translates the links of an adopted slot of a child table.</summary>
    /// <param name="from">The row that it came from.</param>
    /// <param name="slots">New slot by old slot; -1 = dropped.</param>
    internal void RelinkAdopted(int slot, nint from, int owner, ReadOnlySpan<int> slots)
    {
        var row = AddressToWrite(slot);
        *Owner(row) = owner;
        *Next(row) = Translate(*Next(from), slots);
        *Previous(row) = Translate(*Previous(from), slots);
        foreach (var codecs in _slotCodecs)
        {
            foreach (var codec in codecs)
            {
                if (codec.Field.Kind == FieldKind.Link)
                {
                    var link = (int*)codec.Field.In(row);
                    *link = Translate(*link, slots);
                }
            }
        }
    }

    /// <summary>Translates the head of the list of an adopted owner.</summary>
    internal void RelinkHead(int owner, nint ownerFrom, SlotLayout ownerLayout, int savedChild, ReadOnlySpan<int> slots) =>
        *Head(_parent!.AddressToWrite(owner)) = Translate(*(int*)(ownerFrom + ownerLayout.List(savedChild)), slots);

    private static int Translate(int link, ReadOnlySpan<int> slots) => link == 0 ? 0 : slots[link - 1] + 1;

    private static TableImage[] Images(SlotTable root, bool full) =>
    [
        .. TableSnapshot.Family(root).Select(t => new TableImage(
            t._pages,
            t._heap.Pages,
            t._pages.BeginSnapshot(full),
            t._heap.Pages.BeginSnapshot(full),
            t.Count,
            t._nextSlot)),
    ];
}
