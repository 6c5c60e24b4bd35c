using System.Runtime.InteropServices;

namespace Weir.Engine.Files;

/// <summary>Files that are on the disk when the call returns.</summary>
internal static partial class DurableFile
{
    /// <summary>Writes a file under a temporary name, flushes it, renames it and flushes the folder: afterwards it is there
    /// as a whole, or not at all.</summary>
    public static void WriteAtomically(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes the names in a folder durable. Windows does so by itself, and has no call for it.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened to flush it.");
        }

        var result = Sync(handle);
        Close(handle);
        if (result != 0)
        {
            throw new IOException($"The folder '{folder}' cannot be flushed.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
