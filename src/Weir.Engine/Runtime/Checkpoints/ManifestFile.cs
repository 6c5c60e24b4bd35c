using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Engine.Files;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;

namespace Weir.Engine.Runtime.Checkpoints;

/// <summary>Reads and writes the file <c>manifest</c> of a checkpoint's folder: one line of JSON, and a line with the CRC-32C
/// of the first.</summary>
internal static class ManifestFile
{
    public const string Name = "manifest";

    /// <summary>A manifest larger than this is not one: it holds positions and page lists, no data.</summary>
    private const long MaxBytes = 256 << 20;

    public static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>The last step of a checkpoint: durable as a whole, or not there.</summary>
    public static void Write(string folder, Manifest manifest)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.Manifest);
        byte[] content = [.. json, .. Encoding.ASCII.GetBytes($"\n{PageFile.Checksum(json):x8}\n")];
        DurableFile.WriteAtomically(Path.Combine(folder, Name), content);
    }

    /// <exception cref="CheckpointException">There is none, it is damaged, or it is of a newer version.</exception>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes)
            {
                throw new CheckpointException($"'{path}' is too large to be a manifest ({length} bytes).");
            }

            return Parse(path, File.ReadAllBytes(path));
        }
        catch (IOException exception)
        {
            throw new CheckpointException($"There is no checkpoint in '{folder}': {exception.Message}", exception);
        }
    }

    private static Manifest Parse(string path, byte[] content)
    {
        var end = content.AsSpan().IndexOf((byte)'\n');
        var json = end < 0 ? [] : content.AsSpan(0, end);
        var checksum = end < 0 ? "" : Encoding.ASCII.GetString(content.AsSpan(end + 1)).TrimEnd();
        if (!uint.TryParse(checksum, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var expected)
            || expected != PageFile.Checksum(json))
        {
            throw new CheckpointException($"The manifest '{path}' is damaged.");
        }

        try
        {
            CheckFormat(path, json);
            return Check(path, JsonSerializer.Deserialize(json, ManifestJson.Default.Manifest)!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CheckpointException($"The manifest '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    // Before anything else is read: what a newer version wrote may look different in every other respect.
    private static void CheckFormat(string path, ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        var format = document.RootElement.GetProperty("format").GetInt32();
        if (document.RootElement.GetProperty("oldestReader").GetInt32() > Manifest.CurrentFormat)
        {
            throw new CheckpointException(
                $"The checkpoint '{path}' was written by a newer version (format {format}; this one reads up to "
                + $"{Manifest.CurrentFormat}).");
        }

        if (format < Manifest.OldestReadable)
        {
            throw new CheckpointException(
                $"The checkpoint '{path}' has format {format}; the oldest that can be read is {Manifest.OldestReadable}.");
        }
    }

    private static Manifest Check(string path, Manifest manifest) => manifest.Hash == KeyHash.Name
        ? manifest
        : throw new CheckpointException($"The checkpoint '{path}' uses an unknown hash '{manifest.Hash}'.");
}
