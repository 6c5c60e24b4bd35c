using Weir.Service.Model;

namespace Weir.Service.Control;

/// <summary>
/// Jobs as the last update left them, so that the next one need not read first. May be out of date: what is worked out
/// from here is written only if the revision still fits, and a refusal worked out from here does not count.
/// </summary>
internal sealed class RecentJobs
{
    /// <summary>Jobs and characters of SQL kept; beyond either all are forgotten and read again.</summary>
    private const int JobLimit = 10_000;

    private const long TextLimit = 16L * 1024 * 1024;

    private readonly Dictionary<int, JobDetail> jobs = [];
    private readonly Lock sync = new();
    private long text;

    public JobDetail? Find(string projectId, int jobId)
    {
        lock (sync)
        {
            return jobs.TryGetValue(jobId, out var found) && found.Job.ProjectId == projectId ? found : null;
        }
    }

    public void Remember(JobDetail detail)
    {
        lock (sync)
        {
            if (jobs.Count >= JobLimit || text > TextLimit)
            {
                jobs.Clear();
                text = 0;
            }

            text += detail.Shown.Sql.Length;
            jobs[detail.Job.Id] = detail;
        }
    }
}
