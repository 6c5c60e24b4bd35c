using Microsoft.Win32.SafeHandles;

namespace Weir.Engine.State.Snapshots;

/// <summary>Reads the page files of a checkpoint.</summary>
/// <param name="folder">The folder of the manifest.</param>
internal sealed class SnapshotReader(string folder) : IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> _files = [];

    /// <summary>Fills a table from what the subtasks of the same operator saved: keeps the key groups of
    /// <paramref name="own"/>, joins slots by identity and layout. The table must be empty. Tables of other names are passed
    /// over; what cannot be kept starts empty (see <see cref="TableMatch"/>).</summary>
    /// <exception cref="SnapshotException">A file is missing or damaged.</exception>
    /// <exception cref="StateLimitException">The memory budget is used up.</exception>
    public void Restore(SlotTable table, IEnumerable<TableManifest> saved, KeyGroupRange own)
    {
        foreach (var manifest in saved.Where(m => m.Name == table.Descriptor.Name))
        {
            if (manifest.Hash != KeyHash.Name)
            {
                throw new SnapshotException(
                    $"The state was saved with the hash '{manifest.Hash}'; this program has '{KeyHash.Name}'.");
            }

            var content = new ContentReader(Read(manifest.Content));
            for (var part = 0; part < content.Parts; part++)
            {
                var number = content.Part();
                var images = manifest.Tables.Select(t => ReadImage(content, t, manifest.Tables)).ToArray();
                TableRestore.Run(table, number, images, own);
            }
        }
    }

    /// <summary>Reads a block and checks it.</summary>
    public byte[] Read(BlockRef block)
    {
        // Pinned, because rows are read by address.
        var bytes = GC.AllocateUninitializedArray<byte>(block.Length, pinned: true);
        var file = Open(block.File);
        var read = 0;
        while (read < bytes.Length)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(read), block.Offset + read);
            if (count == 0)
            {
                throw new SnapshotException($"'{block.File}' ends too early; the state in it is damaged.");
            }

            read += count;
        }

        return PageFile.Checksum(bytes) == block.Checksum
            ? bytes
            : throw new SnapshotException(
                $"The state at {block.Offset} of '{block.File}' is damaged: its checksum is wrong.");
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private RestoreImage ReadImage(ContentReader content, SavedTable table, IReadOnlyCollection<SavedTable> family)
    {
        var (_, nextSlot) = content.Table();
        var rows = content.Pages();
        var heap = content.Pages();
        return new RestoreImage(
            table,
            new SlotLayout(table, family.Count(t => t.Parent == table.Name)),
            nextSlot,
            [.. rows.Select(Source)],
            [.. heap.Select(Source)]);
    }

    private Func<byte[]>? Source(BlockRef? block) => block is null ? null : () => Read(block);

    private SafeFileHandle Open(string name)
    {
        if (_files.TryGetValue(name, out var open))
        {
            return open;
        }

        try
        {
            var file = File.OpenHandle(Path.Combine(folder, name), options: FileOptions.RandomAccess);
            _files.Add(name, file);
            var header = new byte[PageFile.HeaderBytes];
            var read = RandomAccess.Read(file, header, 0);
            PageFile.CheckHeader(header.AsSpan(0, read), name);
            return file;
        }
        catch (IOException e)
        {
            throw new SnapshotException($"'{name}' of the state cannot be read: {e.Message}", e);
        }
    }
}
