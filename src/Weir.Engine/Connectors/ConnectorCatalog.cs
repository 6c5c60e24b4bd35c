using Weir.Engine.Connectors.BlackHole;
using Weir.Engine.Connectors.DataGen;
using Weir.Engine.Connectors.FileSystem;
using Weir.Engine.Connectors.Print;
using Weir.Engine.Options;

namespace Weir.Engine.Connectors;

/// <summary>
/// The connectors there are, by the name that the option <c>connector</c> gives. The one way to make a source or sink of
/// a table: options are checked here before a connector sees them.
/// </summary>
public sealed class ConnectorCatalog(IReadOnlyList<Connector> connectors)
{
    public const string ConnectorKey = "connector";

    /// <summary>What needs nothing but the base library.</summary>
    public static ConnectorCatalog BuiltIn { get; } =
        new([new BlackHoleConnector(), new DataGenConnector(), new FileSystemConnector(), new PrintConnector()]);

    public IReadOnlyList<Connector> All => connectors;

    /// <summary>The same and more.</summary>
    public ConnectorCatalog With(params IEnumerable<Connector> more) => new([.. connectors, .. more]);

    /// <exception cref="ConnectorException">The table names no connector, or one that does not exist.</exception>
    public Connector Find(TableDefinition table)
    {
        if (!table.Options.TryGetValue(ConnectorKey, out var name))
        {
            throw new ConnectorException(
                $"Table '{table.Name}' names no connector", "Add WITH ('connector' = '…')");
        }

        return connectors.FirstOrDefault(c => c.Name == name) ?? throw new ConnectorException(
            $"Table '{table.Name}': there is no connector '{name}'",
            NearestName.Of(name, connectors.Select(c => c.Name)) is { } near
                ? $"Did you mean '{near}'?"
                : $"There are: {string.Join(", ", connectors.Select(c => c.Name))}");
    }

    /// <exception cref="ConnectorException">The table cannot be read, and why.</exception>
    public TableSource CreateSource(ConnectorContext context) =>
        Checked(context.Table, connector => connector.CreateSource(context));

    /// <exception cref="ConnectorException">The table cannot be written, and why.</exception>
    public TableSink CreateSink(ConnectorContext context) =>
        Checked(context.Table, connector => connector.CreateSink(context));

    private T Checked<T>(TableDefinition table, Func<Connector, T> create)
    {
        var connector = Find(table);
        try
        {
            connector.ValuesOf(table);
            return create(connector);
        }
        catch (OptionException e)
        {
            throw new ConnectorException($"Table '{table.Name}': {e.Message}", e.Hint);
        }
    }
}
