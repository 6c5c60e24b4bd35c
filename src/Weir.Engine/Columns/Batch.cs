namespace Weir.Engine.Columns;

/// <summary>From physical row <paramref name="Row"/> on, the watermark is <paramref name="Time"/> (milliseconds since
/// 1970-01-01 00:00; a row at or before it is late).</summary>
public readonly record struct WatermarkMark(int Row, long Time);

/// <summary>
/// Up to <see cref="MaxRows"/> rows as columns, with optional row kinds, selection and watermark marks.
/// <para>
/// Ownership: a batch and everything in it is <em>lent</em>. It stays unchanged until the operator it was given to has
/// returned from Process and has nothing more to emit (<c>HasMore</c> false); after that its owner refills the same
/// memory. Whoever wants to keep something copies it (exchanges, state). So nothing is counted and, once warm, nothing is
/// allocated.
/// </para>
/// </summary>
public sealed class Batch
{
    /// <summary>Rows per batch: a few columns of them stay in the second-level cache.</summary>
    public const int MaxRows = 2048;

    private byte[] _kinds = [];
    private bool _hasKinds;
    private int[] _selection = [];
    private int _selected = -1;
    private WatermarkMark[] _marks = [];
    private int _markCount;

    public Batch(Column[] columns) => Columns = columns;

    /// <summary>The columns; an owner may point them at columns of its input (projection copies nothing).</summary>
    public Column[] Columns { get; }

    /// <summary>Physical rows, selected or not.</summary>
    public int Length { get; private set; }

    /// <summary>Rows that count.</summary>
    public int Count => _selected < 0 ? Length : _selected;

    public bool HasKinds => _hasKinds;

    /// <summary>Row kinds by physical row; only when <see cref="HasKinds"/>, else all are inserts.</summary>
    public Span<byte> Kinds => _kinds.AsSpan(0, _hasKinds ? Length : 0);

    public ReadOnlySpan<WatermarkMark> Marks => _marks.AsSpan(0, _markCount);

    public Rows Rows => _selected < 0
        ? Rows.All(Length)
        : Rows.Selected(Length, _selection.AsSpan(0, _selected));

    public RowKind KindOf(int row) => _hasKinds ? (RowKind)_kinds[row] : RowKind.Insert;

    /// <summary>Starts a fresh batch: no kinds, no selection, no marks. Columns are reset by whoever owns them.</summary>
    public void Reset(int length)
    {
        Length = length;
        _hasKinds = false;
        _selected = -1;
        _markCount = 0;
    }

    /// <summary>Changes the number of physical rows and keeps the rest: for appending.</summary>
    public void Resize(int length)
    {
        var old = Length;
        Length = length;
        if (_hasKinds)
        {
            EnsureKinds();
            if (length > old)
            {
                _kinds.AsSpan(old, length - old).Clear();
            }
        }
    }

    /// <summary>Row kinds to fill, all <see cref="RowKind.Insert"/> at first.</summary>
    public Span<byte> StartKinds()
    {
        EnsureKinds();
        if (!_hasKinds)
        {
            _hasKinds = true;
            _kinds.AsSpan(0, Length).Clear();
        }

        return _kinds.AsSpan(0, Length);
    }

    /// <summary>Sets a row's kind; starts the kinds when the first row that is no insert comes.</summary>
    public void SetKind(int row, RowKind kind)
    {
        if (_hasKinds || kind != RowKind.Insert)
        {
            StartKinds()[row] = (byte)kind;
        }
    }

    /// <summary>Space for a selection; follow with <see cref="Select(int)"/>.</summary>
    public Span<int> SelectionSpace()
    {
        if (_selection.Length < Length)
        {
            _selection = new int[Math.Max(Length, MaxRows)];
        }

        return _selection;
    }

    /// <summary>The first <paramref name="count"/> entries of the selection space are the rows that count.</summary>
    public void Select(int count) => _selected = count;

    public void Select(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(SelectionSpace());
        _selected = rows.Length;
    }

    public void SelectAll() => _selected = -1;

    /// <summary>Adds a watermark at or behind the last one; at the same row it replaces it.</summary>
    public void AddMark(int row, long time)
    {
        if (_markCount > 0 && _marks[_markCount - 1].Row == row)
        {
            _markCount--;
        }

        if (_markCount == _marks.Length)
        {
            Array.Resize(ref _marks, Math.Max(16, _markCount * 2));
        }

        _marks[_markCount++] = new WatermarkMark(row, time);
    }

    public void ClearMarks() => _markCount = 0;

    /// <summary>Takes length, kinds, selection and marks of another batch; not its columns.</summary>
    public void TakeShape(Batch other)
    {
        Reset(other.Length);
        if (other._hasKinds)
        {
            other.Kinds.CopyTo(StartKinds());
        }

        if (other._selected >= 0)
        {
            Select(other._selection.AsSpan(0, other._selected));
        }

        foreach (var mark in other.Marks)
        {
            AddMark(mark.Row, mark.Time);
        }
    }

    private void EnsureKinds()
    {
        if (_kinds.Length < Length)
        {
            Array.Resize(ref _kinds, Math.Max(Length, MaxRows));
        }
    }
}
