using System.Runtime.InteropServices;

namespace Weir.Engine.State.Snapshots;

/// <summary>
/// Keeps the files of earlier checkpoints few and dense: pages in files of which little is still in use, or in the smallest
/// of too many files, count as not stored, so the next checkpoint writes them again and the file can go.
/// </summary>
internal sealed class StoredFiles
{
    /// <summary>Files that one store may refer to; beyond it, half of them are given up.</summary>
    private const int MaxFiles = 32;

    // Bytes that the store wrote into each file.
    private readonly Dictionary<string, long> _written = [];

    /// <summary>Notes what a completed snapshot has written: the blocks in a file not seen before.</summary>
    public void Count(ReadOnlySpan<BlockRef?> stored)
    {
        var fresh = new Dictionary<string, long>();
        foreach (var block in stored)
        {
            if (block is not null && !_written.ContainsKey(block.File))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(fresh, block.File, out _) += block.Length;
            }
        }

        foreach (var (file, bytes) in fresh)
        {
            _written.Add(file, bytes);
        }
    }

    /// <summary>Clears the places of pages that are to be written again.</summary>
    public void ForgetSparse(Span<BlockRef?> stored)
    {
        var live = new Dictionary<string, long>();
        foreach (var block in stored)
        {
            if (block is not null)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(live, block.File, out _) += block.Length;
            }
        }

        var forget = live.Where(f => f.Value * 2 < _written[f.Key]).Select(f => f.Key).ToHashSet();
        if (live.Count - forget.Count > MaxFiles)
        {
            forget.UnionWith(live.OrderBy(f => f.Value).Take(live.Count - MaxFiles / 2).Select(f => f.Key));
        }

        foreach (var file in _written.Keys.Where(f => forget.Contains(f) || !live.ContainsKey(f)).ToArray())
        {
            _written.Remove(file);
        }

        for (var i = 0; forget.Count > 0 && i < stored.Length; i++)
        {
            if (stored[i] is { } block && forget.Contains(block.File))
            {
                stored[i] = null;
            }
        }
    }
}
