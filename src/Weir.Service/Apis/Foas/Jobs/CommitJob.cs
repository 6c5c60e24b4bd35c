namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>PUT jobs/{jobName}/commit: makes the draft the definition that the next start or resume takes. The other
/// parameters belong to AutoScale and mean nothing while that is off.</summary>
internal static class CommitJob
{
    public static async Task<Reply> Handle(Call call)
    {
        if (call.Body.Flag("isOnOff") == true)
        {
            throw new FoasException(Errors.NotSupported("AutoScale (isOnOff=true)"));
        }

        var name = call.Path["jobName"];
        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name)).Job;
        Call.Accept(await call.Control.Jobs.Commit(call.Caller, job.Id), JobErrors.On(name));
        return Reply.Done;
    }
}
