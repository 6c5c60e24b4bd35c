using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Runtime;

/// <summary>Decides for every live row of a batch which consumer it goes to.</summary>
internal abstract class Partitioner(int targets)
{
    private readonly int[] _ends = new int[targets];
    private int[] _rows = [];
    private int[] _all = [];

    protected int Targets => targets;

    /// <summary>Splits a batch; ask <see cref="RowsOf"/> before the next one comes.</summary>
    public abstract void Split(Batch batch);

    /// <summary>The physical rows for a target, ascending.</summary>
    public ReadOnlySpan<int> RowsOf(int target)
    {
        var start = target == 0 ? 0 : _ends[target - 1];
        return _rows.AsSpan(start, _ends[target] - start);
    }

    /// <summary>The live rows of a batch as a list.</summary>
    protected ReadOnlySpan<int> LiveRows(Batch batch)
    {
        var rows = batch.Rows;
        if (!rows.IsAll)
        {
            return rows.Selection;
        }

        if (_all.Length < rows.Length)
        {
            _all = [.. Enumerable.Range(0, Math.Max(rows.Length, Batch.MaxRows))];
        }

        return _all.AsSpan(0, rows.Length);
    }

    protected void SendAll(ReadOnlySpan<int> rows, int target)
    {
        EnsureRows(rows.Length);
        rows.CopyTo(_rows);
        for (var i = 0; i < targets; i++)
        {
            _ends[i] = i < target ? 0 : rows.Length;
        }
    }

    /// <summary>Counting sort of the rows by target.</summary>
    protected void SendEach(ReadOnlySpan<int> rows, ReadOnlySpan<int> target)
    {
        EnsureRows(rows.Length);
        Array.Clear(_ends);
        foreach (var t in target)
        {
            _ends[t]++;
        }

        var start = 0;
        for (var i = 0; i < targets; i++)
        {
            (_ends[i], start) = (start, start + _ends[i]);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _rows[_ends[target[i]]++] = rows[i];
        }
    }

    private void EnsureRows(int count)
    {
        if (_rows.Length < count)
        {
            _rows = new int[Math.Max(count, Batch.MaxRows)];
        }
    }

    /// <summary>By key group of the key columns: the consumer that owns a key's state.</summary>
    public sealed class ByKey(int targets, int maxParallelism, int[] keys) : Partitioner(targets)
    {
        private readonly Column[] _keys = new Column[keys.Length];
        private readonly int[] _owner =
            [.. Enumerable.Range(0, maxParallelism).Select(g => KeyGroups.Subtask(g, maxParallelism, targets))];

        private ulong[] _hashes = [];
        private int[] _target = [];

        public override void Split(Batch batch)
        {
            var rows = LiveRows(batch);
            if (_hashes.Length < rows.Length)
            {
                _hashes = new ulong[Math.Max(rows.Length, Batch.MaxRows)];
                _target = new int[_hashes.Length];
            }

            for (var i = 0; i < keys.Length; i++)
            {
                _keys[i] = batch.Columns[keys[i]];
            }

            KeyHash.Hash(_keys, rows, _hashes);
            for (var i = 0; i < rows.Length; i++)
            {
                _target[i] = _owner[KeyGroups.Of(_hashes[i], maxParallelism)];
            }

            SendEach(rows, _target.AsSpan(0, rows.Length));
        }
    }

    /// <summary>Everything to one consumer: changes of one key stay in order.</summary>
    public sealed class Fixed(int targets, int target) : Partitioner(targets)
    {
        public override void Split(Batch batch) => SendAll(LiveRows(batch), target);
    }

    /// <summary>Batch by batch to the next consumer; for streams of inserts only.</summary>
    public sealed class RoundRobin(int targets, int first) : Partitioner(targets)
    {
        private int _target = first % targets;

        public override void Split(Batch batch)
        {
            SendAll(LiveRows(batch), _target);
            _target = (_target + 1) % Targets;
        }
    }
}
