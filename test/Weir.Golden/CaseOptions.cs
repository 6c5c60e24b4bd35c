namespace Weir.Golden;

/// <summary>The ways in which a case is run against its one answer.</summary>
[Flags]
public enum Ways
{
    /// <summary>All input at once.</summary>
    Whole = 1,

    /// <summary>In batches of 1 to 7 rows, with a checkpoint and a restore after every batch.</summary>
    Steps = 2,

    /// <summary>Restored at another parallelism.</summary>
    Parallel = 4,
}

/// <summary>The <c>options</c> file of a case: lines <c>key=value</c>, comments begin with <c>#</c>.</summary>
/// <param name="ChangelogKey">Columns within whose values the order of changes is pinned; null when it is not.</param>
public sealed record CaseOptions(IReadOnlyList<string>? ChangelogKey, Ways Ways)
{
    private const Ways AllWays = Ways.Whole | Ways.Steps | Ways.Parallel;

    public static CaseOptions Parse(IEnumerable<string> lines, string caseName)
    {
        var options = new CaseOptions(null, AllWays);
        foreach (string line in lines.Where(line => !line.StartsWith('#')))
        {
            string[] parts = line.Split('=', 2);
            string value = parts.Length == 2 ? parts[1].Trim() : "";
            options = parts[0].Trim() switch
            {
                "changelog-key" => options with { ChangelogKey = SplitList(value) },
                "ways" => options with { Ways = Enum.Parse<Ways>(value, ignoreCase: true) },
                _ => throw new InvalidDataException($"{caseName}: unknown option '{line}'"),
            };
        }
        return options;
    }

    private static string[] SplitList(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
