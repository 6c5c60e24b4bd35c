using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Weir.Engine.State;

/// <summary>
/// From hash to slot: open addressing with linear probing. An entry is the lower half of the hash (the tag, which also says
/// where the entry wants to stand) above the slot number plus one; zero is empty. Removing shifts entries back, so there
/// are no tombstones.
/// </summary>
internal sealed class SlotIndex(MemoryBudget budget)
{
    private const int FirstEntries = 16;

    // Above this an index does not fit into the second-level cache and prefetching pays.
    private const int CachedEntries = 32 * 1024;

    private ulong[] _entries = [];
    private int _count;

    public int Count => _count;

    public long Bytes => (long)_entries.Length * sizeof(ulong);

    /// <summary>Position to look at first.</summary>
    public uint Mask
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(_entries.Length - 1);
    }

    public ref ulong First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref MemoryMarshal.GetArrayDataReference(_entries);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Entry(ulong hash, int slot) => hash << 32 | (uint)(slot + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SlotOf(ulong entry) => (int)(uint)entry - 1;

    /// <summary>Room for one more entry: at most half of the entries are taken, so probes stay short.</summary>
    /// <exception cref="StateLimitException">The memory budget is used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MakeRoom()
    {
        if (_count * 2 >= _entries.Length)
        {
            Grow();
        }
    }

    /// <summary>Puts an entry where a probe found an empty place; call <see cref="MakeRoom"/> before probing.</summary>
    public void Put(uint position, ulong hash, int slot)
    {
        _entries[position] = Entry(hash, slot);
        _count++;
    }

    /// <summary>Adds a slot whose key is known to be absent.</summary>
    public void Add(ulong hash, int slot)
    {
        MakeRoom();
        var position = (uint)hash & Mask;
        while (_entries[position] != 0)
        {
            position = (position + 1) & Mask;
        }

        Put(position, hash, slot);
    }

    /// <summary>Brings the first entries that will be looked at into the cache.</summary>
    public void Prefetch(ReadOnlySpan<ulong> hashes)
    {
        if (_entries.Length <= CachedEntries || !Sse.IsSupported)
        {
            return;
        }

        ref var first = ref First;
        var mask = Mask;
        foreach (var hash in hashes)
        {
            unsafe
            {
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, (uint)hash & mask)));
            }
        }
    }

    public void Remove(ulong hash, int slot)
    {
        var entry = Entry(hash, slot);
        var hole = (uint)hash & Mask;
        while (_entries[hole] != entry)
        {
            hole = (hole + 1) & Mask;
        }

        var next = hole;
        while (true)
        {
            next = (next + 1) & Mask;
            var candidate = _entries[next];
            if (candidate == 0)
            {
                break;
            }

            // It may move into the hole when the hole is not before the place where it wants to stand.
            var home = (uint)(candidate >> 32) & Mask;
            if (((next - home) & Mask) >= ((next - hole) & Mask))
            {
                _entries[hole] = candidate;
                hole = next;
            }
        }

        _entries[hole] = 0;
        _count--;
    }

    public void Clear()
    {
        budget.Return(Bytes);
        _entries = [];
        _count = 0;
    }

    private void Grow()
    {
        var size = Math.Max(FirstEntries, _entries.Length * 2);
        budget.Take((long)(size - _entries.Length) * sizeof(ulong));
        var old = _entries;
        _entries = new ulong[size];
        var mask = Mask;
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                var position = (uint)(entry >> 32) & mask;
                while (_entries[position] != 0)
                {
                    position = (position + 1) & mask;
                }

                _entries[position] = entry;
            }
        }
    }
}
