using System.Security.Cryptography;
using System.Text;

namespace Weir.Service.Apis.Foas;

/// <summary>Remembers nonces for as long as a request that carries them could be sent again. Only in memory: a restart
/// forgets them.</summary>
internal sealed class Nonces(TimeProvider clock)
{
    /// <summary>About 50 MB, or 500 requests a second for half an hour.</summary>
    private const int Limit = 1_000_000;

    /// <summary>Nonces that end in the same stretch are forgotten together.</summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromMinutes(1);

    private readonly Lock sync = new();
    private readonly Dictionary<long, HashSet<UInt128>> stretches = [];
    private int count;

    /// <summary>Takes a nonce of a key, which then is used until the given time.</summary>
    public NonceStanding Take(string accessKey, string nonce, DateTimeOffset until)
    {
        var mark = Mark(accessKey, nonce);
        lock (sync)
        {
            if (stretches.Values.Any(known => known.Contains(mark)))
            {
                return NonceStanding.Used;
            }

            Forget();
            if (count >= Limit)
            {
                return NonceStanding.NoRoom;
            }

            var stretch = until.UtcTicks / Stretch.Ticks;
            if (!stretches.TryGetValue(stretch, out var marks))
            {
                stretches[stretch] = marks = [];
            }

            marks.Add(mark);
            count++;
            return NonceStanding.New;
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow().UtcTicks / Stretch.Ticks;
        foreach (var past in stretches.Keys.Where(stretch => stretch < now).ToList())
        {
            count -= stretches[past].Count;
            stretches.Remove(past);
        }
    }

    /// <summary>Half of a hash: two different nonces that share it are not met in practice.</summary>
    private static UInt128 Mark(string accessKey, string nonce)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{accessKey}\n{nonce}"));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}

internal enum NonceStanding
{
    New,
    Used,

    /// <summary>It could not be remembered, so it must not be let through.</summary>
    NoRoom,
}
