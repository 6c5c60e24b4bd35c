namespace Weir.Engine.Connectors.FileSystem;

/// <summary>How far a file has been read.</summary>
/// <param name="Offset">Bytes; equal to the size when the file is done.</param>
/// <param name="Records">Records up to there, for messages.</param>
internal sealed record FileSplit(FoundFile File, long Offset, long Records)
{
    public bool Done => Offset >= File.Size;

    /// <summary>The subtask that reads the file: a hash of its path that never changes.</summary>
    public int Owner(int parallelism) => (int)(StableHash.Of(File.Path) % (ulong)parallelism);
}

/// <summary>What a reader saves: every file it knows, with how far it got.</summary>
internal static class FilePosition
{
    private const byte Version = 1;

    public static byte[] Save(IEnumerable<FileSplit> splits)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        foreach (var split in splits)
        {
            writer.Write(split.File.Path);
            writer.Write7BitEncodedInt64(split.File.Size);
            writer.Write7BitEncodedInt64(split.File.Modified);
            writer.Write7BitEncodedInt64(split.Offset);
            writer.Write7BitEncodedInt64(split.Records);
        }

        return stream.ToArray();
    }

    public static List<FileSplit> Load(byte[] saved)
    {
        var splits = new List<FileSplit>();
        using var reader = new BinaryReader(new MemoryStream(saved));
        if (reader.ReadByte() is var version && version != Version)
        {
            throw new ConnectorException($"A file position of version {version} is not known to this version of Weir");
        }

        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var file = new FoundFile(
                reader.ReadString(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
            splits.Add(new FileSplit(file, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64()));
        }

        return splits;
    }
}
