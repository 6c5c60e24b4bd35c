using System.Text.Json;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>What a job has written: committed files only.</summary>
internal static class Output
{
    /// <summary>Lines of all visible files below a folder, files in the order in which they were committed.</summary>
    public static IReadOnlyList<string> Lines(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file)[0] is not ('.' or '_'))
            .OrderBy(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal)
            .SelectMany(File.ReadLines)]
        : [];

    /// <summary>The rows that stand at the end of debezium-json lines, as a multiset: text of the row to how often. NULL
    /// columns are left out, so that rows written before and after a column was added can be compared.</summary>
    public static Dictionary<string, int> Final(string folder)
    {
        var rows = new Dictionary<string, int>();
        foreach (var line in Lines(folder))
        {
            var change = JsonSerializer.Deserialize<JsonElement>(line);
            Add(rows, change.GetProperty("before"), -1);
            Add(rows, change.GetProperty("after"), 1);
        }

        return rows.Where(row => row.Value != 0).ToDictionary();
    }

    private static void Add(Dictionary<string, int> rows, JsonElement row, int times)
    {
        if (row.ValueKind != JsonValueKind.Null)
        {
            var text = JsonSerializer.Serialize(
                row.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToDictionary(p => p.Name, p => p.Value));
            rows[text] = rows.GetValueOrDefault(text) + times;
        }
    }
}
