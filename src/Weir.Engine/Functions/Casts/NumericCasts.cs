using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Casts;

/// <summary>Casts between numbers and between numbers and BOOLEAN, with Java's rules: integers wrap, floating numbers
/// saturate at INT or BIGINT and wrap from there, decimals round half up and are NULL when they do not fit.</summary>
internal static class NumericCasts
{
    /// <summary>A kernel for the cast; the types differ and both are numeric or BOOLEAN.</summary>
    public static Kernel Make(Kernel input, SqlType to) => input.Type.Kind switch
    {
        TypeKind.Boolean => FromInteger<byte>(input, to),
        TypeKind.TinyInt => FromInteger<sbyte>(input, to),
        TypeKind.SmallInt => FromInteger<short>(input, to),
        TypeKind.Int => FromInteger<int>(input, to),
        TypeKind.BigInt => FromInteger<long>(input, to),
        TypeKind.Float => FromFloating<float>(input, to),
        TypeKind.Double => FromFloating<double>(input, to),
        _ => FromDecimal(input, to),
    };

    private static Kernel FromInteger<T>(Kernel input, SqlType to)
        where T : unmanaged, IBinaryInteger<T> => to.Kind switch
        {
            TypeKind.Boolean => new UnaryKernel<ToBool<T>, T, byte>(to, input),
            TypeKind.TinyInt => new UnaryKernel<Wrap<T, sbyte>, T, sbyte>(to, input),
            TypeKind.SmallInt => new UnaryKernel<Wrap<T, short>, T, short>(to, input),
            TypeKind.Int => new UnaryKernel<Wrap<T, int>, T, int>(to, input),
            TypeKind.BigInt => new UnaryKernel<Wrap<T, long>, T, long>(to, input),
            TypeKind.Float => new UnaryKernel<Wrap<T, float>, T, float>(to, input),
            TypeKind.Double => new UnaryKernel<Wrap<T, double>, T, double>(to, input),
            _ => new ToDecimalKernel<T>(to, input, 0),
        };

    private static Kernel FromFloating<T>(Kernel input, SqlType to)
        where T : unmanaged, IFloatingPoint<T> => to.Kind switch
        {
            TypeKind.Boolean => new UnaryKernel<ToBool<T>, T, byte>(to, input),
            TypeKind.TinyInt => new UnaryKernel<SaturateThenWrap<T, sbyte>, T, sbyte>(to, input),
            TypeKind.SmallInt => new UnaryKernel<SaturateThenWrap<T, short>, T, short>(to, input),
            TypeKind.Int => new UnaryKernel<SaturateThenWrap<T, int>, T, int>(to, input),
            TypeKind.BigInt => new UnaryKernel<Saturate<T>, T, long>(to, input),
            TypeKind.Float => new UnaryKernel<Wrap<T, float>, T, float>(to, input),
            TypeKind.Double => new UnaryKernel<Wrap<T, double>, T, double>(to, input),
            _ => new RowKernel(to, [input], FloatingToDecimal<T>(to)) { Fails = true },
        };

    private static Kernel FromDecimal(Kernel input, SqlType to) => to.Kind switch
    {
        TypeKind.Decimal => input.Type.Physical == PhysicalType.Int64
            ? new ToDecimalKernel<long>(to, input, input.Type.Scale)
            : new ToDecimalKernel<Int128>(to, input, input.Type.Scale),
        _ => input.Type.Physical == PhysicalType.Int64
            ? FromDecimal<long>(input, to)
            : FromDecimal<Int128>(input, to),
    };

    private static Kernel FromDecimal<T>(Kernel input, SqlType to)
        where T : unmanaged, IBinaryInteger<T> => to.Kind switch
        {
            TypeKind.Boolean => new UnaryKernel<ToBool<T>, T, byte>(to, input),
            TypeKind.TinyInt => new FromDecimalKernel<T, sbyte>(to, input),
            TypeKind.SmallInt => new FromDecimalKernel<T, short>(to, input),
            TypeKind.Int => new FromDecimalKernel<T, int>(to, input),
            TypeKind.BigInt => new FromDecimalKernel<T, long>(to, input),
            TypeKind.Float => new FromDecimalKernel<T, float>(to, input),
            _ => new FromDecimalKernel<T, double>(to, input),
        };

