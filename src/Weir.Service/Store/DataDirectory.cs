using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Weir.Service.Store;

/// <summary>
/// The directory that holds everything: who has it open holds its lock. Names are fixed here and nowhere else.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>Rises when the layout of the directory changes in a way that an older program cannot read.</summary>
    private const int Format = 1;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>ENOSPC as .NET reports it.</summary>
    private const int DiskFull = unchecked((int)0x80070070);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly FileStream held;

    private DataDirectory(string root, FileStream held)
    {
        Root = root;
        this.held = held;
    }

    public string Root { get; }

    public string Database => Path.Combine(Root, "weir.db");

    public string CredentialsFile => Path.Combine(Root, "credentials.json");

    /// <exception cref="DataDirectoryException">In use, not writable, or written by a newer program.</exception>
    public static DataDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root);
            var held = Hold(root);
            try
            {
                CheckFormat(root);
                return new DataDirectory(root, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException($"The data directory {root} cannot be written: {failure.Message}");
        }
    }

    /// <summary>What the project's tables may reach: one directory per bucket below it.</summary>
    public string Objects(string projectId) => Path.Combine(Root, "objects", projectId);

    public string Job(int jobId) =>
        Path.Combine(Root, "jobs", jobId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The key that seals secrets; made at the first start, readable by its owner only.</summary>
    public byte[] ReadOrMakeMasterKey(int bytes)
    {
        var file = Path.Combine(Root, "master.key");
        if (File.Exists(file))
        {
            return Convert.FromBase64String(File.ReadAllText(file).Trim());
        }

        var key = RandomNumberGenerator.GetBytes(bytes);
        WritePrivately(file, Convert.ToBase64String(key) + "\n");
        return key;
    }

    /// <summary>Replaces a JSON file that only its owner may read; whole or not at all.</summary>
    public static void WritePrivateJson<T>(string file, T value) =>
        WritePrivately(file, JsonSerializer.Serialize(value, Indented) + "\n");

    public static T? ReadJson<T>(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<T>(File.ReadAllText(file)) : default;

    /// <summary>Frees what a deleted job left behind.</summary>
    public void RemoveJob(int jobId)
    {
        var directory = Job(jobId);
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public void Dispose() => held.Dispose();

    private static FileStream Hold(string root)
    {
        try
        {
            // The lock ends with the process, however it ends.
            return new FileStream(
                Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not DirectoryNotFoundException and not PathTooLongException
            && failure.HResult != DiskFull)
        {
            throw new DataDirectoryException($"The data directory {root} is in use by another Weir.");
        }
    }

    private static void CheckFormat(string root)
    {
        var file = Path.Combine(root, "format");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Format.ToString(CultureInfo.InvariantCulture) + "\n");
            return;
        }

        var text = File.ReadAllText(file).Trim();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var found))
        {
            throw new DataDirectoryException(
                $"The file {file} does not hold a format number; is {root} a data directory?");
        }

        if (found > Format)
        {
            throw new DataDirectoryException(
                $"The data directory {root} was written by a newer Weir (format {found}; this one knows {Format}).");
        }
    }

    private static void WritePrivately(string file, string text)
    {
        var draft = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}

/// <summary>Why a data directory cannot be used; the message is for the operator, one line.</summary>
internal sealed class DataDirectoryException(string message) : Exception(message);
