using System.Runtime.CompilerServices;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Decimal arithmetic over any mix of long and Int128 columns. Sums and products that cannot outgrow a long run
/// in plain long arithmetic.</summary>
internal static class DecimalKernels
{
    public static Kernel Add(SqlType type, Kernel left, Kernel right) => IsLong(type, left, right)
        ? new LongSumKernel(type, left, right, 1)
        : Make<AddOperator>(type, left, right);

    public static Kernel Subtract(SqlType type, Kernel left, Kernel right) => IsLong(type, left, right)
        ? new LongSumKernel(type, left, right, -1)
        : Make<SubtractOperator>(type, left, right);

    public static Kernel Multiply(SqlType type, Kernel left, Kernel right) =>
        IsLong(type, left, right) && type.Scale == left.Type.Scale + right.Type.Scale
            ? new VectorKernel<LongProduct, long>(type, left, right)
            : Make<MultiplyOperator>(type, left, right);

    public static Kernel Divide(SqlType type, Kernel left, Kernel right) => Make<DivideOperator>(type, left, right);

    public static Kernel Remainder(SqlType type, Kernel left, Kernel right) =>
        Make<RemainderOperator>(type, left, right);

    private static bool IsLong(SqlType type, Kernel left, Kernel right) =>
        type.Physical == PhysicalType.Int64 && left.Type.Physical == PhysicalType.Int64
        && right.Type.Physical == PhysicalType.Int64;

    private static Kernel Make<TOp>(SqlType type, Kernel left, Kernel right)
        where TOp : struct, IDecimalOperator =>
        (left.Type.Physical == PhysicalType.Int64, right.Type.Physical == PhysicalType.Int64) switch
        {
            (true, true) => new DecimalKernel<TOp, long, long>(type, left, right),
            (true, false) => new DecimalKernel<TOp, long, Int128>(type, left, right),
            (false, true) => new DecimalKernel<TOp, Int128, long>(type, left, right),
            (false, false) => new DecimalKernel<TOp, Int128, Int128>(type, left, right),
        };

    private readonly struct LongProduct : IVectorBinary<long>
    {
        public static long Apply(long left, long right) => left * right;

        public static System.Numerics.Vector<long> Apply(
            System.Numerics.Vector<long> left, System.Numerics.Vector<long> right) => left * right;
    }

    private readonly struct AddOperator : IDecimalOperator
    {
        public static bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result) =>
            Decimals.TryAdd(a, scaleA, b, scaleB, type.Precision, type.Scale, out result);
    }

    private readonly struct SubtractOperator : IDecimalOperator
    {
        public static bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result) =>
            Decimals.TryAdd(a, scaleA, -b, scaleB, type.Precision, type.Scale, out result);
    }

    private readonly struct MultiplyOperator : IDecimalOperator
    {
        public static bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result) =>
            Decimals.TryMultiply(a, scaleA, b, scaleB, type.Precision, type.Scale, out result);
    }

    private readonly struct DivideOperator : IDecimalOperator
    {
        public static bool FailsAtZero => true;

        public static bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result) =>
            Decimals.TryDivide(a, scaleA, b, scaleB, type.Precision, type.Scale, out result);
    }

    private readonly struct RemainderOperator : IDecimalOperator
    {
        public static bool FailsAtZero => true;

        public static bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result) =>
            Decimals.TryRemainder(a, scaleA, b, scaleB, type.Precision, type.Scale, out result);
    }
}

/// <summary>An operator on decimals; false = the result does not fit its type and is NULL.</summary>
internal interface IDecimalOperator
{
    /// <summary>True when a zero on the right fails the job.</summary>
    static virtual bool FailsAtZero => false;

    static abstract bool Apply(Int128 a, int scaleA, Int128 b, int scaleB, SqlType type, out Int128 result);
}

internal sealed class DecimalKernel<TOp, TLeft, TRight>(SqlType type, Kernel left, Kernel right)
    : ScalarKernel(type, left, right)
    where TOp : struct, IDecimalOperator
    where TLeft : unmanaged
    where TRight : unmanaged
{
    private readonly DecimalResult _result = new(type);
    private readonly bool _safe =
        !TOp.FailsAtZero || (LiteralKernel.TryGet<TRight>(right, out var value) && Widen(value) != 0);

    protected override bool FailsItself => !_safe;

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<TLeft>)left.Evaluate(batch, rows, context);
        var b = (FixedColumn<TRight>)right.Evaluate(batch, rows, context);
        var result = _result.Column;
        result.Reset(rows.Length);
        result.AddNullsOf(a);
        result.AddNullsOf(b);
        var scaleA = left.Type.Scale;
        var scaleB = right.Type.Scale;
        var count = rows.Count;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            if (result.IsNull(row))
            {
                continue;
            }

            var y = Widen(b[row]);
            if (TOp.FailsAtZero && y == 0)
            {
                context.Fail("Division by zero");
                result.SetNull(row);
            }
            else
            {
                var fits = TOp.Apply(Widen(a[row]), scaleA, y, scaleB, Type, out var value);
                _result.Set(row, value, fits);
            }
        }

        return result;
    }

    // A test of a type parameter is decided when the method is compiled.
    private static Int128 Widen<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(long) ? Unsafe.As<T, long>(ref value) : Unsafe.As<T, Int128>(ref value);
}

/// <summary>The result column of a decimal: long or Int128 as the type says.</summary>
internal sealed class DecimalResult
{
    private readonly FixedColumn<long>? _narrow;
    private readonly FixedColumn<Int128>? _wide;

    public DecimalResult(SqlType type)
    {
        Column = Column.Create(type);
        _narrow = Column as FixedColumn<long>;
        _wide = Column as FixedColumn<Int128>;
    }

    public Column Column { get; }

    /// <summary>Sets a value, or NULL when it does not fit.</summary>
    public void Set(int row, Int128 value, bool fits)
    {
        if (!fits)
        {
            Column.SetNull(row);
        }
        else if (_narrow is not null)
        {
            _narrow[row] = (long)value;
        }
        else
        {
            _wide![row] = value;
        }
    }
}

/// <summary>a + b or a - b of decimals whose result has at most 18 digits.</summary>
internal sealed class LongSumKernel(SqlType type, Kernel left, Kernel right, int sign)
    : ScalarKernel(type, left, right)
{
    private readonly FixedColumn<long> _result = new(PhysicalType.Int64);
    private readonly long _factorLeft = (long)Decimals.PowerOfTen(type.Scale - left.Type.Scale);
    private readonly long _factorRight = sign * (long)Decimals.PowerOfTen(type.Scale - right.Type.Scale);

    public override Column Evaluate(Batch batch, Rows rows, EvaluationContext context)
    {
        var a = (FixedColumn<long>)left.Evaluate(batch, rows, context);
        var b = (FixedColumn<long>)right.Evaluate(batch, rows, context);
        _result.Reset(rows.Length);
        _result.AddNullsOf(a);
        _result.AddNullsOf(b);
        var result = _result.Values;
        ReadOnlySpan<long> x = a.Values[..result.Length];
        ReadOnlySpan<long> y = b.Values[..result.Length];
        if (rows.IsAll)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = (x[i] * _factorLeft) + (y[i] * _factorRight);
            }
        }
        else
        {
            foreach (var row in rows.Selection)
            {
                result[row] = (x[row] * _factorLeft) + (y[row] * _factorRight);
            }
        }

        return _result;
    }
}
