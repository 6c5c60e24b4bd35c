using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;

namespace Weir.Engine.Operators;

/// <summary>A column that must not be NULL in a sink.</summary>
internal sealed record RequiredColumn(int Index, string Name);

/// <summary>
/// Writes one subtask's share to a table, exactly once: what the writer prepared at a barrier is kept in the checkpoint until
/// it is committed. A checkpoint that failed leaves its share to the next one.
/// </summary>
internal sealed class SinkOperator(
    TableSink sink, string sinkId, IReadOnlyList<RequiredColumn> required, bool dropNulls) : Operator
{
    private readonly List<(long CheckpointId, byte[] Transaction)> _prepared = [];
    private readonly List<byte[]> _saved = [];
    private OperatorMetrics _metrics = new();
    private SinkWriter? _writer;
    private Batch? _view;

    public override void Open(OperatorContext context)
    {
        _metrics = context.Metrics;
        _writer = sink.CreateWriter(
            new SinkWriterContext(context.JobName, sinkId, context.Epoch, context.Subtask, context.Parallelism)
            {
                Saved = _saved,
            });
    }

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _writer!.Write(WithoutNulls(batch));
        _metrics.BytesOut = _writer.BytesWritten;
    }

    public override void OnWatermark(long time, Output output)
    {
    }

    public override byte[] SaveOperatorState(long checkpointId)
    {
        _prepared.Add((checkpointId, _writer!.Prepare(checkpointId)));
        _metrics.BytesOut = _writer.BytesWritten;
        var size = _prepared.Sum(static p => sizeof(int) + p.Transaction.Length);
        var state = new byte[size];
        var rest = state.AsSpan();
        foreach (var (_, transaction) in _prepared)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, transaction.Length);
            transaction.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + transaction.Length)..];
        }

        return state;
    }

    public override void FlushOperatorState(long checkpointId) => _writer!.Flush(checkpointId);

    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved)
    {
        foreach (var state in saved)
        {
            for (var rest = state.AsSpan(); !rest.IsEmpty;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
                _saved.Add(rest.Slice(sizeof(int), length).ToArray());
                rest = rest[(sizeof(int) + length)..];
            }
        }
    }

    public override void OnCheckpointComplete(long checkpointId)
    {
        while (_prepared.Count > 0 && _prepared[0].CheckpointId <= checkpointId)
        {
            _writer!.Commit(_prepared[0].CheckpointId);
            _prepared.RemoveAt(0);
        }
    }

    public override void Close() => _writer?.Dispose();

    private Batch WithoutNulls(Batch batch)
    {
        foreach (var column in required)
        {
            if (batch.Columns[column.Index].HasNulls && HasNull(batch, column))
            {
                return dropNulls ? Drop(batch) : throw Refusal(column);
            }
        }

        return batch;
    }

    private static bool HasNull(Batch batch, RequiredColumn column)
    {
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (batch.Columns[column.Index].IsNull(rows[i]))
            {
                return true;
            }
        }

        return false;
    }

    // The wording is Flink's, so that what users find about it helps.
    private static EvaluationException Refusal(RequiredColumn column) => new(
        $"Column '{column.Name}' is NOT NULL, however, a null value is being written into it. You can set job "
        + "configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records "
        + "silently.");

    private Batch Drop(Batch batch)
    {
        if (_view is null || _view.Columns.Length != batch.Columns.Length)
        {
            _view = new Batch(new Column[batch.Columns.Length]);
        }

        batch.Columns.CopyTo(_view.Columns, 0);
        _view.TakeShape(batch);
        var rows = batch.Rows;
        var selection = _view.SelectionSpace();
        var count = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            selection[count] = rows[i];
            count += IsComplete(batch, rows[i]) ? 1 : 0;
        }

        _view.Select(count);
        return _view;
    }

    private bool IsComplete(Batch batch, int row)
    {
        foreach (var column in required)
        {
            if (batch.Columns[column.Index].IsNull(row))
            {
                return false;
            }
        }

        return true;
    }
}
