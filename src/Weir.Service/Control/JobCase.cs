using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control;

/// <summary>
/// What the reconciler remembers of a job at work, in memory only: losing it costs a look at the runtime, no more.
/// Knows whether it is queued or being worked on, so that no two workers have the same job.
/// </summary>
internal sealed class JobCase : IDisposable
{
    /// <summary>Observations that may wait; a runtime tells a few per change, and the newest count most.</summary>
    private const int InboxLimit = 64;

    private readonly Queue<(int Epoch, Observation Observation)> inbox = [];
    private readonly Lock sync = new();
    private readonly TimeProvider clock;
    private readonly ITimer alarm;
    private bool queued;
    private bool busy;
    private bool again;

    public JobCase(int jobId, TimeProvider clock, Action<int> due)
    {
        JobId = jobId;
        this.clock = clock;
        alarm = clock.CreateTimer(_ => due(jobId), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int JobId { get; }

    /// <summary>The job was at work before this process began: look at the run before ordering anything.</summary>
    public bool MustLook { get; set; }

    /// <summary>How the order of the present state stands.</summary>
    public OrderProgress Progress { get; private set; } = new(JobState.Draft, 0);

    /// <summary>Woken since the present work on it began.</summary>
    public bool WokenAgain
    {
        get
        {
            lock (sync)
            {
                return again;
            }
        }
    }

    public OrderProgress ProgressIn(JobState state, int epoch)
    {
        if (Progress.State != state || Progress.Epoch != epoch)
        {
            Progress = new OrderProgress(state, epoch);
        }

        return Progress;
    }

    /// <summary>The state was left; when it is entered again, its order is another one.</summary>
    public void ForgetProgress() => Progress = new OrderProgress(JobState.Draft, 0);

    public void Tell(int epoch, Observation observation)
    {
        lock (sync)
        {
            if (inbox.Count == InboxLimit)
            {
                inbox.Dequeue();
            }

            inbox.Enqueue((epoch, observation));
        }
    }

    /// <summary>The next observation of this epoch; those of earlier ones are dropped.</summary>
    public Observation? TakeObservation(int epoch)
    {
        lock (sync)
        {
            while (inbox.TryDequeue(out var next))
            {
                if (next.Epoch == epoch)
                {
                    return next.Observation;
                }
            }

            return null;
        }
    }

    public void WakeAt(DateTimeOffset time)
    {
        var wait = time - clock.GetUtcNow();
        alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>True when the caller has to put it into the queue.</summary>
    public bool MarkQueued()
    {
        lock (sync)
        {
            if (busy)
            {
                again = true;
                return false;
            }

            var first = !queued;
            queued = true;
            return first;
        }
    }

    public void Begin()
    {
        lock (sync)
        {
            queued = false;
            busy = true;
            again = false;
        }
    }

    /// <summary>True when it was woken meanwhile and has to be queued again.</summary>
    public bool End()
    {
        lock (sync)
        {
            busy = false;
            queued = again;
            again = false;
            return queued;
        }
    }

    public void Dispose() => alarm.Dispose();
}

/// <summary>How far the order of a state and epoch has come with the runtime.</summary>
internal sealed class OrderProgress(JobState state, int epoch)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public JobState State => state;

    public int Epoch => epoch;

    /// <summary>The kind of order that the runtime has accepted; a state may turn from one to another.</summary>
    public Type? Accepted { get; set; }

    /// <summary>When to look at the run although nothing was told.</summary>
    public DateTimeOffset LookAt { get; set; }

    public DateTimeOffset NotBefore { get; private set; }

    public int Failures { get; private set; }

    /// <summary>The order has to be repeated, each time after a longer pause.</summary>
    public void Again(DateTimeOffset now)
    {
        Accepted = null;
        var pause = TimeSpan.FromSeconds(1L << Math.Min(Failures++, 6));
        NotBefore = now + (pause < LongestPause ? pause : LongestPause);
    }
}
