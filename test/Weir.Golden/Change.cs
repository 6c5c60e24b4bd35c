using System.Text.Json;

namespace Weir.Golden;

/// <summary>One change of a changelog.</summary>
/// <param name="Op"><c>+I</c>, <c>-U</c>, <c>+U</c> or <c>-D</c>.</param>
/// <param name="Row">The row as canonical text, <see cref="RowText"/>.</param>
public sealed record Change(string Op, string Row)
{
    public bool Adds => Op is "+I" or "+U";

    /// <summary>Reads <c>{"op":"+I","row":{…}}</c>.</summary>
    public static Change Parse(string json, IReadOnlyList<ColumnType> schema)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        string op = document.RootElement.GetProperty("op").GetString()!;
        return op is "+I" or "-U" or "+U" or "-D"
            ? new Change(op, RowText.Of(document.RootElement.GetProperty("row"), schema))
            : throw new InvalidDataException($"'{op}' is not a row kind");
    }

    public string ToJson() => $$"""{"op":"{{Op}}","row":{{Row}}}""";

    /// <summary>
    /// The rows that are left after all changes, sorted by text. Rows are a multiset; a row may be taken back before it
    /// is added (some operators emit in that order), but not in the end.
    /// </summary>
    /// <exception cref="InvalidDataException">A row was taken back more often than it was added.</exception>
    public static IReadOnlyList<string> Materialise(IEnumerable<Change> changes)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Change change in changes)
        {
            counts[change.Row] = counts.GetValueOrDefault(change.Row) + (change.Adds ? 1 : -1);
        }
        foreach ((string row, int count) in counts)
        {
            if (count < 0)
            {
                throw new InvalidDataException($"{-count} more taken back than added: {row}");
            }
        }
        return [.. counts.SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value)).Order(StringComparer.Ordinal)];
    }
}
