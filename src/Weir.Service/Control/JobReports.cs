using Weir.Service.Model;
using Weir.Service.Runtimes;

namespace Weir.Service.Control;

/// <summary>All there is to know of one job: what is stored, and what its runtime says of the live run.</summary>
internal sealed record JobReport(
    JobDetail Detail,
    IReadOnlyList<Definition> Definitions,
    IReadOnlyList<Run> Runs,
    IReadOnlyList<RestorePoint> RestorePoints,
    IReadOnlyList<Update> Updates,
    RunReport? Live);

/// <summary>Puts reports together. The only reader that asks a runtime, and it never waits long for one.</summary>
internal sealed class JobReports(Jobs jobs, RuntimeSet runtimes, TimeProvider clock)
{
    /// <summary>A report without live figures is better than one that comes late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Outcome<JobReport>> Show(Caller caller, int jobId)
    {
        var found = await jobs.Show(caller, jobId);
        if (!found.Accepted)
        {
            return found.Refusal!;
        }

        return new JobReport(
            found.Value,
            OrNone(await jobs.Definitions(caller, jobId)),
            OrNone(await jobs.Runs(caller, jobId)),
            OrNone(await jobs.RestorePoints(caller, jobId)),
            OrNone(await jobs.Updates(caller, jobId)),
            await Live(found.Value));
    }

    /// <summary>Figures of the live run; null when nothing runs or its runtime does not answer in time.</summary>
    public async Task<RunReport?> Live(JobDetail detail)
    {
        if (!detail.Job.IsLive || detail.Run is not { } run || runtimes.Find(run.Runtime) is not { } runtime)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            var handle = new RunHandle
            {
                Key = new RunKey(run.JobId, run.Id, run.Epoch),
                RuntimeJobId = run.RuntimeJobId,
                Savepoint = run.Savepoint,
            };
            return await runtime.Report(handle, limit.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static IReadOnlyList<T> OrNone<T>(Outcome<IReadOnlyList<T>> history) =>
        history.Accepted ? history.Value : [];
}
