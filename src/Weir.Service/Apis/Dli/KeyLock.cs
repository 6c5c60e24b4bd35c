using System.Collections.Concurrent;
using System.Net;

namespace Weir.Service.Apis.Dli;

/// <summary>Refuses an access key for a while after several wrong signatures in a row, as the vendor's gateway does.
/// Counted per key and address, so that a stranger who knows a key's id cannot lock its owner out.</summary>
/// <param name="limit">Wrong signatures in a row that lock; 0 = never.</param>
internal sealed class KeyLock(TimeProvider clock, int limit, TimeSpan duration)
{
    // Enough for every honest client; beyond it the oldest knowledge is worth less than the memory.
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<(string AccessKey, IPAddress From), Failures> entries = new();

    public bool IsLocked(string accessKey, IPAddress from) =>
        limit > 0
        && entries.TryGetValue((accessKey, from), out var failures)
        && failures.Count >= limit
        && clock.GetUtcNow() - failures.Last < duration;

    public void Failed(string accessKey, IPAddress from)
    {
        if (limit <= 0)
        {
            return;
        }

        if (entries.Count >= MaxEntries)
        {
            entries.Clear();
        }

        var now = clock.GetUtcNow();
        entries.AddOrUpdate(
            (accessKey, from),
            static (_, at) => new Failures(1, at.now),
            static (_, old, at) => new Failures(at.now - old.Last >= at.duration ? 1 : old.Count + 1, at.now),
            (now, duration));
    }

    public void Succeeded(string accessKey, IPAddress from)
    {
        if (!entries.IsEmpty)
        {
            entries.TryRemove((accessKey, from), out _);
        }
    }

    private sealed record Failures(int Count, DateTimeOffset Last);
}
