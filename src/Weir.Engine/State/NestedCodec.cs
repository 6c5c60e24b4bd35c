using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <summary>A ROW, ARRAY or MAP field: its serialised form, kept as bytes.</summary>
internal sealed unsafe class NestedCodec(SlotField place, SlotHeap heap) : FieldCodec(place)
{
    private readonly NestedBuffer _buffer = new();
    private readonly BytesCodec _bytes = new(place, heap);

    public override void Store(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> into)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Put(source, rows[i], into[i]);
        }
    }

    public override void Replace(Column source, int row, nint into)
    {
        Release(into);
        Put(source, row, into);
    }

    public override void Load(ReadOnlySpan<nint> from, Column target, int start)
    {
        for (var i = 0; i < from.Length; i++)
        {
            if (Field.IsNull(from[i]))
            {
                target.SetNullDeep(start + i);
            }
            else
            {
                NestedValues.Read(heap.Read(in *(BytesView*)Field.In(from[i])), target, start + i);
            }
        }
    }

    public override void Verify(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> slots, SlotSet set)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (slots[i] != 0 && !Matches(source, rows[i], slots[i]))
            {
                set.NoteMismatch(i);
            }
        }
    }

    public override bool Matches(Column source, int row, nint slot)
    {
        if (source.IsNull(row) || Field.IsNull(slot))
        {
            return source.IsNull(row) && Field.IsNull(slot);
        }

        return heap.Read(in *(BytesView*)Field.In(slot)).SequenceEqual(Serialised(source, row));
    }

    public override ulong Hash(nint slot) => _bytes.Hash(slot);

    public override bool AreEqual(nint a, nint b) => _bytes.AreEqual(a, b);

    public override int Compare(nint a, nint b) => _bytes.Compare(a, b);

    public override int Compare(Column source, int row, nint slot) =>
        Serialised(source, row).SequenceCompareTo(heap.Read(in *(BytesView*)Field.In(slot)));

    public override void Release(nint slot) => _bytes.Release(slot);

    public override void Copy(nint from, SlotField fromField, HeapReader bytes, nint to) =>
        _bytes.Copy(from, fromField, bytes, to);

    private void Put(Column source, int row, nint into)
    {
        if (source.IsNull(row))
        {
            Field.SetNull(into);
            return;
        }

        *(BytesView*)Field.In(into) = heap.Store(Serialised(source, row));
        Field.SetValid(into);
    }

    private ReadOnlySpan<byte> Serialised(Column source, int row)
    {
        _buffer.Clear();
        NestedValues.Write(source, row, _buffer);
        return _buffer.Written;
    }
}
