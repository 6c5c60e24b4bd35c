using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

/// <summary>INSERT: maps the query's columns to the table's, by position or by the column list.</summary>
internal static class InsertBinder
{
    public static (TableEntry Table, Rel Query) Bind(Statement.Insert insert, Catalog catalog, QueryBinder binder)
    {
        if (insert.Overwrite)
        {
            throw SqlException.NotSupported("INSERT OVERWRITE", insert.Position);
        }

        if (insert.Partition.Count > 0)
        {
            throw SqlException.NotSupported("INSERT .. PARTITION", insert.Partition[0].Position);
        }

        var name = Catalog.NameOf(insert.Target);
        var table = catalog.Table(name) ?? throw SqlException.Name(
            $"Table '{name}' not found", insert.Target.Position,
            catalog.Similar(name) is { } similar ? $"Names are case-sensitive: did you mean '{similar}'?" : null);
        var query = binder.Bind(insert.Query);
        return (table, Project(insert, table, query));
    }

    private static Rel.Project Project(Statement.Insert insert, TableEntry table, Rel query)
    {
        var targets = Targets(insert, table);
        if (targets.Count != query.Columns.Length)
        {
            throw SqlException.Semantic(
                $"Column types of query result and sink for '{table.Name}' do not match: different number of columns "
                + $"(query: {query.Columns.Length}, sink: {targets.Count})",
                insert.Position);
        }

        var expressions = table.Physical.Select((column, i) =>
        {
            var at = targets.IndexOf(i);
            return at < 0 ? Missing(column, insert) : Value(query, at, column, insert);
        });
        return new Rel.Project(
            query, [.. expressions], [.. table.Physical.Select((c, i) => new RelColumn(c.Name, TypeFor(c, targets, i, query)))]);
    }

    private static SqlType TypeFor(Types.RowField column, List<int> targets, int index, Rel query)
    {
        var at = targets.IndexOf(index);
        return column.Type.WithNullable(at < 0 || query.Columns[at].Type.Nullable);
    }

    private static List<int> Targets(Statement.Insert insert, TableEntry table)
    {
        if (insert.Columns.Count == 0)
        {
            return [.. Enumerable.Range(0, table.Physical.Count)];
        }

        var targets = new List<int>();
        foreach (var column in insert.Columns.ToList())
        {
            var index = table.Physical.IndexOf(column.Last.Text);
            if (index < 0 || !column.IsSimple)
            {
                throw SqlException.Name($"Table '{table.Name}' has no physical column '{column}'", column.Position);
            }

            if (targets.Contains(index))
            {
                throw SqlException.Semantic($"Column '{column}' is named twice", column.Position);
            }

            targets.Add(index);
        }

        return targets;
    }

    private static Scalar.Literal Missing(Types.RowField column, Statement.Insert insert) => column.Type.Nullable
        ? new Scalar.Literal(null, column.Type)
        : throw SqlException.Semantic($"Column '{column.Name}' has no value and is NOT NULL", insert.Position);

    private static Scalar Value(Rel query, int at, Types.RowField column, Statement.Insert insert)
    {
        var given = query.Columns[at].Type;
        if (!TypeRules.CanImplicitlyCast(given, column.Type))
        {
            throw SqlException.Type(
                $"Incompatible types for sink column '{column.Name}' at position {at}: the query has {given}, the table "
                + $"{column.Type}",
                insert.Position, "Write a CAST.");
        }

        return ExpressionBinder.CastTo(
            new Scalar.Column(at, given), column.Type.WithNullable(given.Nullable), insert);
    }
}
