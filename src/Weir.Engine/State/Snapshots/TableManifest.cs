using System.Collections.Immutable;

namespace Weir.Engine.State.Snapshots;

/// <summary>One table of one subtask in a checkpoint's manifest.</summary>
/// <param name="Tables">The table and those that it owns, each followed by its children.</param>
/// <param name="Hash">Name of the hash that key groups come from.</param>
/// <param name="Rows">Slots in use, over all partitions, children not counted.</param>
/// <param name="Bytes">Size of all pages.</param>
/// <param name="Content">The block that lists the pages.</param>
/// <param name="Files">Every page file that the content refers to, relative to the manifest's folder. A page file may be
/// deleted when no manifest that is kept names it.</param>
internal sealed record TableManifest(
    ImmutableArray<SavedTable> Tables,
    string Hash,
    long Rows,
    long Bytes,
    BlockRef Content,
    ImmutableArray<string> Files)
{
    public string Name => Tables[0].Name;
}
