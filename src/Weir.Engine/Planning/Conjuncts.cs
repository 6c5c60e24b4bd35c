namespace Weir.Engine.Planning;

/// <summary>Conditions as lists of parts that must all hold.</summary>
internal static class Conjuncts
{
    public static IEnumerable<Scalar> Split(Scalar condition) =>
        condition is Scalar.Call { Function.Name: "AND" } and ? and.Arguments.SelectMany(Split) : [condition];

    public static Scalar? Join(IEnumerable<Scalar> parts) => parts.Aggregate(
        (Scalar?)null,
        (all, part) => all is null ? part : ExpressionBinder.Call("AND", Nowhere.Node, all, part));
}

/// <summary>For calls that rules make: they cannot fail to resolve, so no position is ever shown.</summary>
internal sealed record Nowhere : Sql.SyntaxNode
{
    public static Nowhere Node { get; } = new();
}
