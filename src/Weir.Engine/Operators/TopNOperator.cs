using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>A column that decides the rank.</summary>
internal sealed record RankKey(int Column, bool Descending, bool NullsFirst);

/// <summary>Which rows of each partition a Top-N emits: ranks <paramref name="From"/>..<paramref name="To"/> (1-based), with
/// their rank as last column when <paramref name="OutputRank"/>.</summary>
internal sealed record TopNSpec(
    TopNInput Input, ImmutableArray<RankKey> Order, long From, long To, bool OutputRank);

/// <summary>
/// ROW_NUMBER() ... BETWEEN From AND To. Row by row, as Flink: where ranks are shown (or begin behind the first) each rank
/// that gets another row is an update; else a row is pushed out (-D) and one comes in (+I), and for a single row over inserts
/// it is an update. Of equal rows the earlier one has the better rank.
/// </summary>
internal sealed class TopNOperator : Operator
{
    private readonly TopNSpec _what;
    private readonly OperatorContext _context;
    private readonly SlotTable _table;
    private readonly TopNRows _rows;
    private readonly SlotSet _found = new();
    private readonly Column[] _keys;
    private readonly TopNOutput _output;
    private readonly bool _shifts;
    private Batch? _batch;
    private int _at;
    private Shift _shift;

    /// <param name="tables">From <see cref="TopNState.Describe"/>.</param>
    public TopNOperator(TopNSpec what, ImmutableArray<StateTableDescriptor> tables, OperatorContext context)
    {
        _what = what;
        _context = context;
        _table = SlotTable.Create(tables, context.Memory, context.StateTtl)[0];
        Tables = [_table];
        _rows = new TopNRows(_table, what.Input, what.Order);
        _keys = new Column[what.Input.Partition.Length];
        _output = new TopNOutput(what.Input.Schema, what.OutputRank, _rows);
        _shifts = what.OutputRank || what.From > 1;
    }

    public override bool HasMore => _batch is not null;

    public override IReadOnlyList<SlotTable> Tables { get; }

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (_context.StateTtl > TimeSpan.Zero)
        {
            _table.Now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = batch.Columns[_what.Input.Partition[i]];
        }

        _table.FindOrAdd(_keys, batch.Rows, _found);
        (_batch, _at, _shift) = (batch, 0, default);
        _rows.Start(batch);
        _output.Start(batch);
        Continue(output);
    }

    public override void Continue(Output output)
    {
        while (_shift.IsOpen || _at < _found.Count)
        {
            if (_shift.IsOpen)
            {
                ShiftOne();
            }
            else if (_batch!.KindOf(_found.Rows[_at]).IsRetraction())
            {
                TakeBack(_found.Slots[_at], _found.Rows[_at]);
                _at++;
            }
            else
            {
                Add(_found.Slots[_at], _found.Rows[_at]);
                _at++;
            }

            if (_output.IsFull)
            {
                _output.Flush(output);
                if (output.IsBlocked)
                {
                    return;
                }
            }
        }

        _output.Flush(output);
        RemoveEmpty();
        _batch = null;
    }

    private void Add(int owner, int row)
    {
        var tree = _rows.Tree;
        var count = tree.Count(owner);
        var isFull = count >= _what.To;
        if (!_what.Input.Retracts && isFull && _rows.IsBehind(row, tree.Select(owner, _what.To)))
        {
            return;
        }

        var place = _rows.PlaceOf(owner, row);
        _rows.Add(owner, row, place);
        if (place.Rank > _what.To)
        {
            return;
        }

        if (_shifts)
        {
            _shift = new Shift(
                owner, row, Math.Max(place.Rank, _what.From), Math.Min(count + 1, _what.To), count, false);
            EndShift();
            return;
        }

        if (!isFull)
        {
            _output.Add(RowKind.Insert, row, 1);
            return;
        }

        var pushedOut = tree.Select(owner, _what.To + 1);
        var updates = _what.To == 1 && !_what.Input.Retracts;
        _output.AddKept(updates ? RowKind.UpdateBefore : RowKind.Delete, owner, pushedOut, 1);
        _output.Add(updates ? RowKind.UpdateAfter : RowKind.Insert, row, 1);
        Trim(owner);
    }

    private void TakeBack(int owner, int row)
    {
        var node = _rows.Find(owner, row);
        if (node < 0)
        {
            return;
        }

        var tree = _rows.Tree;
        var rank = tree.RankOf(node);
        var count = tree.Count(owner);
        _rows.Remove(owner, node, row);
        if (rank > _what.To)
        {
            return;
        }

        if (_shifts)
        {
            _shift = new Shift(owner, row, Math.Max(rank, _what.From), Math.Min(count, _what.To), count, true)
            {
                Removed = rank,
            };
            EndShift();
            return;
        }

        _output.Add(RowKind.Delete, row, 1);
        if (count > _what.To)
        {
            _output.AddKept(RowKind.Insert, owner, tree.Select(owner, _what.To), 1);
        }
    }

    // One rank gets another row: that of the rank before or behind it.
    private void ShiftOne()
    {
        var tree = _rows.Tree;
        var rank = _shift.Rank++;
        if (_shift.IsRemoval)
        {
            var stays = rank < _shift.Count;
            var before = stays ? RowKind.UpdateBefore : RowKind.Delete;
            if (rank == _shift.Removed)
            {
                _output.Add(before, _shift.Row, rank);
            }
            else
            {
                _output.AddKept(before, _shift.Owner, tree.Select(_shift.Owner, rank - 1), rank);
            }

            if (stays)
            {
                _output.AddKept(RowKind.UpdateAfter, _shift.Owner, tree.Select(_shift.Owner, rank), rank);
            }
        }
        else
        {
            var stood = rank <= _shift.Count;
            if (stood)
            {
                _output.AddKept(RowKind.UpdateBefore, _shift.Owner, tree.Select(_shift.Owner, rank + 1), rank);
            }

            _output.AddKept(
                stood ? RowKind.UpdateAfter : RowKind.Insert, _shift.Owner, tree.Select(_shift.Owner, rank), rank);
        }

        EndShift();
    }

    private void EndShift()
    {
        if (!_shift.IsOpen && !_shift.IsRemoval)
        {
            Trim(_shift.Owner);
        }
    }

    // Over inserts nothing behind the last rank ever comes back.
    private void Trim(int owner)
    {
        if (!_what.Input.Retracts && _rows.Tree.Count(owner) > _what.To)
        {
            _rows.RemoveLast(owner, _rows.Tree.Select(owner, _what.To + 1));
        }
    }

    private void RemoveEmpty()
    {
        foreach (var slot in _found.Slots)
        {
            if (_batch!.HasKinds && _table.IsLive(slot) && _table.Children[0].First(slot) < 0)
            {
                _table.Remove(slot);
            }
        }
    }

    /// <summary>Ranks from <see cref="Rank"/> to <see cref="Last"/> that get another row because one was added or removed.
    /// </summary>
    /// <param name="Count">Rows before.</param>
    private record struct Shift(int Owner, int Row, long Rank, long Last, long Count, bool IsRemoval)
    {
        /// <summary>Rank of the row that was removed.</summary>
        public long Removed { get; init; }

        /// <summary>Ranks begin at 1, so there are none in the default value.</summary>
        public readonly bool IsOpen => Rank > 0 && Rank <= Last;
    }
}
