using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>The queues of a project. Each has one named <c>default</c> without a limit.</summary>
internal sealed class Queues(Database database, TimeProvider clock)
{
    public Task<Outcome<Queue>> Find(Caller caller, string name)
    {
        var found = database.Read(s => PlaceStore.Queue(s, caller.ProjectId, name));
        return Task.FromResult(found is null ? (Outcome<Queue>)new Refusal.QueueMissing(name) : found);
    }

    public Task<IReadOnlyList<Queue>> List(Caller caller) =>
        Task.FromResult<IReadOnlyList<Queue>>(database.Read(s => PlaceStore.Queues(s, caller.ProjectId)));

    /// <summary>Makes a queue or binds an existing one anew; for the operator, at start.</summary>
    public Task<Outcome<Done>> Bind(string projectId, string name, string runtime, double? limitCus) =>
        database.Record<Done>(session =>
        {
            PlaceStore.SetQueue(session, new Queue(projectId, name, runtime, limitCus, clock.NowMs()));
            return default(Done);
        });
}
