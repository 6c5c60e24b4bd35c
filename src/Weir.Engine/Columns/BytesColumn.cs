using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Weir.Engine.Types;

namespace Weir.Engine.Columns;

/// <summary>
/// Text (UTF-8) or bytes. Values up to twelve bytes live in the view; longer ones in the column's own arena or in a
/// buffer of somebody else that stays unchanged while the batch is borrowed (a reader points views straight into its
/// input).
/// </summary>
public sealed class BytesColumn : Column
{
    // Buffer 0 is the column's own arena; the others are borrowed and forgotten at Reset.
    private const int FirstArena = 4096;
    private byte[]?[] _buffers = new byte[]?[4];
    private int _bufferCount = 1;
    private int _arenaUsed;
    private BytesView[] _views = [];

    public override PhysicalType Physical => PhysicalType.Bytes;

    /// <summary>Bytes of the long values that the column holds itself.</summary>
    public int ArenaBytes => _arenaUsed;

    public Span<BytesView> Views => _views.AsSpan(0, Length);

    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref var view = ref _views[row];
            return view.Length <= BytesView.InlineLength
                ? BytesView.Inline(ref view)
                : _buffers[view.Buffer].AsSpan(view.Offset, view.Length);
        }
    }

    /// <summary>Sets a value, copying it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int row, ReadOnlySpan<byte> value)
    {
        if (value.Length <= BytesView.InlineLength)
        {
            _views[row] = BytesView.OfInline(value);
        }
        else
        {
            var space = Reserve(value.Length);
            value.CopyTo(space);
            Commit(row, value.Length);
        }
    }

    /// <summary>Makes values of <paramref name="buffer"/> addressable until the next Reset; returns its number for
    /// <see cref="SetBorrowed"/>.</summary>
    public int Borrow(byte[] buffer)
    {
        for (var i = 1; i < _bufferCount; i++)
        {
            if (ReferenceEquals(_buffers[i], buffer))
            {
                return i;
            }
        }

        if (_bufferCount == _buffers.Length)
        {
            Array.Resize(ref _buffers, _buffers.Length * 2);
        }

        _buffers[_bufferCount] = buffer;
        return _bufferCount++;
    }

    /// <summary>Sets a value that lies in a borrowed buffer, without copying it when it is long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetBorrowed(int row, int buffer, int offset, int length)
    {
        var value = _buffers[buffer].AsSpan(offset, length);
        _views[row] = length <= BytesView.InlineLength
            ? BytesView.OfInline(value)
            : BytesView.OfBuffer(value, buffer, offset);
    }

    /// <summary>Space at the end of the arena for a value of at most <paramref name="bytes"/> bytes; follow with
    /// <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        var arena = _buffers[0];
        if (arena is null || arena.Length - _arenaUsed < bytes)
        {
            var size = Math.Max(Math.Max(FirstArena, _arenaUsed + bytes), (arena?.Length ?? 0) * 2);
            var bigger = new byte[size];
            arena.AsSpan(0, _arenaUsed).CopyTo(bigger);
            _buffers[0] = arena = bigger;
        }

        return arena.AsSpan(_arenaUsed);
    }

    /// <summary>The first <paramref name="length"/> bytes of the reserved space become the value of a row.</summary>
    public void Commit(int row, int length)
    {
        var value = _buffers[0].AsSpan(_arenaUsed, length);
        if (length <= BytesView.InlineLength)
        {
            _views[row] = BytesView.OfInline(value);
        }
        else
        {
            _views[row] = BytesView.OfBuffer(value, 0, _arenaUsed);
            _arenaUsed += length;
        }
    }

    /// <summary>Whether two values are equal, byte by byte; decided on the views in most cases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(BytesColumn a, int rowA, BytesColumn b, int rowB)
    {
        ref var x = ref a._views[rowA];
        ref var y = ref b._views[rowB];
        return x.Head == y.Head && (x.IsInline ? x.Tail == y.Tail : a[rowA].SequenceEqual(b[rowB]));
    }

    /// <summary>Compares two values byte by byte, as unsigned numbers; for UTF-8 that is the order of code points.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compare(BytesColumn a, int rowA, BytesColumn b, int rowB)
    {
        var x = BinaryPrimitives.ReverseEndianness(a._views[rowA].Prefix);
        var y = BinaryPrimitives.ReverseEndianness(b._views[rowB].Prefix);
        return x != y ? (x < y ? -1 : 1) : a[rowA].SequenceCompareTo(b[rowB]);
    }

    protected override void Prepare(int length)
    {
        if (_views.Length < length)
        {
            _views = new BytesView[Math.Max(length, _views.Length * 2)];
        }

        _arenaUsed = 0;
        if (_bufferCount > 1)
        {
            Array.Clear(_buffers, 1, _bufferCount - 1);
            _bufferCount = 1;
        }
    }

    protected override void Grow(int oldLength, int length)
    {
        if (_views.Length < length)
        {
            Array.Resize(ref _views, Math.Max(length, _views.Length * 2));
        }
    }

    protected override void CopyValue(int row, Column source, int sourceRow)
    {
        var from = (BytesColumn)source;
        ref var view = ref from._views[sourceRow];
        if (view.IsInline)
        {
            _views[row] = view;
        }
        else
        {
            Set(row, from[sourceRow]);
        }
    }

    protected override void CopyValues(int start, Column source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (!source.IsNull(rows[i]))
            {
                CopyValue(start + i, source, rows[i]);
            }
        }
    }

    protected override void TakeValues(Column source, Rows rows)
    {
        var from = (BytesColumn)source;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (source.IsNull(row))
            {
                continue;
            }

            var view = from._views[row];
            if (!view.IsInline)
            {
                view.Buffer = Borrow(from._buffers[view.Buffer]!);
            }

            _views[row] = view;
        }
    }
}
