using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>What can be wrong with a job or with what is wanted of it. The vendor published no codes of this kind; these
/// are ours.</summary>
internal static class JobErrors
{
    private const int BadRequest = 400;

    public static FoasError NoSuchJob(string name) => new(
        404, "JobNotExist", $"The job {name} does not exist.", "Check the job's name and its project's.");

    public static FoasError Exists(string name) => new(
        BadRequest, "JobAlreadyExist", $"A job named {name} already exists.", "Choose another name or update that job.");

    public static FoasError NotCommitted { get; } = new(
        BadRequest, "JobNotOnline", "The job has a draft only.", "Commit the job (CommitJob) first.");

    public static FoasError StillCommitted { get; } = new(
        BadRequest, "JobNotOffline", "The job is online.", "Take the job offline (OfflineJob) first.");

    public static FoasError NotStopped(JobState state) => new(
        BadRequest, "JobNotStopped", $"The job's instance is {InstanceWord(state)}.",
        "Stop the instance (ModifyInstanceState, TERMINATED) first.");

    public static FoasError InvalidState(JobState state, string wanted) => new(
        BadRequest, "InstanceStateInvalid", $"The instance is {InstanceWord(state)} and cannot be {wanted} now.",
        "Look at ActualState and ExpectState.");

    public static FoasError NoSuchInstance(string id) => new(
        404, "InstanceNotExist", $"The job has no current instance {id}.",
        "Use -1 for the current instance; earlier ones are archived.");

    public static FoasError NotRunning { get; } = new(
        BadRequest, "InstanceNotRunning", "The job has no running instance.", "Start the job (StartJob) first.");

    /// <summary>What any operation on one job can meet.</summary>
    public static Func<Refusal, FoasError> On(string jobName) => refusal => refusal switch
    {
        Refusal.NotFound => NoSuchJob(jobName),
        Refusal.NameTaken taken => Exists(taken.Name),
        Refusal.NotCommitted => NotCommitted,
        Refusal.StillCommitted => StillCommitted,
        Refusal.WrongState wrong => NotStopped(wrong.State),
        Refusal.QueueMissing missing => new FoasError(
            404, "QueueNotExist", $"There is no queue {missing.Queue} in the project.", "Correct queueName."),
        Refusal.QueueFull full => new FoasError(
            BadRequest, "ResourceNotEnough",
            $"The queue {full.Queue} has {full.FreeCus} CUs left, the job needs {full.NeededCus}.",
            "Stop other jobs, or ask for less."),
        Refusal.BucketMissing missing => new FoasError(
            404, "BucketNotExist", $"There is no bucket {missing.Bucket} in the project.", "Make the bucket."),
        Refusal.QuotaReached quota => new FoasError(
            BadRequest, "QuotaExceeded", $"There are already {quota.Limit} {quota.What}.", "Delete some."),
        Refusal.RuntimeCannot cannot => new FoasError(
            BadRequest, "NotSupportedYet",
            $"Running jobs of this kind ({cannot.Kind}) on {cannot.Runtime} is not supported yet.", "Use a SQL job."),
        Refusal.BadProgram bad => BadProgram(bad.Error),
        Refusal.Rejected { Reason: FoasError reason } => reason,
        Refusal.Overloaded => Errors.Overloaded,
        _ => new FoasError(BadRequest, "OperationRefused", $"The operation was refused ({refusal}).", "Try again."),
    };

    private static FoasError BadProgram(RunError error)
    {
        var where = error.Line > 0 ? $" (line {error.Line}, column {error.Column})" : "";
        return new FoasError(
            BadRequest,
            "CompileFailed",
            $"{error.Message.TrimEnd('.')}{where}.",
            error.Hint.Length > 0 ? error.Hint : "Correct the code.");
    }

    private static string InstanceWord(JobState state) => Instances.InstanceState.Actual(state);
}
