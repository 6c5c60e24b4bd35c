using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Weir.Engine.Formats.Json;

/// <summary>Finds the ends of things, many bytes at a time. All scans stop at the newline behind the record.</summary>
internal static class JsonScan
{
    /// <summary>The first quote, backslash or newline at or behind a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringStop(ref byte origin, int at)
    {
        while (true)
        {
            var bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
            var stops = Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\n'));
            var mask = stops.ExtractMostSignificantBits();
            if (mask != 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }

            at += Vector256<byte>.Count;
        }
    }

    /// <summary>The closing quote of a string whose content begins at a position; whether something is escaped.</summary>
    public static int StringEnd(JsonInput json, int at, out bool escaped)
    {
        escaped = false;
        ref var origin = ref json.Origin;
        while (true)
        {
            at = StringStop(ref origin, at);
            var stop = Unsafe.Add(ref origin, at);
            if (stop == '"')
            {
                return at;
            }

            if (stop == '\n' || at + 1 >= json.End)
            {
                return json.Break("a text has no closing quote");
            }

            escaped = true;
            at += 2;
        }
    }

    /// <summary>The first position at or behind another that holds no blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Visible(ref byte origin, int at)
    {
        while (IsBlank(Unsafe.Add(ref origin, at)))
        {
            at++;
        }

        return at;
    }

    /// <summary>Behind the value at a position, whatever it is; what is inside is not checked.</summary>
    public static int Skip(JsonInput json, int at)
    {
        ref var origin = ref json.Origin;
        switch (Unsafe.Add(ref origin, at))
        {
            case (byte)'"':
                var end = StringStop(ref origin, at + 1);
                if (Unsafe.Add(ref origin, end) != '"')
                {
                    end = StringEnd(json, at + 1, out _);
                }

                return end < 0 ? end : end + 1;
            case (byte)'{':
            case (byte)'[':
                return SkipContainer(json, at + 1);
            default:
                var scalar = ScalarEnd(ref origin, at);
                return scalar > at ? scalar : json.Expected("a value", at);
        }
    }

    /// <summary>Behind a number or word: at the comma, bracket or blank that ends it.</summary>
    public static int ScalarEnd(ref byte origin, int at)
    {
        while (true)
        {
            var bytes = Vector128.LoadUnsafe(ref origin, (nuint)at);
            var stops = Vector128.Equals(bytes, Vector128.Create((byte)','))
                | Vector128.Equals(bytes | Vector128.Create((byte)0x20), Vector128.Create((byte)'}'))
                | Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)' ')), bytes);
            var mask = stops.ExtractMostSignificantBits();
            if (mask != 0)
            {
                return at + BitOperations.TrailingZeroCount(mask);
            }

            at += Vector128<byte>.Count;
        }
    }

    /// <summary>Behind the bracket that closes the object or array in which a position lies: 64 bytes at a time become
    /// masks of brackets outside of texts, which are counted.</summary>
    public static int SkipContainer(JsonInput json, int at)
    {
        ref var origin = ref json.Origin;
        var depth = 1;
        var inText = 0UL;
        var escape = 0UL;
        for (; at < json.End; at += 64)
        {
            var valid = json.End - at >= 64 ? ulong.MaxValue : (1UL << (json.End - at)) - 1;
            var block = new JsonBlock(ref origin, at, ref escape, ref inText);
            var closes = block.Closes & valid;
            var opens = block.Opens & valid;
            if (BitOperations.PopCount(closes) >= depth)
            {
                var end = FindClose(opens, closes, ref depth);
                if (end >= 0)
                {
                    return at + end + 1;
                }
            }
            else
            {
                depth += BitOperations.PopCount(opens) - BitOperations.PopCount(closes);
            }
        }

        return json.Break("an object or array is not closed");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r';

    private static int FindClose(ulong opens, ulong closes, ref int depth)
    {
        for (var brackets = opens | closes; brackets != 0; brackets &= brackets - 1)
        {
            var bit = BitOperations.TrailingZeroCount(brackets);
            depth += (opens >> bit & 1) != 0 ? 1 : -1;
            if (depth == 0)
            {
                return bit;
            }
        }

        return -1;
    }
}

/// <summary>The brackets outside of texts in 64 bytes.</summary>
internal readonly ref struct JsonBlock
{
    private const ulong EvenBits = 0x5555555555555555;

    /// <param name="escape">Carried from block to block: 1 when the first byte is escaped.</param>
    /// <param name="inText">Carried from block to block: all ones when the first byte is inside a text.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonBlock(ref byte origin, int at, ref ulong escape, ref ulong inText)
    {
        var low = Vector256.LoadUnsafe(ref origin, (nuint)at);
        var high = Vector256.LoadUnsafe(ref origin, (nuint)at + 32);
        var backslashes = Equal(low, high, (byte)'\\');
        var quotes = Equal(low, high, (byte)'"');
        if ((backslashes | escape) != 0)
        {
            quotes &= ~Escaped(backslashes, ref escape);
        }

        var texts = PrefixXor(quotes) ^ inText;
        inText = (ulong)((long)texts >> 63);

        // Square and curly brackets differ in one bit.
        var bit = Vector256.Create((byte)0x20);
        Opens = Equal(low | bit, high | bit, (byte)'{') & ~texts;
        Closes = Equal(low | bit, high | bit, (byte)'}') & ~texts;
    }

    public ulong Opens { get; }

    public ulong Closes { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(Vector256<byte> low, Vector256<byte> high, byte value)
    {
        var wanted = Vector256.Create(value);
        return Vector256.Equals(low, wanted).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, wanted).ExtractMostSignificantBits() << 32);
    }

    // Bit i: an odd number of quotes up to and with byte i.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    // Bytes behind an odd run of backslashes. A run that begins at an odd position overflows out of the even bits.
    private static ulong Escaped(ulong backslashes, ref ulong escape)
    {
        backslashes &= ~escape;
        var follows = (backslashes << 1) | escape;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var ends = oddStarts + backslashes;
        escape = ends < oddStarts ? 1UL : 0;
        return (EvenBits ^ (ends << 1)) & follows;
    }
}
