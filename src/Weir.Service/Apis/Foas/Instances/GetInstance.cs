using Weir.Service.Apis.Foas.Jobs;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>GET instances/{instanceId}: the instance with the definition it was started with. A job that was never started
/// has one in state UNKNOWN, as the vendor's own example expects.</summary>
internal static class GetInstance
{
    public static async Task<Reply> Handle(Call call)
    {
        var job = await CurrentInstance.Find(call);
        if (job.Run is not { } run)
        {
            return Answer(InstanceView.None(job, call.Caller.ProjectName));
        }

        var started = Call.Accept(
            await call.Control.Jobs.StartedWith(call.Caller, run),
            JobErrors.On(job.Job.Name));
        var delay = await InputDelay.Of(call, job);
        return Answer(InstanceView.Of(job, run, started.Content, call.Caller.ProjectName, delay));
    }

    private static Reply Answer(InstanceBody body) =>
        Reply.Ok(new InstanceAnswer(body), FoasJson.Wire.InstanceAnswer);
}
