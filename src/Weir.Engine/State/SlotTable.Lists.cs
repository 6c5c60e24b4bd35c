namespace Weir.Engine.State;

/// <content>
/// Lists of owned slots. Next is zero-terminated; the first slot's Previous is the last one, so both ends are at hand.
/// Links and heads are slot plus one, so that a zeroed row has none.
/// </content>
public sealed unsafe partial class SlotTable
{
    // Slots gathered at a time on the stack.
    private const int Chunk = 256;

    /// <summary>Adds a slot without a key of its own at the end of the owner's list.</summary>
    internal int AddLast(int owner)
    {
        var slot = NewSlot();
        LinkLast(slot, owner);
        return slot;
    }

    /// <summary>Adds a slot without a key of its own in front of another one of the same owner.</summary>
    internal int AddBefore(int owner, int before)
    {
        var slot = NewSlot();
        LinkBefore(slot, owner, before);
        return slot;
    }

    /// <summary>Moves a slot to the front of its owner's list.</summary>
    internal void MoveFirst(int owner, int slot)
    {
        if (First(owner) != slot)
        {
            Unlink(slot);
            LinkBefore(slot, owner, First(owner));
        }
    }

    /// <summary>The owner's first slot in this table, or -1.</summary>
    internal int First(int owner) => *Head(_parent!.Address(owner)) - 1;

    /// <summary>The owner's last slot in this table, or -1.</summary>
    internal int Last(int owner)
    {
        var first = First(owner);
        return first < 0 ? -1 : *Previous(Address(first)) - 1;
    }

    /// <summary>The next slot of the same owner, or -1.</summary>
    internal int Next(int slot) => *Next(Address(slot)) - 1;

    /// <summary>The slot before this one, or -1 at the first.</summary>
    internal int Before(int slot)
    {
        var row = Address(slot);
        return First(*Owner(row)) == slot ? -1 : *Previous(row) - 1;
    }

    /// <summary>The slot of the parent table that owns this one.</summary>
    internal int OwnerOf(int slot) => *Owner(Address(slot));

    private void LinkLast(int slot, int owner)
    {
        var row = AddressToWrite(slot);
        *Owner(row) = owner;
        *Next(row) = 0;
        var head = Head(_parent!.AddressToWrite(owner));
        if (*head == 0)
        {
            *head = slot + 1;
            *Previous(row) = slot + 1;
            return;
        }

        var first = AddressToWrite(*head - 1);
        var last = AddressToWrite(*Previous(first) - 1);
        *Previous(row) = *Previous(first);
        *Next(last) = slot + 1;
        *Previous(AddressToWrite(*head - 1)) = slot + 1;
    }

    private void LinkBefore(int slot, int owner, int before)
    {
        var row = AddressToWrite(slot);
        var next = AddressToWrite(before);
        var head = Head(_parent!.AddressToWrite(owner));
        *Owner(row) = owner;
        *Next(row) = before + 1;
        *Previous(row) = *Previous(next);
        *Previous(next) = slot + 1;
        if (*head == before + 1)
        {
            *head = slot + 1;
        }
        else
        {
            *Next(AddressToWrite(*Previous(row) - 1)) = slot + 1;
        }
    }

    private void Unlink(int slot)
    {
        var row = Address(slot);
        var head = Head(_parent!.AddressToWrite(*Owner(row)));
        var (next, previous) = (*Next(row), *Previous(row));
        if (*head == slot + 1)
        {
            *head = next;
        }
        else
        {
            *Next(AddressToWrite(previous - 1)) = next;
        }

        if (next != 0)
        {
            *Previous(AddressToWrite(next - 1)) = previous;
        }
        else if (*head != 0)
        {
            *Previous(AddressToWrite(*head - 1)) = previous;
        }
    }

    private void RemoveOwned(int slot)
    {
        foreach (var child in Children)
        {
            for (var owned = child.First(slot); owned >= 0; owned = child.First(slot))
            {
                child.Remove(owned);
            }
        }
    }

    private int* Head(nint ownerRow) => (int*)(ownerRow + _parent!.Layout.List(_childNumber));

    private static int* Next(nint row) => (int*)(row + SlotLayout.NextOffset);

    private static int* Previous(nint row) => (int*)(row + SlotLayout.PreviousOffset);

    private static int* Owner(nint row) => (int*)(row + SlotLayout.OwnerOffset);
}
