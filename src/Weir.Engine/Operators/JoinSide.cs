using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>The rows of one side of a join, in the layout that <see cref="JoinState"/> describes.</summary>
internal sealed unsafe class JoinSide
{
    private readonly SlotTable? _rows;
    private readonly FieldCodec[] _codecs;
    private readonly Column[] _keyColumns;
    private readonly Column[] _keptColumns;
    private readonly int _times;
    private readonly int _matches;
    private readonly SlotSet _keys = new();
    private readonly SlotSet _found = new();
    private int[] _slots = [];
    private nint[] _addresses = [];
    private bool _cleans;

    public JoinSide(SlotTable table, JoinInput input)
    {
        Table = table;
        Input = input;
        _rows = input.Unique ? null : table.Children[0];
        var holder = _rows ?? table;
        var first = input.Unique ? 1 : 0;
        var counted = !input.Unique && input.Retracts;
        _codecs = counted
            ? holder.Keys.ToArray()
            : [.. input.Kept.Select((c, i) => holder.Codec(holder.Layout[first + i], input.Schema[c].Type))];
        _times = counted ? holder.Layout[0].Offset : -1;
        _matches = input.Outer ? holder.Layout[counted ? 1 : first + input.Kept.Length].Offset : -1;
        _keyColumns = new Column[input.Keys.Length];
        _keptColumns = new Column[input.Kept.Length];
    }

    public SlotTable Table { get; }

    public JoinInput Input { get; }

    /// <summary>Where the rows of a key are; null: the key's slot is the row.</summary>
    public SlotTable? Rows => _rows;

    /// <summary>Offset of the head of the list of rows in a key's slot.</summary>
    public int ListOffset => Table.Layout.List(0);

    /// <summary>Offset of the number of equal rows that a row stands for, or -1: it stands for itself.</summary>
    public int TimesOffset => _times;

    public long* MatchesOf(nint row) => (long*)(row + _matches);

    /// <summary>The slots of the keys of another input's rows, absent ones too.</summary>
    public void Probe(ReadOnlySpan<Column> keys, Rows rows, SlotSet found)
    {
        if (Input.Outer)
        {
            Table.FindToWrite(keys, rows, found);
        }
        else
        {
            Table.Find(keys, rows, found);
        }
    }

    /// <summary>Adds the rows or takes them back. Follow with <see cref="Clean"/> when the addresses of the kept rows are no
    /// longer needed.</summary>
    /// <param name="rows">Rows without a NULL in their keys.</param>
    public void Apply(Batch batch, Rows rows)
    {
        for (var i = 0; i < _keyColumns.Length; i++)
        {
            _keyColumns[i] = batch.Columns[Input.Keys[i]];
        }

        Table.FindOrAdd(_keyColumns, rows, _keys);
        _cleans = batch.HasKinds;
        if (_rows is null)
        {
            Replace(batch);
        }
        else if (_times < 0)
        {
            Append(batch);
        }
        else
        {
            Count(batch, rows);
        }
    }

    /// <summary>The addresses of what is kept of the rows applied last, in their order.</summary>
    public ReadOnlySpan<nint> Applied => _rows is null ? _keys.Addresses
        : _times < 0 || _codecs.Length == 0 ? _addresses.AsSpan(0, _keys.Count)
        : _found.Addresses;

    /// <summary>Forgets what is gone.</summary>
    public void Clean()
    {
        if (!_cleans)
        {
            return;
        }

        for (var i = 0; i < _keys.Count; i++)
        {
            var slot = _keys.Slots[i];
            if (_rows is null)
            {
                if (*(int*)(_keys.Addresses[i] + SlotLayout.MarkOffset) == SlotTable.FreshMark)
                {
                    Table.Remove(slot);
                }

                continue;
            }

            var row = _codecs.Length == 0 ? _slots[i] : _found.Slots[i];
            if (_rows.IsLive(row) && *Times(_rows.Address(row)) == 0)
            {
                _rows.Remove(row);
                if (_rows.First(slot) < 0)
                {
                    Table.Remove(slot);
                }
            }
        }
    }

    /// <summary>Reads rows into the columns of this side.</summary>
    /// <param name="keys">Addresses of their keys' slots.</param>
    /// <param name="rows">Addresses of the rows.</param>
    public void Load(ReadOnlySpan<nint> keys, ReadOnlySpan<nint> rows, ReadOnlySpan<Column> into)
    {
        for (var c = 0; c < into.Length; c++)
        {
            into[c].Reset(rows.Length);
            var key = Input.Keys.IndexOf(c);
            if (key >= 0)
            {
                Table.Keys[key].Load(keys, into[c], 0);
            }
        }

        for (var i = 0; i < _codecs.Length; i++)
        {
            _codecs[i].Load(rows, into[Input.Kept[i]], 0);
        }
    }

    // One row per key, in its slot. A fresh mark says that there is none.
    private void Replace(Batch batch)
    {
        for (var c = 0; c < _codecs.Length; c++)
        {
            var column = batch.Columns[Input.Kept[c]];
            for (var i = 0; i < _keys.Count; i++)
            {
                var row = _keys.Rows[i];
                if (!batch.KindOf(row).IsRetraction())
                {
                    _codecs[c].Replace(column, row, _keys.Addresses[i]);
                }
            }
        }

        for (var i = 0; i < _keys.Count; i++)
        {
            *(int*)(_keys.Addresses[i] + SlotLayout.MarkOffset) =
                batch.KindOf(_keys.Rows[i]).IsRetraction() ? SlotTable.FreshMark : 0;
        }
    }

    private void Append(Batch batch)
    {
        _cleans = false;
        Reserve();
        for (var i = 0; i < _keys.Count; i++)
        {
            _slots[i] = _rows!.AddLast(_keys.Slots[i]);
        }

        ComputeAddresses();
        for (var c = 0; c < _codecs.Length; c++)
        {
            _codecs[c].Store(batch.Columns[Input.Kept[c]], _keys.Rows, _addresses.AsSpan(0, _keys.Count));
        }
    }

    private void Count(Batch batch, Rows rows)
    {
        if (_codecs.Length == 0)
        {
            FindOnly();
        }
        else
        {
            for (var i = 0; i < _keptColumns.Length; i++)
            {
                _keptColumns[i] = batch.Columns[Input.Kept[i]];
            }

            _rows!.FindOrAddOwned(_keys.Slots, _keptColumns, rows, _found);
        }

        var applied = Applied;
        for (var i = 0; i < applied.Length; i++)
        {
            var times = Times(applied[i]);
            *times = batch.KindOf(_keys.Rows[i]).IsRetraction() ? Math.Max(0, *times - 1) : *times + 1;
        }
    }

    // All columns are keys: a key has one row, many times.
    private void FindOnly()
    {
        Reserve();
        for (var i = 0; i < _keys.Count; i++)
        {
            var only = _rows!.First(_keys.Slots[i]);
            _slots[i] = only >= 0 ? only : _rows.AddLast(_keys.Slots[i]);
        }

        ComputeAddresses();
    }

    private void ComputeAddresses()
    {
        for (var i = 0; i < _keys.Count; i++)
        {
            _addresses[i] = _rows!.AddressToWrite(_slots[i]);
        }
    }

    private void Reserve()
    {
        if (_slots.Length < _keys.Count)
        {
            _slots = new int[Math.Max(_keys.Count, Batch.MaxRows)];
            _addresses = new nint[_slots.Length];
        }
    }

    private long* Times(nint row) => (long*)(row + _times);
}
