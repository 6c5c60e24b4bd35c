using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>PUT instances/{instanceId}/expectstate: pauses, resumes or ends the instance. It answers when the wish is
/// durable; clients poll for the rest. Wishing what already is succeeds.</summary>
internal static class ModifyInstanceState
{
    private const string Wanted = "expectState";

    public static async Task<Reply> Handle(Call call)
    {
        var wanted = call.Body.Required(Wanted).ToUpperInvariant();
        var isFlush = call.Body.Flag("isFlush") ?? true;
        var withCheckpoint = call.Body.Flag("triggerCheckpoint") ?? false;
        if (wanted is InstanceState.Success or InstanceState.Failed)
        {
            throw new FoasException(Errors.NotSupported($"{Wanted} {wanted}, which is for batch jobs,"));
        }

        if (wanted is not (InstanceState.Running or InstanceState.Paused or InstanceState.Terminated))
        {
            throw new FoasException(Errors.Invalid(Wanted, "It must be RUNNING, PAUSED or TERMINATED."));
        }

        var job = await CurrentInstance.Find(call);
        if (job.Run is null)
        {
            throw new FoasException(job.Current is null ? JobErrors.NotCommitted : JobErrors.NotRunning);
        }

        await (wanted switch
        {
            InstanceState.Running => Resume(call, job, isFlush),
            InstanceState.Paused => Pause(call, job),
            _ => End(call, job, withCheckpoint),
        });
        return Reply.Done;
    }

    /// <summary>From where the pause left off; with the newest committed definition, or with the one that was
    /// paused.</summary>
    private static async Task Resume(Call call, JobDetail job, bool isFlush)
    {
        var isThere = job.Job.IsLive && job.Job.Desired == DesiredState.Running;
        if (isThere)
        {
            return;
        }

        if (isFlush)
        {
            StartJob.CheckPlan(job);
        }

        var request = new RunRequest
        {
            From = StartFrom.Latest,
            SameDefinition = !isFlush,
            Parameters = isFlush ? "" : null,
            OnlyIn = [JobState.Paused],
        };
        Accept(await call.Control.Jobs.Run(call.Caller, job.Job.Id, request), job, "resumed");
    }

    /// <summary>Always with a savepoint: triggerCheckpoint has nothing to add.</summary>
    private static async Task Pause(Call call, JobDetail job)
    {
        if (job.Job is { IsLive: false, State: not JobState.Paused })
        {
            throw new FoasException(JobErrors.InvalidState(job.Job.State, "paused"));
        }

        Accept(await call.Control.Jobs.Pause(call.Caller, job.Job.Id), job, "paused");
    }

    private static async Task End(Call call, JobDetail job, bool withCheckpoint) =>
        Accept(await call.Control.Jobs.Stop(call.Caller, job.Job.Id, withCheckpoint), job, "terminated");

    private static void Accept<T>(Outcome<T> outcome, JobDetail job, string wanted) => Call.Accept(
        outcome,
        refusal => refusal is Refusal.WrongState wrong
            ? JobErrors.InvalidState(wrong.State, wanted)
            : JobErrors.On(job.Job.Name)(refusal));
}
