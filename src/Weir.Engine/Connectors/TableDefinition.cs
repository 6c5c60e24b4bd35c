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
    IReadOnlyList<int> PrimaryKey);

/// <summary>Which changes a stream may carry.</summary>
public enum ChangelogMode
{
    /// <summary>+I only.</summary>
    Append,

    /// <summary>All four kinds, updates as pairs of -U and +U.</summary>
    Retract,

    /// <summary>+I, +U, -D by unique key, no -U.</summary>
    Upsert,
}
