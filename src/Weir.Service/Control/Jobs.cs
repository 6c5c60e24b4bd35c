using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>
/// What can be wanted of jobs: one method per intention. Each is durable when it returns and says nothing about the
/// world outside: the reconciler makes it so. Every one is scoped by the caller's project.
/// </summary>
internal sealed class Jobs(
    Database database,
    Details details,
    DefinitionStore definitions,
    JobUpdates updates,
    JobRuns runs,
    JobCreation creation)
{
    /// <summary>Rows of a history that are read at once; older ones are of interest to nobody at a screen.</summary>
    private const int HistoryLimit = 200;

    public Task<Outcome<JobDetail>> Create(Caller caller, NewJob job) => creation.Create(caller, job);

    /// <summary>The job is gone when this returns; what still runs of it is stopped afterwards.</summary>
    /// <param name="onlyWithdrawn">Refuses a job that is committed or live.</param>
    public Task<Outcome<Done>> Delete(Caller caller, int jobId, bool onlyWithdrawn = false) =>
        creation.Delete(caller, jobId, onlyWithdrawn);

    /// <summary>Applies the edit to the current content and to the draft, each by itself (DLI).</summary>
    public Task<Outcome<JobDetail>> Update(Caller caller, int jobId, JobEdit edit) =>
        updates.Update(caller, jobId, edit, draftOnly: false);

    /// <summary>Applies the edit to the draft only (foas); never touches what runs.</summary>
    public Task<Outcome<JobDetail>> UpdateDraft(Caller caller, int jobId, JobEdit edit) =>
        updates.Update(caller, jobId, edit, draftOnly: true);

    /// <summary>Makes the draft current.</summary>
    public Task<Outcome<JobDetail>> Commit(Caller caller, int jobId) => updates.Commit(caller, jobId);

    /// <summary>Turns a job that is not live back into a mere draft.</summary>
    public Task<Outcome<JobDetail>> Withdraw(Caller caller, int jobId) => updates.Withdraw(caller, jobId);

    public Task<Outcome<JobDetail>> SetTags(Caller caller, int jobId, Func<FieldBag, FieldBag> change) =>
        updates.SetTags(caller, jobId, change);

    /// <summary>Wants the job running. The outcome is the new run, which no runtime has heard of yet.</summary>
    public Task<Outcome<Run>> Run(Caller caller, int jobId, RunRequest request) => runs.Run(caller, jobId, request);

    /// <summary>Wants the job stopped; one that is not live already is.</summary>
    public Task<Outcome<Done>> Stop(Caller caller, int jobId, bool withSavepoint) =>
        runs.Stop(caller, jobId, withSavepoint);

    /// <summary>Wants the job stopped in such a way that it can go on (foas PAUSED).</summary>
    public Task<Outcome<Done>> Pause(Caller caller, int jobId) => runs.Pause(caller, jobId);

    /// <summary>Wants a savepoint of a running job. Empty path = the place of our choice.</summary>
    public Task<Outcome<Done>> Savepoint(Caller caller, int jobId, string path) =>
        runs.Savepoint(caller, jobId, path);

    /// <summary>Enters a savepoint that lies at <paramref name="path"/> into the ledger as the newest.</summary>
    public Task<Outcome<RestorePoint>> ImportSavepoint(Caller caller, int jobId, string path) =>
        runs.ImportSavepoint(caller, jobId, path);

    public Task<Outcome<JobDetail>> Show(Caller caller, int jobId) =>
        Task.FromResult(OrNotFound(database.Read(s => details.Find(s, caller.ProjectId, jobId))));

    public Task<Outcome<JobDetail>> ShowByName(Caller caller, string name) =>
        Task.FromResult(OrNotFound(database.Read(s => details.FindByName(s, caller.ProjectId, name))));

    public Task<JobPage> List(Caller caller, JobFilter filter) => Task.FromResult(database.Read(session => new JobPage(
        JobStore.Count(session, caller.ProjectId, filter),
        [
            .. JobStore.Page(session, caller.ProjectId, filter)
                .Select(entry => details.Complete(session, entry, filter.WithSql)),
        ])));

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<Update>>> Updates(Caller caller, int jobId) =>
        History(caller, jobId, static (s, job) => UpdateStore.Back(s, job.LastUpdate, HistoryLimit));

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<Definition>>> Definitions(Caller caller, int jobId) =>
        History(caller, jobId, (s, job) => definitions.Back(s, job.LastDefinition, HistoryLimit));

    /// <summary>The definition that a run was started with.</summary>
    public Task<Outcome<Definition>> StartedWith(Caller caller, Run run)
    {
        var found = database.Read(session => JobStore.Find(session, caller.ProjectId, run.JobId) is null
            ? null
            : definitions.Find(session, run.DefinitionId)?.Definition);
        return Task.FromResult(found is null ? (Outcome<Definition>)new Refusal.NotFound() : found);
    }

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<Run>>> Runs(Caller caller, int jobId) =>
        History(caller, jobId, static (s, job) => RunStore.All(s, job.Id, HistoryLimit));

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<RestorePoint>>> RestorePoints(Caller caller, int jobId) =>
        History(caller, jobId, static (s, job) => RestorePointStore.All(s, job.Id, HistoryLimit));

    private static Outcome<JobDetail> OrNotFound(JobDetail? found) =>
        found is null ? new Refusal.NotFound() : found;

    private Task<Outcome<IReadOnlyList<T>>> History<T>(Caller caller, int jobId, Func<Session, Job, List<T>> read)
    {
        var found = database.Read(session =>
            JobStore.Find(session, caller.ProjectId, jobId) is { } job ? read(session, job) : null);
        return Task.FromResult(found is null
            ? (Outcome<IReadOnlyList<T>>)new Refusal.NotFound()
            : Accepted<IReadOnlyList<T>>(found));
    }

    private static Outcome<T> Accepted<T>(T value) => value;
}
