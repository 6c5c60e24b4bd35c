using Weir.Engine.Types;

namespace Weir.Engine.Columns;

/// <summary>
/// ROW values: one child column per field, all as long as the row column. A child is NULL wherever its row is NULL, so
/// reading a field is reading the child.
/// </summary>
public sealed class RowColumn(Column[] children) : Column
{
    private bool _borrowed;

    public override PhysicalType Physical => PhysicalType.Row;

    public ReadOnlySpan<Column> Children => children;

    /// <summary>Makes this a column of <paramref name="length"/> rows, none NULL, whose fields are the given columns as they
    /// are: a ROW constructor copies nothing. Such a column is only read.</summary>
    public void Borrow(int length, ReadOnlySpan<Column> fields)
    {
        _borrowed = true;
        fields.CopyTo(children);
        Reset(length);
    }

    /// <summary>Makes a row and all its fields NULL.</summary>
    public override void SetNullDeep(int row)
    {
        SetNull(row);
        foreach (var child in children)
        {
            child.SetNullDeep(row);
        }
    }

    protected override void Prepare(int length)
    {
        if (_borrowed)
        {
            return;
        }

        foreach (var child in children)
        {
            child.Reset(length);
        }
    }

    protected override void Grow(int oldLength, int length)
    {
        foreach (var child in children)
        {
            child.Resize(length);
        }
    }

    protected override void CopyValue(int row, Column source, int sourceRow)
    {
        var from = (RowColumn)source;
        for (var i = 0; i < children.Length; i++)
        {
            children[i].CopyFrom(row, from.Children[i], sourceRow);
        }
    }

    protected override void CopyValues(int start, Column source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (source.IsNull(rows[i]))
            {
                SetNullDeep(start + i);
            }
            else
            {
                CopyValue(start + i, source, rows[i]);
            }
        }
    }
}

/// <summary>
/// ARRAY values (<see cref="Keys"/> null), MAP values (keys and elements), MULTISET values (keys, INT counts): row i
/// owns the elements from <c>Start(i)</c>, <c>Count(i)</c> of them. Elements of different rows need not be in row order.
/// </summary>
public sealed class ListColumn(Column? keys, Column elements) : Column
{
    private int[] _starts = [];
    private int[] _counts = [];

    public override PhysicalType Physical => keys is null ? PhysicalType.Array : PhysicalType.Map;

    public Column? Keys => keys;

    public Column Elements => elements;

    public int Start(int row) => _starts[row];

    public int Count(int row) => IsNull(row) ? 0 : _counts[row];

    /// <summary>Starts the value of a row: its elements are appended next (to Elements, and Keys when there are).
    /// </summary>
    public void Begin(int row)
    {
        _starts[row] = elements.Length;
        _counts[row] = 0;
    }

    /// <summary>Adds room for one element to the row begun last and returns its index.</summary>
    public int Add(int row)
    {
        var index = elements.Length;
        elements.Resize(index + 1);
        keys?.Resize(index + 1);
        _counts[row]++;
        return index;
    }

    protected override void Prepare(int length)
    {
        if (_starts.Length < length)
        {
            _starts = new int[Math.Max(length, _starts.Length * 2)];
            _counts = new int[_starts.Length];
        }

        elements.Reset(0);
        keys?.Reset(0);
    }

    protected override void Grow(int oldLength, int length)
    {
        if (_starts.Length < length)
        {
            Array.Resize(ref _starts, Math.Max(length, _starts.Length * 2));
            Array.Resize(ref _counts, _starts.Length);
        }
    }

    protected override void CopyValue(int row, Column source, int sourceRow)
    {
        var from = (ListColumn)source;
        Begin(row);
        var start = from.Start(sourceRow);
        for (var i = 0; i < from.Count(sourceRow); i++)
        {
            var index = Add(row);
            elements.CopyFrom(index, from.Elements, start + i);
            keys?.CopyFrom(index, from.Keys!, start + i);
        }
    }

    protected override void CopyValues(int start, Column source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (!source.IsNull(rows[i]))
            {
                CopyValue(start + i, source, rows[i]);
            }
        }
    }
}
