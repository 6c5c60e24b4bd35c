using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Weir.Engine.State.Snapshots;

/// <summary>
/// The form of page files: a header of sixteen bytes (eight of magic, format version, zero), then blocks one behind the
/// other; where they are stands in the block of contents of each table, and where that is in the manifest. Little-endian.
/// The version rises with every change of the rows, the contents or the hash.
/// </summary>
internal static class PageFile
{
    public const int Version = 1;

    /// <summary>Oldest version that this program reads.</summary>
    public const int OldestReadable = 1;

    public const int HeaderBytes = 16;

    private static ReadOnlySpan<byte> Magic => "WEIRPAGE"u8;

    public static byte[] Header()
    {
        // Rows are written as they lie in memory.
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("State is kept in little-endian form only.");
        }

        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length), Version);
        return header;
    }

    /// <exception cref="SnapshotException">Not a page file, or of a version that cannot be read.</exception>
    public static void CheckHeader(ReadOnlySpan<byte> header, string file)
    {
        if (header.Length < HeaderBytes || !header.StartsWith(Magic))
        {
            throw new SnapshotException($"'{file}' is not a file of state pages.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(header[Magic.Length..]);
        if (version is < OldestReadable or > Version)
        {
            throw new SnapshotException(
                $"'{file}' has format version {version}; this program reads {OldestReadable} to {Version}.");
        }
    }

    /// <summary>CRC-32C (Castagnoli), as iSCSI and ext4 have it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}

/// <summary>State cannot be read: a file is missing, damaged or of another version.</summary>
public sealed class SnapshotException(string message, Exception? inner = null) : Exception(message, inner);
