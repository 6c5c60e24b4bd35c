using System.Collections.Immutable;
using Weir.Engine.Planning;

namespace Weir.Engine.Runtime;

/// <summary>Plan nodes that run as one chain, in topological order.</summary>
internal sealed record TaskSpec(int Index, int Parallelism, ImmutableArray<PlanNode> Nodes);

/// <summary>An edge of the plan: input number <paramref name="Port"/> of <paramref name="To"/>.</summary>
internal sealed record PlanEdge(PlanNode From, PlanNode To, int Port, PlanInput Input);

/// <summary>
/// How a plan is cut into tasks: an edge becomes an exchange only where rows have to change the subtask. What is not cut is
/// one task, with as many sources and sinks as it has. Exchanges never form a cycle: a node's level is the number of
/// exchanges above it, and edges between levels are exchanges too.
/// </summary>
internal sealed class TaskGraph
{
    private readonly Dictionary<PlanNode, int> _parallelism = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PlanNode, int> _level = new(ReferenceEqualityComparer.Instance);
    private readonly List<PlanNode> _nodes = [];

    private TaskGraph(Plan plan, int parallelism)
    {
        foreach (var root in plan.Roots)
        {
            Visit(root, parallelism);
        }

        Edges = [.. _nodes.SelectMany(static n => n.Inputs.Select((input, port) => new PlanEdge(input.Node, n, port, input)))];
        Tasks = Group();
    }

    /// <summary>All nodes, inputs first.</summary>
    public IReadOnlyList<PlanNode> Nodes => _nodes;

    public ImmutableArray<PlanEdge> Edges { get; }

    public ImmutableArray<TaskSpec> Tasks { get; }

    public static TaskGraph Of(Plan plan, int parallelism) => new(plan, parallelism);

    public int ParallelismOf(PlanNode node) => _parallelism[node];

    /// <summary>Whether rows on this edge leave the task.</summary>
    public bool IsExchange(PlanEdge edge) => Moves(edge.Input, edge.To) || _level[edge.From] != _level[edge.To];

    /// <summary>An exchange on which every row stays in its subtask.</summary>
    public bool IsForward(PlanEdge edge) => !Moves(edge.Input, edge.To);

    private void Visit(PlanNode node, int jobParallelism)
    {
        if (_parallelism.ContainsKey(node))
        {
            return;
        }

        foreach (var input in node.Inputs)
        {
            Visit(input.Node, jobParallelism);
        }

        _parallelism[node] = Resolve(node, jobParallelism);
        var level = 0;
        foreach (var input in node.Inputs)
        {
            level = Math.Max(level, _level[input.Node] + (Moves(input, node) ? 1 : 0));
        }

        _level[node] = level;
        _nodes.Add(node);
    }

    // What only passes rows on runs where its input runs: fewer exchanges, and changes of one key stay in order.
    private int Resolve(PlanNode node, int jobParallelism)
    {
        var asked = node.Parallelism > 0 ? node.Parallelism : jobParallelism;
        if (node is ScanNode scan)
        {
            return Math.Clamp(scan.Source.Parallelism ?? asked, 1, scan.Source.MaxParallelism);
        }

        if (node.Inputs.Any(static i => i.Distribution == Distribution.Single))
        {
            return 1;
        }

        if (node.Parallelism == 0 && node.Inputs.All(static i => i.Distribution == Distribution.Any))
        {
            asked = node.Inputs.Max(i => _parallelism[i.Node]);
        }

        return node is SinkNode sink
            ? Math.Clamp(sink.Sink.Parallelism ?? asked, 1, sink.Sink.MaxParallelism)
            : asked;
    }

    private bool Moves(PlanInput input, PlanNode to) =>
        _parallelism[input.Node] != _parallelism[to]
        || (input.Distribution != Distribution.Any && _parallelism[to] > 1);

    private ImmutableArray<TaskSpec> Group()
    {
        var leader = new Dictionary<PlanNode, PlanNode>(ReferenceEqualityComparer.Instance);
        foreach (var node in _nodes)
        {
            leader[node] = node;
        }

        foreach (var edge in Edges.Where(e => !IsExchange(e)))
        {
            leader[Find(edge.From)] = Find(edge.To);
        }

        var tasks = new List<List<PlanNode>>();
        var taskOf = new Dictionary<PlanNode, List<PlanNode>>(ReferenceEqualityComparer.Instance);
        foreach (var node in _nodes)
        {
            if (!taskOf.TryGetValue(Find(node), out var task))
            {
                taskOf[Find(node)] = task = [];
                tasks.Add(task);
            }

            task.Add(node);
        }

        return [.. tasks.Select((nodes, i) => new TaskSpec(i, _parallelism[nodes[0]], [.. nodes]))];

        PlanNode Find(PlanNode node)
        {
            while (!ReferenceEquals(leader[node], node))
            {
                node = leader[node];
            }

            return node;
        }
    }
}
