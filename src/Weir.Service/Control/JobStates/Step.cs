using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control.JobStates;

/// <summary>What is to be done about a job next. States decide it, the reconciler does it.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>Nothing, until somebody wants something or something is observed.</summary>
    public sealed record Rest : Step
    {
        public static readonly Rest Now = new();
    }

    /// <summary>Nothing before this time.</summary>
    public sealed record Wait(DateTimeOffset Until) : Step;

    /// <summary>Order the runtime to start, to stop or to take a savepoint. Repeated until it is accepted.</summary>
    public sealed record Start : Step;

    public sealed record Stop(StopOrder Order) : Step;

    public sealed record TakeSavepoint(SavepointRequest Request) : Step;

    /// <summary>Go over to another state.</summary>
    public sealed record Move(JobState To) : Step
    {
        /// <summary>The new status text.</summary>
        public string Text { get; init; } = "";

        /// <summary>What went wrong, when that is why.</summary>
        public RunError? Error { get; init; }

        /// <summary>What became of the state, when the run has just begun.</summary>
        public RestoreReport? Restored { get; init; }

        /// <summary>The savepoint before the stop is complete; its request stays, so that the order to stop
        /// does.</summary>
        public bool SavepointDone { get; init; }

        /// <summary>The savepoint that was asked for failed, and the newest checkpoint is to stand in for it.</summary>
        public bool CheckpointStandsIn { get; init; }

        /// <summary>The run ended with its process, which is nobody's failure: not counted, always from the newest
        /// restore point.</summary>
        public bool ProcessEnded { get; init; }
    }
}

/// <summary>All that a state may look at when it decides.</summary>
internal sealed record JobView
{
    public required Job Job { get; init; }

    public required Run Run { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Runs of this runtime end with our process.</summary>
    public required bool EndsWithProcess { get; init; }

    /// <summary>Epochs of this run that failed within the last hour.</summary>
    public required int RecentFailures { get; init; }

    /// <summary>The state's deadline has passed.</summary>
    public bool Overdue { get; init; }
}
