namespace Weir.Engine.Options;

/// <summary>Finds what somebody may have meant.</summary>
public static class NearestName
{
    // A name this far away (edits) is no typing mistake any more.
    private const int MaxEdits = 3;

    /// <summary>The name with the fewest edits from <paramref name="wrong"/>, null when all are far away.</summary>
    public static string? Of(string wrong, IEnumerable<string> names)
    {
        var limit = Math.Min(MaxEdits, Math.Max(1, wrong.Length / 3));
        return names.Select(name => (name, edits: Edits(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(n => n.edits <= limit)
            .OrderBy(n => n.edits).ThenBy(n => n.name, StringComparer.Ordinal)
            .Select(n => n.name)
            .FirstOrDefault();
    }

    // Levenshtein's distance, two rows at a time.
    private static int Edits(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
