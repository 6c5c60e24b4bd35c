using System.Text;

namespace Weir.Engine.Connectors;

/// <summary>A hash of text that is the same in every process, version and machine (FNV-1a over UTF-8, folded).</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    public static ulong Of(string text)
    {
        var hash = Offset;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * Prime;
        }

        return hash ^ (hash >> 32);
    }
}
