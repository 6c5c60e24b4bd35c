using System.Globalization;
using System.Text;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>
/// Names of the files that one sink of one job writes: <c>part-JOB-EPOCH-SUBTASK-SEQUENCE</c>, and with a point in front
/// and <c>.inprogress</c> behind until it is committed. JOB begins with the job's name for people and ends with a hash
/// of job and sink for us.
/// </summary>
internal sealed class PartFiles
{
    private const string Prefix = "part-";
    private const string HiddenSuffix = ".inprogress";

    // Enough of a job's name to recognise it.
    private const int MaxShownName = 40;

    private readonly string _job;

    public PartFiles(string jobName, string sinkId)
    {
        var shown = new string([.. jobName.Take(MaxShownName).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        _job = $"{shown}.{StableHash.Of($"{jobName}\n{sinkId}"):x16}";
    }

    /// <summary>Name of a committed file.</summary>
    public string Visible(PartId id) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{_job}-{id.Epoch}-{id.Subtask}-{id.Sequence}");

    /// <summary>Name of the same file before it is committed.</summary>
    public string Hidden(PartId id) => $".{Visible(id)}{HiddenSuffix}";

    /// <summary>Which file of this sink a name is, committed or not; null for every other name.</summary>
    public PartId? Parse(string name, out bool hidden)
    {
        hidden = name.StartsWith('.') && name.EndsWith(HiddenSuffix, StringComparison.Ordinal);
        var visible = hidden ? name[1..^HiddenSuffix.Length] : name;
        var start = $"{Prefix}{_job}-";
        if (!visible.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var numbers = visible[start.Length..].Split('-');
        return numbers.Length == 3
            && long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var subtask)
            && long.TryParse(numbers[2], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new PartId(epoch, subtask, sequence)
                : null;
    }
}

/// <summary>Identity of a file within its sink.</summary>
internal readonly record struct PartId(long Epoch, int Subtask, long Sequence);

/// <summary>A file closed and on the disk, but not yet visible.</summary>
/// <param name="Directory">Of its partition, relative to the table's path, with <c>/</c>; empty when there is none.</param>
internal sealed record PreparedFile(string Directory, PartId Id)
{
    private const byte Version = 1;

    public static byte[] Save(IReadOnlyList<PreparedFile> files)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Version);
        foreach (var file in files)
        {
            writer.Write(file.Directory);
            writer.Write(file.Id.Epoch);
            writer.Write(file.Id.Subtask);
            writer.Write(file.Id.Sequence);
        }

        return stream.ToArray();
    }

    public static IEnumerable<PreparedFile> Load(byte[] saved)
    {
        using var reader = new BinaryReader(new MemoryStream(saved), Encoding.UTF8);
        if (saved.Length > 0 && reader.ReadByte() is var version && version != Version)
        {
            throw new ConnectorException($"Prepared files of version {version} are not known to this version of Weir");
        }

        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var directory = reader.ReadString();
            yield return new PreparedFile(
                directory, new PartId(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt64()));
        }
    }
}
