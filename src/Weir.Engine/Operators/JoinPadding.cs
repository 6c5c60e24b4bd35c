using Weir.Engine.Columns;

namespace Weir.Engine.Operators;

/// <summary>
/// What an outer join emits for pairs: the pairs that match, rows without a match padded with NULLs, and the changes between
/// the two. Keeps the number of matches of each row of an outer side.
/// </summary>
internal sealed unsafe class JoinPadding
{
    private const int None = -1;

    private readonly JoinSide[] _sides;
    private readonly Batch _joined;
    private readonly JoinPairs _pairs;
    private readonly Batch _output;
    private readonly bool[] _matches = new bool[Batch.MaxRows];
    private readonly int[] _indexes = new int[Batch.MaxRows];
    private int[] _rows = [];
    private int[] _others = [];
    private byte[] _kinds = [];
    private nint[] _kept = [];
    private Batch? _batch;
    private int _port;
    private int _count;
    private int _next;
    private long _matchesOfRow;

    /// <param name="joined">Holds the gathered pairs, left columns, then right columns.</param>
    public JoinPadding(JoinSide[] sides, Batch joined, JoinPairs pairs)
    {
        _sides = sides;
        _joined = joined;
        _pairs = pairs;
        _output = new Batch([.. sides.SelectMany(s => s.Input.Schema).Select(f => Column.Create(f.Type))]);
    }

    public bool HasMore => _next < _count;

    private JoinSide Own => _sides[_port];

    private JoinSide Other => _sides[1 - _port];

    /// <summary>Starts a batch whose rows have been applied to their side.</summary>
    public void Start(Batch batch, int port, Rows matchable)
    {
        (_batch, _port, _matchesOfRow, _count, _next) = (batch, port, 0, 0, 0);
        if (_kept.Length < batch.Count)
        {
            _kept = new nint[Math.Max(batch.Count, Batch.MaxRows)];
            // Each pair may come with a padded row, each row may come padded.
            _rows = new int[2 * Batch.MaxRows + _kept.Length];
            _others = new int[_rows.Length];
            _kinds = new byte[_rows.Length];
        }

        if (!Own.Input.Outer)
        {
            return;
        }

        var applied = Own.Applied;
        var at = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            var isKept = at < applied.Length && matchable[at] == _pairs.Rows[i];
            _kept[i] = isKept ? applied[at] : 0;
            at += isKept ? 1 : 0;
        }
    }

    /// <summary>Whether nothing is padded and nothing is counted: the pairs that match are the output, with the input's
    /// kinds.</summary>
    public bool IsPlain(int matches) => matches == 0 && !Own.Input.Outer;

    /// <summary>Decides what to emit for the gathered pairs.</summary>
    public void Decide(int matches)
    {
        MarkMatches(matches);
        (_count, _next) = (0, 0);
        var pair = 0;
        for (var i = 0; i < _pairs.Visited; i++)
        {
            var row = _pairs.Rows[_pairs.First + i];
            var kind = _batch!.KindOf(row);
            var end = _pairs.Ends[i];
            if (kind.IsRetraction())
            {
                AddPairs(row, pair, end, Own.Input.Outer ? RowKind.Delete : kind);
                CountMatches(pair, end, -1);
            }
            else
            {
                CountMatches(pair, end, 1);
                AddPairs(row, pair, end, RowKind.Insert);
            }

            pair = end;
            if (i < _pairs.Visited - 1 || !_pairs.IsCut)
            {
                FinishRow(row, kind.IsRetraction(), _kept[_pairs.First + i]);
            }
        }
    }

    /// <summary>Emits a batch of what was decided.</summary>
    public void Emit(Output output)
    {
        var count = Math.Min(Batch.MaxRows, _count - _next);
        var width = _sides[0].Input.Schema.Count;
        for (var i = 0; i < _output.Columns.Length; i++)
        {
            var isOwn = i < width == (_port == 0);
            var source = isOwn ? _batch!.Columns[_port == 0 ? i : i - width] : _joined.Columns[i];
            Gather(source, (isOwn ? _rows : _others).AsSpan(_next, count), _output.Columns[i]);
        }

        _output.Reset(count);
        var kinds = _kinds.AsSpan(_next, count);
        if (kinds.IndexOfAnyExcept((byte)RowKind.Insert) >= 0)
        {
            kinds.CopyTo(_output.StartKinds());
        }

        _next += count;
        output.Emit(_output);
    }

    private void MarkMatches(int matches)
    {
        var marks = _matches.AsSpan(0, _pairs.Count);
        if (matches == _pairs.Count)
        {
            marks.Fill(true);
            return;
        }

        marks.Clear();
        var rows = _joined.Rows;
        for (var i = 0; i < matches; i++)
        {
            marks[rows[i]] = true;
        }
    }

    private void AddPairs(int row, int pair, int end, RowKind kind)
    {
        for (; pair < end; pair++)
        {
            if (_matches[pair])
            {
                Add(kind, row, pair);
                _matchesOfRow++;
            }
        }
    }

    // Rows of the other side get their first match or lose their last one.
    private void CountMatches(int pair, int end, int change)
    {
        for (; Other.Input.Outer && pair < end; pair++)
        {
            if (!_matches[pair])
            {
                continue;
            }

            var count = Other.MatchesOf(_pairs.Pairs[pair]);
            if (change > 0 && *count == 0)
            {
                Add(RowKind.Delete, None, pair);
            }
            else if (change < 0 && *count == 1)
            {
                Add(RowKind.Insert, None, pair);
            }

            // Equal rows change together.
            if (_pairs.IsLastCopy[pair])
            {
                *count = Math.Max(0, *count + change);
            }
        }
    }

    private void FinishRow(int row, bool retracts, nint kept)
    {
        if (Own.Input.Outer)
        {
            if (_matchesOfRow == 0)
            {
                Add(retracts ? RowKind.Delete : RowKind.Insert, row, None);
            }

            if (kept != 0 && !retracts)
            {
                *Own.MatchesOf(kept) = _matchesOfRow;
            }
        }

        _matchesOfRow = 0;
    }

    private void Add(RowKind kind, int row, int pair)
    {
        _kinds[_count] = (byte)kind;
        _rows[_count] = row;
        _others[_count++] = pair;
    }

    private void Gather(Column source, ReadOnlySpan<int> rows, Column into)
    {
        if (rows.IndexOf(None) < 0)
        {
            into.Reset(0);
            into.Append(source, rows);
            return;
        }

        var indexes = _indexes.AsSpan(0, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            indexes[i] = Math.Max(0, rows[i]);
        }

        into.Reset(source.Length == 0 ? rows.Length : 0);
        if (source.Length > 0)
        {
            into.Append(source, indexes);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == None)
            {
                into.SetNullDeep(i);
            }
        }
    }
}
