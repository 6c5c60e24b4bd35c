using System.Collections.Concurrent;
using System.Net;
using Weir.Service.Control;

namespace Weir.Service.Apis;

/// <summary>Refuses an access key for a while after several wrong signatures in a row, as the vendors' gateways do.
/// Counted per key and address, so that a stranger who knows a key's id cannot lock its owner out.</summary>
internal sealed class KeyLock(TimeProvider clock, Settings settings)
{
    // Enough for every honest client; beyond it the oldest knowledge is worth less than the memory.
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<(string AccessKey, IPAddress From), Failures> entries = new();

    public bool IsLocked(string accessKey, IPAddress from) =>
        entries.TryGetValue((accessKey, from), out var failures)
        && failures.Count >= settings.KeyFailuresBeforeLock
        && clock.GetUtcNow() - failures.Last < settings.KeyLock;

    public void Failed(string accessKey, IPAddress from)
    {
        var isExempt = IPAddress.IsLoopback(from) && !settings.KeyLockOnLoopback;
        if (settings.KeyFailuresBeforeLock <= 0 || isExempt)
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
            (now, duration: settings.KeyLock));
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
