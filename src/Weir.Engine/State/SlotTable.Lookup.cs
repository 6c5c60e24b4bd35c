using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <content>
/// Finding and adding the slots of a whole batch: hash all keys; go through the index by tags alone, taking new slots as
/// needed; compute all addresses; write the keys of the new slots and compare all keys, column by column. The few rows whose
/// tag led to a wrong slot are looked up again one by one.
/// </content>
public sealed unsafe partial class SlotTable
{
    private void Look(
        ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, Rows rows, SlotSet found, bool add, bool write)
    {
        found.Start(rows);
        if (found.Count == 0)
        {
            return;
        }

        if (_keys.Length == 0 && _parent is null)
        {
            LookGlobal(found, add, write);
            return;
        }

        KeyHash.Hash(keys, found.Rows, found.Hashes);
        for (var i = 0; i < owners.Length; i++)
        {
            found.Hashes[i] = OwnedHash(found.Hashes[i], owners[i]);
        }

        var index = _index!;
        if (add)
        {
            index.MakeRoom();
        }

        index.Prefetch(found.Hashes);
        Probe(index, found, add);
        ComputeAddresses(found, write);
        StoreKeys(owners, keys, found, found.Added);
        Verify(owners, keys, found);
        if (found.Mismatches.Length > 0)
        {
            LookAgain(owners, keys, found, add);
            ComputeAddresses(found, write);
        }

        if (Layout.AccessOffset >= 0)
        {
            CheckAccess(found, add, write);
        }
    }

    // Without a key there is one slot for all rows.
    private void LookGlobal(SlotSet found, bool add, bool write)
    {
        var slot = NextLive(0);
        var isNew = slot < 0;
        if (isNew && add)
        {
            slot = NewSlot();
            _index!.Add(KeyHash.Start, slot);
            found.NoteAdded(0);
        }

        found.Slots.Fill(slot);
        found.Addresses.Fill(slot < 0 ? 0 : write ? AddressToWrite(slot) : Address(slot));
        if (Layout.AccessOffset >= 0)
        {
            CheckAccess(found, add, write);
        }
    }

    private void Probe(SlotIndex index, SlotSet found, bool add)
    {
        if (!add && index.Count == 0)
        {
            found.Slots.Fill(-1);
            return;
        }

        var hashes = found.Hashes;
        var slots = found.Slots;
        ref var entries = ref index.First;
        var mask = index.Mask;
        for (var i = 0; i < slots.Length; i++)
        {
            var hash = hashes[i];
            var position = (uint)hash & mask;
            var entry = Unsafe.Add(ref entries, position);
            while (entry != 0 && (uint)(entry >> 32) != (uint)hash)
            {
                position = (position + 1) & mask;
                entry = Unsafe.Add(ref entries, position);
            }

            if (entry == 0 && add)
            {
                var slot = NewSlot();
                index.Put(position, hash, slot);
                slots[i] = slot;
                found.NoteAdded(i);
                index.MakeRoom();
                entries = ref index.First;
                mask = index.Mask;
            }
            else
            {
                slots[i] = SlotIndex.SlotOf(entry);
            }
        }
    }

    private void ComputeAddresses(SlotSet found, bool write)
    {
        var slots = found.Slots;
        var addresses = found.Addresses;
        var prefetch = _pages.Bytes > PrefetchBytes;
        if (write)
        {
            foreach (var slot in slots)
            {
                if (slot >= 0)
                {
                    _pages.MakeWritable(slot >> _shift);
                }
            }
        }

        for (var i = 0; i < slots.Length; i++)
        {
            var address = slots[i] < 0 ? 0 : Address(slots[i]);
            addresses[i] = address;
            if (prefetch)
            {
                PrefetchRow(address);
            }
        }
    }

    private void StoreKeys(ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, SlotSet found, ReadOnlySpan<int> added)
    {
        if (added.IsEmpty)
        {
            return;
        }

        Span<int> rows = stackalloc int[Chunk];
        Span<nint> into = stackalloc nint[Chunk];
        for (var start = 0; start < added.Length; start += Chunk)
        {
            var part = added[start..Math.Min(added.Length, start + Chunk)];
            for (var i = 0; i < part.Length; i++)
            {
                rows[i] = found.Rows[part[i]];
                into[i] = found.Addresses[part[i]];
            }

            for (var key = 0; key < _keys.Length; key++)
            {
                _keys[key].Store(keys[key], rows[..part.Length], into[..part.Length]);
            }
        }

        if (_parent is not null)
        {
            foreach (var position in added)
            {
                LinkLast(found.Slots[position], owners[position]);
            }
        }
    }

    private void Verify(ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, SlotSet found)
    {
        for (var key = 0; key < _keys.Length; key++)
        {
            _keys[key].Verify(keys[key], found.Rows, found.Addresses, found);
        }

        for (var i = 0; i < owners.Length; i++)
        {
            var address = found.Addresses[i];
            if (address != 0 && *(int*)(address + SlotLayout.OwnerOffset) != owners[i])
            {
                found.NoteMismatch(i);
            }
        }
    }

    // Rare: two keys with the same 32-bit tag. In row order, so that a key that comes twice is added once.
    private void LookAgain(ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, SlotSet found, bool add)
    {
        var positions = found.Mismatches;
        positions.Sort();
        var last = -1;
        foreach (var i in positions)
        {
            if (i == last)
            {
                continue;
            }

            last = i;
            var slot = LookOne(owners.IsEmpty ? -1 : owners[i], keys, found.Rows[i], found.Hashes[i]);
            if (slot < 0 && add)
            {
                slot = NewSlot();
                _index!.Add(found.Hashes[i], slot);
                found.Addresses[i] = Address(slot);
                found.Slots[i] = slot;
                found.NoteAdded(i);
                StoreKeys(owners, keys, found, [i]);
            }

            found.Slots[i] = slot;
        }
    }

    private int LookOne(int owner, ReadOnlySpan<Column> keys, int row, ulong hash)
    {
        var index = _index!;
        var mask = index.Mask;
        for (var position = (uint)hash & mask; ; position = (position + 1) & mask)
        {
            var entry = Unsafe.Add(ref index.First, position);
            if (entry == 0)
            {
                return -1;
            }

            var slot = SlotIndex.SlotOf(entry);
            if ((uint)(entry >> 32) == (uint)hash && IsKey(Address(slot), owner, keys, row))
            {
                return slot;
            }
        }
    }

    private bool IsKey(nint address, int owner, ReadOnlySpan<Column> keys, int row)
    {
        for (var key = 0; key < _keys.Length; key++)
        {
            if (!_keys[key].Matches(keys[key], row, address))
            {
                return false;
            }
        }

        return owner < 0 || *(int*)(address + SlotLayout.OwnerOffset) == owner;
    }
}
