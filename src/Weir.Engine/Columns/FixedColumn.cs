using Weir.Engine.Types;

namespace Weir.Engine.Columns;

/// <summary>A column of fixed-width values; <see cref="Values"/> may be longer than the column.</summary>
public sealed class FixedColumn<T>(PhysicalType physical) : Column
    where T : unmanaged
{
    private T[] _values = [];

    public override PhysicalType Physical => physical;

    public Span<T> Values => _values.AsSpan(0, Length);

    public ref T this[int row] => ref _values[row];

    protected override void Prepare(int length)
    {
        if (_values.Length < length)
        {
            _values = new T[Math.Max(length, _values.Length * 2)];
        }
    }

    protected override void Grow(int oldLength, int length)
    {
        if (_values.Length < length)
        {
            Array.Resize(ref _values, Math.Max(length, _values.Length * 2));
        }
    }

    protected override void CopyValue(int row, Column source, int sourceRow) =>
        _values[row] = ((FixedColumn<T>)source)._values[sourceRow];

    protected override void CopyValues(int start, Column source, ReadOnlySpan<int> rows)
    {
        var from = ((FixedColumn<T>)source)._values;
        var to = _values.AsSpan(start, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            to[i] = from[rows[i]];
        }
    }

    protected override void TakeValues(Column source, Rows rows)
    {
        var from = ((FixedColumn<T>)source).Values;
        if (rows.IsAll)
        {
            from[..rows.Length].CopyTo(Values);
            return;
        }

        var to = Values;
        foreach (var row in rows.Selection)
        {
            to[row] = from[row];
        }
    }
}
