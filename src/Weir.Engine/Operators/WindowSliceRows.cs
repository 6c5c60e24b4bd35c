using Weir.Engine.Columns;
using Weir.Engine.Time;

namespace Weir.Engine.Operators;

/// <summary>The rows of a batch by slice: slices ascending, rows of a slice in the order in which they came.</summary>
internal sealed class SliceRows
{
    // Room for the place of a row in a batch beside its slice in one sortable number.
    private const int PlaceBits = 20;
    private const long PlaceMask = (1 << PlaceBits) - 1;

    private long[] _sorted = [];
    private int[] _rows = [];
    private long _first;
    private long _slice;
    private int _count;
    private int _next;

    /// <exception cref="EvaluationException">A row time is NULL.</exception>
    public void Assign(Batch batch, FixedColumn<long> times, WindowSlices slices, WallClock clock)
    {
        var rows = batch.Rows;
        _count = rows.Count;
        _next = 0;
        _slice = slices.Slice;
        if (_sorted.Length < _count)
        {
            _sorted = new long[Math.Max(_count, Batch.MaxRows)];
            _rows = new int[_sorted.Length];
        }

        var isSorted = true;
        for (var i = 0; i < _count; i++)
        {
            var row = rows[i];
            if (times.IsNull(row))
            {
                // Flink's words, so that what users find about it helps.
                throw new EvaluationException(
                    "RowTime field should not be null, please convert it to a non-null long value.");
            }

            var end = slices.SliceEnd(clock.FromInstant(Milliseconds(times[row])));
            _first = i == 0 ? end : _first;
            _sorted[i] = ((end - _first) / _slice << PlaceBits) + row;
            isSorted &= i == 0 || _sorted[i] > _sorted[i - 1];
        }

        if (!isSorted)
        {
            Array.Sort(_sorted, 0, _count);
        }
    }

    /// <summary>The next slice that has rows, and its rows.</summary>
    public bool Next(out long sliceEnd, out ReadOnlySpan<int> rows)
    {
        if (_next == _count)
        {
            sliceEnd = 0;
            rows = default;
            return false;
        }

        var slice = _sorted[_next] >> PlaceBits;
        var start = _next;
        while (_next < _count && _sorted[_next] >> PlaceBits == slice)
        {
            _rows[_next] = (int)(_sorted[_next] & PlaceMask);
            _next++;
        }

        sliceEnd = _first + slice * _slice;
        rows = _rows.AsSpan(start, _next - start);
        return true;
    }

    // Rounds down, also before 1970.
    private static long Milliseconds(long microseconds) =>
        (microseconds >= 0 ? microseconds : microseconds - 999) / 1000;
}
