namespace Weir.Engine.State.Snapshots;

/// <summary>
/// The pages of a store as they were when the snapshot began. The owner of the store clones a page that is still held
/// before writing to it; the writer lets go of each page as soon as it has been stored.
/// </summary>
internal sealed class PageSnapshot(byte[]?[] pages, BlockRef?[] stored, int epoch, MemoryBudget budget)
{
    // Per page: whether the writer needs it no longer. Written by one thread, read by another.
    private readonly bool[] _released = [.. stored.Select(static s => s is not null)];
    private bool _done;
    private long _copied;

    public int Count => pages.Length;

    public byte[]?[] Pages => pages;

    /// <summary>Where each page is stored; filled by the writer for those that were not.</summary>
    public BlockRef?[] Stored => stored;

    /// <summary>Pages written to in this epoch or before are part of the snapshot.</summary>
    public int Epoch => epoch;

    public bool IsDone => Volatile.Read(ref _done);

    /// <summary>Whether the snapshot still needs this very page to stay as it is.</summary>
    public bool Holds(int page, byte[] memory) =>
        !IsDone && page < pages.Length && ReferenceEquals(pages[page], memory)
        && !Volatile.Read(ref _released[page]);

    /// <summary>The writer needs this page no longer.</summary>
    public void Release(int page) => Volatile.Write(ref _released[page], true);

    /// <summary>The writer is done with all pages, successfully or not. Only then may the store be told that the snapshot
    /// is complete.</summary>
    public void ReleaseAll()
    {
        if (!_done)
        {
            Volatile.Write(ref _done, true);
            budget.ReturnCopy(Interlocked.Exchange(ref _copied, 0));
        }
    }

    /// <summary>A page was cloned because this snapshot holds it.</summary>
    public void CountCopy(long bytes)
    {
        budget.TakeCopy(bytes);
        Interlocked.Add(ref _copied, bytes);
        if (IsDone)
        {
            budget.ReturnCopy(Interlocked.Exchange(ref _copied, 0));
        }
    }
}
