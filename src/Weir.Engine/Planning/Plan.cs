using System.Collections.Immutable;

namespace Weir.Engine.Planning;

/// <summary>A compiled statement or script: immutable, can be started any number of times.</summary>
public sealed class Plan
{
    internal Plan(ImmutableArray<PlanNode> roots, IReadOnlyDictionary<string, string> settings, TimeZoneInfo zone)
    {
        Roots = roots;
        Settings = settings;
        Zone = zone;
    }

    /// <summary>The sinks (or the one collect node of a SELECT).</summary>
    internal ImmutableArray<PlanNode> Roots { get; }

    /// <summary>What SET statements and the caller set, by key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Session time zone.</summary>
    public TimeZoneInfo Zone { get; }
}
