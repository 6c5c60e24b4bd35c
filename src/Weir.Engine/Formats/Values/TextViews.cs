using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.Formats.Values;

/// <summary>Text out of an input buffer into a column: views on the buffer where that is possible.</summary>
internal static class TextViews
{
    /// <summary>A view of <c>input[offset..]</c>; long ones point to the borrowed buffer number
    /// <paramref name="buffer"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BytesView Of(byte[] input, int offset, int length, int buffer)
    {
        if (offset + BytesView.InlineLength > input.Length)
        {
            return Slow(input, offset, length, buffer);
        }

        ref var at = ref input[offset];
        BytesView view = default;
        var prefix = Unsafe.ReadUnaligned<uint>(ref at);
        if (length > BytesView.InlineLength)
        {
            view.Length = length;
            view.Prefix = prefix;
            view.Buffer = buffer;
            view.Offset = offset;
            return view;
        }

        // Twelve bytes are read whatever the length; what does not belong to the value is masked away.
        var tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, 4));
        view.Head = (uint)length | ((ulong)(prefix & PrefixMask(length)) << 32);
        view.Tail = length <= 4 ? 0 : tail & (ulong.MaxValue >> ((BytesView.InlineLength - length) * 8));
        return view;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint PrefixMask(int length) =>
        length >= 4 ? uint.MaxValue : (1U << (length * 8)) - 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static BytesView Slow(byte[] input, int offset, int length, int buffer)
    {
        var value = input.AsSpan(offset, length);
        return length <= BytesView.InlineLength
            ? BytesView.OfInline(value)
            : BytesView.OfBuffer(value, buffer, offset);
    }
}
