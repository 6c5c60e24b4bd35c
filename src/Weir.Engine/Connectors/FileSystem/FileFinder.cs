using System.Text.RegularExpressions;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>A file as it was when it was found.</summary>
/// <param name="Path">Relative to the table's path, with <c>/</c>; empty when that is the file itself.</param>
/// <param name="Size">Bytes; what is appended later is not read.</param>
/// <param name="Modified">Ticks, UTC.</param>
internal sealed record FoundFile(string Path, long Size, long Modified);

/// <summary>Lists the files of a table: everything below its path but names that begin with <c>.</c> or <c>_</c>.
/// </summary>
/// <param name="resolve">Allows and translates a path, or refuses it.</param>
/// <param name="pattern">Matched against absolute paths; null: every file.</param>
internal sealed class FileFinder(string path, Func<string, string> resolve, Regex? pattern)
{
    // Deeper than any sane layout; what ends a cycle of symbolic links.
    private const int MaxDepth = 64;

    private readonly string _root = resolve(path);

    /// <summary>The table's path as the user wrote it.</summary>
    public string Given => path;

    /// <summary>The absolute path of a found file.</summary>
    public string FullPath(string relative) => relative.Length == 0 ? _root : Path.Combine(_root, relative);

    /// <summary>All files there are now, in path order.</summary>
    /// <exception cref="ConnectorException">The path does not exist or cannot be read.</exception>
    public List<FoundFile> List()
    {
        var found = new List<FoundFile>();
        try
        {
            var file = new FileInfo(_root);
            if (file.Exists)
            {
                found.Add(new FoundFile("", file.Length, file.LastWriteTimeUtc.Ticks));
            }
            else if (Directory.Exists(_root))
            {
                Add(new DirectoryInfo(_root), "", 0, found);
            }
            else
            {
                throw new ConnectorException($"The path '{path}' does not exist");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException($"The path '{path}' cannot be read: {e.Message}");
        }

        catch (RegexMatchTimeoutException)
        {
            throw new ConnectorException($"The pattern for files of '{path}' takes too long to match", "Simplify it");
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    private void Add(DirectoryInfo directory, string prefix, int depth, List<FoundFile> found)
    {
        if (depth > MaxDepth)
        {
            throw new ConnectorException(
                $"The path '{path}' has more than {MaxDepth} levels of directories", "Is there a cycle of links?");
        }

        foreach (var entry in directory.EnumerateFileSystemInfos())
        {
            if (entry.Name[0] is '.' or '_')
            {
                continue;
            }

            var relative = prefix + entry.Name;
            if (entry.LinkTarget is not null)
            {
                // A link may lead out of what the table may read.
                resolve(entry.FullName);
            }

            if (entry is DirectoryInfo inner)
            {
                Add(inner, relative + "/", depth + 1, found);
            }
            else if (pattern is null || pattern.IsMatch(entry.FullName))
            {
                // The length of a link is that of its target.
                var target = (FileInfo)(entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry);
                found.Add(new FoundFile(relative, target.Length, target.LastWriteTimeUtc.Ticks));
            }
        }
    }
}
