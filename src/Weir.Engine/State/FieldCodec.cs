using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>Moves one field between columns and slot rows. One virtual call per batch, a tight loop inside.</summary>
internal abstract class FieldCodec(SlotField place)
{
    public SlotField Field => place;

    /// <summary>Writes values into rows whose field holds nothing yet.</summary>
    public abstract void Store(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> into);

    /// <summary>Writes one value over the old one.</summary>
    public abstract void Replace(Column source, int row, nint into);

    /// <summary>Reads the field of slot rows into the column from <paramref name="start"/> on; the column is long enough and
    /// fresh (no NULLs there yet).</summary>
    public abstract void Load(ReadOnlySpan<nint> from, Column target, int start);

    /// <summary>Notes every position whose value differs from the slot's; rows without a slot (0) are passed over.
    /// </summary>
    public abstract void Verify(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> slots, SlotSet set);

    public abstract bool Matches(Column source, int row, nint slot);

    /// <summary>Value hash as <see cref="KeyHash"/> has it.</summary>
    public abstract ulong Hash(nint slot);

    /// <summary>Whether the field of two rows of this table is the same (NULL equals NULL).</summary>
    public abstract bool AreEqual(nint a, nint b);

    /// <summary>Order of two rows by this field, ascending, NULL first.</summary>
    public abstract int Compare(nint a, nint b);

    /// <summary>Order of a column's value and a row's field, neither NULL.</summary>
    public abstract int Compare(Column source, int row, nint slot);

    /// <summary>Gives back what the field holds in the heap.</summary>
    public virtual void Release(nint slot)
    {
    }

    /// <summary>Copies the field of a row of another table (or of its stored pages) with the same kind of field: the bytes
    /// and the validity bit, because accumulators may use the bytes without the bit.</summary>
    /// <param name="bytes">Reads a value of variable length of the other table.</param>
    public abstract void Copy(nint from, SlotField fromField, HeapReader bytes, nint to);

    /// <summary>The codec of a field that holds values of a column of type <paramref name="physical"/>.</summary>
    public static FieldCodec Create(SlotField field, PhysicalType physical, SlotHeap heap) => field.Kind switch
    {
        FieldKind.Bool => new FixedCodec<byte>(field),
        FieldKind.Int8 => new FixedCodec<sbyte>(field),
        FieldKind.Int16 => new FixedCodec<short>(field),
        FieldKind.Int32 or FieldKind.Link => new FixedCodec<int>(field),
        FieldKind.Int64 => new FixedCodec<long>(field),
        FieldKind.Float32 => new FixedCodec<float>(field),
        FieldKind.Float64 => new FixedCodec<double>(field),
        FieldKind.Int128 => new FixedCodec<Int128>(field),
        FieldKind.Bytes => physical == PhysicalType.Bytes
            ? new BytesCodec(field, heap)
            : new NestedCodec(field, heap),
    };
}

/// <summary>Reads values of variable length of a table whose pages are elsewhere.</summary>
internal delegate ReadOnlySpan<byte> HeapReader(ref readonly BytesView view);
