using Weir.Engine.Sql;

namespace Weir.Engine.Planning;

/// <summary>Looks through an expression as written; subqueries are not entered.</summary>
internal static class ExpressionWalker
{
    public static bool Any(Expression expression, Func<Expression, bool> test) =>
        test(expression) || Children(expression).Any(child => Any(child, test));

    public static Expression? Find(Expression expression, Func<Expression, bool> test) => test(expression)
        ? expression
        : Children(expression).Select(child => Find(child, test)).FirstOrDefault(found => found is not null);

    private static IEnumerable<Expression> Children(Expression expression) => expression switch
    {
        Expression.FieldAccess e => [e.Target],
        Expression.ItemAccess e => [e.Target, e.Index],
        Expression.Unary e => [e.Operand],
        Expression.Binary e => [e.Left, e.Right],
        Expression.Between e => [e.Operand, e.Low, e.High],
        Expression.InList e => [e.Operand, .. e.Items],
        Expression.InQuery e => [e.Operand],
        Expression.Like e => e.Escape is { } escape ? [e.Operand, e.Pattern, escape] : [e.Operand, e.Pattern],
        Expression.Is e => [e.Operand],
        Expression.DistinctFrom e => [e.Left, e.Right],
        Expression.Case e => Case(e),
        Expression.Cast e => [e.Operand],
        Expression.Row e => e.Items,
        Expression.Array e => e.Items,
        Expression.Multiset e => e.Items,
        Expression.Map e => e.Items,
        Expression.NamedArgument e => [e.Value],
        Expression.Call e => e.Filter is { } filter ? [.. e.Arguments, filter] : e.Arguments,
        Expression.Extract e => [e.Operand],
        Expression.RoundTo e => [e.Operand],
        Expression.Trim e => e.Characters is { } characters ? [characters, e.Operand] : [e.Operand],
        Expression.TimestampAdd e => [e.Count, e.Timestamp],
        Expression.TimestampDiff e => [e.From, e.To],
        Expression.JsonExists e => [e.Input, e.Path],
        Expression.JsonValue e => [e.Input, e.Path],
        Expression.JsonQuery e => [e.Input, e.Path],
        Expression.JsonObject e => e.Members.SelectMany(m => new[] { m.Key, m.Value }),
        Expression.JsonArray e => e.Items,
        _ => [],
    };

    private static IEnumerable<Expression> Case(Expression.Case e)
    {
        if (e.Operand is { } operand)
        {
            yield return operand;
        }

        foreach (var branch in e.Branches.ToList())
        {
            yield return branch.When;
            yield return branch.Then;
        }

        if (e.Else is { } last)
        {
            yield return last;
        }
    }
}
