namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>GET jobs/{jobName}: the job as it is being edited. One that does not exist is answered with an empty job: the
/// vendor's own example asks this way whether it has to make one.</summary>
internal static class GetJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var found = await call.Control.Jobs.ShowByName(call.Caller, call.Path["jobName"]);
        return found.Accepted
            ? Reply.Ok(new JobAnswer(JobView.Of(found.Value, call.Caller.ProjectName)), FoasJson.Wire.JobAnswer)
            : Reply.Ok(new NoJobAnswer(new NoJob()), FoasJson.Wire.NoJobAnswer);
    }
}
