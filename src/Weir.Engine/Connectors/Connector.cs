using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Connectors;

/// <summary>
/// A connector: creates sources and sinks from a table's options. One folder and one line in <c>ConnectorCatalog</c>.
/// Factories validate everything that can be known without touching the outside and report it as
/// <see cref="ConnectorException"/>.
/// </summary>
public abstract class Connector
{
    /// <summary>Value of the option <c>connector</c>.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>True when the options with this prefix belong to the connector (<c>properties.</c>, <c>fields.</c>).
    /// </summary>
    public virtual bool OwnsPrefix(string key) => false;

    /// <summary>The connector's own options of a table, checked.</summary>
    public OptionValues ValuesOf(TableDefinition table) => OptionValues.Check(
        $"connector '{Name}'",
        table.Options.Where(o => o.Key != ConnectorCatalog.ConnectorKey),
        Options,
        OwnsPrefix);

    /// <exception cref="ConnectorException">The table cannot be read, and why.</exception>
    public virtual TableSource CreateSource(ConnectorContext context) =>
        throw new ConnectorException($"The connector '{Name}' cannot be used as a source.");

    /// <exception cref="ConnectorException">The table cannot be written, and why.</exception>
    public virtual TableSink CreateSink(ConnectorContext context) =>
        throw new ConnectorException($"The connector '{Name}' cannot be used as a sink.");
}

/// <summary>What a connector is given.</summary>
public sealed class ConnectorContext
{
    public required TableDefinition Table { get; init; }

    /// <summary>The columns that the plan reads (sources): a subset of the table's, nested ROWs pruned to the fields that are
    /// used, in table order. For sinks: all columns.</summary>
    public required RowFields Wanted { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Session time zone, for formats.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Turns a table's path into a file-system path or refuses it with a <see cref="ConnectorException"/> (a
    /// tenant must not reach into the service's own files).</summary>
    public Func<string, string> ResolvePath { get; init; } = TablePaths.Local;

    /// <summary>Where connectors that write to the console (print) write, one line at a time.</summary>
    public Action<string> Print { get; init; } = _ => { };

    /// <summary>The same for the error console; by default it is the same.</summary>
    public Action<string> PrintError
    {
        get => field ?? Print;
        init;
    }
}

/// <summary>A table definition, option or external system is not usable: user error.</summary>
public sealed class ConnectorException(string message, string? hint = null) : Exception(message)
{
    public string? Hint => hint;
}
