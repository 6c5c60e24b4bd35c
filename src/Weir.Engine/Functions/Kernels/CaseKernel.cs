using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>
/// CASE: conditions and values in turn, then the ELSE value. Each condition is evaluated only for rows that no earlier
/// one took, each value only for the rows that it is for.
/// </summary>
internal sealed class CaseKernel : ScalarKernel
{
    private readonly Column _result;
    private int[] _open = [];
    private int[] _taken = [];

    public CaseKernel(SqlType type, IReadOnlyList<Kernel> parts)
        : base(type, [.. parts])
    {
        _result = Column.Create(type);
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        _result.Reset(rows.Length);
        EnsureSpace(rows.Length);
        var open = rows.Count;
        for (var i = 0; i < open; i++)
        {
            _open[i] = rows[i];
        }

        for (var part = 0; part + 1 < Inputs.Length && open > 0; part += 2)
        {
            var left = Rows.Selected(rows.Length, _open.AsSpan(0, open));
            var taken = Inputs[part].Select(batch, left, _taken, context);
            Take(batch, Inputs[part + 1], Rows.Selected(rows.Length, _taken.AsSpan(0, taken)), context);
            open = Remove(_open.AsSpan(0, open), _taken.AsSpan(0, taken));
        }

        Take(batch, Inputs[^1], Rows.Selected(rows.Length, _open.AsSpan(0, open)), context);
        return _result;
    }

    private void Take(Batch batch, Kernel value, Rows rows, EvaluationContext context)
    {
        if (rows.Count > 0)
        {
            _result.TakeRows(value.Evaluate(batch, rows, context), rows);
        }
    }

    // Removes the taken rows (a subsequence) in place; returns how many are left.
    private static int Remove(Span<int> open, ReadOnlySpan<int> taken)
    {
        var next = 0;
        var count = 0;
        foreach (var row in open)
        {
            if (next < taken.Length && taken[next] == row)
            {
                next++;
            }
            else
            {
                open[count++] = row;
            }
        }

        return count;
    }

    private void EnsureSpace(int length)
    {
        if (_open.Length < length)
        {
            _open = new int[Math.Max(length, Batch.MaxRows)];
            _taken = new int[_open.Length];
        }
    }
}

/// <summary>COALESCE: each argument is evaluated only for rows at which all earlier ones were NULL.</summary>
internal sealed class CoalesceKernel : ScalarKernel
{
    private readonly Column _result;
    private int[] _open = [];

    public CoalesceKernel(SqlType type, IReadOnlyList<Kernel> inputs)
        : base(type, [.. inputs])
    {
        _result = Column.Create(type);
    }

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var first = Inputs[0].Evaluate(batch, rows, context);
        if (!first.HasNulls)
        {
            return first;
        }

        _result.Reset(rows.Length);
        _result.TakeRows(first, rows);
        if (_open.Length < rows.Length)
        {
            _open = new int[Math.Max(rows.Length, Batch.MaxRows)];
        }

        var open = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            _open[open] = rows[i];
            open += first.IsNull(rows[i]) ? 1 : 0;
        }

        for (var input = 1; input < Inputs.Length && open > 0; input++)
        {
            open = Fill(batch, Inputs[input], open, rows.Length, context);
        }

        return _result;
    }

    private int Fill(Batch batch, Kernel input, int open, int length, EvaluationContext context)
    {
        var rows = Rows.Selected(length, _open.AsSpan(0, open));
        var column = input.Evaluate(batch, rows, context);
        var left = 0;
        for (var i = 0; i < open; i++)
        {
            var row = _open[i];
            if (column.IsNull(row))
            {
                _open[left++] = row;
            }
            else
            {
                _result.CopyFrom(row, column, row);
            }
        }

        return left;
    }
}
