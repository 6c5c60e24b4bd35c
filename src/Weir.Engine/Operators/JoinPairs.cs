using System.Runtime.Intrinsics.X86;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>
/// The rows of a batch with the rows of the other side that have the same key, as many pairs at a time as a batch holds. Rows
/// with a NULL in their key have no pairs.
/// </summary>
internal sealed unsafe class JoinPairs
{
    private const int NotStarted = -2;

    private readonly SlotSet _found = new();
    private readonly int[] _pairRows = new int[Batch.MaxRows];
    private readonly nint[] _pairKeys = new nint[Batch.MaxRows];
    private readonly nint[] _pairs = new nint[Batch.MaxRows];
    private readonly bool[] _isLastCopy = new bool[Batch.MaxRows];
    private int[] _rows = [];
    private nint[] _keys = [];
    private int[] _ends = [];
    private int[] _matchable = [];
    private JoinSide? _other;
    private int _count;
    private int _at;
    private int _slot = NotStarted;
    private long _copies;

    /// <summary>Whether all pairs have been gathered.</summary>
    public bool IsDone => _at == _count;

    /// <summary>Pairs gathered.</summary>
    public int Count { get; private set; }

    /// <summary>First of the input's rows (0..) that the gathered pairs belong to.</summary>
    public int First { get; private set; }

    /// <summary>Input's rows from <see cref="First"/> on whose pairs were gathered.</summary>
    public int Visited { get; private set; }

    /// <summary>Whether the last visited row has more pairs.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Physical rows of the input, one per pair.</summary>
    public ReadOnlySpan<int> PairRows => _pairRows.AsSpan(0, Count);

    /// <summary>Addresses of the slots of the other side's keys, one per pair.</summary>
    public ReadOnlySpan<nint> PairKeys => _pairKeys.AsSpan(0, Count);

    /// <summary>Addresses of the other side's rows, one per pair.</summary>
    public ReadOnlySpan<nint> Pairs => _pairs.AsSpan(0, Count);

    /// <summary>A row that stands for several equal ones comes once for each; this is true for the last of them.</summary>
    public ReadOnlySpan<bool> IsLastCopy => _isLastCopy.AsSpan(0, Count);

    /// <summary>Where the pairs of the visited row number i end.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Visited);

    /// <summary>Physical rows of the input that count.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>The rows whose keys hold no NULL.</summary>
    public Rows Matchable(Batch batch, ReadOnlySpan<Column> keys)
    {
        var hasNulls = false;
        foreach (var key in keys)
        {
            hasNulls |= key.HasNulls;
        }

        if (!hasNulls)
        {
            return batch.Rows;
        }

        if (_matchable.Length < batch.Count)
        {
            _matchable = new int[Math.Max(batch.Count, Batch.MaxRows)];
        }

        var rows = batch.Rows;
        var count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            _matchable[count] = rows[i];
            count += HasNull(keys, rows[i]) ? 0 : 1;
        }

        return Columns.Rows.Selected(batch.Length, _matchable.AsSpan(0, count));
    }

    /// <summary>Looks up all rows of a batch.</summary>
    /// <param name="matchable">From <see cref="Matchable"/>.</param>
    public void Start(Batch batch, Rows matchable, ReadOnlySpan<Column> keys, JoinSide other)
    {
        (_other, _count, _at, _slot) = (other, batch.Count, 0, NotStarted);
        if (_rows.Length < _count)
        {
            _rows = new int[Math.Max(_count, Batch.MaxRows)];
            _keys = new nint[_rows.Length];
            _ends = new int[_rows.Length];
        }

        other.Probe(keys, matchable, _found);
        if (_found.Count == _count)
        {
            _found.Rows.CopyTo(_rows);
            _found.Addresses.CopyTo(_keys);
        }
        else
        {
            PlaceFound(batch);
        }

        if (other.Rows is not null && Sse.IsSupported)
        {
            Prefetch(other.Rows, other.ListOffset);
        }
    }

    /// <summary>The next pairs.</summary>
    public void Gather()
    {
        (Count, Visited, First, IsCut) = (0, 0, _at, false);
        var other = _other!;
        for (; _at < _count; _at++)
        {
            var key = _keys[_at];
            if (key != 0 && other.Rows is null)
            {
                if (Count == Batch.MaxRows)
                {
                    return;
                }

                Add(key, key, true);
            }
            else if (key != 0)
            {
                Chain(other, other.Rows!, key);
            }

            _ends[Visited++] = Count;
            if (_slot >= 0)
            {
                IsCut = true;
                return;
            }

            _slot = NotStarted;
        }
    }

    // Takes the rows of a list from where the cursor stands; _slot is where to go on when the pairs fill a batch.
    private void Chain(JoinSide other, SlotTable rows, nint key)
    {
        if (_slot == NotStarted)
        {
            _slot = *(int*)(key + other.ListOffset) - 1;
            _copies = 0;
        }

        var times = other.TimesOffset;
        while (_slot >= 0 && Count < Batch.MaxRows)
        {
            var row = other.Input.Outer ? rows.AddressToWrite(_slot) : rows.Address(_slot);
            if (times >= 0 && ++_copies < *(long*)(row + times))
            {
                Add(key, row, false);
                continue;
            }

            Add(key, row, true);
            _copies = 0;
            _slot = *(int*)(row + SlotLayout.NextOffset) - 1;
        }
    }

    private void Add(nint key, nint row, bool last)
    {
        _pairRows[Count] = _rows[_at];
        _pairKeys[Count] = key;
        _pairs[Count] = row;
        _isLastCopy[Count++] = last;
    }

    private void PlaceFound(Batch batch)
    {
        var rows = batch.Rows;
        var found = 0;
        for (var i = 0; i < _count; i++)
        {
            _rows[i] = rows[i];
            var isFound = found < _found.Count && _found.Rows[found] == rows[i];
            _keys[i] = isFound ? _found.Addresses[found] : 0;
            found += isFound ? 1 : 0;
        }
    }

    private void Prefetch(SlotTable rows, int list)
    {
        foreach (var key in _keys.AsSpan(0, _count))
        {
            if (key != 0 && *(int*)(key + list) is var head and > 0)
            {
                Sse.Prefetch0((void*)rows.Address(head - 1));
            }
        }
    }

    private static bool HasNull(ReadOnlySpan<Column> keys, int row)
    {
        foreach (var key in keys)
        {
            if (key.IsNull(row))
            {
                return true;
            }
        }

        return false;
    }
}
