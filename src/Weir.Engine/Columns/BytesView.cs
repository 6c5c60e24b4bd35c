using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Engine.Columns;

/// <summary>
/// Sixteen bytes that are, or point to, a text or byte value: length, the first four bytes, and then eight more inline
/// bytes (values up to <see cref="InlineLength"/>) or the number of a buffer of the column and an offset in it.
/// Unused inline bytes are zero, so short values are equal when both words are.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
public struct BytesView
{
    public const int InlineLength = 12;

    [FieldOffset(0)]
    public int Length;

    [FieldOffset(4)]
    public uint Prefix;

    [FieldOffset(8)]
    public int Buffer;

    [FieldOffset(12)]
    public int Offset;

    /// <summary>Length and prefix.</summary>
    [FieldOffset(0)]
    public ulong Head;

    /// <summary>The eight bytes behind the prefix (inline values only).</summary>
    [FieldOffset(8)]
    public ulong Tail;

    public readonly bool IsInline => Length <= InlineLength;

    /// <summary>The bytes of an inline value, living in <paramref name="view"/> itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Inline(ref BytesView view) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<uint, byte>(ref view.Prefix), view.Length);

    /// <summary>A view with the value inside (length up to <see cref="InlineLength"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BytesView OfInline(ReadOnlySpan<byte> value)
    {
        BytesView view = default;
        view.Length = value.Length;
        value.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<uint, byte>(ref view.Prefix), InlineLength));
        return view;
    }

    /// <summary>A view that points to <paramref name="value"/> at an offset of a buffer of the column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BytesView OfBuffer(ReadOnlySpan<byte> value, int buffer, int offset)
    {
        BytesView view = default;
        view.Length = value.Length;
        view.Prefix = MemoryMarshal.Read<uint>(value);
        view.Buffer = buffer;
        view.Offset = offset;
        return view;
    }
}
