using System.Globalization;

namespace Weir.Engine.Runtime.Checkpoints;

/// <summary>A folder <c>&lt;epoch&gt;-&lt;n&gt;</c> below a job's checkpoint folder, with a manifest or (unfinished, or given
/// up) without.</summary>
internal readonly record struct CheckpointPlace(long Epoch, long Id, string Path)
{
    public bool IsComplete => ManifestFile.ExistsIn(Path);
}

/// <summary>A job's checkpoints on the disk.</summary>
internal static class CheckpointFolder
{
    /// <summary>All there are, the newest first.</summary>
    public static IReadOnlyList<CheckpointPlace> List(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder)
            .Select(Parse)
            .OfType<CheckpointPlace>()
            .OrderByDescending(static p => p.Epoch)
            .ThenByDescending(static p => p.Id)];

    public static string PathOf(string folder, long epoch, long id) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{epoch}-{id}"));

    /// <summary>Null when the name is not that of a checkpoint.</summary>
    public static CheckpointPlace? Parse(string path)
    {
        var parts = Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new CheckpointPlace(epoch, id, path)
                : null;
    }

    /// <summary>
    /// Gives up checkpoints and removes every file of a checkpoint folder that no manifest names any more. Folders of
    /// epochs behind <paramref name="epoch"/> are left alone: they belong to a run that has taken over.
    /// </summary>
    public static void Remove(string folder, IEnumerable<string> places, long epoch)
    {
        foreach (var place in places)
        {
            File.Delete(Path.Combine(place, ManifestFile.Name));
        }

        var all = List(folder);
        var named = all.Where(static p => p.IsComplete).SelectMany(static p => FilesOf(p.Path)).ToHashSet();
        foreach (var place in all.Where(p => p.Epoch <= epoch && !p.IsComplete))
        {
            foreach (var file in Directory.EnumerateFiles(place.Path).Where(f => !named.Contains(Path.GetFullPath(f))))
            {
                File.Delete(file);
            }

            if (!Directory.EnumerateFileSystemEntries(place.Path).Any())
            {
                Directory.Delete(place.Path);
            }
        }
    }

    /// <summary>Full paths of the files that a checkpoint needs.</summary>
    private static IEnumerable<string> FilesOf(string place) =>
        ManifestFile.Read(place).Files.Select(file => Path.GetFullPath(Path.Combine(place, file)));
}
