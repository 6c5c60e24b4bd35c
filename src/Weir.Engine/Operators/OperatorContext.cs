using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>What an operator instance is told when it is opened.</summary>
public sealed class OperatorContext
{
    public required int Subtask { get; init; }
    public required int Parallelism { get; init; }

    /// <summary>Number of key groups; fixed for a job's life.</summary>
    public required int MaxParallelism { get; init; }

    public required TimeProvider Time { get; init; }
    public required EvaluationContext Evaluation { get; init; }

    /// <summary>Memory of the job's state; asking beyond it fails the job with a clear message.</summary>
    public required MemoryBudget Memory { get; init; }

    /// <summary>Time to live of idle state; zero = for ever.</summary>
    public TimeSpan StateTtl { get; init; }

    /// <summary>Counters of this operator instance.</summary>
    public required OperatorMetrics Metrics { get; init; }

    /// <summary>Job-wide identity for names of files and transactions: job, run epoch.</summary>
    public string JobName { get; init; } = "job";

    public long Epoch { get; init; }
}

/// <summary>Counters, written by the task's thread, read by anybody.</summary>
public sealed class OperatorMetrics
{
    public long RowsIn;
    public long RowsOut;
    public long LateRowsDropped;
    public long BadRecords;
    public long BytesIn;
    public long BytesOut;
    public long StateBytes;
    public long StateKeys;
}
