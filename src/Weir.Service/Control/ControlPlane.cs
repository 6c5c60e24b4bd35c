using Weir.Service.Accounts;

namespace Weir.Service.Control;

/// <summary>Everything a dialect may use, made once at start. Dialects get this and nothing else.</summary>
internal sealed class ControlPlane
{
    public required Jobs Jobs { get; init; }

    public required Queues Queues { get; init; }

    public required Buckets Buckets { get; init; }

    public required Identity Identity { get; init; }

    public required Settings Settings { get; init; }

    public required TimeProvider Clock { get; init; }
}
