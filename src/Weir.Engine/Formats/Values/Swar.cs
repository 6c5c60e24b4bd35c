using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weir.Engine.Formats.Values;

/// <summary>Eight digits at a time in one register (SIMD within a register).</summary>
internal static class Swar
{
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>One to eight digits, nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryShort(ReadOnlySpan<byte> text, out uint value)
    {
        // Gathers the bytes so that the last digit is the highest byte, with zeros in front.
        ulong chunk;
        var length = text.Length;
        ref var first = ref MemoryMarshal.GetReference(text);
        if (length >= 4)
        {
            ulong low = Unsafe.ReadUnaligned<uint>(ref first);
            ulong high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
            chunk = (high << 32) | (low << ((8 - length) * 8) & 0xFFFFFFFF);
        }
        else
        {
            ulong low = first;
            ulong middle = Unsafe.Add(ref first, length >> 1);
            ulong high = Unsafe.Add(ref first, length - 1);
            chunk = length switch
            {
                1 => high << 56,
                2 => (low << 48) | (high << 56),
                _ => (low << 40) | (middle << 48) | (high << 56),
            };
        }

        chunk |= Zeros >> 8 >> ((length - 1) * 8);
        value = Value(chunk);
        return AreDigits(chunk);
    }

    /// <summary>The first eight bytes, all digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryEight(ReadOnlySpan<byte> text, out uint value)
    {
        var chunk = BinaryPrimitives.ReadUInt64LittleEndian(text);
        value = Value(chunk);
        return AreDigits(chunk);
    }

    /// <summary>The digits, at most eight, that stand at a position; eight bytes are loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadDigits(ref byte at, out uint value)
    {
        var chunk = Unsafe.ReadUnaligned<ulong>(ref at);
        var others = NonDigits(chunk);
        if (others == 0)
        {
            value = Value(chunk);
            return 8;
        }

        // What follows the digits is shifted out; zeros, which are no digits but count as such, come in front.
        var digits = BitOperations.TrailingZeroCount(others) >> 3;
        value = digits == 0 ? 0 : Value(chunk << (64 - (digits * 8)));
        return digits;
    }

    /// <summary>The high bit of the first byte that is no digit, and perhaps of bytes behind it; zero: all are digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonDigits(ulong chunk) =>
        ((chunk + 0x4646464646464646) | (chunk - Zeros)) & 0x8080808080808080;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong chunk) =>
        ((chunk & 0xF0F0F0F0F0F0F0F0) | (((chunk + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;

    // Pairs of digits, then fours, then all eight, each by one multiplication.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Value(ulong chunk)
    {
        chunk = (chunk & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
        chunk = (chunk & 0x00FF00FF00FF00FF) * 6553601 >> 16;
        return (uint)((chunk & 0x0000FFFF0000FFFF) * 42949672960001 >> 32);
    }
}
