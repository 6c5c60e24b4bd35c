using Weir.Engine.Columns;
using Weir.Engine.Time;

namespace Weir.Engine.Runtime;

/// <summary>
/// Hands a batch to an operator in pieces: cut where the watermark reaches something the operator acts on, or row by row.
/// A piece shares the batch's columns and selects some of its rows.
/// </summary>
internal sealed class BatchCut
{
    private Batch _batch = new([]);
    private Batch? _view;
    private bool _viewIsReady;
    private int _next;
    private int _mark;

    /// <summary>True when the last piece was handed out and all marks were taken in.</summary>
    public bool AtEnd => _next == _batch.Count && _mark == _batch.Marks.Length;

    public void Start(Batch batch)
    {
        _batch = batch;
        _viewIsReady = false;
        _next = 0;
        _mark = 0;
    }

    /// <summary>
    /// The next piece, or null when only marks are left. The marks up to its end are merged into
    /// <paramref name="watermarks"/>; <paramref name="reached"/> tells that the last of them reached
    /// <paramref name="interest"/>, so that the operator must be told before the next piece.
    /// </summary>
    public Batch? Next(WatermarkMerge watermarks, int port, long interest, bool perRow, out bool reached)
    {
        reached = false;
        var count = _batch.Count;
        var start = _next;
        var end = perRow ? Math.Min(start + 1, count) : count;
        var marks = _batch.Marks;
        for (; _mark < marks.Length; _mark++)
        {
            var position = PositionOf(marks[_mark].Row);
            if (position > end)
            {
                break;
            }

            if (watermarks.Advance(port, marks[_mark].Time) && watermarks.Current >= interest)
            {
                end = position;
                reached = true;
            }
        }

        _next = end;
        if (start == end)
        {
            return null;
        }

        return start == 0 && end == count ? _batch : View(start, end);
    }

    /// <summary>The whole batch, its marks replaced by those at which the watermark over all ports advances.</summary>
    public Batch WithMergedMarks(WatermarkMerge watermarks, int port, int ports)
    {
        var marks = _batch.Marks;
        _mark = marks.Length;
        _next = _batch.Count;
        if (marks.IsEmpty)
        {
            return _batch;
        }

        if (ports == 1)
        {
            watermarks.Advance(port, marks[^1].Time);
            return _batch;
        }

        var view = View(0, _batch.Count);
        foreach (var mark in marks)
        {
            if (watermarks.Advance(port, mark.Time))
            {
                view.AddMark(mark.Row, watermarks.Current);
            }
        }

        return view;
    }

    // How many of the batch's rows lie before a physical row.
    private int PositionOf(int row)
    {
        var rows = _batch.Rows;
        if (rows.IsAll)
        {
            return Math.Min(row, rows.Length);
        }

        var at = rows.Selection.BinarySearch(row);
        return at < 0 ? ~at : at;
    }

    private Batch View(int start, int end)
    {
        var view = PrepareView();
        var rows = _batch.Rows;
        var selection = view.SelectionSpace();
        if (rows.IsAll)
        {
            for (var i = start; i < end; i++)
            {
                selection[i - start] = i;
            }
        }
        else
        {
            rows.Selection[start..end].CopyTo(selection);
        }

        view.Select(end - start);
        return view;
    }

    private Batch PrepareView()
    {
        if (_view is null || _view.Columns.Length != _batch.Columns.Length)
        {
            _view = new Batch(new Column[_batch.Columns.Length]);
        }

        if (!_viewIsReady)
        {
            _viewIsReady = true;
            _batch.Columns.CopyTo(_view.Columns, 0);
            _view.Reset(_batch.Length);
            if (_batch.HasKinds)
            {
                _batch.Kinds.CopyTo(_view.StartKinds());
            }
        }

        return _view;
    }
}
