using System.Globalization;
using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>GET instances: the current instance of each job, or with isArchived the earlier ones; newest first. Jobs that
/// were never started have none.</summary>
internal static class ListInstance
{
    public static async Task<Reply> Handle(Call call)
    {
        var paging = Paging.Of(call);
        var type = call.Query("jobType") ?? throw new FoasException(Errors.Missing("jobType"));
        var isArchived = call.QueryFlag("isArchived") ?? false;
        var jobs = await call.Control.Jobs.List(call.Caller, new JobFilter
        {
            Name = call.Query("jobName"),
            Limit = type.Equals(JobView.Stream, StringComparison.OrdinalIgnoreCase) ? int.MaxValue : 0,
            WithSql = false,
        });
        var found = new List<(JobDetail Job, Run Run)>();
        foreach (var job in jobs.Jobs)
        {
            var runs = isArchived ? await Archived(call, job) : job is { Run: { } run, Job.State: not JobState.Draft } ? [run] : [];
            found.AddRange(runs.Where(r => Fits(call, job, r)).Select(r => (job, r)));
        }

        var page = new List<InstanceBody>();
        foreach (var (job, run) in found.OrderByDescending(f => f.Run.Id).Skip(paging.Skip).Take(paging.Size))
        {
            var started = await call.Control.Jobs.StartedWith(call.Caller, run);
            if (started.Accepted)
            {
                page.Add(await Element(call, job, run, started.Value.Content));
            }
        }

        return Reply.Ok(
            new InstanceListAnswer(
                new InstanceList(page), paging.Index, paging.Size, found.Count, paging.PagesFor(found.Count)),
            FoasJson.Wire.InstanceListAnswer);
    }

    /// <summary>As far back as a history is read; of a job that was taken offline, the last one too.</summary>
    private static async Task<IEnumerable<Run>> Archived(Call call, JobDetail job)
    {
        var runs = await call.Control.Jobs.Runs(call.Caller, job.Job.Id);
        return runs.Accepted
            ? runs.Value.Where(run => run.Id != job.Job.RunId || job.Job.State == JobState.Draft)
            : [];
    }

    private static async Task<InstanceBody> Element(Call call, JobDetail job, Run run, JobDefinition started)
    {
        var delay = run.Id == job.Job.RunId ? await InputDelay.Of(call, job) : InstanceView.NoDelay;
        return InstanceView.Of(job, run, started, call.Caller.ProjectName, delay) with { AutoScaleParams = null };
    }

    private static bool Fits(Call call, JobDetail job, Run run)
    {
        var summary = InstanceView.Summary(job, run, InstanceView.NoDelay);
        var start = (run.StartedAt ?? run.RequestedAt).ToUnixTimeMilliseconds();
        var end = run.EndedAt?.ToUnixTimeMilliseconds();
        return Is("apiType", JobView.ApiType(job.Job))
            && Is("expectState", summary.ExpectState)
            && Is("actualState", summary.ActualState)
            && Within(call, "startBeginTs", "startEndTs", start)
            && Within(call, "endBeginTs", "endEndTs", end);

        bool Is(string name, string? value) =>
            call.Query(name) is not { } asked || asked.Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    private static bool Within(Call call, string from, string to, long? time) =>
        (Time(call, from) is not { } least || time >= least) && (Time(call, to) is not { } most || time <= most);

    private static long? Time(Call call, string name) => call.Query(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time
        : throw new FoasException(Errors.Invalid(name, "It must be a time in milliseconds."));
}
