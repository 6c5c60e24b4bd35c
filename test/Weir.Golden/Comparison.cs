using System.Text;
using System.Text.Json;

namespace Weir.Golden;

/// <summary>Compares answers. Each method gives null when they agree, else a text that shows what differs.</summary>
public static class Comparison
{
    private const int MostLinesShown = 20;

    /// <summary>Final rows as multisets of JSON objects, in any order.</summary>
    public static string? Rows(IReadOnlyList<ColumnType> schema, IEnumerable<string> expected,
        IEnumerable<string> actual)
    {
        List<string> missing = [.. expected.Select(row => RowText.Of(row, schema))];
        List<string> unexpected = [];
        int rows = 0;
        foreach (string row in actual.Select(row => RowText.Of(row, schema)))
        {
            rows++;
            if (!missing.Remove(row))
            {
                unexpected.Add(row);
            }
        }
        if (missing.Count == 0 && unexpected.Count == 0)
        {
            return null;
        }
        var text = new StringBuilder($"the answer has {rows} rows, of which {unexpected.Count} are wrong:\n");
        Show(text, "missing   ", missing);
        Show(text, "unexpected", unexpected);
        return text.ToString();
    }

    /// <summary>Changelogs as <c>{"op":…,"row":…}</c> lines: the same changes in the same order for each key.</summary>
    public static string? Changelogs(IReadOnlyList<ColumnType> schema, IReadOnlyList<string> key,
        IEnumerable<string> expected, IEnumerable<string> actual)
    {
        Dictionary<string, List<string>> wanted = ByKey(schema, key, expected);
        Dictionary<string, List<string>> given = ByKey(schema, key, actual);
        foreach (string one in wanted.Keys.Union(given.Keys).Order(StringComparer.Ordinal))
        {
            List<string> want = wanted.GetValueOrDefault(one, []);
            List<string> have = given.GetValueOrDefault(one, []);
            if (!want.SequenceEqual(have))
            {
                int same = want.Zip(have).TakeWhile(pair => pair.First == pair.Second).Count();
                var text = new StringBuilder($"key {one}: the changelogs differ from change {same + 1} on:\n");
                Show(text, "expected", want.Skip(same));
                Show(text, "actual  ", have.Skip(same));
                return text.ToString();
            }
        }
        return null;
    }

    /// <summary>Column names and types, without nullability.</summary>
    public static string? Schemas(IReadOnlyList<ColumnType> expected, IReadOnlyList<ColumnType> actual)
    {
        List<string> wanted = [.. expected.Select(column => $"{column.Name} {column.Bare}")];
        List<string> given = [.. actual.Select(column => $"{column.Name} {column.Bare}")];
        return wanted.SequenceEqual(given)
            ? null
            : $"expected columns ({string.Join(", ", wanted)}) but the answer has ({string.Join(", ", given)})";
    }

    private static Dictionary<string, List<string>> ByKey(IReadOnlyList<ColumnType> schema,
        IReadOnlyList<string> key, IEnumerable<string> changes)
    {
        var keys = new Dictionary<string, List<string>>();
        foreach (Change change in changes.Select(line => Change.Parse(line, schema)))
        {
            using JsonDocument row = JsonDocument.Parse(change.Row);
            string value = string.Join(',', key.Select(column => row.RootElement.GetProperty(column).GetRawText()));
            if (!keys.TryGetValue(value, out List<string>? list))
            {
                keys.Add(value, list = []);
            }
            list.Add(change.Op + " " + change.Row);
        }
        return keys;
    }

    private static void Show(StringBuilder text, string title, IEnumerable<string> lines)
    {
        int shown = 0;
        foreach (string line in lines)
        {
            if (++shown > MostLinesShown)
            {
                text.Append($"  {title}: and more\n");
                return;
            }
            text.Append($"  {title}: {line}\n");
        }
    }
}
