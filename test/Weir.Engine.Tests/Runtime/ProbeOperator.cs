using Weir.Engine.Columns;
using Weir.Engine.Operators;

namespace Weir.Engine.Tests.Runtime;

/// <summary>What an operator was told, in order: values of rows, <c>w</c> and the watermark in seconds, <c>end</c>.</summary>
internal sealed class Probe
{
    private readonly Lock _gate = new();
    private readonly List<string> _seen = [];

    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_gate)
            {
                return [.. _seen];
            }
        }
    }

    public string Text => string.Join(' ', Seen);

    public void Add(string what)
    {
        lock (_gate)
        {
            _seen.Add(what);
        }
    }
}

/// <summary>Notes everything it is told and hands rows on.</summary>
internal sealed class ProbeOperator(Probe probe, Func<long>? interest = null) : Operator
{
    public override long NextWatermarkOfInterest => interest?.Invoke() ?? long.MaxValue;

    /// <summary>Called with the name of each hook; may throw.</summary>
    public Action<string>? OnHook { get; init; }

    public override bool WantsTick => OnHook is not null;

    public override void Open(OperatorContext context) => OnHook?.Invoke("Open");

    public override void Process(int port, Batch batch, Output output)
    {
        OnHook?.Invoke("Process");
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            probe.Add($"{((FixedColumn<long>)batch.Columns[1])[rows[i]]}");
        }

        output.Emit(batch);
    }

    public override void OnWatermark(long time, Output output)
    {
        OnHook?.Invoke("OnWatermark");
        probe.Add(time == long.MaxValue ? "w-end" : $"w{time / 1000}");
        output.Watermark(time);
    }

    public override void OnTick(long nowMs, Output output) => OnHook?.Invoke("OnTick");

    public override void OnEnd(Output output)
    {
        OnHook?.Invoke("OnEnd");
        probe.Add("end");
    }

    public override byte[]? SaveOperatorState(long checkpointId)
    {
        OnHook?.Invoke("SaveOperatorState");
        return null;
    }

    public override void OnCheckpointComplete(long checkpointId) => OnHook?.Invoke("OnCheckpointComplete");

    public override void Close()
    {
        probe.Add("closed");
        OnHook?.Invoke("Close");
    }
}
