using System.Numerics;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>
/// <c>+ - * / %</c> over numbers: integers wrap and divide toward zero, division by zero fails the job (but for DOUBLE
/// and FLOAT), decimals that do not fit become NULL.
/// </summary>
internal static class ArithmeticFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("+", a => a.Count == 1 ? ResolveSign("+", a) : Resolve("+", a, DecimalRules.Sum), BuildAdd),
        new("-", a => a.Count == 1 ? ResolveSign("-", a) : Resolve("-", a, DecimalRules.Sum), BuildSubtract),
        new("*", a => Resolve("*", a, DecimalRules.Product), (t, k, _) => BuildMultiply(t, k)),
        new("/", a => Resolve("/", a, DecimalRules.Quotient), (t, k, _) => BuildDivide(t, k)),
        new("%", a => ResolveRemainder("%", a), (t, k, _) => BuildRemainder(t, k)),
        new("MOD", a => ResolveRemainder("MOD", a), (t, k, _) => BuildRemainder(t, k)) { AliasOf = "%" },
    ];

    private static Resolution Resolve(
        string symbol, IReadOnlyList<Argument> arguments, Func<SqlType, SqlType, SqlType> decimals)
    {
        if (arguments.Count != 2)
        {
            return Resolution.Fail(Signature.Mismatch(symbol, "(NUMERIC, NUMERIC)", arguments));
        }

        var a = arguments[0].Type;
        var b = arguments[1].Type;
        if (TemporalArithmetic.Resolve(symbol, arguments) is { } temporal)
        {
            return temporal;
        }

        (a, b) = TypeNulls(a, b);
        if (!a.IsNumeric || !b.IsNumeric)
        {
            return Resolution.Fail(Signature.Mismatch(symbol, Takes(symbol), arguments));
        }

        var nullable = a.Nullable || b.Nullable;
        if (TypeRules.CommonType(a, b) is { Kind: not TypeKind.Decimal } common)
        {
            return Resolution.Of(common.WithNullable(nullable), CastTo(common, arguments[0].Type),
                CastTo(common, arguments[1].Type));
        }

        var x = DecimalRules.AsDecimal(a)!;
        var y = DecimalRules.AsDecimal(b)!;
        // A decimal that does not fit is NULL, but Flink's type does not say so: neither does ours.
        return Resolution.Of(decimals(x, y).WithNullable(nullable), CastTo(x, arguments[0].Type),
            CastTo(y, arguments[1].Type));
    }

    private static Resolution ResolveSign(string symbol, IReadOnlyList<Argument> arguments)
    {
        var type = arguments[0].Type;
        return type.IsNumeric || type.IsInterval
            ? Resolution.Of(type)
            : Resolution.Fail(Signature.Mismatch(symbol, "(NUMERIC | INTERVAL)", arguments));
    }

    // The result has the type of the divisor: BIGINT % INT is INT.
    private static Resolution ResolveRemainder(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Any(a => a.Type.Kind is TypeKind.Float or TypeKind.Double))
        {
            return Resolution.Fail(Signature.Mismatch(name, Takes(name), arguments));
        }

        var resolved = Resolve(name, arguments, DecimalRules.Remainder);
        return resolved.Result is { IsInteger: true } result && arguments[1].Type.IsInteger
            ? resolved with { Result = arguments[1].Type.WithNullable(result.Nullable) }
            : resolved;
    }

    private static string Takes(string symbol) => symbol switch
    {
        "+" or "-" => "(NUMERIC, NUMERIC), (DATE | TIME | TIMESTAMP, INTERVAL) or (INTERVAL, INTERVAL)",
        "*" => "(NUMERIC, NUMERIC) or (INTERVAL, INTEGER NUMERIC)",
        "/" => "(NUMERIC, NUMERIC)",
        _ => "(EXACT NUMERIC, EXACT NUMERIC)",
    };

    private static (SqlType A, SqlType B) TypeNulls(SqlType a, SqlType b) => (a.Kind, b.Kind) switch
    {
        (TypeKind.Null, TypeKind.Null) => (SqlType.Int, SqlType.Int),
        (TypeKind.Null, _) => (b.WithNullable(true), b),
        (_, TypeKind.Null) => (a, a.WithNullable(true)),
        _ => (a, b),
    };

    private static SqlType? CastTo(SqlType to, SqlType from) =>
        to.SameAs(from) ? null : to.WithNullable(from.Nullable);

    private static Kernel BuildAdd(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        if (k.Count == 1)
        {
            return k[0];
        }

        if (TemporalArithmetic.Applies(k))
        {
            return TemporalArithmetic.Build("+", type, k);
        }

        // A constant belongs to the right: additions and products are symmetric.
        var (a, b) = ConstantRight(k);
        return type.Kind switch
        {
            TypeKind.TinyInt => new VectorKernel<Add<sbyte>, sbyte>(type, a, b),
            TypeKind.SmallInt => new VectorKernel<Add<short>, short>(type, a, b),
            TypeKind.Int => new VectorKernel<Add<int>, int>(type, a, b),
            TypeKind.BigInt => new VectorKernel<Add<long>, long>(type, a, b),
            TypeKind.Float => new VectorKernel<Add<float>, float>(type, a, b),
            TypeKind.Double => new VectorKernel<Add<double>, double>(type, a, b),
            _ => DecimalKernels.Add(type, a, b),
        };
    }

    private static Kernel BuildSubtract(SqlType type, IReadOnlyList<Kernel> k, IReadOnlyList<Argument> arguments)
    {
        if (k.Count == 1)
        {
            return BuildNegate(type, k[0]);
        }

        if (TemporalArithmetic.Applies(k))
        {
            return TemporalArithmetic.Build("-", type, k);
        }

        return type.Kind switch
        {
            TypeKind.TinyInt => new VectorKernel<Subtract<sbyte>, sbyte>(type, k[0], k[1]),
            TypeKind.SmallInt => new VectorKernel<Subtract<short>, short>(type, k[0], k[1]),
            TypeKind.Int => new VectorKernel<Subtract<int>, int>(type, k[0], k[1]),
            TypeKind.BigInt => new VectorKernel<Subtract<long>, long>(type, k[0], k[1]),
            TypeKind.Float => new VectorKernel<Subtract<float>, float>(type, k[0], k[1]),
            TypeKind.Double => new VectorKernel<Subtract<double>, double>(type, k[0], k[1]),
            _ => DecimalKernels.Subtract(type, k[0], k[1]),
        };
    }

    private static Kernel BuildMultiply(SqlType type, IReadOnlyList<Kernel> k)
    {
        if (TemporalArithmetic.Applies(k))
        {
            return TemporalArithmetic.Build("*", type, k);
        }

        var (a, b) = ConstantRight(k);
        return type.Kind switch
        {
            TypeKind.TinyInt => new VectorKernel<Multiply<sbyte>, sbyte>(type, a, b),
            TypeKind.SmallInt => new VectorKernel<Multiply<short>, short>(type, a, b),
            TypeKind.Int => new VectorKernel<Multiply<int>, int>(type, a, b),
            TypeKind.BigInt => new VectorKernel<Multiply<long>, long>(type, a, b),
            TypeKind.Float => new VectorKernel<Multiply<float>, float>(type, a, b),
            TypeKind.Double => new VectorKernel<Multiply<double>, double>(type, a, b),
            _ => DecimalKernels.Multiply(type, a, b),
        };
    }

    private static Kernel BuildDivide(SqlType type, IReadOnlyList<Kernel> k)
    {
        return type.Kind switch
        {
            TypeKind.TinyInt => new DivisionKernel<sbyte>(type, k[0], k[1], remainder: false),
            TypeKind.SmallInt => new DivisionKernel<short>(type, k[0], k[1], remainder: false),
            TypeKind.Int => new DivisionKernel<int>(type, k[0], k[1], remainder: false),
            TypeKind.BigInt => new DivisionKernel<long>(type, k[0], k[1], remainder: false),
            TypeKind.Float => new VectorKernel<Divide<float>, float>(type, k[0], k[1]),
            TypeKind.Double => new VectorKernel<Divide<double>, double>(type, k[0], k[1]),
            _ => DecimalKernels.Divide(type, k[0], k[1]),
        };
    }

    private static Kernel BuildRemainder(SqlType type, IReadOnlyList<Kernel> k)
    {
        var operand = k[0].Type;
        Kernel kernel = operand.Kind switch
        {
            TypeKind.TinyInt => new DivisionKernel<sbyte>(operand, k[0], k[1], remainder: true),
            TypeKind.SmallInt => new DivisionKernel<short>(operand, k[0], k[1], remainder: true),
            TypeKind.Int => new DivisionKernel<int>(operand, k[0], k[1], remainder: true),
            TypeKind.BigInt => new DivisionKernel<long>(operand, k[0], k[1], remainder: true),
            _ => DecimalKernels.Remainder(type, k[0], k[1]),
        };
        return operand.IsInteger ? CastFunctions.Cast(kernel, type) : kernel;
    }

    private static Kernel BuildNegate(SqlType type, Kernel k) => type.Physical switch
    {
        PhysicalType.Int8 => new UnaryKernel<Negate<sbyte>, sbyte, sbyte>(type, k),
        PhysicalType.Int16 => new UnaryKernel<Negate<short>, short, short>(type, k),
        PhysicalType.Int32 => new UnaryKernel<Negate<int>, int, int>(type, k),
        PhysicalType.Int64 => new UnaryKernel<Negate<long>, long, long>(type, k),
        PhysicalType.Float32 => new UnaryKernel<Negate<float>, float, float>(type, k),
        PhysicalType.Float64 => new UnaryKernel<Negate<double>, double, double>(type, k),
        _ => new UnaryKernel<Negate<Int128>, Int128, Int128>(type, k),
    };

    private static (Kernel Left, Kernel Right) ConstantRight(IReadOnlyList<Kernel> k) =>
        k[0] is LiteralKernel && k[1] is not LiteralKernel ? (k[1], k[0]) : (k[0], k[1]);

    private readonly struct Add<T> : IVectorBinary<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T left, T right) => left + right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right) => left + right;
    }

    private readonly struct Subtract<T> : IVectorBinary<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T left, T right) => left - right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right) => left - right;
    }

    private readonly struct Multiply<T> : IVectorBinary<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T left, T right) => left * right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right) => left * right;
    }

    private readonly struct Divide<T> : IVectorBinary<T>
        where T : unmanaged, IFloatingPoint<T>
    {
        public static T Apply(T left, T right) => left / right;

        public static Vector<T> Apply(Vector<T> left, Vector<T> right) => left / right;
    }

    private readonly struct Negate<T> : IUnary<T, T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T value) => -value;
    }
}
