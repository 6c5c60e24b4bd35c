using Weir.Engine.Columns;
using Weir.Engine.Connectors;

namespace Weir.Engine.Operators;

/// <summary>Reads one subtask's share of a table. It has no input: the task loop calls <see cref="Read"/>.</summary>
internal sealed class SourceOperator(TableSource source, int batchRows) : Operator
{
    private IReadOnlyList<byte[]> _saved = [];
    private OperatorMetrics _metrics = new();
    private SourceReader? _reader;

    public SourceReader Reader => _reader!;

    public bool IsBounded => source.Bounded;

    public override void Open(OperatorContext context)
    {
        _metrics = context.Metrics;
        _reader = source.CreateReader(
            new SourceReaderContext(context.Subtask, context.Parallelism, batchRows) { Saved = _saved });
    }

    /// <summary>Reads the next batch, when there is one, and emits it.</summary>
    public ReadStatus Read(Output output)
    {
        var status = Reader.Read();
        _metrics.BytesIn = Reader.BytesRead;
        _metrics.BadRecords = Reader.BadRecords;
        if (status == ReadStatus.Rows)
        {
            output.Emit(Reader.Batch);
        }

        return status;
    }

    public override void Process(int port, Batch batch, Output output) =>
        throw new InvalidOperationException("a source has no input");

    public override byte[] SaveOperatorState(long checkpointId) => Reader.SavePosition();

    public override void RestoreOperatorState(IReadOnlyList<byte[]> saved) => _saved = saved;

    public override void OnCheckpointComplete(long checkpointId) => Reader.OnCheckpointComplete(checkpointId);

    public override void Close() => _reader?.Dispose();
}
