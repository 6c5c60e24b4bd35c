using Weir.Engine.Connectors;

namespace Weir.Engine.Planning;

/// <summary>What statements are compiled with.</summary>
public sealed record SessionOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Session time zone until SET 'table.local-time-zone' says otherwise.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Settings that hold before the script's own SET statements.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Turns a table's path into a file-system path, or refuses it with a ConnectorException.</summary>
    public Func<string, string> ResolvePath { get; init; } = TablePaths.Local;

    public ConnectorCatalog Connectors { get; init; } = ConnectorCatalog.BuiltIn;

    /// <summary>Where the print connector writes its lines.</summary>
    public Action<string> Print { get; init; } = _ => { };
}
