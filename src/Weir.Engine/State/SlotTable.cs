using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Weir.Engine.Columns;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>
/// Keyed state: a map from key to a slot, a slot being one fixed-width row in a page (key, then the fields of all its
/// slots), values of variable length in heap pages. Every keyed operator keeps its state in slot tables, so snapshot,
/// restore, time to live and metrics exist once.
/// <para>
/// A table may own child tables (descriptor's Parent): their slots form one list per owning slot, in the order in which
/// they were added, and when they have a key it is looked up within the owner. A partitioned table is a set of small tables
/// by number (<see cref="Partition"/>); it has no slots itself.
/// </para>
/// <para>One thread at a time. What is read from an address must be used before the table is changed.</para>
/// </summary>
public sealed unsafe partial class SlotTable
{
    /// <summary>Slots per table: a slot number is an int that also carries page and place.</summary>
    private const long MaxSlots = int.MaxValue;

    // Marks in the first word of a row; operators may put any number from zero on there while they process a batch.
    private const int FreeMark = int.MinValue;
    internal const int FreshMark = -1;

    // Below this size the rows of a table are in the second-level cache anyway.
    private const int PrefetchBytes = 512 * 1024;

    private readonly SlotIndex? _index;
    private readonly PageStore _pages;
    private readonly SlotHeap _heap;
    private readonly FieldCodec[] _keys;
    private readonly FieldCodec[][] _slotCodecs;
    private readonly SlotTable? _parent;
    private readonly int _childNumber;
    private readonly MemoryBudget _budget;
    private readonly ImmutableArray<StateTableDescriptor> _family;
    private readonly int _shift;
    private readonly int _placeMask;
    private readonly int _rowBytes;
    private int _freeSlot = -1;
    private int _nextSlot;
    private int _pageEnd;

    /// <summary>A table without children.</summary>
    /// <param name="timeToLive">Idle time after which a slot is forgotten; zero = never.</param>
    /// <exception cref="StateLayoutException">A row is wider than a page.</exception>
    internal SlotTable(StateTableDescriptor descriptor, MemoryBudget budget, TimeSpan timeToLive = default)
        : this(descriptor, [descriptor], null, 0, budget, timeToLive)
    {
    }

    private SlotTable(
        StateTableDescriptor descriptor,
        ImmutableArray<StateTableDescriptor> family,
        SlotTable? parent,
        int childNumber,
        MemoryBudget budget,
        TimeSpan timeToLive)
    {
        var children = family.Where(d => d.Parent == descriptor.Name).ToArray();
        Descriptor = descriptor;
        Saved = SavedTable.Of(descriptor, timeToLive > TimeSpan.Zero);
        Layout = new SlotLayout(Saved, children.Length);
        TimeToLive = timeToLive;
        _family = family;
        _parent = parent;
        _childNumber = childNumber;
        _budget = budget;
        _pages = new PageStore(budget);
        _heap = new SlotHeap(budget);
        _index = parent is null || descriptor.Key.Length > 0 ? new SlotIndex(budget) : null;
        _rowBytes = Layout.RowBytes;
        _shift = SlotLayout.PageShift(_rowBytes);
        _placeMask = (1 << _shift) - 1;
        _keys = [.. Layout.Key.Select((f, i) => FieldCodec.Create(f, descriptor.Key[i].Physical, _heap))];
        Children = [.. children.Select((d, i) => new SlotTable(d, family, this, i, budget, default))];
        _slotCodecs =
        [
            .. Enumerable.Range(0, Layout.SlotCount).Select(
                slot => Layout.Slot(slot).Select(f => FieldCodec.Create(f, PhysicalType.Bytes, _heap)).ToArray()),
        ];
    }

    internal StateTableDescriptor Descriptor { get; }

    /// <summary>The descriptor in the form in which manifests keep it.</summary>
    internal SavedTable Saved { get; }

    internal SlotLayout Layout { get; }

    /// <summary>Tables whose slots this table's slots own, in the order of their descriptors.</summary>
    internal ImmutableArray<SlotTable> Children { get; }

    /// <summary>Slots in use, children not counted.</summary>
    public long Count { get; private set; }

    /// <summary>Memory taken: pages, heap and index, with children and partitions.</summary>
    public long Bytes
    {
        get
        {
            var bytes = _pages.Bytes + _heap.Pages.Bytes + (_index?.Bytes ?? 0);
            foreach (var child in Children)
            {
                bytes += child.Bytes;
            }

            foreach (var part in _partitions.Values)
            {
                bytes += part.Bytes;
            }

            return bytes;
        }
    }

    /// <summary>The heap that holds the long values of this table's fields.</summary>
    internal SlotHeap Heap => _heap;

    /// <summary>Codecs of the key fields.</summary>
    internal ReadOnlySpan<FieldCodec> Keys => _keys;

    /// <summary>The tables of an operator: those without a parent, children attached, in the order of the descriptors.
    /// </summary>
    internal static ImmutableArray<SlotTable> Create(
        ImmutableArray<StateTableDescriptor> descriptors, MemoryBudget budget, TimeSpan timeToLive = default) =>
        [.. descriptors.Where(d => d.Parent is null)
            .Select(d => new SlotTable(d, descriptors, null, 0, budget, timeToLive))];

    /// <summary>A codec for a field, to move values of a type between columns and slots.</summary>
    internal FieldCodec Codec(SlotField field, SqlType type) => FieldCodec.Create(field, type.Physical, _heap);

