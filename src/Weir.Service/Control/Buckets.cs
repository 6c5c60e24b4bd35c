using Weir.Service.Model;

namespace Weir.Service.Control;

/// <summary>The buckets of a project. Each has one named <c>weir</c>.</summary>
internal sealed class Buckets
{
    public Task<Outcome<Bucket>> Find(Caller caller, string name) => throw new NotImplementedException();

    public Task<IReadOnlyList<Bucket>> List(Caller caller) => throw new NotImplementedException();
}
