namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>DELETE jobs/{jobName}: only of a job that is offline.</summary>
internal static class DeleteJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var name = call.Path["jobName"];
        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name)).Job;
        Call.Accept(await call.Control.Jobs.Delete(call.Caller, job.Id, onlyWithdrawn: true), JobErrors.On(name));
        return Reply.Done;
    }
}
