namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>GET streaming/jobs/{id}: everything about one job.</summary>
internal static class ShowJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var id = JobId.Read(call, JobErrors.OnShow);
        var outcome = await call.Control.Jobs.Show(call.Caller, id);
        return outcome.Match(
            job => Reply.Ok(
                new ShowAnswer(
                    Compatibility.True,
                    Messages.Shown.In(call.Language),
                    JobView.Detail(job, call.Control.Clock.GetUtcNow())),
                DliJson.Wire.ShowAnswer),
            refusal => throw new DliException(JobErrors.OnShow(refusal)));
    }
}
