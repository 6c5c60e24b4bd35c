using Weir.Service.Model;

namespace Weir.Service.Control;

/// <summary>The queues of a project. Each has one named <c>default</c> without a limit.</summary>
internal sealed class Queues
{
    public Task<Outcome<Queue>> Find(Caller caller, string name) => throw new NotImplementedException();

    public Task<IReadOnlyList<Queue>> List(Caller caller) => throw new NotImplementedException();
}
