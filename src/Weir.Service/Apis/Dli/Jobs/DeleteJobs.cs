using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>DELETE streaming/jobs/{id} and POST streaming/jobs/delete: jobs are gone at once, whatever they did.
/// </summary>
internal static class DeleteJobs
{
    public static async Task<Reply> HandleOne(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnDelete);
        var outcome = await call.Control.Jobs.Delete(call.Caller, id);
        return outcome.Match(
            _ => Reply.Ok(
                new PlainAnswer(Compatibility.Flag(call.Request, true), Messages.Deleted.In(call.Language)),
                DliJson.Wire.PlainAnswer),
            refusal => throw new DliException(JobErrors.OnDelete(refusal)));
    }

    public static Task<Reply> HandleSeveral(Call call)
    {
        var body = JsonBody.Read(call.Body, DliJson.Wire.DeleteBody);
        return Batch.Run(call, body.JobIds, Messages.Deleted, async id => JobId.Known(id) is { } known
            ? Batch.ErrorOf(await call.Control.Jobs.Delete(call.Caller, known), JobErrors.OnDelete)
            : JobErrors.OnDelete(new Refusal.NotFound()));
    }
}
