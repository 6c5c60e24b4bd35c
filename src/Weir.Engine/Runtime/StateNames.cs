using System.Text;
using Weir.Engine.Planning;

namespace Weir.Engine.Runtime;

/// <summary>
/// Names under which what an operator saves stands in a checkpoint: the descriptor's identity for keyed state, the table for
/// sources and sinks, the source above it for what comes right behind one. Equal names are numbered in plan order.
/// </summary>
internal sealed class StateNames
{
    private readonly Dictionary<PlanNode, string> _names = new(ReferenceEqualityComparer.Instance);

    public StateNames(IEnumerable<PlanNode> nodes)
    {
        var taken = new Dictionary<string, int>();
        foreach (var node in nodes)
        {
            var name = NameOf(node);
            var number = taken[name] = taken.GetValueOrDefault(name) + 1;
            _names[node] = number == 1 ? name : $"{name}#{number}";
        }
    }

    public string Of(PlanNode node) => _names[node];

    /// <summary>Name of a sink that can be part of a file name or transaction id.</summary>
    public string SinkIdOf(SinkNode node)
    {
        var id = new StringBuilder();
        foreach (var c in Of(node)["sink:".Length..])
        {
            id.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        }

        return id.ToString();
    }

    private string NameOf(PlanNode node) => node switch
    {
        { State: { } state } => state.Identity,
        ScanNode scan => $"source:{Connector(scan.Table.Options)}:{scan.Table.Name}",
        SinkNode sink => $"sink:{Connector(sink.Table.Options)}:{sink.Table.Name}",
        _ => $"{node.GetType().Name}:{(node.Inputs.IsEmpty ? "" : _names[node.Inputs[0].Node])}",
    };

    private static string Connector(IReadOnlyDictionary<string, string> options) =>
        options.GetValueOrDefault("connector", "");
}
