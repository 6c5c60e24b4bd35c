using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>POST streaming/jobs/stop: wants jobs stopped, with a savepoint when asked. Stopping a stopped job succeeds:
/// Terraform does it before every full update.</summary>
internal static class StopJobs
{
    public static Task<Reply> Handle(Call call)
    {
        var body = JsonBody.Read(call.Body, DliJson.Wire.StopBody);
        var withSavepoint = body.TriggerSavepoint ?? body.TriggerSavePointToo ?? false;
        return Batch.Run(call, body.JobIds, Messages.StopDelivered, async id => JobId.Known(id) is { } known
            ? Batch.ErrorOf(await call.Control.Jobs.Stop(call.Caller, known, withSavepoint), JobErrors.OnStop)
            : JobErrors.OnStop(new Refusal.NotFound()));
    }
}
