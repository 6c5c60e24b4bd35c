using Weir.Engine.Columns;

namespace Weir.Engine.Connectors.FileSystem;

/// <summary>Splits a batch by partition and leaves out the columns that name it: they are in the directory's name.
/// </summary>
internal sealed class PartitionedBatches
{
    private readonly Partitions _partitions;
    private readonly int[] _keys;
    private readonly int[] _others;
    private readonly Column[] _keyColumns;
    private readonly Dictionary<string, List<int>> _rows = [];
    private readonly Batch _view;

    public PartitionedBatches(TableDefinition table, Partitions partitions)
    {
        _partitions = partitions;
        _keys = [.. table.PartitionKeys];
        _others = [.. Enumerable.Range(0, table.Columns.Count).Except(_keys)];
        _keyColumns = new Column[_keys.Length];
        _view = new Batch(new Column[_others.Length]);
    }

    public bool Any => _keys.Length > 0;

    /// <summary>Directories below the table's own.</summary>
    public int Depth => _keys.Length;

    /// <summary>Each partition's directory with a view of its rows, valid until the next. For tables that have
    /// partitions.</summary>
    public IEnumerable<(string Directory, Batch Rows)> Of(Batch batch)
    {
        Sort(batch);
        foreach (var (directory, rows) in _rows)
        {
            if (rows.Count > 0)
            {
                _view.TakeShape(batch);
                _view.Select(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
                yield return (directory, _view);
            }
        }

        _rows.Clear();
    }

    private void Sort(Batch batch)
    {
        for (var i = 0; i < _others.Length; i++)
        {
            _view.Columns[i] = batch.Columns[_others[i]];
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keyColumns[i] = batch.Columns[_keys[i]];
        }

        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var directory = _partitions.DirectoryOf(_keyColumns, rows[i]);
            if (!_rows.TryGetValue(directory, out var own))
            {
                _rows[directory] = own = [];
            }

            own.Add(rows[i]);
        }
    }
}
