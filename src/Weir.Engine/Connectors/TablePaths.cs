namespace Weir.Engine.Connectors;

/// <summary>Paths of tables as users write them.</summary>
public static class TablePaths
{
    private const string FileScheme = "file:";

    /// <summary>A bare path or <c>file:///path</c> as a path of this machine. Whoever runs other people's SQL puts a rule
    /// of its own in front (see <see cref="ConnectorContext.ResolvePath"/>).</summary>
    /// <exception cref="ConnectorException">Another scheme.</exception>
    public static string Local(string path)
    {
        if (path.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            var rest = path[FileScheme.Length..];
            var local = rest.StartsWith("//", StringComparison.Ordinal) ? rest[rest.IndexOf('/', 2)..] : rest;
            return Uri.UnescapeDataString(local);
        }

        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? path : throw new ConnectorException(
            $"The path '{path}' is not supported yet: nothing is known of '{path[..scheme]}'",
            "Use a path of this machine or file:///path");
    }
}
