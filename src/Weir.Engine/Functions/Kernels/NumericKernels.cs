using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Kernels;

/// <summary>One value to one value; never fails, NULL in gives NULL out.</summary>
internal interface IUnary<TIn, TOut>
{
    static abstract TOut Apply(TIn value);
}

/// <summary>Two values to one; never fails, NULL in gives NULL out.</summary>
internal interface IBinary<TLeft, TRight, TOut>
{
    static abstract TOut Apply(TLeft left, TRight right);
}

/// <summary>A binary operator that is the same for single values and for vectors of them.</summary>
internal interface IVectorBinary<T> : IBinary<T, T, T>
    where T : unmanaged
{
    static abstract Vector<T> Apply(Vector<T> left, Vector<T> right);
}

/// <summary>A unary operator over a fixed-width column.</summary>
internal sealed class UnaryKernel<TOp, TIn, TOut>(SqlType type, Kernel input) : ScalarKernel(type, input)
    where TOp : struct, IUnary<TIn, TOut>
    where TIn : unmanaged
    where TOut : unmanaged
{
    private readonly FixedColumn<TOut> _result = new(type.Physical);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<TIn>)input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var result = _result.Values;
        ReadOnlySpan<TIn> values = column.Values[..result.Length];
        if (rows.IsAll)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = TOp.Apply(values[i]);
            }
        }
        else
        {
            foreach (var row in rows.Selection)
            {
                result[row] = TOp.Apply(values[row]);
            }
        }

        return _result;
    }
}

/// <summary>A binary operator over two fixed-width columns.</summary>
internal sealed class BinaryKernel<TOp, TLeft, TRight, TOut>(SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
    where TOp : struct, IBinary<TLeft, TRight, TOut>
    where TLeft : unmanaged
    where TRight : unmanaged
    where TOut : unmanaged
{
    private readonly FixedColumn<TOut> _result = new(type.Physical);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<TLeft>)left.Evaluate(batch, rows, context);
        var b = (FixedColumn<TRight>)right.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        _result.AddNullsOf(b);
        var result = _result.Values;
        ReadOnlySpan<TLeft> x = a.Values[..result.Length];
        ReadOnlySpan<TRight> y = b.Values[..result.Length];
        if (rows.IsAll)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = TOp.Apply(x[i], y[i]);
            }
        }
        else
        {
            foreach (var row in rows.Selection)
            {
                result[row] = TOp.Apply(x[row], y[row]);
            }
        }

        return _result;
    }
}

/// <summary>A binary operator that runs on whole vectors when no row is left out, with a constant right side or two
/// columns.</summary>
internal sealed class VectorKernel<TOp, T>(SqlType type, Kernel left, Kernel right) : ScalarKernel(type, left, right)
    where TOp : struct, IVectorBinary<T>
    where T : unmanaged
{
    private readonly FixedColumn<T> _result = new(type.Physical);
    private readonly T? _constant = LiteralKernel.TryGet<T>(right, out var value) ? value : null;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<T>)left.Evaluate(batch, rows, context);
        if (_constant is { } constant)
        {
            Prepare(rows.Length, a);
            WithConstant(rows, a.Values, constant);
            return _result;
        }

        var b = (FixedColumn<T>)right.Evaluate(batch, rows, context);
        Prepare(rows.Length, a);
        _result.AddNullsOf(b);
        WithColumn(rows, a.Values, b.Values);
        return _result;
    }

    private void Prepare(int length, FixedColumn<T> input)
    {
        _result.Reset(length);
        _result.AddNullsOf(input);
    }

    private void WithColumn(Rows rows, ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        var result = _result.Values;
        x = x[..result.Length];
        y = y[..result.Length];
        if (!rows.IsAll)
        {
            foreach (var row in rows.Selection)
            {
                result[row] = TOp.Apply(x[row], y[row]);
            }

            return;
        }

        var i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            TOp.Apply(new Vector<T>(x[i..]), new Vector<T>(y[i..])).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = TOp.Apply(x[i], y[i]);
        }
    }

    private void WithConstant(Rows rows, ReadOnlySpan<T> x, T constant)
    {
        var result = _result.Values;
        x = x[..result.Length];
        if (!rows.IsAll)
        {
            foreach (var row in rows.Selection)
            {
                result[row] = TOp.Apply(x[row], constant);
            }

            return;
        }

        var y = new Vector<T>(constant);
        var i = 0;
        for (; i <= result.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            TOp.Apply(new Vector<T>(x[i..]), y).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = TOp.Apply(x[i], constant);
        }
    }
}
