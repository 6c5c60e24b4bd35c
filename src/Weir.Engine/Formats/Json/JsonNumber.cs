using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Engine.Formats.Values;

namespace Weir.Engine.Formats.Json;

/// <summary>Numbers where they stand. Zero or less: it is no plain number, look again with care.</summary>
internal static class JsonNumber
{
    private const int None = -1;

    // Two words of eight digits always fit into a long.
    private const int WordDigits = 8;

    private static readonly long[] Powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>What may stand behind a scalar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEnd(byte b) => b is (byte)',' or (byte)'}' or (byte)']' or <= (byte)' ';

    /// <summary>A whole number of up to sixteen digits. Returns the position behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadWhole(ref byte origin, int at, out long value)
    {
        var negative = Unsafe.Add(ref origin, at) == '-';
        at += negative ? 1 : 0;
        var start = at;
        var digits = Swar.ReadDigits(ref Unsafe.Add(ref origin, at), out var word);
        value = word;
        at += digits;
        if (digits == WordDigits)
        {
            var more = Swar.ReadDigits(ref Unsafe.Add(ref origin, at), out word);
            value = (value * Powers[more]) + word;
            at += more;
            digits += more;
        }

        value = negative ? -value : value;
        return digits > 0 && IsEnd(Unsafe.Add(ref origin, at))
            && (Unsafe.Add(ref origin, start) != '0' || digits == 1)
                ? at
                : None;
    }

    /// <summary>Behind the number at a position, of any form that JSON knows.</summary>
    public static int End(ref byte origin, int at)
    {
        at += Unsafe.Add(ref origin, at) == '-' ? 1 : 0;
        var whole = Digits(ref origin, at);
        if (whole == 0 || (whole > 1 && Unsafe.Add(ref origin, at) == '0'))
        {
            return None;
        }

        at += whole;
        if (Unsafe.Add(ref origin, at) == '.')
        {
            var fraction = Digits(ref origin, at + 1);
            if (fraction == 0)
            {
                return None;
            }

            at += fraction + 1;
        }

        if ((Unsafe.Add(ref origin, at) | 0x20) == 'e')
        {
            at += Unsafe.Add(ref origin, at + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            var exponent = Digits(ref origin, at);
            if (exponent == 0)
            {
                return None;
            }

            at += exponent;
        }

        return IsEnd(Unsafe.Add(ref origin, at)) ? at : None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digits(ref byte origin, int at)
    {
        var total = 0;
        while (true)
        {
            var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref origin, at + total));
            var others = Swar.NonDigits(word);
            if (others != 0)
            {
                return total + (BitOperations.TrailingZeroCount(others) >> 3);
            }

            total += WordDigits;
        }
    }
}