    /// <summary>Address of a slot's row, for reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint Address(int slot) => Unsafe.Add(
        ref MemoryMarshal.GetArrayDataReference(_pages.Addresses), slot >> _shift) + (slot & _placeMask) * _rowBytes;

    /// <summary>Address of a slot's row, for writing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint AddressToWrite(int slot)
    {
        _pages.MakeWritable(slot >> _shift);
        return Address(slot);
    }

    /// <summary>Whether a slot number is in use.</summary>
    internal bool IsLive(int slot) => !IsFree(Address(slot));

    internal static bool IsFree(nint row) => *(int*)(row + SlotLayout.MarkOffset) == FreeMark;

    /// <summary>The slots of the keys that are there, for reading; the others get -1.</summary>
    internal void Find(ReadOnlySpan<Column> keys, Rows rows, SlotSet found) => Look(default, keys, rows, found, false, false);

    /// <summary>The slots of the keys that are there, for writing; the others get -1.</summary>
    internal void FindToWrite(ReadOnlySpan<Column> keys, Rows rows, SlotSet found) =>
        Look(default, keys, rows, found, false, true);

    /// <summary>The slots of all keys, for writing; a key that is not there gets a slot whose fields are NULL.</summary>
    /// <exception cref="StateLimitException">The memory budget is used up.</exception>
    internal void FindOrAdd(ReadOnlySpan<Column> keys, Rows rows, SlotSet found) =>
        Look(default, keys, rows, found, true, true);

    /// <summary>Same for a child table with a key: <paramref name="owners"/> are the owning slots, one per counted row.
    /// </summary>
    internal void FindOwned(ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, Rows rows, SlotSet found) =>
        Look(owners, keys, rows, found, false, true);

    /// <inheritdoc cref="FindOwned"/>
    internal void FindOrAddOwned(ReadOnlySpan<int> owners, ReadOnlySpan<Column> keys, Rows rows, SlotSet found) =>
        Look(owners, keys, rows, found, true, true);

    /// <summary>Forgets a slot and all that it owns.</summary>
    internal void Remove(int slot)
    {
        var row = AddressToWrite(slot);
        RemoveOwned(slot);
        if (_parent is not null)
        {
            Unlink(slot);
            row = Address(slot);
        }

        _index?.Remove(HashOf(row), slot);
        foreach (var codec in _keys)
        {
            codec.Release(row);
        }

        ReleaseFields(row);
        *(int*)(row + SlotLayout.MarkOffset) = FreeMark;
        *(int*)(row + SlotLayout.NextOffset) = _freeSlot;
        _freeSlot = slot;
        Count--;
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _index?.Clear();
        _pages.Clear();
        _heap.Clear();
        (_freeSlot, _nextSlot, _pageEnd, _sweepPage, Count) = (-1, 0, 0, 0, 0);
        foreach (var child in Children)
        {
            child.Clear();
        }

        foreach (var part in _partitions.Values)
        {
            part.Clear();
        }

        _partitions.Clear();
    }

    /// <summary>The next slot in use from <paramref name="slot"/> on (0 to start), or -1.</summary>
    internal int NextLive(int slot)
    {
        while (slot < _nextSlot)
        {
            if ((slot & _placeMask) >= PlacesOf(slot >> _shift))
            {
                slot = (slot | _placeMask) + 1;
            }
            else if (IsLive(slot))
            {
                return slot;
            }
            else
            {
                slot++;
            }
        }

        return -1;
    }

    // Takes a slot from the free list or the end; zeroed, marked fresh.
    private int NewSlot()
    {
        var slot = _freeSlot;
        nint row;
        if (slot >= 0)
        {
            row = AddressToWrite(slot);
            _freeSlot = *(int*)(row + SlotLayout.NextOffset);
        }
        else
        {
            if (_nextSlot == _pageEnd)
            {
                AddPage();
            }

            slot = _nextSlot++;
            row = AddressToWrite(slot);
        }

        Unsafe.InitBlockUnaligned((void*)row, 0, (uint)_rowBytes);
        *(int*)(row + SlotLayout.MarkOffset) = FreshMark;
        Count++;
        return slot;
    }

    private void AddPage()
    {
        if (_pages.Count == 1 && _pages.Page(0).Length < PageStore.PageBytes)
        {
            _pages.Resize(0, _pages.Page(0).Length * 2);
            _pageEnd = PlacesOf(0);
            return;
        }

        var first = _pages.Count == 0;
        var bytes = first
            ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(PageStore.FirstPageBytes, _rowBytes))
            : PageStore.PageBytes;
        if (((long)_pages.Count + 1) << _shift > MaxSlots)
        {
            throw new StateLimitException(_budget.Limit);
        }

        var page = _pages.Add(bytes);
        _nextSlot = page << _shift;
        _pageEnd = _nextSlot + PlacesOf(page);
    }

    private int PlacesOf(int page) => _pages.Page(page).Length / _rowBytes;

    private ulong HashOf(nint row)
    {
        var hash = KeyHash.Start;
        foreach (var codec in _keys)
        {
            hash = KeyHash.Combine(hash, codec.Hash(row));
        }

        return _parent is null ? hash : OwnedHash(hash, *(int*)(row + SlotLayout.OwnerOffset));
    }

    private static ulong OwnedHash(ulong hash, int owner) => KeyHash.Combine(hash, KeyHash.OfValue(owner));

    private void PrefetchRow(nint row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((void*)row);
        }
    }

    [Conditional("DEBUG")]
    private void CheckLive(int slot) => Debug.Assert(slot >= 0 && IsLive(slot), "a slot that is not in use");
}
