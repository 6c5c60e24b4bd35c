using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>Which physical types SUM and AVG add up in, and the accumulators for them.</summary>
internal static class Numbers
{
    /// <summary>Integers add up in 64 bits (the result is cut to its type, which is the same as wrapping in it), FLOAT in
    /// FLOAT, DECIMAL in 128 bits.</summary>
    public static FieldKind SumKind(AggregateShape shape) => shape.Argument.Kind switch
    {
        TypeKind.Decimal => FieldKind.Int128,
        TypeKind.Float => FieldKind.Float32,
        TypeKind.Double => FieldKind.Float64,
        _ => FieldKind.Int64,
    };

    /// <summary>As <see cref="SumKind"/>, but FLOAT averages over a DOUBLE sum.</summary>
    public static FieldKind AverageKind(AggregateShape shape) => shape.Argument.Kind switch
    {
        TypeKind.Decimal => FieldKind.Int128,
        TypeKind.Float or TypeKind.Double => FieldKind.Float64,
        _ => FieldKind.Int64,
    };

    public static Accumulator Sum(AggregateShape shape, AggregatePlace place) => shape.Argument.Physical switch
    {
        PhysicalType.Int8 => new SumAccumulator<sbyte, long, sbyte>(place),
        PhysicalType.Int16 => new SumAccumulator<short, long, short>(place),
        PhysicalType.Int32 => new SumAccumulator<int, long, int>(place),
        PhysicalType.Int64 when shape.Argument.Kind == TypeKind.Decimal => new SumAccumulator<long, Int128, Int128>(place),
        PhysicalType.Int64 => new SumAccumulator<long, long, long>(place),
        PhysicalType.Float32 => new SumAccumulator<float, float, float>(place),
        PhysicalType.Float64 => new SumAccumulator<double, double, double>(place),
        _ => new SumAccumulator<Int128, Int128, Int128>(place),
    };

    public static Accumulator Average(AggregateShape shape, AggregatePlace place)
    {
        var more = shape.Result.Scale - shape.Argument.Scale;
        return shape.Argument.Physical switch
        {
            PhysicalType.Int8 => new AverageAccumulator<sbyte, long, sbyte>(place, 0),
            PhysicalType.Int16 => new AverageAccumulator<short, long, short>(place, 0),
            PhysicalType.Int32 => new AverageAccumulator<int, long, int>(place, 0),
            PhysicalType.Int64 when shape.Argument.Kind == TypeKind.Decimal =>
                new AverageAccumulator<long, Int128, Int128>(place, more),
            PhysicalType.Int64 => new AverageAccumulator<long, long, long>(place, 0),
            PhysicalType.Float32 => new AverageAccumulator<float, double, float>(place, 0),
            PhysicalType.Float64 => new AverageAccumulator<double, double, double>(place, 0),
            _ => new AverageAccumulator<Int128, Int128, Int128>(place, more),
        };
    }
}
