namespace Weir.Engine.State.Snapshots;

/// <summary>Where a block (a page, or a table's list of pages) lies in a page file.</summary>
/// <param name="File">Path of the page file; in manifests relative to the manifest's folder, with <c>/</c>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Checksum">CRC-32C of the bytes.</param>
public sealed record BlockRef(string File, long Offset, int Length, uint Checksum);
