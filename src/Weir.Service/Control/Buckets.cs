using Weir.Service.Model;
using Weir.Service.Store;

namespace Weir.Service.Control;

/// <summary>The buckets of a project. Each has one named <c>weir</c>.</summary>
internal sealed class Buckets(Database database)
{
    public Task<Outcome<Bucket>> Find(Caller caller, string name)
    {
        var found = database.Read(s => PlaceStore.Bucket(s, caller.ProjectId, name));
        return Task.FromResult(found is null ? (Outcome<Bucket>)new Refusal.BucketMissing(name) : found);
    }

    public Task<IReadOnlyList<Bucket>> List(Caller caller) =>
        Task.FromResult<IReadOnlyList<Bucket>>(database.Read(s => PlaceStore.Buckets(s, caller.ProjectId)));
}
