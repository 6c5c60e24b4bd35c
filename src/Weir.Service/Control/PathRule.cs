namespace Weir.Service.Control;

/// <summary>
/// Which files tables may use. SQL is written by tenants: the data directory is closed to it except for the project's
/// own objects; beyond it, only what the operator allowed, or everything while nobody but this machine can reach us.
/// </summary>
internal sealed class PathRule(string dataDirectory, IReadOnlyList<string> allowedRoots, bool loopbackOnly)
{
    /// <summary>Links followed before a path counts as a circle; as the kernel's own limit.</summary>
    private const int LinkLimit = 40;

    private readonly string data = Resolve(dataDirectory);
    private readonly string[] roots = [.. allowedRoots.Select(Resolve)];

    /// <summary>Null when the path may be used, else why not. Symbolic links are resolved first, also in the parts of
    /// the path that exist while its end does not yet.</summary>
    public string? Refuse(string path, string objectsOfProject)
    {
        string real;
        try
        {
            real = Resolve(path);
        }
        catch (IOException failure)
        {
            return failure.Message;
        }

        if (IsWithin(real, data))
        {
            return IsWithin(real, Resolve(objectsOfProject))
                ? null
                : $"the path '{path}' lies in the service's own data directory";
        }

        var open = roots.Length == 0 && loopbackOnly;
        return open || roots.Any(root => IsWithin(real, root))
            ? null
            : $"the path '{path}' is not below a directory that --allow-path names";
    }

    /// <summary>The path without links, '.' and '..'. What does not exist is taken as it is written.</summary>
    /// <exception cref="IOException">The links go in a circle.</exception>
    public static string Resolve(string path)
    {
        var links = 0;
        return Resolve(Path.GetFullPath(path), ref links);
    }

    private static string Resolve(string path, ref int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Resolve(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target)
        {
            return here;
        }

        if (++links > LinkLimit)
        {
            throw new IOException($"the symbolic links of '{path}' go in a circle");
        }

        return Resolve(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links);
    }

    private static bool IsWithin(string path, string root) =>
        path == root || path.StartsWith(
            root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
}
