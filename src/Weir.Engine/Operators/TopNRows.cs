using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>The kept rows of a Top-N: where a row of the input belongs, adding it, finding it again, reading it.</summary>
internal sealed unsafe class TopNRows
{
    private readonly TopNInput _input;
    private readonly SlotTable _partitions;
    private readonly SlotTable _rows;
    private readonly FieldCodec[] _codecs;
    private readonly (RankKey Key, FieldCodec Codec)[] _order;
    private readonly Column[] _columns;
    private readonly FixedColumn<int> _copy = new(PhysicalType.Int32);
    private readonly SlotSet _found = new();
    private readonly int _copies;
    private Batch? _batch;

    public TopNRows(SlotTable partitions, TopNInput input, ImmutableArray<RankKey> order)
    {
        _input = input;
        _partitions = partitions;
        _rows = partitions.Children[0];
        Tree = new TopNTree(_rows);
        _codecs = input.Retracts
            ? _rows.Keys[..input.Kept.Length].ToArray()
            : [.. input.Kept.Select((c, i) => _rows.Codec(_rows.Layout[1 + i], input.Schema[c].Type))];
        _copies = input.Retracts ? _rows.Layout[1].Offset : -1;
        // A column of the partition is the same for all its rows.
        _order = [.. order.Where(o => input.Kept.Contains(o.Column))
            .Select(o => (o, _codecs[input.Kept.IndexOf(o.Column)]))];
        _columns = new Column[input.Kept.Length + (input.Retracts ? 1 : 0)];
    }

    public TopNTree Tree { get; }

    public void Start(Batch batch)
    {
        _batch = batch;
        for (var i = 0; i < _input.Kept.Length; i++)
        {
            _columns[i] = batch.Columns[_input.Kept[i]];
        }

        if (_input.Retracts)
        {
            _copy.Reset(batch.Length);
            _columns[^1] = _copy;
        }
    }

    /// <summary>Where a row of the batch belongs: behind those that are equal.</summary>
    public TopNPlace PlaceOf(int owner, int row)
    {
        var place = new TopNPlace(-1, false, 1);
        for (var node = Tree.Root(owner); node >= 0;)
        {
            var before = Compare(row, _rows.Address(node)) < 0;
            place = new TopNPlace(node, before, before ? place.Rank : place.Rank + Tree.Size(Tree.Left(node)) + 1);
            node = before ? Tree.Left(node) : Tree.Right(node);
        }

        return place;
    }

    /// <summary>Whether a row of the batch comes behind a kept one.</summary>
    public bool IsBehind(int row, int node) => Compare(row, _rows.Address(node)) >= 0;

    /// <summary>Keeps a row of the batch.</summary>
    public void Add(int owner, int row, TopNPlace place)
    {
        var node = _input.Retracts ? AddCopy(owner, row) : AddRow(owner, row);
        Tree.Insert(owner, node, place.Parent, place.AsLeft);
    }

    /// <summary>The node of a row that is taken back, or -1: it never came or was forgotten.</summary>
    public int Find(int owner, int row)
    {
        var first = FindCopy(owner, row, 0);
        var last = first < 0 ? 0 : *Copies(_rows.Address(first)) - 1;
        return last == 0 ? first : FindCopy(owner, row, last);
    }

    /// <summary>Forgets a node that <see cref="Find"/> found or that fell off the end.</summary>
    public void Remove(int owner, int node, int row)
    {
        Tree.Remove(owner, node);
        if (_input.Retracts && FindCopy(owner, row, 0) is var first && first != node)
        {
            --*Copies(_rows.AddressToWrite(first));
        }

        _rows.Remove(node);
    }

    /// <summary>Forgets the worst row of a partition.</summary>
    public void RemoveLast(int owner, int node)
    {
        Tree.Remove(owner, node);
        _rows.Remove(node);
    }

    /// <summary>Reads a kept row into row <paramref name="at"/> of the output.</summary>
    public void Load(int owner, int node, Column[] into, int at)
    {
        ReadOnlySpan<nint> key = [_partitions.Address(owner)];
        for (var i = 0; i < _input.Partition.Length; i++)
        {
            _partitions.Keys[i].Load(key, into[_input.Partition[i]], at);
        }

        ReadOnlySpan<nint> kept = [_rows.Address(node)];
        for (var i = 0; i < _codecs.Length; i++)
        {
            _codecs[i].Load(kept, into[_input.Kept[i]], at);
        }
    }

    private int AddRow(int owner, int row)
    {
        var node = _rows.AddLast(owner);
        ReadOnlySpan<nint> into = [_rows.AddressToWrite(node)];
        for (var i = 0; i < _codecs.Length; i++)
        {
            _codecs[i].Store(_columns[i], [row], into);
        }

        return node;
    }

    private int AddCopy(int owner, int row)
    {
        var first = FindCopy(owner, row, 0);
        _copy[row] = first < 0 ? 0 : (*Copies(_rows.AddressToWrite(first)))++;
        _rows.FindOrAddOwned([owner], _columns, Rows.Selected(_batch!.Length, [row]), _found);
        if (first < 0)
        {
            *Copies(_found.Addresses[0]) = 1;
        }

        return _found.Slots[0];
    }

    private int FindCopy(int owner, int row, int number)
    {
        _copy[row] = number;
        _rows.FindOwned([owner], _columns, Rows.Selected(_batch!.Length, [row]), _found);
        return _found.Slots[0];
    }

    private int Compare(int row, nint node)
    {
        foreach (var (key, codec) in _order)
        {
            var column = _batch!.Columns[key.Column];
            var (isNull, nodeIsNull) = (column.IsNull(row), codec.Field.IsNull(node));
            if (isNull || nodeIsNull)
            {
                if (isNull != nodeIsNull)
                {
                    return isNull == key.NullsFirst ? -1 : 1;
                }
            }
            else if (codec.Compare(column, row, node) is var order and not 0)
            {
                return key.Descending ? -order : order;
            }
        }

        return 0;
    }

    private int* Copies(nint row) => (int*)(row + _copies);
}

/// <summary>A free place in the tree of a partition.</summary>
internal readonly record struct TopNPlace(int Parent, bool AsLeft, long Rank);
