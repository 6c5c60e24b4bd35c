using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <summary>A text or bytes field: a view in the row, long values in the table's heap.</summary>
internal sealed unsafe class BytesCodec(SlotField place, SlotHeap heap) : FieldCodec(place)
{
    public override void Store(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> into)
    {
        var column = (BytesColumn)source;
        for (var i = 0; i < rows.Length; i++)
        {
            Put(column, rows[i], into[i]);
        }
    }

    public override void Replace(Column source, int row, nint into)
    {
        Release(into);
        Put((BytesColumn)source, row, into);
    }

    public override void Load(ReadOnlySpan<nint> from, Column target, int start)
    {
        var column = (BytesColumn)target;
        var views = column.Views;
        for (var i = 0; i < from.Length; i++)
        {
            ref var view = ref *(BytesView*)Field.In(from[i]);
            if (Field.IsNull(from[i]))
            {
                target.SetNull(start + i);
            }
            else if (view.IsInline)
            {
                views[start + i] = view;
            }
            else
            {
                column.Set(start + i, heap.Read(in view));
            }
        }
    }

    public override void Verify(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<nint> slots, SlotSet set)
    {
        var column = (BytesColumn)source;
        for (var i = 0; i < rows.Length; i++)
        {
            if (slots[i] != 0 && !Matches(column, rows[i], slots[i]))
            {
                set.NoteMismatch(i);
            }
        }
    }

    public override bool Matches(Column source, int row, nint slot) => Matches((BytesColumn)source, row, slot);

    public override ulong Hash(nint slot)
    {
        ref var view = ref *(BytesView*)Field.In(slot);
        return Field.IsNull(slot) ? KeyHash.OfNull() : KeyHash.OfBytes(in view, heap.Read(in view));
    }

    public override bool AreEqual(nint a, nint b)
    {
        if (Field.IsNull(a) || Field.IsNull(b))
        {
            return Field.IsNull(a) == Field.IsNull(b);
        }

        ref var x = ref *(BytesView*)Field.In(a);
        ref var y = ref *(BytesView*)Field.In(b);
        return x.Head == y.Head && (x.IsInline ? x.Tail == y.Tail : heap.Read(in x).SequenceEqual(heap.Read(in y)));
    }

    public override int Compare(nint a, nint b)
    {
        if (Field.IsNull(a) || Field.IsNull(b))
        {
            return (Field.IsNull(a) ? 0 : 1) - (Field.IsNull(b) ? 0 : 1);
        }

        ref var x = ref *(BytesView*)Field.In(a);
        ref var y = ref *(BytesView*)Field.In(b);
        return heap.Read(in x).SequenceCompareTo(heap.Read(in y));
    }

    public override int Compare(Column source, int row, nint slot) =>
        ((BytesColumn)source)[row].SequenceCompareTo(heap.Read(in *(BytesView*)Field.In(slot)));

    public override void Release(nint slot)
    {
        if (!Field.IsNull(slot))
        {
            heap.Release(in *(BytesView*)Field.In(slot));
            Field.SetNull(slot);
        }
    }

    public override void Copy(nint from, SlotField fromField, HeapReader bytes, nint to)
    {
        if (fromField.IsNull(from))
        {
            Field.SetNull(to);
            return;
        }

        *(BytesView*)Field.In(to) = heap.Store(bytes(in *(BytesView*)fromField.In(from)));
        Field.SetValid(to);
    }

    private void Put(BytesColumn column, int row, nint into)
    {
        if (column.IsNull(row))
        {
            Field.SetNull(into);
            return;
        }

        ref var view = ref column.Views[row];
        *(BytesView*)Field.In(into) = view.IsInline ? view : heap.Store(column[row]);
        Field.SetValid(into);
    }

    private bool Matches(BytesColumn column, int row, nint slot)
    {
        if (column.IsNull(row) || Field.IsNull(slot))
        {
            return column.IsNull(row) && Field.IsNull(slot);
        }

        ref var mine = ref *(BytesView*)Field.In(slot);
        ref var other = ref column.Views[row];
        return mine.Head == other.Head
            && (mine.IsInline ? mine.Tail == other.Tail : heap.Read(in mine).SequenceEqual(column[row]));
    }
}
