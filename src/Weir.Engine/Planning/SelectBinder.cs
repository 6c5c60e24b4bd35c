using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class QueryBinder
{
    private Rel BindSelect(Query.Select select)
    {
        if (select.Hints.Count > 0)
        {
            throw SqlException.NotSupported($"The hint {select.Hints[0].Name}", select.Hints[0].Position);
        }

        if (select.Windows.Count > 0)
        {
            throw SqlException.NotSupported("A WINDOW clause", select.Windows[0].Position);
        }

        var (input, scope) = select.From is { } from ? BindFrom(from) : (OneRow(), Scope.Empty);
        if (select.Where is { } where)
        {
            input = new Rel.Filter(input, new ExpressionBinder(scope).BindCondition(where, "WHERE"));
        }

        var result = IsGrouped(select) ? BindGrouped(select, input, scope) : BindPlain(select, input, scope);
        return select.Distinct ? Distinct(result) : result;
    }

    private static Rel.Values OneRow() => new([[]], []);

    private static bool IsGrouped(Query.Select select) =>
        select.GroupBy is not null
        || select.Having is not null
        || Values(select).Any(v => AggregateBinder.ContainsAggregate(v.Expression));

    private static IEnumerable<SelectItem.Value> Values(Query.Select select) =>
        select.Items.OfType<SelectItem.Value>();

    private static Rel BindPlain(Query.Select select, Rel input, Scope scope)
    {
        var plain = new ExpressionBinder(scope);
        var over = Values(select).Select(v => FindOver(v.Expression)).FirstOrDefault(o => o is not null);
        if (over is null)
        {
            return Project(select, input, scope, plain);
        }

        var (ranked, number) = BindRank(over, input, plain);
        return Project(select, ranked, scope, WithRank(scope, over, number, null));
    }

    private static Rel BindGrouped(Query.Select select, Rel input, Scope scope)
    {
        foreach (var star in select.Items.OfType<SelectItem.Star>())
        {
            throw SqlException.Semantic("'*' cannot be used with GROUP BY or aggregates", star.Position);
        }

        var grouped = new AggregateBinder(input, scope, select.GroupBy);
        var having = select.Having is { } h ? grouped.Above.BindCondition(h, "HAVING") : null;
        var over = Values(select).Select(v => FindOver(v.Expression)).FirstOrDefault(o => o is not null);

        // Everything is bound once before the plan below is built, so that all aggregates are known.
        if (over is null)
        {
            var expressions = Values(select).Select(v => grouped.Above.Bind(v.Expression)).ToImmutableArray();
            var below = Having(grouped.Build(), having);
            return new Rel.Project(below, expressions, Columns(select, below, expressions, scope));
        }

        foreach (var value in Values(select).Where(v => FindOver(v.Expression) is null))
        {
            _ = grouped.Above.Bind(value.Expression);
        }

        _ = RankParts(over, grouped.Above);
        var (ranked, number) = BindRank(over, Having(grouped.Build(), having), grouped.Above);
        return Project(select, ranked, scope, WithRank(scope, over, number, grouped.Above.Intercept));
    }

    private static Rel Having(Rel rel, Scalar? condition) =>
        condition is null ? rel : new Rel.Filter(rel, condition);

    private static Rel Project(Query.Select select, Rel input, Scope scope, ExpressionBinder binder)
    {
        var expressions = ImmutableArray.CreateBuilder<Scalar>();
        foreach (var item in select.Items.ToList())
        {
            if (item is SelectItem.Star star)
            {
                expressions.AddRange(Star(star, scope));
            }
            else
            {
                expressions.Add(binder.Bind(((SelectItem.Value)item).Expression));
            }
        }

        var bound = expressions.ToImmutable();
        return new Rel.Project(input, bound, Columns(select, input, bound, scope));
    }

    private static IEnumerable<Scalar> Star(SelectItem.Star star, Scope scope)
    {
        var tables = star.Qualifier is { } name
            ? [scope.FindTable(name.Last.Text)
                ?? throw SqlException.Name($"There is no table '{name}' in FROM", name.Position)]
            : scope.Tables;
        if (tables.Length == 0)
        {
            throw SqlException.Semantic("'*' needs a FROM clause", star.Position);
        }

        return tables.SelectMany(t => t.Columns.Select((c, i) => (Scalar)new Scalar.Column(t.Start + i, c.Type)));
    }

    private static ImmutableArray<RelColumn> Columns(
        Query.Select select, Rel input, ImmutableArray<Scalar> expressions, Scope scope)
    {
        var columns = ImmutableArray.CreateBuilder<RelColumn>(expressions.Length);
        foreach (var item in select.Items.ToList())
        {
            if (item is SelectItem.Star star)
            {
                foreach (var scalar in Star(star, scope).Cast<Scalar.Column>())
                {
                    columns.Add(input.Columns[scalar.Index]);
                }
            }
            else
            {
                columns.Add(ColumnOf((SelectItem.Value)item, expressions[columns.Count], input, columns.Count));
            }
        }

        return columns.ToImmutable();
    }

    private static RelColumn ColumnOf(SelectItem.Value item, Scalar scalar, Rel input, int index)
    {
        var role = scalar is Scalar.Column column ? input.Columns[column.Index].Role
            : scalar is Scalar.Call { Function.Name: "PROCTIME" } ? ColumnRole.ProcTime
            : ColumnRole.None;
        var name = item.Alias?.Text ?? item.Expression switch
        {
            Expression.Name path => path.Path.Last.Text,
            Expression.FieldAccess field => field.Field.Text,
            _ => $"EXPR${index}",
        };
        return scalar.Type.Kind == TypeKind.Null
            ? throw SqlException.Type("Illegal use of 'NULL'", item.Position, "Write CAST(NULL AS the type).")
            : new RelColumn(name, scalar.Type, role);
    }

    private static Expression.Call? FindOver(Expression expression) =>
        (Expression.Call?)ExpressionWalker.Find(expression, e => e is Expression.Call { Over: not null });

    private static ExpressionBinder WithRank(
        Scope scope, Expression.Call over, int number, Func<Expression, Scalar?>? inner) => new(scope)
    {
        Intercept = expression => ReferenceEquals(expression, over) || expression.Equals(over)
            ? new Scalar.Column(number, SqlType.BigInt.NotNull())
            : inner?.Invoke(expression),
    };

    private static (Scalar[] Partition, (Scalar Key, OrderItem Item)[] Order) RankParts(
        Expression.Call over, ExpressionBinder binder)
    {
        var window = over.Over!;
        return ([.. window.PartitionBy.Select(binder.Bind)],
            [.. window.OrderBy.Select(item => (binder.Bind(item.Key), item))]);
    }

    /// <summary>Appends ROW_NUMBER to the input (and first whatever it partitions or sorts by that is no column).
    /// </summary>
    private static (Rel Ranked, int Number) BindRank(Expression.Call over, Rel input, ExpressionBinder binder)
    {
        var name = over.Function.Last.Text.ToUpperInvariant();
        if (name != "ROW_NUMBER" || over.Over!.Base is not null || over.Over.Frame is not null)
        {
            throw SqlException.NotSupported($"{name}(..) OVER (..)", over.Position);
        }

        var (partition, order) = RankParts(over, binder);
        if (order.Length == 0)
        {
            throw SqlException.Semantic("ROW_NUMBER() needs an ORDER BY", over.Position);
        }

        var expressions = input.Columns.Select((c, i) => (Scalar)new Scalar.Column(i, c.Type)).ToList();
        var partitionColumns = partition.Select(Add).ToImmutableArray();
        var sortKeys = order
            .Select(o => new SortKey(Add(o.Key), o.Item.Descending, NullsFirst(o.Item))).ToImmutableArray();
        var below = expressions.Count == input.Columns.Length ? input : new Rel.Project(
            input,
            [.. expressions],
            [.. expressions.Select((e, i) => i < input.Columns.Length
                ? input.Columns[i]
                : new RelColumn($"$s{i}", e.Type))]);
        var columns = below.Columns.Add(new RelColumn("$rank", SqlType.BigInt.NotNull()));
        return (new Rel.Rank(below, partitionColumns, sortKeys, over.Position, columns), columns.Length - 1);

        int Add(Scalar scalar)
        {
            if (scalar is Scalar.Column column)
            {
                return column.Index;
            }

            expressions.Add(scalar);
            return expressions.Count - 1;
        }
    }
}
