namespace Weir.Engine.Time;

/// <summary>The watermark over several inputs: the lowest of those that are not idle; never goes back. Milliseconds,
/// <see cref="long.MinValue"/> before the first, <see cref="long.MaxValue"/> at the end of the input.</summary>
internal sealed class WatermarkMerge
{
    private readonly long[] _times;
    private readonly bool[] _idle;
    private int _idleCount;

    public WatermarkMerge(int inputs)
    {
        _times = new long[inputs];
        _idle = new bool[inputs];
        _times.AsSpan().Fill(long.MinValue);
    }

    public long Current { get; private set; } = long.MinValue;

    public bool AllIdle => _idleCount == _times.Length;

    /// <summary>One input has reached a time (and is not idle any more); true when the watermark over all advanced.
    /// </summary>
    public bool Advance(int input, long time)
    {
        SetActive(input);
        if (time <= _times[input])
        {
            return false;
        }

        _times[input] = time;
        return Recompute();
    }

    /// <summary>An input has nothing to say for now and must not hold back the others; true when the watermark over all
    /// advanced. When all are idle it goes to the highest of them, as in Flink.</summary>
    public bool SetIdle(int input)
    {
        if (!_idle[input])
        {
            _idle[input] = true;
            _idleCount++;
        }

        return Recompute();
    }

    public void SetActive(int input)
    {
        if (_idle[input])
        {
            _idle[input] = false;
            _idleCount--;
        }
    }

    private bool Recompute()
    {
        var merged = AllIdle ? Highest() : LowestActive();
        if (merged <= Current)
        {
            return false;
        }

        Current = merged;
        return true;
    }

    private long LowestActive()
    {
        var lowest = long.MaxValue;
        for (var i = 0; i < _times.Length; i++)
        {
            if (!_idle[i])
            {
                lowest = Math.Min(lowest, _times[i]);
            }
        }

        return lowest;
    }

    private long Highest()
    {
        var highest = long.MinValue;
        foreach (var time in _times)
        {
            highest = Math.Max(highest, time);
        }

        return highest;
    }
}
