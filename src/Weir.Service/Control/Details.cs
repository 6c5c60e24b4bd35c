using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>Reads a job with what belongs to it, from one consistent state of the store.</summary>
internal sealed class Details(DefinitionStore definitions)
{
    public JobDetail? Find(Session session, string projectId, int jobId) =>
        JobStore.Entry(session, projectId, jobId) is { } entry ? Complete(session, entry) : null;

    public JobDetail? FindByName(Session session, string projectId, string name) =>
        JobStore.EntryByName(session, projectId, name) is { } entry ? Complete(session, entry) : null;

    /// <param name="withSql">False leaves the SQL of the definitions empty.</param>
    public JobDetail Complete(Session session, JobEntry entry, bool withSql = true)
    {
        var job = entry.Job;
        var current = job.CurrentDefinition is not { } id
            ? null
            : withSql
                ? definitions.Find(session, id)?.Definition
                : DefinitionStore.WithoutSql(session, id);
        var draft = job.DraftPending || current is null ? DefinitionStore.Draft(session, job.Id, withSql) : null;
        return new JobDetail
        {
            Job = job,
            Current = current,
            Draft = draft ?? current?.Content ?? new JobDefinition(),
            Run = job.RunId is { } run ? RunStore.Find(session, job.Id, run) : null,
            Savepoint = job.SavepointPoint is { } point ? RestorePointStore.Find(session, job.Id, point) : null,
            CreatorName = entry.CreatorName,
        };
    }
}
