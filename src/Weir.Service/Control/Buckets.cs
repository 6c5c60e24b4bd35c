using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>The buckets of a project. Each has one named <c>weir</c>.</summary>
internal sealed class Buckets(Database database, TimeProvider clock)
{
    public Task<Outcome<Bucket>> Find(Caller caller, string name)
    {
        var found = database.Read(s => PlaceStore.Bucket(s, caller.ProjectId, name));
        return Task.FromResult(found is null ? (Outcome<Bucket>)new Refusal.BucketMissing(name) : found);
    }

    /// <summary>Makes a bucket one of the project's; one that already is stays as it is.</summary>
    public Task<Outcome<Done>> Add(Caller caller, string name) => database.Ask<Done>(session =>
    {
        PlaceStore.AddBucket(session, new Bucket(caller.ProjectId, name, clock.NowMs()));
        return default(Done);
    });

    public Task<IReadOnlyList<Bucket>> List(Caller caller) =>
        Task.FromResult<IReadOnlyList<Bucket>>(database.Read(s => PlaceStore.Buckets(s, caller.ProjectId)));
}
