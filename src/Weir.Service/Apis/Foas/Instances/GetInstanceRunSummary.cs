namespace Weir.Service.Apis.Foas.Instances;

/// <summary>GET instances/{instanceId}/runsummary: what clients poll after StartJob and ModifyInstanceState.</summary>
internal static class GetInstanceRunSummary
{
    public static async Task<Reply> Handle(Call call)
    {
        var job = await CurrentInstance.Find(call);
        var body = job.Run is { } run
            ? InstanceView.Summary(job, run, await InputDelay.Of(call, job))
            : InstanceView.NoSummary(job);
        return Reply.Ok(new SummaryAnswer(body), FoasJson.Wire.SummaryAnswer);
    }
}
