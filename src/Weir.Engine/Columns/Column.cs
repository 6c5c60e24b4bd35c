using System.Runtime.CompilerServices;
using Weir.Engine.Types;

namespace Weir.Engine.Columns;

/// <summary>
/// Values of one type for the rows of a batch, with a validity bitmap that exists only when there are nulls.
/// The owner refills a column for every batch (<see cref="Reset"/>); whoever receives one borrows it (see
/// <see cref="Batch"/>). The value at a null row is unspecified.
/// </summary>
public abstract class Column
{
    // Bit i set: row i is NULL. Only meaningful while _hasNulls.
    private ulong[] _nulls = [];
    private bool _hasNulls;

    public int Length { get; private set; }

    public bool HasNulls => _hasNulls;

    public abstract PhysicalType Physical { get; }

    /// <summary>One bit per row, set when the row is NULL; empty when no row is.</summary>
    public ReadOnlySpan<ulong> NullBits => _hasNulls ? _nulls.AsSpan(0, (Length + 63) >> 6) : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row) => _hasNulls && (_nulls[row >> 6] >> (row & 63) & 1) != 0;

    public void SetNull(int row)
    {
        if (!_hasNulls)
        {
            StartNulls();
        }

        _nulls[row >> 6] |= 1UL << (row & 63);
    }

    /// <summary>NULL, also in what lies inside: the fields of a ROW.</summary>
    public virtual void SetNullDeep(int row) => SetNull(row);

    public void SetValid(int row)
    {
        if (_hasNulls)
        {
            _nulls[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    /// <summary>Makes the column <paramref name="length"/> rows long, none null, values unspecified.</summary>
    public void Reset(int length)
    {
        _hasNulls = false;
        Length = length;
        Prepare(length);
    }

    /// <summary>Changes the length and keeps what is there: for appending.</summary>
    public void Resize(int length)
    {
        var old = Length;
        Length = length;
        Grow(old, length);
        if (_hasNulls && length > old)
        {
            EnsureNulls();
            ClearBits(old, length);
        }
    }

    /// <summary>Rows of this column become NULL wherever <paramref name="other"/> is NULL.</summary>
    public void AddNullsOf(Column other)
    {
        if (!other._hasNulls)
        {
            return;
        }

        if (!_hasNulls)
        {
            StartNulls();
        }

        var words = (Length + 63) >> 6;
        for (var i = 0; i < words; i++)
        {
            _nulls[i] |= other._nulls[i];
        }
    }

    /// <summary>Copies one value (or NULL) of a column of the same physical type.</summary>
    public void CopyFrom(int row, Column source, int sourceRow)
    {
        if (source.IsNull(sourceRow))
        {
            SetNullDeep(row);
        }
        else
        {
            CopyValue(row, source, sourceRow);
            SetValid(row);
        }
    }

    /// <summary>Appends copies of the given rows; nothing of <paramref name="source"/> is referenced afterwards.
    /// </summary>
    public void Append(Column source, ReadOnlySpan<int> rows)
    {
        var start = Length;
        Resize(start + rows.Length);
        CopyValues(start, source, rows);
        if (source._hasNulls)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (source.IsNull(rows[i]))
                {
                    SetNullDeep(start + i);
                }
            }
        }
    }

    /// <summary>Takes the values (and NULLs) of the given rows of <paramref name="source"/>, a column of the same physical
    /// type and length, at the same rows. Long texts are not copied: <paramref name="source"/> stays borrowed.</summary>
    public void TakeRows(Column source, Rows rows)
    {
        TakeValues(source, rows);
        if (source._hasNulls)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if (source.IsNull(rows[i]))
                {
                    SetNullDeep(rows[i]);
                }
            }
        }
    }

    /// <summary>An empty column of the given type.</summary>
    public static Column Create(SqlType type) => type.Physical switch
    {
        PhysicalType.Bool => new FixedColumn<byte>(PhysicalType.Bool),
        PhysicalType.Int8 => new FixedColumn<sbyte>(PhysicalType.Int8),
        PhysicalType.Int16 => new FixedColumn<short>(PhysicalType.Int16),
        PhysicalType.Int32 => new FixedColumn<int>(PhysicalType.Int32),
        PhysicalType.Int64 => new FixedColumn<long>(PhysicalType.Int64),
        PhysicalType.Float32 => new FixedColumn<float>(PhysicalType.Float32),
        PhysicalType.Float64 => new FixedColumn<double>(PhysicalType.Float64),
        PhysicalType.Int128 => new FixedColumn<Int128>(PhysicalType.Int128),
        PhysicalType.Bytes => new BytesColumn(),
        PhysicalType.Array => new ListColumn(null, Create(type.Element!)),
        PhysicalType.Map => new ListColumn(
            Create(type.Key ?? type.Element!),
            type.Kind == TypeKind.Multiset ? new FixedColumn<int>(PhysicalType.Int32) : Create(type.Element!)),
        PhysicalType.Row => new RowColumn([.. type.Fields.Select(f => Create(f.Type))]),
    };

    /// <summary>Makes room for <paramref name="length"/> fresh rows.</summary>
    protected abstract void Prepare(int length);

    /// <summary>Makes room for more rows behind the existing ones.</summary>
    protected abstract void Grow(int oldLength, int length);

    protected abstract void CopyValue(int row, Column source, int sourceRow);

    protected abstract void CopyValues(int start, Column source, ReadOnlySpan<int> rows);

    protected virtual void TakeValues(Column source, Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (!source.IsNull(rows[i]))
            {
                CopyValue(rows[i], source, rows[i]);
            }
        }
    }

    private void StartNulls()
    {
        EnsureNulls();
        Array.Clear(_nulls, 0, (Length + 63) >> 6);
        _hasNulls = true;
    }

    private void EnsureNulls()
    {
        var words = (Length + 63) >> 6;
        if (_nulls.Length < words)
        {
            Array.Resize(ref _nulls, Math.Max(words, _nulls.Length * 2));
        }
    }

    private void ClearBits(int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            _nulls[row >> 6] &= ~(1UL << (row & 63));
        }
    }
}
