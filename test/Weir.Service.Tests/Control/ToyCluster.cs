using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Tests.Control;

/// <summary>
/// A small real runtime: runs are entries that count. It outlives the control plane when it plays a cluster, and loses
/// replies on demand. It keeps what a real one would keep: which runs there are, and what they committed.
/// </summary>
internal sealed class ToyCluster
{
    private readonly Dictionary<string, ToyRun> runs = [];

    public IReadOnlyDictionary<string, ToyRun> Runs => runs;

    /// <summary>Every start that made a new copy, in order.</summary>
    public List<string> Copies { get; } = [];

    public int Live(int jobId) => runs.Values.Count(r => r.Key.JobId == jobId && r.IsLive);

    public ToyRun Add(StartOrder order)
    {
        var run = new ToyRun(order);
        runs.Add(order.Run.RuntimeJobId, run);
        Copies.Add(order.Run.RuntimeJobId);
        return run;
    }

    public ToyRun? Find(string runtimeJobId) => runs.GetValueOrDefault(runtimeJobId);

    public void Lose(string runtimeJobId) => runs.Remove(runtimeJobId);

    public void LoseAll() => runs.Clear();
}

/// <summary>One copy of a job.</summary>
internal sealed class ToyRun(StartOrder order)
{
    public RunKey Key => order.Run.Key;

    public StartOrder Order => order;

    public RunPhase Phase { get; set; } = RunPhase.Running;

    public RunError? Error { get; set; }

    public RestoreReport? Restored { get; set; }

    public SavepointStanding? Savepoint { get; set; }

    public int Checkpoints { get; set; }

    public bool IsLive => Phase is RunPhase.Starting or RunPhase.Running or RunPhase.Stopping;
}
