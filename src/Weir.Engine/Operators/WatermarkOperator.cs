using System.Buffers.Binary;
using Weir.Engine.Columns;

namespace Weir.Engine.Operators;

/// <summary>
/// Assigns watermarks: a running maximum of an expression, passed on when it has advanced by more than the interval of
/// event time (so the place does not depend on batches or on the clock), at the end of the input, and, when the input
/// never ends, when nothing came for that long.
/// </summary>
/// <param name="interval"><c>pipeline.auto-watermark-interval</c>.</param>
/// <param name="idleTimeout"><c>table.exec.source.idle-timeout</c>; zero = an input without rows holds back the
/// watermark.</param>
internal sealed class WatermarkOperator(
    int rowTime, Kernel expression, TimeSpan interval, TimeSpan idleTimeout, bool isBounded) : Operator
{
    private const int StateBytes = 2 * sizeof(long);

    private readonly long _intervalMs = (long)interval.TotalMilliseconds;
    private IReadOnlyList<byte[]> _saved = [];
    private OperatorContext? _context;
    private Batch? _output;
    private long _highest = long.MinValue;
    private long _emitted = long.MinValue;
    private long _lastRowsMs;
    private bool _mustRepeat;
    private bool _isIdle;

    public override bool KeepsMarks => true;

    public override bool WantsTick =>
        _mustRepeat || (!isBounded && _highest > _emitted) || (idleTimeout > TimeSpan.Zero && !_isIdle);

    public override void Open(OperatorContext context)
    {
        _context = context;
        _lastRowsMs = NowMs();
        if (_saved.Count == context.Parallelism)
        {
            Restore(_saved[context.Subtask]);
        }
        else
        {
            // Who reads which part of the input has changed: the lowest watermark makes no row late that was not.
            foreach (var saved in _saved)
            {
                var (highest, emitted) = (_highest, _emitted);
                Restore(saved);
                (_highest, _emitted) = saved == _saved[0]
                    ? (_highest, _emitted)
                    : (Math.Min(highest, _highest), Math.Min(emitted, _emitted));
            }
        }

        _mustRepeat = _emitted != long.MinValue;
    }

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _lastRowsMs = isBounded ? 0 : NowMs();
        _isIdle = false;
        var rows = batch.Rows;
        RefuseNulls(batch.Columns[rowTime], rows);
        var evaluation = _context!.Evaluation;
        var values = (FixedColumn<long>)expression.Evaluate(batch, rows, evaluation);
        evaluation.ThrowIfFailed();
        _output ??= new Batch(new Column[batch.Columns.Length]);
        batch.Columns.CopyTo(_output.Columns, 0);
        _output.TakeShape(batch);
        _output.ClearMarks();
        if (_mustRepeat)
        {
            _mustRepeat = false;
            _output.AddMark(0, _emitted);
        }

        Mark(values, rows);
        output.Emit(_output);
    }

    /// <summary>Only the end of the input counts: in between this operator makes the watermarks.</summary>
    public override void OnWatermark(long time, Output output)
    {
        if (time == long.MaxValue)
        {
            output.Watermark(time);
        }
    }

    public override void OnTick(long nowMs, Output output)
    {
        if (_mustRepeat)
        {
            _mustRepeat = false;
            output.Watermark(_emitted);
        }

        if (!isBounded && _highest > _emitted && nowMs - _lastRowsMs >= _intervalMs)
        {
            _emitted = _highest;
            output.Watermark(_emitted);
        }

        if (idleTimeout > TimeSpan.Zero && !_isIdle && nowMs - _lastRowsMs >= idleTimeout.TotalMilliseconds)
        {
            _isIdle = true;
            output.Idle();
        }
    }

    public override byte[] SaveOperatorState(long checkpointId)
    {
        var state = new byte[StateBytes];
        BinaryPrimitives.WriteInt64LittleEndian(state, _highest);
        BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(sizeof(long)), _emitted);
        return state;
    }

    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved) => _saved = saved;

    private void Restore(byte[] state)
    {
        _highest = BinaryPrimitives.ReadInt64LittleEndian(state);
        _emitted = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(sizeof(long)));
    }

    private void Mark(FixedColumn<long> values, Rows rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (values.IsNull(row))
            {
                continue;
            }

            var time = Milliseconds(values[row]);
            if (time > _highest)
            {
                _highest = time;
                if (_emitted == long.MinValue || time - _emitted > _intervalMs)
                {
                    _emitted = time;
                    _output!.AddMark(row + 1, time);
                }
            }
        }
    }

    private static void RefuseNulls(Column column, Rows rows)
    {
        if (!column.HasNulls)
        {
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (column.IsNull(rows[i]))
            {
                // Flink's words, so that what users find about it helps.
                throw new EvaluationException(
                    "RowTime field should not be null, please convert it to a non-null long value.");
            }
        }
    }

    // Rounds down, also before 1970.
    private static long Milliseconds(long microseconds) =>
        (microseconds >= 0 ? microseconds : microseconds - 999) / 1000;

    private long NowMs() => _context!.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
