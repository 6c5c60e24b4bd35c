using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Weir.Engine.Formats.Csv;

/// <summary>
/// Where delimiters and line ends are in a window of the input: 64 bytes at a time become bit masks, and the masks a list
/// of positions. A window that holds a quote, an escape or a lone carriage return is only marked: those are read by the
/// careful path.
/// </summary>
internal sealed class CsvIndex(byte delimiter, byte? quote, byte? escape)
{
    /// <summary>Bytes indexed at once: with its positions it stays in the first-level cache.</summary>
    public const int Window = 8 * 1024;

    private const int Block = 64;

    // A block's positions are written eight at a time; the last ones may overshoot.
    private const int Slack = Block + 8;

    private readonly int[] _all = new int[Window + Slack];
    private readonly int[] _lineEnds = new int[Window + Slack];
    private readonly byte[] _tail = new byte[Block];

    /// <summary>All structural positions; entry 0 is the position before the window's first byte.</summary>
    public int[] All => _all;

    public int AllCount { get; private set; }

    public int[] LineEnds => _lineEnds;

    public int LineEndCount { get; private set; }

    /// <summary>True when the positions do not tell the whole story.</summary>
    public bool NeedsCare { get; private set; }

    /// <summary>Indexes <c>input[start..end]</c>, at most <see cref="Window"/> bytes. Bytes behind
    /// <paramref name="end"/> may be looked at, as far as the array goes.</summary>
    public void Build(byte[] input, int start, int end)
    {
        var all = 1;
        var lines = 0;
        _all[0] = start - 1;
        var special = 0UL;
        var position = start;
        while (position < end)
        {
            ref var at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(input), position);
            if (position + Block > input.Length)
            {
                Array.Clear(_tail);
                input.AsSpan(position, end - position).CopyTo(_tail);
                at = ref MemoryMarshal.GetArrayDataReference(_tail);
            }

            var low = Vector256.LoadUnsafe(ref at);
            var high = Vector256.LoadUnsafe(ref at, (nuint)Vector256<byte>.Count);
            var valid = end - position >= Block ? ulong.MaxValue : (1UL << (end - position)) - 1;
            var newline = Equal(low, high, (byte)'\n') & valid;
            var structural = (Equal(low, high, delimiter) & valid) | newline;
            var returns = Equal(low, high, (byte)'\r') & valid;
            special |= Special(low, high) & valid;
            if (returns != 0)
            {
                special |= LoneReturns(input, position, end, returns, newline);
            }

            all = Flatten(_all, all, position, structural);
            lines = Flatten(_lineEnds, lines, position, newline);
            position += Block;
        }

        AllCount = all;
        LineEndCount = lines;
        NeedsCare = special != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Special(Vector256<byte> low, Vector256<byte> high)
    {
        var mask = quote is { } q ? Equal(low, high, q) : 0;
        return escape is { } e ? mask | Equal(low, high, e) : mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }

    // A return is part of a line end when a newline follows, also in the next block.
    private static ulong LoneReturns(byte[] input, int position, int end, ulong returns, ulong newline)
    {
        var lone = returns & ~(newline >> 1);
        var next = position + Block;
        return lone >> 63 != 0 && next < end && input[next] == '\n' ? lone & (ulong.MaxValue >> 1) : lone;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Flatten(int[] positions, int count, int start, ulong mask)
    {
        ref var to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(positions), count);
        var bits = BitOperations.PopCount(mask);
        for (var i = 0; i < bits; i += 4)
        {
            Unsafe.Add(ref to, i) = start + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            Unsafe.Add(ref to, i + 1) = start + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            Unsafe.Add(ref to, i + 2) = start + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
            Unsafe.Add(ref to, i + 3) = start + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
        }

        return count + bits;
    }
}
