namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>PUT jobs/{jobName}/offline: takes back the commit of a job that is stopped.</summary>
internal static class OfflineJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var name = call.Path["jobName"];
        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name)).Job;
        Call.Accept(await call.Control.Jobs.Withdraw(call.Caller, job.Id), JobErrors.On(name));
        return Reply.Done;
    }
}
