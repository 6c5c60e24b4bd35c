namespace Weir.Engine.Time;

/// <summary>
/// Windows as runs of slices: every row falls into one slice, named by its end; a window is the slices between its start and
/// its end. TUMBLE has one slice per window, HOP one per slide, CUMULATE one per step. All times are wall-clock milliseconds
/// since 1970-01-01 00:00.
/// </summary>
/// <param name="size">Of a window.</param>
/// <param name="slice">Of a slice: the slide, the step, or the size.</param>
/// <param name="offset">Shift of all bounds.</param>
/// <param name="isCumulative">Windows grow from a fixed start (CUMULATE) instead of moving (HOP).</param>
internal readonly struct WindowSlices(long size, long slice, long offset, bool isCumulative)
{
    public long Slice => slice;

    /// <summary>End of the slice that a time falls into; a true floor, also before 1970.</summary>
    public long SliceEnd(long time) => Floor(time, slice) + slice;

    /// <summary>End of the first window that a slice belongs to is the slice's own end; this is that of the last.</summary>
    public long LastWindowEnd(long sliceEnd) => isCumulative
        ? Floor(sliceEnd - 1, size) + size
        : sliceEnd + size - slice;

    public long WindowStart(long windowEnd) => isCumulative ? Floor(windowEnd - 1, size) : windowEnd - size;

    private long Floor(long time, long unit)
    {
        var rest = (time - offset) % unit;
        return time - (rest < 0 ? rest + unit : rest);
    }
}
