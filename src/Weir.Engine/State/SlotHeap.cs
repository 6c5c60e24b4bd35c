using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <summary>
/// The values of variable length of one table: cells of fixed size classes in pages, a free list per class. Values up to
/// <see cref="BytesView.InlineLength"/> bytes live in the view itself; values beyond half a page get a page of their own.
/// </summary>
internal sealed unsafe class SlotHeap(MemoryBudget budget)
{
    // Two classes per power of two: at most a third of a cell is wasted.
    private const int SmallestCell = 16;
    private const int LargestCell = PageStore.PageBytes / 2;
    private const int NoCell = -1;

    private readonly SizeClass[] _classes = CreateClasses();
    private readonly List<int> _freePages = [];

    /// <summary>The pages; views point into them by page (<c>Buffer</c>) and offset.</summary>
    public PageStore Pages { get; } = new(budget);

    /// <summary>The value of a view kept in this table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Read(ref readonly BytesView view) =>
        view.IsInline
            ? BytesView.Inline(ref Unsafe.AsRef(in view))
            : new ReadOnlySpan<byte>((byte*)Pages.Addresses[view.Buffer] + view.Offset, view.Length);

    /// <summary>Stores a value and returns its view. The old value, if any, must have been released.</summary>
    /// <exception cref="StateLimitException">The memory budget is used up.</exception>
    public BytesView Store(ReadOnlySpan<byte> value)
    {
        if (value.Length <= BytesView.InlineLength)
        {
            return BytesView.OfInline(value);
        }

        var (page, offset) = value.Length > LargestCell ? OwnPage(value.Length) : Cell(ClassOf(value.Length));
        value.CopyTo(new Span<byte>((byte*)Pages.Addresses[page] + offset, value.Length));
        return BytesView.OfBuffer(value, page, offset);
    }

    /// <summary>Gives the memory of a value back.</summary>
    public void Release(in BytesView view)
    {
        if (view.IsInline)
        {
            return;
        }

        if (view.Length > LargestCell)
        {
            Pages.Free(view.Buffer);
            _freePages.Add(view.Buffer);
            return;
        }

        ref var size = ref _classes[ClassOf(view.Length)];
        Pages.MakeWritable(view.Buffer);
        var cell = (int*)((byte*)Pages.Addresses[view.Buffer] + view.Offset);
        cell[0] = size.FreePage;
        cell[1] = size.FreeOffset;
        (size.FreePage, size.FreeOffset) = (view.Buffer, view.Offset);
    }

    public void Clear()
    {
        Pages.Clear();
        _freePages.Clear();
        CreateClasses().CopyTo(_classes, 0);
    }

    private (int Page, int Offset) OwnPage(int bytes)
    {
        if (_freePages.Count == 0)
        {
            return (Pages.Add(bytes), 0);
        }

        var page = _freePages[^1];
        Pages.AddAt(page, bytes);
        _freePages.RemoveAt(_freePages.Count - 1);
        return (page, 0);
    }

    private (int Page, int Offset) Cell(int sizeClass)
    {
        ref var size = ref _classes[sizeClass];
        if (size.FreePage != NoCell)
        {
            var (page, offset) = (size.FreePage, size.FreeOffset);
            Pages.MakeWritable(page);
            var cell = (int*)((byte*)Pages.Addresses[page] + offset);
            (size.FreePage, size.FreeOffset) = (cell[0], cell[1]);
            return (page, offset);
        }

        if (size.Page == NoCell || size.Used + size.Cell > size.PageBytes)
        {
            // Doubling up to full pages, so that a table with a few values does not take a page for each class.
            size.PageBytes = Math.Max(size.Cell,
                Math.Min(PageStore.PageBytes, size.PageBytes == 0 ? PageStore.FirstPageBytes : size.PageBytes * 2));
            (size.Page, _) = OwnPage(size.PageBytes);
            size.Used = 0;
        }

        Pages.MakeWritable(size.Page);
        size.Used += size.Cell;
        return (size.Page, size.Used - size.Cell);
    }

    private static int ClassOf(int length)
    {
        if (length <= SmallestCell)
        {
            return 0;
        }

        var power = BitOperations.Log2((uint)length - 1);
        return (power - 4) * 2 + ((length - 1) >> (power - 1) & 1) + 1;
    }

    private static SizeClass[] CreateClasses()
    {
        var classes = new List<SizeClass>();
        for (var cell = SmallestCell; cell <= LargestCell; cell *= 2)
        {
            classes.Add(new SizeClass(cell));
            classes.Add(new SizeClass(cell + cell / 2));
        }

        return [.. classes];
    }

    private struct SizeClass(int cell)
    {
        public readonly int Cell = cell;
        public int Page = NoCell;
        public int PageBytes;
        public int Used;
        public int FreePage = NoCell;
        public int FreeOffset;
    }
}
