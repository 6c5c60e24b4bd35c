using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <summary>A field of fixed width.</summary>
internal sealed unsafe class FixedCodec<T>(SlotField place) : FieldCodec(place)
    where T : unmanaged, IComparable<T>
{
    private readonly int _offset = place.Offset;
    private readonly int _valid = place.ValidOffset;
    private readonly byte _mask = place.ValidMask;

    public override void Store(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> into)
    {
        var column = (FixedColumn<T>)source;
        var values = column.Values;
        for (var i = 0; i < rows.Length; i++)
        {
            var slot = (byte*)into[i];
            if (!column.IsNull(rows[i]))
            {
                Put(slot, values[rows[i]]);
            }
            else
            {
                slot[_valid] &= (byte)~_mask;
            }
        }
    }

    public override void Replace(Column source, int row, nint into)
    {
        if (source.IsNull(row))
        {
            ((byte*)into)[_valid] &= (byte)~_mask;
        }
        else
        {
            Put((byte*)into, ((FixedColumn<T>)source)[row]);
        }
    }

    public override void Load(ReadOnlySpan<nint> from, Column target, int start)
    {
        var values = ((FixedColumn<T>)target).Values[start..];
        for (var i = 0; i < from.Length; i++)
        {
            var slot = (byte*)from[i];
            values[i] = *(T*)(slot + _offset);
            if ((slot[_valid] & _mask) == 0)
            {
                target.SetNull(start + i);
            }
        }
    }

    public override void Verify(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> slots, SlotSet set)
    {
        var column = (FixedColumn<T>)source;
        if (column.HasNulls)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (slots[i] != 0 && !Matches(source, rows[i], slots[i]))
                {
                    set.NoteMismatch(i);
                }
            }

            return;
        }

        var values = column.Values;
        for (var i = 0; i < rows.Length; i++)
        {
            var slot = (byte*)slots[i];
            if (slot is not null
                && (!Same(*(T*)(slot + _offset), values[rows[i]]) || (slot[_valid] & _mask) == 0))
            {
                set.NoteMismatch(i);
            }
        }
    }

    public override bool Matches(Column source, int row, nint slot)
    {
        var valid = (((byte*)slot)[_valid] & _mask) != 0;
        return source.IsNull(row)
            ? !valid
            : valid && Same(*(T*)((byte*)slot + _offset), ((FixedColumn<T>)source)[row]);
    }

    public override ulong Hash(nint slot) => Field.IsNull(slot)
        ? KeyHash.OfNull()
        : KeyHash.OfValue(*(T*)((byte*)slot + _offset));

    public override bool AreEqual(nint a, nint b) =>
        Field.IsNull(a) == Field.IsNull(b)
        && (Field.IsNull(a) || Same(*(T*)((byte*)a + _offset), *(T*)((byte*)b + _offset)));

    public override int Compare(nint a, nint b)
    {
        if (Field.IsNull(a) || Field.IsNull(b))
        {
            return (Field.IsNull(a) ? 0 : 1) - (Field.IsNull(b) ? 0 : 1);
        }

        return (*(T*)((byte*)a + _offset)).CompareTo(*(T*)((byte*)b + _offset));
    }

    public override int Compare(Column source, int row, nint slot) =>
        ((FixedColumn<T>)source)[row].CompareTo(*(T*)((byte*)slot + _offset));

    public override void Copy(nint from, SlotField fromField, HeapReader bytes, nint to)
    {
        Put((byte*)to, *(T*)fromField.In(from));
        if (fromField.IsNull(from))
        {
            Field.SetNull(to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(byte* slot, T value)
    {
        *(T*)(slot + _offset) = value;
        slot[_valid] |= _mask;
    }

    // Bit by bit for floating point, so that it agrees with the hash: 0.0 and -0.0 differ, NaN equals NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Same(T a, T b)
    {
        if (typeof(T) == typeof(double))
        {
            var (x, y) = ((double)(object)a, (double)(object)b);
            return BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y)
                || (double.IsNaN(x) && double.IsNaN(y));
        }

        if (typeof(T) == typeof(float))
        {
            var (x, y) = ((float)(object)a, (float)(object)b);
            return BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y)
                || (float.IsNaN(x) && float.IsNaN(y));
        }

        return EqualityComparer<T>.Default.Equals(a, b);
    }
}
