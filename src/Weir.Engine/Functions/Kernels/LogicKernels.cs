using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>
/// Three-valued AND or OR. The right side is evaluated only where the left side does not decide when that pays or when
/// the right side can fail; as a filter AND always narrows.
/// </summary>
internal sealed class LogicKernel(bool isAnd, SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);
    private readonly bool _narrow = ShouldNarrow(right);
    private int[] _open = [];
    private int[] _found = [];

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<byte>)left.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        if (!_narrow)
        {
            Combine(a, (FixedColumn<byte>)right.Evaluate(batch, rows, context), rows);
            return _result;
        }

        var open = FindOpen(a, rows);
        if (open > 0)
        {
            var rest = Rows.Selected(rows.Length, _open.AsSpan(0, open));
            Combine(a, (FixedColumn<byte>)right.Evaluate(batch, rest, context), rest);
        }

        return _result;
    }

    public override int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context)
    {
        if (isAnd)
        {
            var count = left.Select(batch, rows, into, context);
            return count == 0 ? 0 : right.Select(batch, Rows.Selected(rows.Length, into[..count]), into, context);
        }

        EnsureSpace(ref _found, rows.Length);
        var first = left.Select(batch, rows, _found, context);
        if (first == rows.Count)
        {
            _found.AsSpan(0, first).CopyTo(into);
            return first;
        }

        EnsureSpace(ref _open, rows.Length);
        var open = Without(rows, _found.AsSpan(0, first), _open);
        var second = right.Select(batch, Rows.Selected(rows.Length, _open.AsSpan(0, open)), _open, context);
        return Merge(_found.AsSpan(0, first), _open.AsSpan(0, second), into);
    }

    // The rows that the left side does not decide; for the others the result is set.
    private int FindOpen(FixedColumn<byte> a, Rows rows)
    {
        EnsureSpace(ref _open, rows.Length);
        var decides = isAnd ? 0 : 1;
        var values = a.Values;
        var result = _result.Values;
        var open = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (!a.IsNull(row) && values[row] == decides)
            {
                result[row] = (byte)decides;
            }
            else
            {
                _open[open++] = row;
            }
        }

        return open;
    }

    private void Combine(FixedColumn<byte> a, FixedColumn<byte> b, Rows rows)
    {
        var x = a.Values;
        var y = b.Values;
        var result = _result.Values;
        if (a.HasNulls || b.HasNulls)
        {
            CombineNulls(a, b, rows);
        }
        else if (!rows.IsAll)
        {
            foreach (var row in rows.Selection)
            {
                result[row] = isAnd ? (byte)(x[row] & y[row]) : (byte)(x[row] | y[row]);
            }
        }
        else if (isAnd)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = (byte)(x[i] & y[i]);
            }
        }
        else
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = (byte)(x[i] | y[i]);
            }
        }
    }

    private void CombineNulls(FixedColumn<byte> a, FixedColumn<byte> b, Rows rows)
    {
        var decides = isAnd ? 0 : 1;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var nullA = a.IsNull(row);
            var nullB = b.IsNull(row);
            if ((!nullA && a[row] == decides) || (!nullB && b[row] == decides))
            {
                _result[row] = (byte)decides;
            }
            else if (nullA || nullB)
            {
                _result.SetNull(row);
            }
            else
            {
                _result[row] = (byte)(1 - decides);
            }
        }
    }

    private static int Without(Rows rows, ReadOnlySpan<int> found, Span<int> into)
    {
        var next = 0;
        var count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (next < found.Length && found[next] == row)
            {
                next++;
            }
            else
            {
                into[count++] = row;
            }
        }

        return count;
    }

    private static int Merge(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> into)
    {
        var i = 0;
        var j = 0;
        while (i < a.Length || j < b.Length)
        {
            var takeA = j == b.Length || (i < a.Length && a[i] < b[j]);
            into[i + j] = takeA ? a[i] : b[j];
            i += takeA ? 1 : 0;
            j += takeA ? 0 : 1;
        }

        return i + j;
    }

    private static void EnsureSpace(ref int[] space, int length)
    {
        if (space.Length < length)
        {
            space = new int[Math.Max(length, Batch.MaxRows)];
        }
    }
}
