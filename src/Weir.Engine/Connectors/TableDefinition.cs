using Weir.Engine.Types;

namespace Weir.Engine.Connectors;

/// <summary>
/// A table as a connector sees it: its physical columns (plus metadata columns, by key) and its options. Computed columns
/// and watermarks are the planner's business.
/// </summary>
/// <param name="Columns">Physical columns in declared order.</param>
/// <param name="Options">WITH options, keys as written (lower case by convention).</param>
/// <param name="PrimaryKey">Indices into <paramref name="Columns"/>; empty when there is none.</param>
public sealed record TableDefinition(
    string Name,
    RowFields Columns,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyList<int> PrimaryKey)
{
    /// <summary>PARTITIONED BY, as indices into <see cref="Columns"/>.</summary>
    public IReadOnlyList<int> PartitionKeys { get; init; } = [];

    /// <summary>The columns that are METADATA: column name to key (<c>file.name</c>).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
