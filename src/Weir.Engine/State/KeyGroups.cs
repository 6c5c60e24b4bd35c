namespace Weir.Engine.State;

/// <summary>
/// Key groups: the unit in which keyed state is split between subtasks. A key's group is a function of its hash alone, so
/// exchanges and state agree, and a restore at another parallelism moves whole groups.
/// </summary>
internal static class KeyGroups
{
    /// <summary>0..<paramref name="maxParallelism"/>-1. From the upper half of the hash: the index of a slot table uses the
    /// lower one, and must not see only a part of its values.</summary>
    public static int Of(ulong hash, int maxParallelism) => (int)((uint)(hash >> 32) % (uint)maxParallelism);

    /// <summary>The subtask that owns a key group.</summary>
    public static int Subtask(int group, int maxParallelism, int parallelism) =>
        (int)((long)group * parallelism / maxParallelism);

    /// <summary>The key groups that a subtask owns.</summary>
    public static KeyGroupRange OfSubtask(int subtask, int parallelism, int maxParallelism) => new(
        (int)(((long)subtask * maxParallelism + parallelism - 1) / parallelism),
        (int)(((long)(subtask + 1) * maxParallelism + parallelism - 1) / parallelism),
        maxParallelism);
}

/// <summary>Key groups from <paramref name="First"/> up to but not including <paramref name="End"/>.</summary>
internal readonly record struct KeyGroupRange(int First, int End, int MaxParallelism)
{
    /// <summary>Everything, for a single subtask.</summary>
    public static KeyGroupRange All(int maxParallelism) => new(0, maxParallelism, maxParallelism);

    public bool Owns(ulong hash)
    {
        var group = KeyGroups.Of(hash, MaxParallelism);
        return group >= First && group < End;
    }
}
