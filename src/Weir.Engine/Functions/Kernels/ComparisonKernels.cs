using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>A comparison of two values.</summary>
internal interface IComparison<T>
{
    static abstract bool Apply(T left, T right);
}

internal readonly struct EqualTo<T> : IComparison<T>
    where T : IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left == right;
}

internal readonly struct NotEqualTo<T> : IComparison<T>
    where T : IEqualityOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left != right;
}

internal readonly struct LessThan<T> : IComparison<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left < right;
}

internal readonly struct LessOrEqualTo<T> : IComparison<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left <= right;
}

internal readonly struct GreaterThan<T> : IComparison<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left > right;
}

internal readonly struct GreaterOrEqualTo<T> : IComparison<T>
    where T : IComparisonOperators<T, T, bool>
{
    public static bool Apply(T left, T right) => left >= right;
}

/// <summary>Compares fixed-width values; as a filter it compares and selects in one loop.</summary>
internal sealed class ComparisonKernel<TOp, T>(SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
    where TOp : struct, IComparison<T>
    where T : unmanaged
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);
    private readonly T? _constant = LiteralKernel.TryGet<T>(right, out var value) ? value : null;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<T>)left.Evaluate(batch, rows, context);
        var b = _constant is null ? (FixedColumn<T>)right.Evaluate(batch, rows, context) : null;
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        if (b is null)
        {
            WithConstant(rows, a.Values, _constant!.Value);
            return _result;
        }

        _result.AddNullsOf(b);
        WithColumn(rows, a.Values, b.Values);
        return _result;
    }

    public override int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context)
    {
        if (_constant is not { } constant)
        {
            return base.Select(batch, rows, into, context);
        }

        var a = (FixedColumn<T>)left.Evaluate(batch, rows, context);
        ReadOnlySpan<T> values = a.Values;
        if (!rows.IsAll)
        {
            return SelectSome(a, rows.Selection, into, constant);
        }

        var count = 0;
        if (a.HasNulls)
        {
            for (var row = 0; row < values.Length; row++)
            {
                into[count] = row;
                count += TOp.Apply(values[row], constant) && !a.IsNull(row) ? 1 : 0;
            }
        }
        else
        {
            for (var row = 0; row < values.Length; row++)
            {
                into[count] = row;
                count += TOp.Apply(values[row], constant) ? 1 : 0;
            }
        }

        return count;
    }

    private static int SelectSome(FixedColumn<T> a, ReadOnlySpan<int> selection, Span<int> into, T constant)
    {
        ReadOnlySpan<T> values = a.Values;
        var count = 0;
        for (var i = 0; i < selection.Length; i++)
        {
            var row = selection[i];
            into[count] = row;
            count += TOp.Apply(values[row], constant) && !a.IsNull(row) ? 1 : 0;
        }

        return count;
    }

    private void WithColumn(Rows rows, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        var result = _result.Values;
        x = x[..result.Length];
        y = y[..result.Length];
        if (rows.IsAll)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = Unsafe.BitCast<bool, byte>(TOp.Apply(x[i], y[i]));
            }

            return;
        }

        foreach (var row in rows.Selection)
        {
            result[row] = Unsafe.BitCast<bool, byte>(TOp.Apply(x[row], y[row]));
        }
    }

    private void WithConstant(Rows rows, ReadOnlySpan<T> x, T constant)
    {
        var result = _result.Values;
        x = x[..result.Length];
        if (rows.IsAll)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = Unsafe.BitCast<bool, byte>(TOp.Apply(x[i], constant));
            }

            return;
        }

        foreach (var row in rows.Selection)
        {
            result[row] = Unsafe.BitCast<bool, byte>(TOp.Apply(x[row], constant));
        }
    }
}

/// <summary>A comparison of two texts or byte strings at rows of two columns.</summary>
internal interface IBytesComparison
{
    static abstract bool Apply(BytesColumn a, int rowA, BytesColumn b, int rowB);
}

internal readonly struct BytesEqual : IBytesComparison
{
    public static bool Apply(BytesColumn a, int rowA, BytesColumn b, int rowB) =>
        BytesColumn.AreEqual(a, rowA, b, rowB);
}

internal readonly struct BytesNotEqual : IBytesComparison
{
    public static bool Apply(BytesColumn a, int rowA, BytesColumn b, int rowB) =>
        !BytesColumn.AreEqual(a, rowA, b, rowB);
}

internal readonly struct BytesLess : IBytesComparison
{
    public static bool Apply(BytesColumn a, int rowA, BytesColumn b, int rowB) =>
        BytesColumn.Compare(a, rowA, b, rowB) < 0;
}

internal readonly struct BytesLessOrEqual : IBytesComparison
{
    public static bool Apply(BytesColumn a, int rowA, BytesColumn b, int rowB) =>
        BytesColumn.Compare(a, rowA, b, rowB) <= 0;
}

/// <summary>Compares texts (by UTF-8 bytes, without blank padding) or byte strings.</summary>
internal sealed class BytesComparisonKernel<TOp>(SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
    where TOp : struct, IBytesComparison
{
    private readonly FixedColumn<byte> _result = new(PhysicalType.Bool);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (BytesColumn)left.Evaluate(batch, rows, context);
        var b = (BytesColumn)right.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        _result.AddNullsOf(b);
        var result = _result.Values;
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (!_result.IsNull(row))
            {
                result[row] = Unsafe.BitCast<bool, byte>(TOp.Apply(a, row, b, row));
            }
        }

        return _result;
    }

    public override int Select(Batch batch, Rows rows, Span<int> into, EvaluationContext context)
    {
        var a = (BytesColumn)left.Evaluate(batch, rows, context);
        var b = (BytesColumn)right.Evaluate(batch, rows, context);
        var hasNulls = a.HasNulls || b.HasNulls;
        var total = rows.Count;
        var count = 0;
        for (var i = 0; i < total; i++)
        {
            var row = rows[i];
            if (hasNulls && (a.IsNull(row) || b.IsNull(row)))
            {
                continue;
            }

            into[count] = row;
            count += TOp.Apply(a, row, b, row) ? 1 : 0;
        }

        return count;
    }
}
