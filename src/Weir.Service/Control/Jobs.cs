using Weir.Service.Model;

namespace Weir.Service.Control;

/// <summary>
/// What can be wanted of jobs: one method per intention. Each is durable when it returns and says nothing about the
/// world outside: the reconciler makes it so. Every one is scoped by the caller's project.
/// </summary>
internal sealed class Jobs
{
    public Task<Outcome<JobDetail>> Create(Caller caller, NewJob job) => throw new NotImplementedException();

    /// <summary>Applies the edit to the current content and to the draft, each by itself (DLI).</summary>
    public Task<Outcome<JobDetail>> Update(Caller caller, int jobId, JobEdit edit) =>
        throw new NotImplementedException();

    /// <summary>Applies the edit to the draft only (foas); never touches what runs.</summary>
    public Task<Outcome<JobDetail>> UpdateDraft(Caller caller, int jobId, JobEdit edit) =>
        throw new NotImplementedException();

    /// <summary>Makes the draft current.</summary>
    public Task<Outcome<JobDetail>> Commit(Caller caller, int jobId) => throw new NotImplementedException();

    /// <summary>Turns a job that is not live back into a mere draft.</summary>
    public Task<Outcome<JobDetail>> Withdraw(Caller caller, int jobId) => throw new NotImplementedException();

    public Task<Outcome<JobDetail>> SetTags(Caller caller, int jobId, Func<FieldBag, FieldBag> change) =>
        throw new NotImplementedException();

    /// <summary>Wants the job running. The outcome is the new run, which no runtime has heard of yet.</summary>
    public Task<Outcome<Run>> Run(Caller caller, int jobId, RunRequest request) => throw new NotImplementedException();

    /// <summary>Wants the job stopped; one that is not live already is.</summary>
    public Task<Outcome<Done>> Stop(Caller caller, int jobId, bool withSavepoint) =>
        throw new NotImplementedException();

    /// <summary>Wants the job stopped in such a way that it can go on (foas PAUSED).</summary>
    public Task<Outcome<Done>> Pause(Caller caller, int jobId) => throw new NotImplementedException();

    /// <summary>Wants a savepoint of a running job. Empty path = the place of our choice.</summary>
    public Task<Outcome<Done>> Savepoint(Caller caller, int jobId, string path) => throw new NotImplementedException();

    /// <summary>Enters a savepoint that lies at <paramref name="path"/> into the ledger as the newest.</summary>
    public Task<Outcome<RestorePoint>> ImportSavepoint(Caller caller, int jobId, string path) =>
        throw new NotImplementedException();

    /// <summary>The job is gone when this returns; what still runs of it is stopped afterwards.</summary>
    public Task<Outcome<Done>> Delete(Caller caller, int jobId) => throw new NotImplementedException();

    public Task<Outcome<JobDetail>> Show(Caller caller, int jobId) => throw new NotImplementedException();

    public Task<Outcome<JobDetail>> ShowByName(Caller caller, string name) => throw new NotImplementedException();

    public Task<JobPage> List(Caller caller, JobFilter filter) => throw new NotImplementedException();

    public Task<Outcome<IReadOnlyList<Update>>> Updates(Caller caller, int jobId) =>
        throw new NotImplementedException();

    public Task<Outcome<IReadOnlyList<Definition>>> Definitions(Caller caller, int jobId) =>
        throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<Run>>> Runs(Caller caller, int jobId) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public Task<Outcome<IReadOnlyList<RestorePoint>>> RestorePoints(Caller caller, int jobId) =>
        throw new NotImplementedException();
}
