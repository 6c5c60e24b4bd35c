using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>Which keys get another row by a batch, what is emitted for them, and the cursor over it.</summary>
internal sealed class DeduplicateChanges
{
    private const int Stored = -1;

    private readonly Deduplication _what;
    private readonly SlotTable _table;
    private readonly ImmutableArray<int> _kept;
    private readonly FieldCodec[] _codecs;
    private readonly FieldCodec? _time;
    private readonly Column[] _changed;
    private readonly Batch _output;
    private int[] _winners = [];
    private nint[] _slots = [];
    private int[] _rows = [];
    private int[] _indexes = [];
    private byte[] _kinds = [];
    private int _count;
    private int _next;

    public DeduplicateChanges(Deduplication what, SlotTable table)
    {
        _what = what;
        _table = table;
        _kept = DeduplicateState.Kept(what.Schema, what.Keys, what.KeepsRows);
        _codecs = [.. _kept.Select((c, i) => table.Codec(table.Layout[1 + i], what.Schema[c].Type))];
        // A time that is part of the key is the same for all its rows: then the arrival decides.
        var time = _kept.IndexOf(what.TimeColumn);
        _time = time < 0 ? null : _codecs[time];
        _changed = [.. what.Schema.Select(f => Column.Create(f.Type))];
        _output = new Batch([.. what.Schema.Select(f => Column.Create(f.Type))]);
    }

    public bool HasMore => _next < _count;

    public void Decide(Batch batch, SlotSet found, TouchedGroups touched)
    {
        Reserve(touched.Count);
        FindWinners(batch, found, touched);
        var replaced = List(touched);
        Load(batch, replaced);
        Store(batch, touched);
    }

    /// <summary>Emits until done or the output is blocked.</summary>
    public void Emit(Output output)
    {
        while (HasMore)
        {
            var count = Math.Min(Batch.MaxRows, _count - _next);
            for (var c = 0; c < _changed.Length; c++)
            {
                _output.Columns[c].Reset(0);
                _output.Columns[c].Append(_changed[c], _indexes.AsSpan(_next, count));
            }

            _output.Reset(count);
            var kinds = _kinds.AsSpan(_next, count);
            if (kinds.IndexOfAnyExcept((byte)RowKind.Insert) >= 0)
            {
                kinds.CopyTo(_output.StartKinds());
            }

            _next += count;
            output.Emit(_output);
            if (output.IsBlocked)
            {
                return;
            }
        }
    }

    private void FindWinners(Batch batch, SlotSet found, TouchedGroups touched)
    {
        _winners.AsSpan(0, touched.Count).Fill(Stored);
        var isNew = touched.IsNew;
        for (var i = 0; i < found.Count; i++)
        {
            var row = found.Rows[i];
            var group = touched.NumberOf(found.Addresses[i]);
            ref var winner = ref _winners[group];
            if ((winner == Stored && isNew[group]) || Wins(batch, row, winner, found.Addresses[i]))
            {
                winner = row;
            }
        }
    }

    private bool Wins(Batch batch, int row, int winner, nint slot)
    {
        if (_time is null)
        {
            return _what.KeepLast;
        }

        var times = batch.Columns[_what.TimeColumn];
        var order = winner == Stored
            ? _time.Compare(times, row, slot)
            : ColumnValues.Compare(times, row, times, winner);
        return _what.KeepLast ? order >= 0 : order < 0;
    }

    // The changes, in the order of the last touch: indexes into what was replaced, then what replaces.
    private int List(TouchedGroups touched)
    {
        var replaced = 0;
        for (var g = 0; g < touched.Count; g++)
        {
            replaced += _winners[g] != Stored && !touched.IsNew[g] ? 1 : 0;
        }

        var (old, row) = (0, 0);
        (_count, _next) = (0, 0);
        for (var g = 0; g < touched.Count; g++)
        {
            if (_winners[g] == Stored)
            {
                continue;
            }

            if (!touched.IsNew[g])
            {
                _slots[old] = touched.Addresses[g];
                Add(RowKind.UpdateBefore, old++);
            }

            _rows[row] = _winners[g];
            Add(touched.IsNew[g] ? RowKind.Insert : RowKind.UpdateAfter, replaced + row++);
        }

        return replaced;
    }

    private void Add(RowKind kind, int index)
    {
        _kinds[_count] = (byte)kind;
        _indexes[_count++] = index;
    }

    private void Load(Batch batch, int replaced)
    {
        var slots = _slots.AsSpan(0, replaced);
        var rows = _rows.AsSpan(0, _count - replaced);
        for (var c = 0; c < _changed.Length; c++)
        {
            var column = _changed[c];
            column.Reset(replaced);
            var key = _what.Keys.IndexOf(c);
            var codec = key >= 0 ? _table.Keys[key] : _codecs[_kept.IndexOf(c)];
            codec.Load(slots, column, 0);
            column.Append(batch.Columns[c], rows);
        }
    }

    private void Store(Batch batch, TouchedGroups touched)
    {
        for (var i = 0; i < _codecs.Length; i++)
        {
            var column = batch.Columns[_kept[i]];
            if (touched.AllNew)
            {
                _codecs[i].Store(column, _winners.AsSpan(0, touched.Count), touched.Addresses);
                continue;
            }

            for (var g = 0; g < touched.Count; g++)
            {
                if (_winners[g] != Stored)
                {
                    _codecs[i].Replace(column, _winners[g], touched.Addresses[g]);
                }
            }
        }
    }

    private void Reserve(int groups)
    {
        if (_winners.Length < groups)
        {
            var size = Math.Max(groups, Batch.MaxRows);
            _winners = new int[size];
            _slots = new nint[size];
            _rows = new int[size];
            _indexes = new int[size * 2];
            _kinds = new byte[size * 2];
        }
    }
}
