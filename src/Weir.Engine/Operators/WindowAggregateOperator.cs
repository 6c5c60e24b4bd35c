using System.Buffers.Binary;
using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;
using Weir.Engine.Time;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>What a window aggregate computes.</summary>
/// <param name="Input">Columns of the input.</param>
/// <param name="TimeColumn">Row time: TIMESTAMP or TIMESTAMP_LTZ, the latter aligned to the session's zone.</param>
/// <param name="Keys">Key columns beside the window; may be none.</param>
/// <param name="Retracts">Whether the input carries -U or -D.</param>
internal sealed record WindowAggregation(
    RowFields Input,
    int TimeColumn,
    WindowSlices Slices,
    ImmutableArray<int> Keys,
    ImmutableArray<AggregateCall> Calls,
    bool Retracts)
{
    public bool IsZoned => Input[TimeColumn].Type.Kind == TypeKind.TimestampLtz;

    /// <summary>The state: one part per slice end.</summary>
    public ImmutableArray<StateTableDescriptor> Tables => AggregateState.Describe(
        "slices", [.. Keys.Select(k => Input[k].Type)], Input, Calls, Retracts, partitioned: true);
}

/// <summary>
/// GROUP BY over TUMBLE, HOP or CUMULATE windows of row time. Rows are aggregated per slice; when the watermark passes the end
/// of a window its slices are merged and emitted, once and for good. A row is late when the last window that would hold it
/// has been emitted. Output: keys, aggregates, window_start, window_end, window_time.
/// </summary>
internal sealed class WindowAggregateOperator : Operator
{
    private readonly WindowAggregation _what;
    private readonly OperatorContext _context;
    private readonly SlotTable _table;
    private readonly AggregateSet _aggregates;
    private readonly WallClock _clock;
    private readonly SlotSet _found = new();
    private readonly Column[] _keys;
    private readonly SliceRows _rows = new();
    private readonly WindowFiring _firing;
    private long _watermark = long.MinValue;
    private long _pendingWatermark;
    private bool _isFiring;

    public WindowAggregateOperator(WindowAggregation what, OperatorContext context)
    {
        _what = what;
        _context = context;
        _table = SlotTable.Create(what.Tables, context.Memory)[0];
        _aggregates = new AggregateSet(_table, what.Input, what.Calls, what.Retracts);
        _clock = new WallClock(what.IsZoned ? context.Evaluation.Zone : null);
        _keys = new Column[what.Keys.Length];
        _firing = new WindowFiring(what, _table, _aggregates, _clock, context.Memory);
    }

    public override bool HasMore => _isFiring;

    public override IReadOnlyList<SlotTable> Tables => [_table];

    /// <summary>The watermark at which the next slice ends: only then can a row become late or a window be emitted.
    /// </summary>
    public override long NextWatermarkOfInterest => _watermark switch
    {
        long.MinValue => long.MinValue,
        long.MaxValue => long.MaxValue,
        _ => _clock.ToInstant(_what.Slices.SliceEnd(_clock.FromInstant(_watermark + 1))) - 1,
    };

    public override void Process(int port, Batch batch, Output output)
    {
        _rows.Assign(batch, (FixedColumn<long>)batch.Columns[_what.TimeColumn], _what.Slices, _clock);
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = batch.Columns[_what.Keys[i]];
        }

        while (_rows.Next(out var sliceEnd, out var rows))
        {
            if (IsLate(sliceEnd))
            {
                _context.Metrics.LateRowsDropped += rows.Length;
                continue;
            }

            var slice = _table.Partition(sliceEnd);
            slice.FindOrAdd(_keys, Rows.Selected(batch.Length, rows), _found);
            if (_what.Retracts)
            {
                WindowRowCounts.Add(slice, _what.Calls.Length, batch, _found);
            }

            _aggregates.Add(slice, batch, _found.Rows, _found.Slots, _found.Addresses);
        }
    }

    public override void OnWatermark(long time, Output output)
    {
        _pendingWatermark = time;
        _firing.Begin(_watermark, time);
        _isFiring = true;
        Continue(output);
    }

    public override void Continue(Output output)
    {
        if (!_firing.Emit(output))
        {
            return;
        }

        _isFiring = false;
        _watermark = _pendingWatermark;
        output.Watermark(_watermark);
    }

    public override byte[] SaveOperatorState(long checkpointId)
    {
        var state = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(state, _watermark);
        return state;
    }

    /// <summary>All subtasks have seen the same watermarks at a barrier; should one be behind, its windows come again rather
    /// than never.</summary>
    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved)
    {
        if (saved.Count > 0)
        {
            _watermark = saved.Min(s => BinaryPrimitives.ReadInt64LittleEndian(s));
        }
    }

    private bool IsLate(long sliceEnd) => _watermark != long.MinValue
        && _watermark >= _clock.ToInstant(_what.Slices.LastWindowEnd(sliceEnd)) - 1;
}
