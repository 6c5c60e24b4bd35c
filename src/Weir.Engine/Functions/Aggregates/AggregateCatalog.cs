using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>All aggregate functions, by name. A new one is one entry here and, when needed, an accumulator.</summary>
internal static class AggregateCatalog
{
    private static readonly Dictionary<string, AggregateFunction> Functions = All().ToDictionary(f => f.Name);

    public static IReadOnlyCollection<AggregateFunction> List => Functions.Values;

    /// <summary>The function of that name (any case), or null.</summary>
    public static AggregateFunction? Find(string name) => Functions.GetValueOrDefault(name.ToUpperInvariant());

    private static IEnumerable<AggregateFunction> All() =>
    [
        new("COUNT", AggregateTypes.Count,
            _ => AggregateSlots.Of("count", FieldKind.Int64),
            (_, place) => new CountAccumulator(place)),
        new("SUM", AggregateTypes.Sum, SumSlots, (shape, place) => Numbers.Sum(shape, place)),
        new("AVG", AggregateTypes.Average,
            shape => AggregateSlots.Of("avg", Numbers.AverageKind(shape), FieldKind.Int64),
            (shape, place) => Numbers.Average(shape, place)),
        Extreme("MIN", false),
        Extreme("MAX", true),
        Value("FIRST_VALUE", false),
        Value("LAST_VALUE", true),
        new("LISTAGG", AggregateTypes.Concatenation,
            shape => ValueListAccumulator.Slots("listagg", shape) with
            {
                Layout = AggregateSlots.Named("listagg", shape, FieldKind.Bytes),
            },
            (shape, place) => new ListAggAccumulator(place, shape)),
    ];

    private static AggregateSlots SumSlots(AggregateShape shape) => shape.Retracts
        ? AggregateSlots.Of("sum", Numbers.SumKind(shape), FieldKind.Int64)
        : AggregateSlots.Of("sum", Numbers.SumKind(shape));

    private static AggregateFunction Extreme(string name, bool max) => new(
        name,
        arguments => AggregateTypes.Extreme(name, arguments),
        shape => shape.Retracts
            ? new AggregateSlots(AggregateSlots.Named("tree", shape), [SlotTree.Describe("tree", "", shape.Argument)])
            : new AggregateSlots(StateLayouts.Value(shape.Argument), []),
        (shape, place) => (shape.Retracts, shape.ArgumentKind) switch
        {
            (true, _) => new ExtremeTreeAccumulator(place, shape, max),
            (_, FieldKind.Bool) => new ExtremeAccumulator<byte>(place, max),
            (_, FieldKind.Int8) => new ExtremeAccumulator<sbyte>(place, max),
            (_, FieldKind.Int16) => new ExtremeAccumulator<short>(place, max),
            (_, FieldKind.Int32) => new ExtremeAccumulator<int>(place, max),
            (_, FieldKind.Int64) => new ExtremeAccumulator<long>(place, max),
            (_, FieldKind.Float32) => new ExtremeAccumulator<float>(place, max),
            (_, FieldKind.Float64) => new ExtremeAccumulator<double>(place, max),
            (_, FieldKind.Int128) => new ExtremeAccumulator<Int128>(place, max),
            _ => new ExtremeBytesAccumulator(place, max),
        }) { IgnoresDuplicates = true };

    private static AggregateFunction Value(string name, bool last) => new(
        name,
        arguments => AggregateTypes.Value(name, arguments),
        shape => shape.Retracts
            ? ValueListAccumulator.Slots("values", shape)
            : new AggregateSlots(StateLayouts.Value(shape.Argument), []),
        (shape, place) => shape.Retracts
            ? new ValueEndAccumulator(place, shape, last)
            : new ValueAccumulator(place, shape, last)) { CanMerge = false };
}
