namespace Weir.Engine.Connectors.DataGen;

/// <summary>
/// Random numbers by place: the same seed, field and row give the same numbers, whoever asks and whenever. So a restored
/// or rescaled job goes on with the rows it would have made. (SplitMix64's finaliser over a counter.)
/// </summary>
internal struct RowRandom(ulong seed, int field, long row)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed + ((ulong)field * Golden)) + ((ulong)row * 0xD1342543DE82EF95);

    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>At least 0, less than 1.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Between two numbers, both included.</summary>
    public long NextBetween(long min, long max)
    {
        var span = unchecked((ulong)max - (ulong)min + 1);
        return span == 0 ? (long)Next() : unchecked(min + (long)Math.BigMul(Next(), span, out _));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
