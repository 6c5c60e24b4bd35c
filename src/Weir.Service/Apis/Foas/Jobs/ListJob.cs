using System.Globalization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>GET jobs: the project's jobs, newest first. All filters ask for the whole value.</summary>
internal static class ListJob
{
    public static async Task<Reply> Handle(Call call)
    {
        var paging = Paging.Of(call);
        var isFull = call.QueryFlag("isShowFullField") ?? true;
        var all = await call.Control.Jobs.List(call.Caller, new JobFilter
        {
            Name = call.Query("jobName"),
            Limit = int.MaxValue,
            WithSql = false,
        });

        // What drafts hold is not in the store's columns, so it is compared here, without reading any code.
        var found = all.Jobs.Where(job => Fits(call, job)).ToList();
        var page = new List<JobBody>();
        foreach (var job in found.Skip(paging.Skip).Take(paging.Size))
        {
            var whole = isFull ? await call.Control.Jobs.Show(call.Caller, job.Job.Id) : job;
            if (whole.Accepted)
            {
                page.Add(Element(whole.Value, call.Caller.ProjectName, isFull));
            }
        }

        return Reply.Ok(
            new JobListAnswer(
                new JobList(page), paging.Index, paging.Size, found.Count, paging.PagesFor(found.Count)),
            FoasJson.Wire.JobListAnswer);
    }

    private static JobBody Element(JobDetail job, string projectName, bool isFull)
    {
        var body = JobView.Of(job, projectName) with { FileId = null };
        return isFull ? body : body with { Code = null, PlanJson = null, Properties = null };
    }

    private static bool Fits(Call call, JobDetail job)
    {
        var settings = job.Draft.Settings;
        return Is("jobType", JobView.Stream)
            && Is("apiType", JobView.ApiType(job.Job))
            && Is("engineVersion", settings.EngineVersion)
            && Is("clusterId", JobView.ClusterId(settings))
            && Is("folderId", JobView.FolderId(settings)?.ToString(CultureInfo.InvariantCulture) ?? "")
            && (call.Query("queueName") is not { } queue
                || QueueNames.Ours(queue, call.Caller.ProjectName) == OrDefault(settings.Queue));

        bool Is(string name, string value) =>
            call.Query(name) is not { } asked || asked.Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    private static string OrDefault(string queue) => queue.Length == 0 ? Queue.Default : queue;
}
