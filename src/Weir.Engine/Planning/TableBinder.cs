using System.Collections.Immutable;
using Weir.Engine.Sql;
using Weir.Engine.Types;
using RowField = Weir.Engine.Types.RowField;

namespace Weir.Engine.Planning;

/// <summary>CREATE TABLE to a catalog entry; everything about the table that needs no query is checked here.</summary>
internal static class TableBinder
{
    public static TableEntry Bind(Statement.CreateTable table)
    {
        if (table.Like is { } like)
        {
            throw SqlException.NotSupported("CREATE TABLE .. LIKE", like.Position);
        }

        if (table.Query is { } query)
        {
            throw SqlException.NotSupported("CREATE TABLE .. AS", query.Position);
        }

        CheckNames(table);
        var key = table.PrimaryKey is { } primary ? Key(table, primary) : [];
        var columns = table.Columns.Select(c => Column(c, key)).ToImmutableArray();
        var physical = new RowFields(
            columns.Where(c => c.Type is not null).Select(c => new RowField(c.Name, c.Type!)));
        return new TableEntry(
            Catalog.NameOf(table.Name),
            physical,
            columns,
            table.Watermark is { } w ? Watermark(w, columns) : null,
            key,
            Partitions(table, columns),
            Options(table),
            table.Position);
    }

    private static void CheckNames(Statement.CreateTable table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            if (!seen.Add(column.Name.Text))
            {
                throw SqlException.Semantic($"Column '{column.Name}' is declared twice", column.Name.Position);
            }
        }

        if (table.Columns.Count == 0)
        {
            throw SqlException.Semantic("A table needs at least one column", table.Position);
        }
    }

    private static TableColumn Column(ColumnDefinition column, ImmutableArray<string> key) => column switch
    {
        ColumnDefinition.Physical physical => new(
            column.Name.Text, KeyType(TypeBinder.Bind(physical.Type), key.Contains(column.Name.Text)), null),
        ColumnDefinition.Computed computed => new(column.Name.Text, null, computed.Expression),
        ColumnDefinition.Metadata => throw SqlException.NotSupported("A METADATA column", column.Position),
        _ => throw new InvalidOperationException($"No binding for {column.GetType().Name}"),
    };

    private static SqlType KeyType(SqlType type, bool isKey) => isKey ? type.NotNull() : type;

    private static ImmutableArray<string> Key(Statement.CreateTable table, PrimaryKey primary)
    {
        foreach (var name in primary.Columns)
        {
            var column = table.Columns.FirstOrDefault(c => c.Name.Text == name.Text);
            if (column is not ColumnDefinition.Physical)
            {
                throw SqlException.Name(
                    $"The primary key names '{name}', which is no physical column of the table", name.Position);
            }
        }

        return [.. primary.Columns.Select(c => c.Text)];
    }

    private static WatermarkEntry Watermark(Watermark watermark, ImmutableArray<TableColumn> columns)
    {
        if (!watermark.Column.IsSimple)
        {
            throw SqlException.Semantic("A watermark needs a column of the table, not a nested field",
                watermark.Column.Position, "Lift the field by a computed column.");
        }

        var name = watermark.Column.Last.Text;
        return columns.Any(c => c.Name == name)
            ? new WatermarkEntry(name, watermark.Expression, watermark.Position)
            : throw SqlException.Name($"The watermark names '{name}', which is no column of the table",
                watermark.Column.Position);
    }

    private static ImmutableArray<string> Partitions(Statement.CreateTable table, ImmutableArray<TableColumn> columns)
    {
        foreach (var name in table.PartitionedBy)
        {
            if (!columns.Any(c => c.Name == name.Text && c.Type is not null))
            {
                throw SqlException.Name($"PARTITIONED BY names '{name}', which is no column of the table", name.Position);
            }
        }

        return [.. table.PartitionedBy.Select(p => p.Text)];
    }

    private static ImmutableDictionary<string, string> Options(Statement.CreateTable table)
    {
        var options = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var option in table.Options)
        {
            if (!options.TryAdd(option.Key, option.Value))
            {
                throw SqlException.Semantic($"Option '{option.Key}' is given twice", option.Position);
            }
        }

        return options.ToImmutable();
    }
}
