using System.Buffers.Binary;
using System.Numerics;

namespace Weir.Engine.Functions.Text;

/// <summary>SHA-224 (FIPS 180-4), which .NET does not have: SHA-256 with other first values, cut to 28 bytes.</summary>
internal static class Sha224
{
    private const int BlockSize = 64;
    private const int Size = 28;

    private static readonly uint[] _constants = MakeConstants();

    public static int HashData(ReadOnlySpan<byte> text, Span<byte> into)
    {
        Span<uint> state =
        [
            0xC1059ED8, 0x367CD507, 0x3070DD17, 0xF70E5939, 0xFFC00B31, 0x68581511, 0x64F98FA7, 0xBEFA4FA4,
        ];
        var bits = (ulong)text.Length * 8;
        for (; text.Length >= BlockSize; text = text[BlockSize..])
        {
            Add(state, text[..BlockSize]);
        }

        Span<byte> tail = stackalloc byte[2 * BlockSize];
        tail.Clear();
        text.CopyTo(tail);
        tail[text.Length] = 0x80;
        var length = text.Length < BlockSize - 8 ? BlockSize : 2 * BlockSize;
        BinaryPrimitives.WriteUInt64BigEndian(tail[(length - 8)..], bits);
        for (var at = 0; at < length; at += BlockSize)
        {
            Add(state, tail.Slice(at, BlockSize));
        }

        for (var i = 0; i < Size / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(into[(i * 4)..], state[i]);
        }

        return Size;
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        }

        for (var i = 16; i < 64; i++)
        {
            var s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ (w[i - 15] >> 3);
            var s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var i = 0; i < 64; i++)
        {
            var sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
            var first = h + sum1 + ((e & f) ^ (~e & g)) + _constants[i] + w[i];
            var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
            var second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    // The first 32 fraction bits of the cube roots of the first 64 primes, as the standard defines them.
    private static uint[] MakeConstants()
    {
        var constants = new uint[64];
        var count = 0;
        for (var n = 2; count < constants.Length; n++)
        {
            if (IsPrime(n))
            {
                constants[count++] = CubeRootFraction(n);
            }
        }

        return constants;
    }

    private static bool IsPrime(int n)
    {
        for (var i = 2; i * i <= n; i++)
        {
            if (n % i == 0)
            {
                return false;
            }
        }

        return true;
    }

    // The largest r with r^3 <= n * 2^96 is the root shifted by 32 bits; its low word is the fraction.
    private static uint CubeRootFraction(int n)
    {
        var target = (BigInteger)n << 96;
        BigInteger root = 0;
        for (var bit = 36; bit >= 0; bit--)
        {
            var next = root + (BigInteger.One << bit);
            root = next * next * next <= target ? next : root;
        }

        return (uint)(root & uint.MaxValue);
    }
}
