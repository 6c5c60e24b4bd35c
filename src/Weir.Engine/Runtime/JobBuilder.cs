using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.Planning;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime;

/// <summary>Makes the tasks of a job: operators, the calls between them, exchanges.</summary>
internal sealed class JobBuilder
{
    private readonly JobRun _run;
    private readonly TaskGraph _graph;
    private readonly StateNames _names;
    private readonly Dictionary<PlanNode, Stage[]> _stages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PlanNode, TaskLoop[]> _tasks = new(ReferenceEqualityComparer.Instance);

    public JobBuilder(JobRun run)
    {
        _run = run;
        _graph = TaskGraph.Of(run.Plan, run.Options.Parallelism);
        _names = new StateNames(_graph.Nodes);
    }

    /// <summary>All tasks, not opened, without sources.</summary>
    public List<TaskLoop> Build()
    {
        var factory = new OperatorFactory(_run.Plan, _run.Options, _names);
        var all = new List<TaskLoop>();
        foreach (var spec in _graph.Tasks)
        {
            TaskLoop[] tasks =
                [.. Enumerable.Range(0, spec.Parallelism).Select(i => new TaskLoop(_run, spec.Nodes[0].Title, i))];
            all.AddRange(tasks);
            foreach (var node in spec.Nodes)
            {
                _tasks[node] = tasks;
                _stages[node] = [.. tasks.Select(t => AddStage(t, node, spec.Parallelism, factory))];
            }
        }

        foreach (var edge in _graph.Edges)
        {
            Connect(edge);
        }

        return all;
    }

    /// <summary>Adds the sources, whose readers exist only when the operators are open.</summary>
    public void AddSources()
    {
        foreach (var (node, stages) in _stages.Where(static s => s.Key is ScanNode))
        {
            for (var i = 0; i < stages.Length; i++)
            {
                var task = _tasks[node][i];
                task.Add(new SourceHead(stages[i], (SourceOperator)stages[i].Operator, _run.Options.Time, task.Wake));
            }
        }
    }

    /// <summary>All nodes, inputs first.</summary>
    public IReadOnlyList<PlanNode> Nodes => _graph.Nodes;

    /// <summary>The checkpoint to start from goes into the operators, each subtask taking its share.</summary>
    /// <exception cref="CheckpointException">It is damaged.</exception>
    public IReadOnlyList<OperatorVerdict> Restore(SavedJob saved)
    {
        using var reader = new SnapshotReader(saved.Folder);
        foreach (var node in _graph.Nodes)
        {
            if (saved.Find(_names.Of(node)) is { } old
                && (node.State is not { } state || StateJoin.IsRestored(StateJoin.Of(node, state, old))))
            {
                foreach (var stage in _stages[node])
                {
                    Restore(stage, old, reader);
                }
            }
        }

        WarnOfUnused(saved);
        return StateJoin.Verdicts(_graph.Nodes, _names, saved);
    }

    private void WarnOfUnused(SavedJob saved)
    {
        var used = _graph.Nodes.Select(_names.Of).ToHashSet();
        foreach (var old in saved.Manifest.Operators.Where(o => o.Kind is not null && !used.Contains(o.Name)))
        {
            _run.Warn($"The state of {old.Title} in the checkpoint belongs to no operator of this job and is left behind.");
        }
    }

    private static void Restore(Stage stage, ManifestOperator old, SnapshotReader reader)
    {
        stage.Operator.RestoreOperatorState([.. old.Subtasks.Select(static s => s.State).OfType<byte[]>()]);
        var context = stage.Context;
        var own = KeyGroups.OfSubtask(context.Subtask, context.Parallelism, context.MaxParallelism);
        var saved = old.Subtasks.Where((_, i) => Overlaps(
            own, KeyGroups.OfSubtask(i, old.Subtasks.Length, context.MaxParallelism)));
        try
        {
            foreach (var table in stage.Operator.Tables)
            {
                reader.Restore(table, saved.SelectMany(static s => s.Tables), own);
            }
        }
        catch (SnapshotException exception)
        {
            throw new CheckpointException(exception.Message, exception);
        }
    }

    private static bool Overlaps(KeyGroupRange a, KeyGroupRange b) => a.First < b.End && b.First < a.End;

    private Stage AddStage(TaskLoop task, PlanNode node, int parallelism, OperatorFactory factory)
    {
        var options = _run.Options;
        var context = new OperatorContext
        {
            Subtask = task.Subtask,
            Parallelism = parallelism,
            MaxParallelism = _run.MaxParallelism,
            Time = options.Time,
            Evaluation = new EvaluationContext(options.Time, _run.Plan.Zone),
            Memory = _run.Memory,
            StateTtl = options.StateTtl,
            Metrics = new OperatorMetrics(),
            JobName = options.Name,
            Epoch = options.Epoch,
        };
        var stage = new Stage(
            task, node, _names.Of(node), factory.Create(node, context), context, node.Inputs.Length, options.PerRow);
        task.Add(stage);
        return stage;
    }

    private void Connect(PlanEdge edge)
    {
        var from = _stages[edge.From];
        var to = _stages[edge.To];
        if (!_graph.IsExchange(edge))
        {
            for (var i = 0; i < from.Length; i++)
            {
                from[i].Output.AddTarget(to[i], edge.Port);
            }
        }
        else if (_graph.IsForward(edge))
        {
            for (var i = 0; i < from.Length; i++)
            {
                var channel = NewChannel(edge, i, i);
                AddWriter(edge, i, [channel], new Partitioner.Fixed(1, 0));
                _tasks[edge.To][i].Add(new ExchangeHead(to[i], edge.Port, [channel]));
            }
        }
        else
        {
            ConnectAll(edge, from.Length, to);
        }
    }

    private void ConnectAll(PlanEdge edge, int producers, Stage[] consumers)
    {
        var channels = new Channel[producers][];
        for (var producer = 0; producer < producers; producer++)
        {
            channels[producer] =
                [.. Enumerable.Range(0, consumers.Length).Select(consumer => NewChannel(edge, producer, consumer))];
            AddWriter(edge, producer, channels[producer], PartitionerOf(edge, producer, consumers.Length));
        }

        for (var consumer = 0; consumer < consumers.Length; consumer++)
        {
            _tasks[edge.To][consumer].Add(
                new ExchangeHead(consumers[consumer], edge.Port, [.. channels.Select(c => c[consumer])]));
        }
    }

    private Channel NewChannel(PlanEdge edge, int producer, int consumer) =>
        new(edge.From.Schema, _tasks[edge.From][producer].Wake, _tasks[edge.To][consumer].Wake);

    private void AddWriter(PlanEdge edge, int producer, Channel[] channels, Partitioner partitioner)
    {
        var writer = new ExchangeWriter(channels, partitioner);
        _stages[edge.From][producer].Output.AddWriter(writer);
        _tasks[edge.From][producer].Add(writer);
    }

    // Changes of one key must stay in order, so only streams of inserts are dealt out batch by batch.
    private Partitioner PartitionerOf(PlanEdge edge, int producer, int consumers) => edge.Input.Distribution switch
    {
        Distribution.Hash => new Partitioner.ByKey(consumers, _run.MaxParallelism, [.. edge.Input.Keys]),
        Distribution.Any when edge.From.Mode == ChangelogMode.Append =>
            new Partitioner.RoundRobin(consumers, producer),
        _ => new Partitioner.Fixed(consumers, producer % consumers),
    };
}
