namespace Weir.Engine.Runtime;

/// <summary>Whether a task is asleep, queued or running: makes sure that it is queued at most once, run by one thread at a
/// time, and never misses a call to wake up.</summary>
internal sealed class TurnState
{
    private const int Asleep = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int RunningAndWoken = 3;
    private const int Closed = 4;

    private int _state = Asleep;

    /// <summary>Any thread, any time. True: the caller has to queue the task.</summary>
    public bool Wake()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state is Queued or RunningAndWoken or Closed)
            {
                return false;
            }

            var next = state == Asleep ? Queued : RunningAndWoken;
            if (Interlocked.CompareExchange(ref _state, next, state) == state)
            {
                return next == Queued;
            }
        }
    }

    public void Begin() => Volatile.Write(ref _state, Running);

    /// <summary>The turn is over. True: the caller has to queue the task again, because there is more to do or somebody
    /// called meanwhile.</summary>
    public bool End(bool hasMore)
    {
        if (!hasMore && Interlocked.CompareExchange(ref _state, Asleep, Running) == Running)
        {
            return false;
        }

        Volatile.Write(ref _state, Queued);
        return true;
    }

    public void Close() => Volatile.Write(ref _state, Closed);
}
