using Weir.Engine.Columns;

namespace Weir.Engine.Results;

/// <summary>
/// Folds a changelog into the rows that stand at its end, as a multiset: a retraction takes one equal row away, wherever it
/// comes from. Rows keep the order in which they were first seen.
/// </summary>
public sealed class Materialization<T>(Func<Batch, int, T> read)
    where T : notnull
{
    private readonly Dictionary<T, long> _counts = [];
    private readonly List<T> _order = [];

    public void Add(Batch batch)
    {
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Add(read(batch, row), batch.KindOf(row).Sign());
        }
    }

    /// <summary>The rows, each as often as it stands.</summary>
    public IEnumerable<T> Rows()
    {
        foreach (var row in _order)
        {
            for (var i = _counts[row]; i > 0; i--)
            {
                yield return row;
            }
        }
    }

    private void Add(T row, int sign)
    {
        if (_counts.TryGetValue(row, out var count))
        {
            _counts[row] = count + sign;
        }
        else
        {
            _counts.Add(row, sign);
            _order.Add(row);
        }
    }
}
