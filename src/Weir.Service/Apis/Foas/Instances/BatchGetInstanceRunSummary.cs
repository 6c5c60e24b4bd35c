using Weir.Service.Apis.Foas.Jobs;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>GET runsummary: the summaries of several jobs by name. Names that are unknown or not committed are passed
/// over.</summary>
internal static class BatchGetInstanceRunSummary
{
    /// <summary>Each live one asks its runtime.</summary>
    private const int MostNames = 500;

    public static async Task<Reply> Handle(Call call)
    {
        var names = (call.Query("jobNames") ?? throw new FoasException(Errors.Missing("jobNames")))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var type = call.Query("jobType") ?? throw new FoasException(Errors.Missing("jobType"));
        if (names.Length > MostNames)
        {
            throw new FoasException(Errors.Invalid("jobNames", $"It has more than {MostNames} names."));
        }

        var found = new List<SummaryBody>();
        var isStream = type.Equals(JobView.Stream, StringComparison.OrdinalIgnoreCase);
        foreach (var name in isStream ? names.Distinct() : [])
        {
            var job = await call.Control.Jobs.ShowByName(call.Caller, name);
            if (job is { Accepted: true, Value: { Current: not null } detail })
            {
                found.Add(detail.Run is { } run && detail.Job.State != Model.JobState.Draft
                    ? InstanceView.Summary(detail, run, await InputDelay.Of(call, detail))
                    : InstanceView.NoSummary(detail));
            }
        }

        return Reply.Ok(new SummaryListAnswer(new SummaryList(found)), FoasJson.Wire.SummaryListAnswer);
    }
}
