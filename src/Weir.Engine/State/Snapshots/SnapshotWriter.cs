namespace Weir.Engine.State.Snapshots;

/// <summary>
/// Writes the tables of one task into one page file of a checkpoint: the pages that no earlier checkpoint has stored, and
/// for each table a block that lists all its pages. The file appears with the first table.
/// </summary>
/// <param name="folder">The checkpoint's folder, where the manifest will be; it must keep its name and its place among the
/// other checkpoints.</param>
/// <param name="fileName">Unique in the folder.</param>
internal sealed class SnapshotWriter(string folder, string fileName) : IDisposable
{
    private readonly string _path = Path.GetFullPath(Path.Combine(folder, fileName));
    private FileStream? _file;

    /// <summary>Bytes written so far.</summary>
    public long Written => _file?.Position ?? 0;

    /// <summary>Writes a table; each page is let go as soon as it is written.</summary>
    /// <exception cref="IOException">The disk is full, or not there.</exception>
    public TableManifest Write(TableSnapshot snapshot)
    {
        try
        {
            return WriteTable(snapshot);
        }
        finally
        {
            snapshot.Abandon();
        }
    }

    /// <summary>Makes everything durable. Only then may a manifest name it.</summary>
    public void Finish() => _file?.Flush(flushToDisk: true);

    public void Dispose() => _file?.Dispose();

    private TableManifest WriteTable(TableSnapshot snapshot)
    {
        var content = new ContentWriter(folder);
        content.Start(snapshot.Parts.Count);
        var layouts = snapshot.Tables.Select(
            t => new SlotLayout(t, snapshot.Tables.Count(c => c.Parent == t.Name))).ToArray();
        foreach (var part in snapshot.Parts)
        {
            content.Part(part.Number);
            for (var i = 0; i < part.Images.Count; i++)
            {
                var image = part.Images[i];
                content.Table(image.Count, image.NextSlot);
                var rowBytes = layouts[i].RowBytes;
                WritePages(image.Rows, content, page => UsedBytes(page, image, rowBytes));
                WritePages(image.Heap, content, page => image.Heap.Pages[page]!.Length);
            }
        }

        return new TableManifest(
            [.. snapshot.Tables],
            KeyHash.Name,
            snapshot.Parts.Sum(static p => p.Images[0].Count),
            content.Bytes,
            Relative(Append(content.ToArray())),
            [.. content.Files.Append(content.Relative(_path)).Distinct()]);
    }

    private void WritePages(PageSnapshot pages, ContentWriter content, Func<int, int> used)
    {
        content.Pages(pages.Count);
        for (var page = 0; page < pages.Count; page++)
        {
            if (pages.Pages[page] is { } memory)
            {
                pages.Stored[page] ??= Append(memory.AsSpan(0, used(page)));
            }

            content.Page(pages.Stored[page]);
            pages.Release(page);
        }
    }

    // Rows behind the last slot were never used.
    private static int UsedBytes(int page, TableImage image, int rowBytes)
    {
        var length = image.Rows.Pages[page]!.Length;
        return page == image.Rows.Count - 1
            ? Math.Min(length, (image.NextSlot - (page << SlotLayout.PageShift(rowBytes))) * rowBytes)
            : length;
    }

    private BlockRef Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null)
        {
            _file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.Read);
            _file.Write(PageFile.Header());
        }

        var block = new BlockRef(_path, _file.Position, bytes.Length, PageFile.Checksum(bytes));
        _file.Write(bytes);
        return block;
    }

    private BlockRef Relative(BlockRef block) => block with { File = fileName };
}
