using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Sql;
using Weir.Engine.Types;

namespace Weir.Engine.Planning;

internal sealed partial class PhysicalPlanner
{
    /// <summary>The sink of an INSERT; the query's columns are the table's physical ones, in order.</summary>
    public SinkNode Sink(TableEntry table, Rel query, SourcePosition position)
    {
        var definition = Definition(table);
        var sink = AtTable(table, () => options.Connectors.CreateSink(Context(definition, table.Physical)));
        var input = Plan(query);
        if (sink.Accepts == ChangelogMode.Append && input.Mode != ChangelogMode.Append)
        {
            throw SqlException.Semantic(
                $"Table '{table.Name}' takes inserts only, but the query updates and deletes rows it has written "
                + $"({Culprit(input)})",
                position,
                "Write to a table with a changelog format such as debezium-json, or use a window aggregate, whose rows are "
                + "final.");
        }

        if (sink.Parallelism is not null && input.Mode != ChangelogMode.Append)
        {
            // Changes of one row must stay in order: they may not be dealt out over other subtasks than they come from.
            throw SqlException.NotSupported($"A parallelism of its own for table '{table.Name}', which is updated,", position);
        }

        var notNull = table.Physical.Select((c, i) => (c, i))
            .Where(x => !x.c.Type.Nullable && query.Columns[x.i].Type.Nullable).Select(x => x.i);
        return Numbered(new SinkNode(input, definition, sink, [.. notNull])
        {
            Schema = table.Physical,
            Mode = input.Mode,
            Title = $"Sink({table.Name})",
        });
    }

    /// <summary>The lowest operator that makes updates out of inserts.</summary>
    private static string Culprit(PlanNode node)
    {
        var below = node.Inputs.FirstOrDefault(i => i.Node.Mode != ChangelogMode.Append);
        return below is null ? node.Title : Culprit(below.Node);
    }

    private TableDefinition Definition(TableEntry table) => new(
        table.Name,
        table.Physical,
        table.Options,
        [.. table.PrimaryKey.Select(table.Physical.IndexOf)])
    {
        PartitionKeys = [.. table.PartitionedBy.Select(table.Physical.IndexOf)],
    };

    private ConnectorContext Context(TableDefinition table, RowFields wanted) => new()
    {
        Table = table,
        Wanted = wanted,
        Time = options.Time,
        Zone = zone,
        ResolvePath = options.ResolvePath,
        Print = options.Print,
    };

    private static T AtTable<T>(TableEntry table, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ConnectorException error)
        {
            throw SqlException.Semantic(error.Message, table.Position, error.Hint);
        }
    }
}
