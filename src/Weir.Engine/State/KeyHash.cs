using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>
/// The engine's hash of keys: 64 bits, the same on every machine and in every version, because snapshots and exchanges
/// agree by it. Equal values of one physical type have equal hashes; integers of different widths hash alike.
/// </summary>
internal static class KeyHash
{
    /// <summary>Written into manifests; a change of the function needs a new name.</summary>
    public const string Name = "weir-mix-1";

    // Odd constants without pattern: the fractional parts of square roots of small primes.
    private const ulong S0 = 0x6A09E667F3BCC909;
    private const ulong S1 = 0xBB67AE8584CAA73B;
    private const ulong S2 = 0x3C6EF372FE94F82B;
    private const ulong S3 = 0xA54FF53A5F1D36F1;
    private const ulong NullValue = 0x510E527FADE682D1;

    /// <summary>Hash of a key without columns, and what every other one starts from.</summary>
    public const ulong Start = 0x9B05688C2B3E6C1F;

    /// <summary>The hashes of keys, one per entry of <paramref name="rows"/> (physical rows of the columns).</summary>
    public static void Hash(ReadOnlySpan<Column> keys, ReadOnlySpan<int> rows, Span<ulong> hashes)
    {
        hashes[..rows.Length].Fill(Start);
        foreach (var key in keys)
        {
            Add(key, rows, hashes);
        }
    }

    /// <summary>Adds one column to hashes begun with <see cref="Start"/>.</summary>
    public static void Add(Column column, ReadOnlySpan<int> rows, Span<ulong> hashes)
    {
        switch (column.Physical)
        {
            case PhysicalType.Bool:
                AddFixed((FixedColumn<byte>)column, rows, hashes);
                break;
            case PhysicalType.Int8:
                AddFixed((FixedColumn<sbyte>)column, rows, hashes);
                break;
            case PhysicalType.Int16:
                AddFixed((FixedColumn<short>)column, rows, hashes);
                break;
            case PhysicalType.Int32:
                AddFixed((FixedColumn<int>)column, rows, hashes);
                break;
            case PhysicalType.Int64:
                AddFixed((FixedColumn<long>)column, rows, hashes);
                break;
            case PhysicalType.Float32:
                AddFixed((FixedColumn<float>)column, rows, hashes);
                break;
            case PhysicalType.Float64:
                AddFixed((FixedColumn<double>)column, rows, hashes);
                break;
            case PhysicalType.Int128:
                AddFixed((FixedColumn<Int128>)column, rows, hashes);
                break;
            case PhysicalType.Bytes:
                AddBytes((BytesColumn)column, rows, hashes);
                break;
            default:
                AddNested(column, rows, hashes);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Combine(ulong hash, ulong valueHash) => Mix(hash ^ valueHash, S2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfNull() => NullValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfValue<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(Int128))
        {
            var wide = (Int128)(object)value;
            return Mix((ulong)wide ^ S0, (ulong)(wide >> 64) ^ S1);
        }

        return Mix(Widen(value) ^ S0, S1);
    }

    /// <summary>Hash of a text or byte value, given its view and, when it is long, its bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfBytes(in BytesView view, ReadOnlySpan<byte> value) =>
        view.IsInline ? Mix(view.Head ^ S0, view.Tail ^ S3) : OfLong(value);

    /// <summary>Hash of bytes that are not in a view.</summary>
    public static ulong OfBytes(ReadOnlySpan<byte> value) =>
        value.Length <= BytesView.InlineLength ? OfBytes(BytesView.OfInline(value), value) : OfLong(value);

    private static ulong OfLong(ReadOnlySpan<byte> value)
    {
        ref var start = ref MemoryMarshal.GetReference(value);
        var length = value.Length;
        var hash = (ulong)length ^ S0;
        var at = 0;
        for (; at + 16 < length; at += 16)
        {
            hash = Mix(Word(ref start, at) ^ S1, Word(ref start, at + 8) ^ hash);
        }

        // The last sixteen bytes, overlapping what was already taken; there are at least thirteen.
        return length >= 16
            ? Mix(Word(ref start, length - 16) ^ S3, Word(ref start, length - 8) ^ hash)
            : Mix(Word(ref start, 0) ^ S3, Word(ref start, length - 8) ^ hash);
    }

    private static void AddFixed<T>(FixedColumn<T> column, ReadOnlySpan<int> rows, Span<ulong> hashes)
        where T : unmanaged
    {
        ref var values = ref MemoryMarshal.GetReference(column.Values);
        ref var hash = ref MemoryMarshal.GetReference(hashes[..rows.Length]);
        if (!column.HasNulls)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                ref var h = ref Unsafe.Add(ref hash, i);
                h = Combine(h, OfValue(Unsafe.Add(ref values, rows[i])));
            }

            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            ref var h = ref Unsafe.Add(ref hash, i);
            var row = rows[i];
            h = Combine(h, column.IsNull(row) ? NullValue : OfValue(Unsafe.Add(ref values, row)));
        }
    }

    private static void AddBytes(BytesColumn column, ReadOnlySpan<int> rows, Span<ulong> hashes)
    {
        var views = column.Views;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (column.IsNull(row))
            {
                hashes[i] = Combine(hashes[i], NullValue);
                continue;
            }

            ref var view = ref views[row];
            hashes[i] = Combine(
                hashes[i], view.IsInline ? Mix(view.Head ^ S0, view.Tail ^ S3) : OfLong(column[row]));
        }
    }

    private static void AddNested(Column column, ReadOnlySpan<int> rows, Span<ulong> hashes)
    {
        var buffer = new NestedBuffer();
        for (var i = 0; i < rows.Length; i++)
        {
            buffer.Clear();
            var isNull = column.IsNull(rows[i]);
            if (!isNull)
            {
                NestedValues.Write(column, rows[i], buffer);
            }

            hashes[i] = Combine(hashes[i], isNull ? NullValue : OfBytes(buffer.Written));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Widen<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(byte))
        {
            return (byte)(object)value;
        }

        if (typeof(T) == typeof(sbyte))
        {
            return (ulong)(long)(sbyte)(object)value;
        }

        if (typeof(T) == typeof(short))
        {
            return (ulong)(long)(short)(object)value;
        }

        if (typeof(T) == typeof(int))
        {
            return (ulong)(long)(int)(object)value;
        }

        if (typeof(T) == typeof(float))
        {
            var number = (float)(object)value;
            return BitConverter.SingleToUInt32Bits(float.IsNaN(number) ? float.NaN : number);
        }

        if (typeof(T) == typeof(double))
        {
            var number = (double)(object)value;
            return BitConverter.DoubleToUInt64Bits(double.IsNaN(number) ? double.NaN : number);
        }

        return (ulong)(long)(object)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));

    // Both halves of the 128-bit product folded into one word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}
