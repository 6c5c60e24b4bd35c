namespace Weir.Service.Runtimes;

/// <summary>The runtimes of this service by name, as queues call them.</summary>
internal sealed class RuntimeSet(IEnumerable<Runtime> runtimes)
{
    /// <summary>The runtime in this process, which the queue <c>default</c> is bound to.</summary>
    public const string Embedded = "embedded";

    private readonly Dictionary<string, Runtime> byName =
        runtimes.ToDictionary(static r => r.Name, StringComparer.Ordinal);

    public IEnumerable<Runtime> All => byName.Values;

    /// <summary>Null when a queue is bound to one that this service was not configured with.</summary>
    public Runtime? Find(string name) => byName.GetValueOrDefault(name);
}
