using System.Text;

namespace Weir.Engine.State.Snapshots;

/// <summary>
/// Writes the block that lists the pages of a table. Form: number of files, their paths (length-prefixed UTF-8, relative to
/// the manifest's folder); number of parts; per part its number (long) and per table of the family: slots in use (long),
/// next slot (int), row pages, heap pages. Pages: their number, per page the file's number (-1: no such page), offset
/// (long), length and checksum.
/// </summary>
internal sealed class ContentWriter(string folder)
{
    private const int NoPage = -1;

    private readonly MemoryStream _body = new();
    private readonly Dictionary<string, int> _files = [];
    private readonly List<string> _relative = [];
    private BinaryWriter? _writer;

    /// <summary>Size of all pages so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The files of the pages so far, relative to the manifest's folder.</summary>
    public IReadOnlyList<string> Files => _relative;

    private BinaryWriter Body => _writer ??= new BinaryWriter(_body);

    public void Start(int parts) => Body.Write(parts);

    public void Part(long number) => Body.Write(number);

    public void Table(long count, int nextSlot)
    {
        Body.Write(count);
        Body.Write(nextSlot);
    }

    public void Pages(int count) => Body.Write(count);

    public void Page(BlockRef? page)
    {
        if (page is null)
        {
            Body.Write(NoPage);
            return;
        }

        if (!_files.TryGetValue(page.File, out var file))
        {
            _files[page.File] = file = _relative.Count;
            _relative.Add(Relative(page.File));
        }

        Body.Write(file);
        Body.Write(page.Offset);
        Body.Write(page.Length);
        Body.Write(page.Checksum);
        Bytes += page.Length;
    }

    /// <summary>A path as manifests have it.</summary>
    public string Relative(string path) => Path.GetRelativePath(Path.GetFullPath(folder), path).Replace('\\', '/');

    public byte[] ToArray()
    {
        var head = new MemoryStream();
        using var writer = new BinaryWriter(head, Encoding.UTF8);
        writer.Write(_relative.Count);
        foreach (var file in _relative)
        {
            writer.Write(file);
        }

        writer.Flush();
        Body.Flush();
        _body.WriteTo(head);
        return head.ToArray();
    }
}

/// <summary>Reads what <see cref="ContentWriter"/> wrote.</summary>
internal sealed class ContentReader
{
    private readonly BinaryReader _body;
    private readonly string[] _files;

    public ContentReader(byte[] content)
    {
        _body = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        _files = new string[_body.ReadInt32()];
        for (var i = 0; i < _files.Length; i++)
        {
            _files[i] = _body.ReadString();
        }

        Parts = _body.ReadInt32();
    }

    public int Parts { get; }

    public long Part() => _body.ReadInt64();

    public (long Count, int NextSlot) Table() => (_body.ReadInt64(), _body.ReadInt32());

    public BlockRef?[] Pages()
    {
        var pages = new BlockRef?[_body.ReadInt32()];
        for (var i = 0; i < pages.Length; i++)
        {
            var file = _body.ReadInt32();
            pages[i] = file < 0
                ? null
                : new BlockRef(_files[file], _body.ReadInt64(), _body.ReadInt32(), _body.ReadUInt32());
        }

        return pages;
    }
}
