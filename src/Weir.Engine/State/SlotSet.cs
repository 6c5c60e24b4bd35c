using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.State;

/// <summary>
/// The slots that the rows of a batch found: for each counted row i in 0..<see cref="Count"/>-1 its physical row, its slot
/// (-1 = absent) and the address of the slot's row (0 = absent). Addresses hold until the table is next changed: something
/// added or removed, or a snapshot begun. Reused from batch to batch.
/// </summary>
internal sealed class SlotSet
{
    private static readonly int[] Iota = [.. Enumerable.Range(0, Batch.MaxRows)];

    private int[] _rows = Iota;
    private int[] _ownRows = [];
    private int[] _slots = [];
    private nint[] _addresses = [];
    private ulong[] _hashes = [];
    private int[] _added = [];
    private int[] _mismatches = [];
    private int _addedCount;
    private int _mismatchCount;

    public int Count { get; private set; }

    /// <summary>Physical rows of the batch.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public Span<int> Slots => _slots.AsSpan(0, Count);

    public Span<nint> Addresses => _addresses.AsSpan(0, Count);

    public Span<ulong> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Which of 0..Count-1 made a new slot (each new slot once).</summary>
    public Span<int> Added => _added.AsSpan(0, _addedCount);

    internal Span<int> Mismatches => _mismatches.AsSpan(0, _mismatchCount);

    internal void Start(Rows rows)
    {
        Count = rows.Count;
        _addedCount = 0;
        _mismatchCount = 0;
        if (_slots.Length < Count)
        {
            var size = Math.Max(Count, Math.Min(Batch.MaxRows, _slots.Length * 2));
            _slots = new int[size];
            _addresses = new nint[size];
            _hashes = new ulong[size];
            _added = new int[size];
            _mismatches = new int[size];
        }

        if (rows.IsAll && Count <= Iota.Length)
        {
            _rows = Iota;
            return;
        }

        if (_ownRows.Length < Count)
        {
            _ownRows = new int[_slots.Length];
        }

        _rows = _ownRows;
        for (var i = 0; i < Count; i++)
        {
            _ownRows[i] = rows[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void NoteAdded(int position) => _added[_addedCount++] = position;

    /// <summary>The key of this row is not that of the slot its tag led to. A row is noted once per column at most, so
    /// there may be more notes than rows.</summary>
    internal void NoteMismatch(int position)
    {
        if (_mismatchCount == _mismatches.Length)
        {
            Array.Resize(ref _mismatches, _mismatchCount * 2);
        }

        _mismatches[_mismatchCount++] = position;
    }
}
