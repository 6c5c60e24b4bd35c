namespace Weir.Service.Model;

/// <summary>Why an intention was refused, in our words. Each dialect maps these to its own codes and texts.</summary>
internal abstract record Refusal
{
    private Refusal()
    {
    }

    /// <summary>No such job in this project. A foreign one looks the same.</summary>
    public sealed record NotFound : Refusal;

    public sealed record NameTaken(string Name) : Refusal;

    /// <summary>The job is live and the update changes <paramref name="Field"/>, which may not change then.</summary>
    public sealed record NotEditable(JobState State, string Field) : Refusal;

    /// <summary>The job is in a state in which the intention makes no sense (run a running one, ...).</summary>
    public sealed record WrongState(JobState State) : Refusal;

    /// <summary>The job has only a draft, and the intention needs a committed definition.</summary>
    public sealed record NotCommitted : Refusal;

    /// <summary>The job is committed, and the intention needs one that is not (foas: delete).</summary>
    public sealed record StillCommitted : Refusal;

    /// <summary>The run was to start from a restore point and there is none.</summary>
    public sealed record NoRestorePoint : Refusal;

    public sealed record QueueMissing(string Queue) : Refusal;

    /// <summary>The queue has a limit and the job would exceed it. Both in CUs.</summary>
    public sealed record QueueFull(string Queue, double NeededCus, double FreeCus) : Refusal;

    public sealed record BucketMissing(string Bucket) : Refusal;

    /// <summary>A quota that the operator set, for instance <c>drafts</c>.</summary>
    public sealed record QuotaReached(string What, int Limit) : Refusal;

    /// <summary>The program cannot run as it stands (SQL that does not compile, a jar that is missing).</summary>
    public sealed record BadProgram(RunError Error) : Refusal;

    /// <summary>The queue's runtime cannot run this kind of job.</summary>
    public sealed record RuntimeCannot(string Runtime, JobKind Kind) : Refusal;

    /// <summary>An edit said no; the reason is the dialect's own and comes back to it untouched.</summary>
    public sealed record Rejected(object Reason) : Refusal;

    /// <summary>More commands are waiting for the store than it may hold; nothing was done, try again.</summary>
    public sealed record Overloaded : Refusal;
}
