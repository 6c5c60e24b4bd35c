using System.Collections.Immutable;

namespace Weir.Engine.Planning;

/// <summary>
/// Turns a filter on ROW_NUMBER() into a Top-N: Filter(rn &lt;= n and rest, Project*(Rank)) becomes
/// Filter(rest, Project*(TopN)). Shared nodes stay shared.
/// </summary>
internal sealed class RankRule
{
    private readonly Dictionary<Rel, Rel> _done = new(ReferenceEqualityComparer.Instance);

    public Rel Apply(Rel rel)
    {
        if (!_done.TryGetValue(rel, out var result))
        {
            result = _done[rel] = rel is Rel.Filter filter && TopN(filter) is { } top ? top : RelInputs.Map(rel, Apply);
        }

        return result;
    }

    private Rel? TopN(Rel.Filter filter)
    {
        var projects = new Stack<Rel.Project>();
        var below = filter.Input;
        while (below is Rel.Project project)
        {
            projects.Push(project);
            below = project.Input;
        }

        if (below is not Rel.Rank rank)
        {
            return null;
        }

        var bounds = new Bounds();
        var rest = Conjuncts.Split(filter.Condition)
            .Where(part => !bounds.Take(Through(part, projects), rank.Columns.Length - 1)).ToList();
        if (bounds.To is not { } to)
        {
            return null;
        }

        Rel result = new Rel.TopN(
            Apply(rank.Input), rank.Partition, rank.Order, Math.Max(1, bounds.From), to, true, rank.Columns);
        foreach (var project in projects)
        {
            result = new Rel.Project(result, project.Expressions, project.Columns);
        }

        return Conjuncts.Join(rest) is { } condition ? new Rel.Filter(result, condition) : result;
    }

    /// <summary>The condition as it reads below the projections (top of the stack is the lowest).</summary>
    private static Scalar Through(Scalar condition, Stack<Rel.Project> projects) => projects.Reverse().Aggregate(
        condition, (c, project) => ScalarRewrite.Columns(c, column => project.Expressions[column.Index]));

    private sealed class Bounds
    {
        public long From { get; private set; } = 1;

        public long? To { get; private set; }

        /// <summary>Takes a bound of the row number; false when the part is something else.</summary>
        public bool Take(Scalar part, int rank)
        {
            if (part is not Scalar.Call { Arguments.Length: 2 } call)
            {
                return false;
            }

            var (left, right) = (Plain(call.Arguments[0]), Plain(call.Arguments[1]));
            return (left, right) switch
            {
                (Scalar.Column c, Scalar.Literal { Value: long n }) when c.Index == rank => Bound(call.Function.Name, n),
                (Scalar.Literal { Value: long n }, Scalar.Column c) when c.Index == rank =>
                    Bound(Turned(call.Function.Name), n),
                _ => false,
            };
        }

        // A coercion to BIGINT of either side changes nothing here.
        private static Scalar Plain(Scalar scalar) =>
            scalar is Scalar.Call { Function.Name: "CAST" } cast ? cast.Arguments[0] : scalar;

        private static string Turned(string comparison) => comparison switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            _ => comparison,
        };

        private bool Bound(string comparison, long n)
        {
            switch (comparison)
            {
                case "=":
                    From = Math.Max(From, n);
                    To = Math.Min(To ?? long.MaxValue, n);
                    return true;
                case "<=":
                    To = Math.Min(To ?? long.MaxValue, n);
                    return true;
                case "<":
                    To = Math.Min(To ?? long.MaxValue, n - 1);
                    return true;
                case ">=":
                    From = Math.Max(From, n);
                    return true;
                case ">":
                    From = Math.Max(From, n + 1);
                    return true;
                default:
                    return false;
            }
        }
    }
}

/// <summary>Rebuilding a node over other inputs of the same columns.</summary>
internal static class RelInputs
{
    public static Rel Map(Rel rel, Func<Rel, Rel> map) => rel switch
    {
        Rel.Scan or Rel.Values => rel,
        Rel.Filter r => new Rel.Filter(map(r.Input), r.Condition),
        Rel.Project r => new Rel.Project(map(r.Input), r.Expressions, r.Columns),
        Rel.Watermark r => new Rel.Watermark(map(r.Input), r.RowTime, r.Expression, r.Columns),
        Rel.Aggregate r => new Rel.Aggregate(map(r.Input), r.Keys, r.Calls, r.Columns),
        Rel.Window r => new Rel.Window(map(r.Input), r.Spec, r.Columns),
        Rel.Join r => new Rel.Join(map(r.Left), map(r.Right), r.Kind, r.Condition, r.Columns),
        Rel.Rank r => new Rel.Rank(map(r.Input), r.Partition, r.Order, r.Position, r.Columns),
        Rel.TopN r => new Rel.TopN(map(r.Input), r.Partition, r.Order, r.From, r.To, r.OutputRank, r.Columns),
        Rel.Union r => new Rel.Union([.. r.Inputs.Select(map)], r.Columns),
        _ => throw new InvalidOperationException($"No inputs known for {rel.GetType().Name}"),
    };

    /// <summary>All nodes below the roots, each once, inputs before those that read them.</summary>
    public static ImmutableArray<Rel> InOrder(IEnumerable<Rel> roots)
    {
        var seen = new HashSet<Rel>(ReferenceEqualityComparer.Instance);
        var order = ImmutableArray.CreateBuilder<Rel>();
        foreach (var root in roots)
        {
            Visit(root);
        }

        return order.ToImmutable();

        void Visit(Rel rel)
        {
            if (!seen.Add(rel))
            {
                return;
            }

            foreach (var input in rel.Inputs)
            {
                Visit(input);
            }

            order.Add(rel);
        }
    }
}
