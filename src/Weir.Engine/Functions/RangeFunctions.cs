using Weir.Engine.Columns;
using Weir.Engine.Functions.Kernels;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary><c>[NOT] BETWEEN [SYMMETRIC]</c> (value, low, high) and <c>[NOT] IN</c> (value, item, ...).</summary>
internal static class RangeFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Between("BETWEEN", negated: false, symmetric: false),
        Between("NOT BETWEEN", negated: true, symmetric: false),
        Between("BETWEEN SYMMETRIC", negated: false, symmetric: true),
        Between("NOT BETWEEN SYMMETRIC", negated: true, symmetric: true),
        new("IN", a => Resolve("IN", a, int.MaxValue), (t, k, _) => BuildIn(t, k, negated: false)),
        new("NOT IN", a => Resolve("NOT IN", a, int.MaxValue), (t, k, _) => BuildIn(t, k, negated: true)),
    ];

    private static ScalarFunction Between(string name, bool negated, bool symmetric) =>
        new(name, a => Resolve(name, a, 3), (type, k, _) =>
        {
            var value = new HeldKernel(k[0].Type);
            var inside = Inside(type, value, k[1], k[2]);
            var body = symmetric
                ? new LogicKernel(false, type, inside, Inside(type, value, k[2], k[1]))
                : inside;
            return new LetKernel(value, k[0], negated ? new UnaryKernel<NotOperator, byte, byte>(type, body) : body);
        });

    private static Kernel Inside(SqlType type, Kernel value, Kernel low, Kernel high) => new LogicKernel(true, type,
        ComparisonFunctions.Compare(Comparison.GreaterOrEqual, type, value, low),
        ComparisonFunctions.Compare(Comparison.LessOrEqual, type, value, high));

    private static Resolution Resolve(string name, IReadOnlyList<Argument> arguments, int maxCount)
    {
        var isBetween = maxCount == 3;
        var common = arguments.Count == 0 ? null : arguments[0].Type;
        foreach (var argument in arguments.Skip(1))
        {
            common = common is null
                ? null
                : ComparisonFunctions.TypeFor(common, argument.Type, readsNumbers: true);
        }

        if (common is null || arguments.Count < 2 || (isBetween && arguments.Count != 3)
            || (isBetween && ComparisonFunctions.IsNested(common)))
        {
            return Resolution.Fail(Signature.Mismatch(name,
                isBetween ? "three values of comparable types" : "values of comparable types", arguments));
        }

        return new Resolution(SqlType.Boolean.WithNullable(Declare.AnyNullable(arguments)),
            [.. arguments.Select(a => ComparisonFunctions.CastTo(common, a.Type))]);
    }

    private static Kernel BuildIn(SqlType type, IReadOnlyList<Kernel> k, bool negated)
    {
        var items = k.Skip(1).ToList();
        if (items.All(i => i is LiteralKernel))
        {
            var literals = items.Cast<LiteralKernel>().ToList();
            if (OfLiterals(type, k[0], literals, negated) is { } kernel)
            {
                return kernel;
            }
        }

        var value = new HeldKernel(k[0].Type);
        var body = items.Select(i => ComparisonFunctions.Compare(Comparison.Equal, type, value, i))
            .Aggregate((a, b) => new LogicKernel(false, type, a, b));
        return new LetKernel(value, k[0], negated ? new UnaryKernel<NotOperator, byte, byte>(type, body) : body);
    }

    private static Kernel? OfLiterals(SqlType type, Kernel value, List<LiteralKernel> items, bool negated) =>
        value.Type.Physical switch
        {
            PhysicalType.Bool => new InKernel<byte>(negated, type, value, items),
            PhysicalType.Int8 => new InKernel<sbyte>(negated, type, value, items),
            PhysicalType.Int16 => new InKernel<short>(negated, type, value, items),
            PhysicalType.Int32 => new InKernel<int>(negated, type, value, items),
            PhysicalType.Int64 => new InKernel<long>(negated, type, value, items),
            PhysicalType.Int128 => new InKernel<Int128>(negated, type, value, items),
            PhysicalType.Bytes => new InBytesKernel(negated, type, value, items),
            // NaN must not be found: floating numbers are compared one by one.
            _ => null,
        };
}
