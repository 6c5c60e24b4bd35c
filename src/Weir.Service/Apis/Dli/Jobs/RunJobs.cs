using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>POST streaming/jobs/run: wants jobs running, from nothing or from their latest savepoint.</summary>
internal static class RunJobs
{
    private static readonly Text EdgeJobs = new("Running edge jobs", "运行边缘作业");

    public static Task<Reply> Handle(Call call)
    {
        var body = JsonBody.Read(call.Body, DliJson.Wire.RunBody);
        var request = new RunRequest
        {
            From = body.ResumeSavepoint == true ? StartFrom.Savepoint : StartFrom.Scratch,
        };
        return Batch.Run(call, body.JobIds, Messages.RunDelivered, id => Run(call, id, request));
    }

    private static async Task<DliError?> Run(Call call, long id, RunRequest request)
    {
        if (JobId.Known(id) is not { } known)
        {
            return JobErrors.OnRun(new Refusal.NotFound());
        }

        var job = await call.Control.Jobs.Show(call.Caller, known);
        if (job.Accepted && JobView.TypeOf(job.Value.Job) == SqlJobChecks.EdgeType)
        {
            return Errors.NotSupported(EdgeJobs);
        }

        return Batch.ErrorOf(await call.Control.Jobs.Run(call.Caller, known, request), JobErrors.OnRun);
    }
}