    // As in Java the number's shortest text is what is rounded: 0.125e0 and not its binary neighbour.
    private static RowFunction FloatingToDecimal<T>(SqlType to)
        where T : unmanaged, IFloatingPoint<T>
    {
        var result = new DecimalWriter(to);
        return (in RowCall call) =>
        {
            var value = double.CreateTruncating(call.Get<T>(0));
            if (!double.IsFinite(value))
            {
                call.Fail($"{value} cannot be cast to {to.WithNullable(true)}");
                return;
            }

            Span<byte> text = stackalloc byte[FloatText.MaxLength];
            var length = FloatText.Format(value, text);
            var fits = DecimalText.TryParse(text[..length], to.Precision, to.Scale, out var number);
            result.Return(call, number, fits);
        };
    }

    private readonly struct Wrap<TIn, TOut> : IUnary<TIn, TOut>
        where TIn : unmanaged, INumberBase<TIn>
        where TOut : unmanaged, INumberBase<TOut>
    {
        public static TOut Apply(TIn value) => TOut.CreateTruncating(value);
    }

    private readonly struct Saturate<T> : IUnary<T, long>
        where T : unmanaged, INumberBase<T>
    {
        public static long Apply(T value) => long.CreateSaturating(value);
    }

    private readonly struct SaturateThenWrap<TIn, TOut> : IUnary<TIn, TOut>
        where TIn : unmanaged, INumberBase<TIn>
        where TOut : unmanaged, INumberBase<TOut>
    {
        public static TOut Apply(TIn value) => TOut.CreateTruncating(int.CreateSaturating(value));
    }

    private readonly struct ToBool<T> : IUnary<T, byte>
        where T : unmanaged, INumberBase<T>
    {
        public static byte Apply(T value) => T.IsZero(value) ? (byte)0 : (byte)1;
    }
}

/// <summary>Writes a decimal result as long or Int128, as its type says.</summary>
internal sealed class DecimalWriter(SqlType type)
{
    private readonly bool _narrow = type.Physical == PhysicalType.Int64;

    /// <summary>Returns the value, or NULL when it does not fit.</summary>
    public void Return(in RowCall call, Int128 value, bool fits = true)
    {
        if (!fits)
        {
            call.ReturnNull();
        }
        else if (_narrow)
        {
            call.Return((long)value);
        }
        else
        {
            call.Return(value);
        }
    }
}

/// <summary>Any exact number (scale 0 for integers) to DECIMAL.</summary>
internal sealed class ToDecimalKernel<T>(SqlType type, Kernel input, int fromScale) : ScalarKernel(type, input)
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly DecimalResult _result = new(type);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<T>)input.Evaluate(batch, rows, context);
        var result = _result.Column;
        result.Reset(rows.Length);
        result.AddNullsOf(column);
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (!result.IsNull(row))
            {
                var fits = Decimals.TryRescale(
                    Int128.CreateTruncating(column[row]), fromScale, Type.Precision, Type.Scale, out var value);
                _result.Set(row, value, fits);
            }
        }

        return result;
    }
}

/// <summary>DECIMAL to another number: the fraction is cut, what is left wraps.</summary>
internal sealed class FromDecimalKernel<TIn, TOut>(SqlType type, Kernel input) : ScalarKernel(type, input)
    where TIn : unmanaged, IBinaryInteger<TIn>
    where TOut : unmanaged, INumberBase<TOut>
{
    private readonly FixedColumn<TOut> _result = new(type.Physical);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var column = (FixedColumn<TIn>)input.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(column);
        var scale = input.Type.Scale;
        var divisor = Decimals.PowerOfTen(scale);
        var floating = Type.Kind is TypeKind.Float or TypeKind.Double;
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (_result.IsNull(row))
            {
                continue;
            }

            var value = Int128.CreateTruncating(column[row]);
            _result[row] = floating
                ? TOut.CreateTruncating(Decimals.ToDouble(value, scale))
                : TOut.CreateTruncating(value / divisor);
        }

        return _result;
    }
}
