using Weir.Engine.Types;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>Result types of the aggregates; Flink's rules (LogicalTypeMerging), checked against Flink 1.20.</summary>
internal static class AggregateTypes
{
    // AVG of a DECIMAL has at least this scale.
    private const int AverageScale = 6;

    public static Resolution Count(IReadOnlyList<Argument> arguments) => arguments.Count switch
    {
        <= 1 => Resolution.Of(SqlType.BigInt.NotNull()),
        _ => Resolution.Fail("COUNT of several columns is not supported yet; count one column, or use COUNT(*)."),
    };

    public static Resolution Sum(IReadOnlyList<Argument> arguments) =>
        Numeric("SUM", arguments) ?? Resolution.Of(arguments[0].Type switch
        {
            { Kind: TypeKind.Decimal } type => SqlType.Decimal(SqlType.MaxDecimalPrecision, type.Scale),
            var type => type.WithNullable(true),
        });

    public static Resolution Average(IReadOnlyList<Argument> arguments) =>
        Numeric("AVG", arguments) ?? Resolution.Of(arguments[0].Type switch
        {
            { Kind: TypeKind.Decimal } type => AverageOf(type),
            var type => type.WithNullable(true),
        });

    /// <summary>The variance family: of the argument's own type, DECIMAL as AVG has it.</summary>
    public static Resolution Variance(string name, IReadOnlyList<Argument> arguments) =>
        Numeric(name, arguments) ?? Resolution.Of(arguments[0].Type switch
        {
            { Kind: TypeKind.Decimal } type => AverageOf(type),
            var type => type.WithNullable(true),
        });

    public static Resolution Extreme(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count != 1)
        {
            return Resolution.Fail($"{name} takes one argument, {arguments.Count} were given.");
        }

        var type = arguments[0].Type;
        return type.Kind is TypeKind.Array or TypeKind.Map or TypeKind.Multiset or TypeKind.Row or TypeKind.Null
            ? Resolution.Fail($"{name} needs a value that has an order, not {type}.")
            : Resolution.Of(type.WithNullable(true));
    }

    /// <summary>FIRST_VALUE and LAST_VALUE.</summary>
    public static Resolution Value(string name, IReadOnlyList<Argument> arguments) => arguments.Count switch
    {
        1 when arguments[0].Type.Kind == TypeKind.Null => Resolution.Fail($"{name} needs a typed value, not NULL."),
        1 => Resolution.Of(arguments[0].Type.WithNullable(true)),
        _ => Resolution.Fail($"{name} takes one argument, {arguments.Count} were given."),
    };

    public static Resolution Concatenation(IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count is not (1 or 2) || arguments.Any(a => !a.Type.IsString))
        {
            return Resolution.Fail("LISTAGG takes a text and, optionally, a separator that is a text literal.");
        }

        return arguments.Count == 2 && !arguments[1].IsLiteral
            ? Resolution.Fail("The separator of LISTAGG must be a literal.")
            : Resolution.Of(SqlType.String);
    }

    private static SqlType AverageOf(SqlType type) =>
        SqlType.Decimal(SqlType.MaxDecimalPrecision, Math.Max(AverageScale, type.Scale));

    private static Resolution? Numeric(string name, IReadOnlyList<Argument> arguments)
    {
        if (arguments.Count != 1)
        {
            return Resolution.Fail($"{name} takes one argument, {arguments.Count} were given.");
        }

        return arguments[0].Type.IsNumeric
            ? null
            : Resolution.Fail($"{name} needs a number, not {arguments[0].Type}.");
    }
}
