using System.Collections.Immutable;
using Weir.Engine.State;

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

    /// <summary>The operators as a tree, sinks first.</summary>
    public string Explain() => Explanation.Of(this);

    /// <summary>True when every source ends by itself.</summary>
    public bool Bounded => Nodes().OfType<ScanNode>().All(scan => scan.Source.Bounded);

    /// <summary>What state the plan's operators declare.</summary>
    public IReadOnlyList<StateDescriptor> States => [.. Nodes().Select(n => n.State).OfType<StateDescriptor>()];

    /// <summary>All nodes, each once, inputs before those that read them.</summary>
    internal IReadOnlyList<PlanNode> Nodes()
    {
        var seen = new HashSet<PlanNode>(ReferenceEqualityComparer.Instance);
        var nodes = new List<PlanNode>();
        foreach (var root in Roots)
        {
            Visit(root);
        }

        return nodes;

        void Visit(PlanNode node)
        {
            if (seen.Add(node))
            {
                foreach (var input in node.Inputs)
                {
                    Visit(input.Node);
                }

                nodes.Add(node);
            }
        }
    }
}
