using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>Collects the changes that a Top-N emits, a batch at a time.</summary>
internal sealed class TopNOutput
{
    private readonly TopNRows _rows;
    private readonly Batch _batch;
    private readonly FixedColumn<long>? _ranks;
    private readonly byte[] _kinds = new byte[Batch.MaxRows];
    private readonly int _width;
    private Batch? _input;
    private int _count;

    public TopNOutput(RowFields schema, bool ranks, TopNRows rows)
    {
        _rows = rows;
        _width = schema.Count;
        _ranks = ranks ? new FixedColumn<long>(PhysicalType.Int64) : null;
        _batch = new Batch([.. schema.Select(f => Column.Create(f.Type)), .. _ranks is null ? [] : new Column[] { _ranks }]);
    }

    /// <summary>True when the changes of another step (two) would not fit.</summary>
    public bool IsFull => _count > Batch.MaxRows - 2;

    public void Start(Batch input) => _input = input;

    /// <summary>A row of the input.</summary>
    public void Add(RowKind kind, int row, long rank)
    {
        var at = Next(kind, rank);
        for (var i = 0; i < _width; i++)
        {
            _batch.Columns[i].CopyFrom(at, _input!.Columns[i], row);
        }
    }

    /// <summary>A row of the state.</summary>
    public void AddKept(RowKind kind, int owner, int node, long rank) =>
        _rows.Load(owner, node, _batch.Columns, Next(kind, rank));

    public void Flush(Output output)
    {
        if (_count == 0)
        {
            return;
        }

        foreach (var column in _batch.Columns)
        {
            column.Resize(_count);
        }

        _batch.Reset(_count);
        var kinds = _kinds.AsSpan(0, _count);
        if (kinds.IndexOfAnyExcept((byte)RowKind.Insert) >= 0)
        {
            kinds.CopyTo(_batch.StartKinds());
        }

        _count = 0;
        output.Emit(_batch);
    }

    private int Next(RowKind kind, long rank)
    {
        if (_count == 0)
        {
            foreach (var column in _batch.Columns)
            {
                column.Reset(Batch.MaxRows);
            }
        }

        _kinds[_count] = (byte)kind;
        if (_ranks is not null)
        {
            _ranks[_count] = rank;
        }

        return _count++;
    }
}
