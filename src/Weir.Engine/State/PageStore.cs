using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.State;

/// <summary>
/// The pages of a slot table or of its heap. Pages are pinned arrays, so a row has an address; each remembers the epoch in
/// which it was last written and where it was last stored. A snapshot raises the epoch and keeps the references; whoever
/// writes to a page of an older epoch that a snapshot still holds clones it first.
/// <para>One thread owns a store; the snapshot it began may be read by another one.</para>
/// </summary>
internal sealed unsafe class PageStore(MemoryBudget budget)
{
    /// <summary>Size of a full page: small enough to clone in some microseconds, large enough to write to disk as it is.
    /// </summary>
    public const int PageBytes = 32 * 1024;

    /// <summary>Size that the first page starts with, so that thousands of small tables stay small.</summary>
    public const int FirstPageBytes = 512;

    private byte[]?[] _pages = new byte[]?[1];
    private nint[] _addresses = new nint[1];
    private int[] _epochs = new int[1];
    private BlockRef?[] _stored = new BlockRef?[1];
    private readonly List<PageSnapshot> _held = [];
    private readonly StoredFiles _files = new();
    private int _epoch = 1;

    public int Count { get; private set; }

    /// <summary>Bytes of the live pages.</summary>
    public long Bytes { get; private set; }

    public int Epoch => _epoch;

    /// <summary>Addresses of the pages; valid while the page is neither cloned, resized nor released.</summary>
    public nint[] Addresses => _addresses;

    public int[] Epochs => _epochs;

    public ReadOnlySpan<byte> Page(int page) => _pages[page];

    /// <summary>A new page, zeroed, already writable.</summary>
    /// <exception cref="StateLimitException">The memory budget is used up.</exception>
    public int Add(int bytes)
    {
        var memory = Take(bytes);
        if (Count == _pages.Length)
        {
            var size = Count * 2;
            Array.Resize(ref _pages, size);
            Array.Resize(ref _addresses, size);
            Array.Resize(ref _epochs, size);
            Array.Resize(ref _stored, size);
        }

        Put(Count, memory);
        return Count++;
    }

    /// <summary>Puts a new page where <see cref="Free"/> made room.</summary>
    public void AddAt(int page, int bytes) => Put(page, Take(bytes));

    /// <summary>Makes a page larger and keeps what is in it.</summary>
    public void Resize(int page, int bytes)
    {
        var old = _pages[page]!;
        var memory = Take(bytes);
        old.CopyTo(memory, 0);
        Give(old.Length);
        Put(page, memory);
    }

    /// <summary>Drops a page; its number stays taken until <see cref="AddAt"/>.</summary>
    public void Free(int page)
    {
        Give(_pages[page]!.Length);
        _pages[page] = null;
        _addresses[page] = 0;
        _stored[page] = null;
    }

    /// <summary>Drops every page.</summary>
    public void Clear()
    {
        for (var page = 0; page < Count; page++)
        {
            if (_pages[page] is not null)
            {
                Free(page);
            }
        }

        Count = 0;
    }

    /// <summary>Must be called before a page is written to; may move it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MakeWritable(int page)
    {
        if (_epochs[page] != _epoch)
        {
            StartWriting(page);
        }
    }

    /// <summary>Keeps the pages as they are now. Costs one copy of the list of references.</summary>
    /// <param name="full">Every page is to be stored, also those that an earlier checkpoint stored.</param>
    public PageSnapshot BeginSnapshot(bool full)
    {
        var stored = full ? new BlockRef?[Count] : _stored.AsSpan(0, Count).ToArray();
        var snapshot = new PageSnapshot(_pages.AsSpan(0, Count).ToArray(), stored, _epoch, budget);
        _held.RemoveAll(static s => s.IsDone);
        _held.Add(snapshot);
        _epoch++;
        return snapshot;
    }

    /// <summary>The snapshot's files are part of a completed checkpoint that later ones may refer to: pages that have not
    /// been written to since need not be stored again.</summary>
    public void Complete(PageSnapshot snapshot)
    {
        for (var page = 0; page < Math.Min(Count, snapshot.Count); page++)
        {
            if (_epochs[page] <= snapshot.Epoch && ReferenceEquals(_pages[page], snapshot.Pages[page])
                && snapshot.Stored[page] is { } stored)
            {
                _stored[page] = stored;
            }
        }

        _files.Count(snapshot.Stored);
        _files.ForgetSparse(_stored.AsSpan(0, Count));
        _held.RemoveAll(static s => s.IsDone);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartWriting(int page)
    {
        foreach (var snapshot in _held)
        {
            if (snapshot.Holds(page, _pages[page]!))
            {
                Clone(page, snapshot);
                break;
            }
        }

        _epochs[page] = _epoch;
        _stored[page] = null;
    }

    private void Clone(int page, PageSnapshot snapshot)
    {
        var old = _pages[page]!;
        var memory = GC.AllocateUninitializedArray<byte>(old.Length, pinned: true);
        old.CopyTo(memory, 0);
        _pages[page] = memory;
        _addresses[page] = Address(memory);
        snapshot.CountCopy(old.Length);
    }

    private byte[] Take(int bytes)
    {
        budget.Take(bytes);
        Bytes += bytes;

        // Zeroed: pages are written to disk as they are, with whatever was never used in them.
        return GC.AllocateArray<byte>(bytes, pinned: true);
    }

    private void Give(int bytes)
    {
        budget.Return(bytes);
        Bytes -= bytes;
    }

    private void Put(int page, byte[] memory)
    {
        _pages[page] = memory;
        _addresses[page] = Address(memory);
        _epochs[page] = _epoch;
        _stored[page] = null;
    }

    private static nint Address(byte[] pinned) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
