using Weir.Engine.Columns;
using Weir.Engine.Time;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>A window TVF on its own: each row once for each window it belongs to, with window_start, window_end and window_time
/// behind its columns.</summary>
internal sealed class WindowAssignOperator(
    RowFields input, int timeColumn, WindowSlices slices, OperatorContext context) : Operator
{
    private const int WindowColumns = 3;

    private readonly bool _isZoned = input[timeColumn].Type.Kind == TypeKind.TimestampLtz;
    private readonly WallClock _clock =
        new(input[timeColumn].Type.Kind == TypeKind.TimestampLtz ? context.Evaluation.Zone : null);
    private readonly Batch _output = new(
    [
        .. input.Select(f => Column.Create(f.Type)),
        .. Enumerable.Range(0, WindowColumns).Select(_ => new FixedColumn<long>(PhysicalType.Int64)),
    ]);

    private readonly int[] _rows = new int[Batch.MaxRows];
    private readonly long[] _ends = new long[Batch.MaxRows];
    private Batch? _input;
    private int _position;
    private long _nextEnd = long.MinValue;

    public override bool HasMore => _input is not null;

    public override void Process(int port, Batch batch, Output output)
    {
        _input = batch;
        _position = 0;
        Continue(output);
    }

    public override void Continue(Output output)
    {
        while (_input is not null)
        {
            var count = Collect(_input);
            if (count > 0)
            {
                output.Emit(Build(_input, count));
            }

            if (_position == _input.Count)
            {
                _input = null;
            }
            else if (output.IsBlocked)
            {
                return;
            }
        }
    }

    // The next rows with a window each, as many as a batch holds.
    private int Collect(Batch batch)
    {
        var times = (FixedColumn<long>)batch.Columns[timeColumn];
        var rows = batch.Rows;
        var count = 0;
        while (_position < rows.Count && count < Batch.MaxRows)
        {
            var row = rows[_position];
            if (times.IsNull(row))
            {
                throw new EvaluationException(
                    "RowTime field should not be null, please convert it to a non-null long value.");
            }

            var slice = slices.SliceEnd(_clock.FromInstant(Milliseconds(times[row])));
            var end = _nextEnd == long.MinValue ? slice : _nextEnd;
            _rows[count] = row;
            _ends[count++] = end;
            var isLast = end + slices.Slice > slices.LastWindowEnd(slice);
            _nextEnd = isLast ? long.MinValue : end + slices.Slice;
            _position += isLast ? 1 : 0;
        }

        return count;
    }

    private Batch Build(Batch batch, int count)
    {
        var width = batch.Columns.Length;
        var rows = _rows.AsSpan(0, count);
        for (var c = 0; c < width; c++)
        {
            _output.Columns[c].Reset(0);
            _output.Columns[c].Append(batch.Columns[c], rows);
        }

        _output.Reset(count);
        for (var i = 0; batch.HasKinds && i < count; i++)
        {
            _output.SetKind(i, batch.KindOf(rows[i]));
        }

        for (var c = width; c < _output.Columns.Length; c++)
        {
            _output.Columns[c].Reset(count);
        }

        for (var i = 0; i < count; i++)
        {
            Set(width, i, slices.WindowStart(_ends[i]));
            Set(width + 1, i, _ends[i]);
            Set(width + 2, i, _isZoned ? _clock.ToInstant(_ends[i]) - 1 : _ends[i] - 1);
        }

        return _output;
    }

    private void Set(int column, int row, long milliseconds) =>
        ((FixedColumn<long>)_output.Columns[column])[row] = milliseconds * 1000;

    // Rounds down, also before 1970.
    private static long Milliseconds(long microseconds) =>
        (microseconds >= 0 ? microseconds : microseconds - 999) / 1000;
}
