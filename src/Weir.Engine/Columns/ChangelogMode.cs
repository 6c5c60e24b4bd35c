namespace Weir.Engine.Columns;

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
