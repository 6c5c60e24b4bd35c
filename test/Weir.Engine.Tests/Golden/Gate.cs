using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Options;

namespace Weir.Engine.Tests.Golden;

/// <summary>
/// Holds every reader of a job after it has handed over a number of batches, so that a test can stop the job at a known
/// place of its input. One gate serves one run of one job.
/// </summary>
internal sealed class Gate(int batchesPerReader)
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _open;
    private int _holding;

    /// <summary>Ends when each reader has handed over its batches or has come to its end, and one waits for more.</summary>
    public Task Held => _held.Task;

    public int BatchesPerReader => batchesPerReader;

    public void Opened() => Count(open: 1, holding: 0);

    public void Ended() => Count(open: -1, holding: 0);

    public void Holds() => Count(open: -1, holding: 1);

    private void Count(int open, int holding)
    {
        lock (_lock)
        {
            _open += open;
            _holding += holding;
            if (_open == 0 && _holding > 0)
            {
                _held.TrySetResult();
            }
        }
    }
}

/// <summary>A connector whose readers pass the gate that is current when they are made.</summary>
internal sealed class GatedConnector(Connector inner, Func<Gate> gate) : Connector
{
    public override string Name => inner.Name;

    public override IReadOnlyList<OptionSpec> Options => inner.Options;

    public override bool OwnsPrefix(string key) => inner.OwnsPrefix(key);

    public override TableSource CreateSource(ConnectorContext context) =>
        new GatedSource(inner.CreateSource(context), gate);

    public override TableSink CreateSink(ConnectorContext context) => inner.CreateSink(context);
}

internal sealed class GatedSource(TableSource inner, Func<Gate> gate) : TableSource
{
    public override ChangelogMode Mode => inner.Mode;

    public override bool Bounded => inner.Bounded;

    public override int MaxParallelism => inner.MaxParallelism;

    public override SourceReader CreateReader(SourceReaderContext context) =>
        new GatedReader(inner.CreateReader(context), gate());
}

internal sealed class GatedReader : SourceReader
{
    private readonly SourceReader _inner;
    private readonly Gate _gate;
    private int _batches;
    private bool _done;

    public GatedReader(SourceReader inner, Gate gate)
    {
        _inner = inner;
        _gate = gate;
        gate.Opened();
    }

    public override Batch Batch => _inner.Batch;

    public override ReadStatus Read()
    {
        if (_batches == _gate.BatchesPerReader)
        {
            Once(_gate.Holds);
            return ReadStatus.Idle;
        }

        var status = _inner.Read();
        _batches += status == ReadStatus.Rows ? 1 : 0;
        if (status == ReadStatus.End)
        {
            Once(_gate.Ended);
        }

        return status;
    }

    public override byte[] SavePosition() => _inner.SavePosition();

    public override void OnCheckpointComplete(long checkpointId) => _inner.OnCheckpointComplete(checkpointId);

    public override void Dispose() => _inner.Dispose();

    private void Once(Action tell)
    {
        if (!_done)
        {
            _done = true;
            tell();
        }
    }
}
