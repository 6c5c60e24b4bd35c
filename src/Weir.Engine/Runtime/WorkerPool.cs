namespace Weir.Engine.Runtime;

/// <summary>
/// Worker threads shared by all jobs of the process, one per core: they take tasks from one queue and run each for at most
/// <see cref="Turn"/>. Nobody waits actively: without ready tasks all threads sleep.
/// </summary>
internal sealed class WorkerPool : Scheduler, IDisposable
{
    /// <summary>After this long a task goes behind the others: short enough that a hundred busy tasks each run several times a
    /// second, long enough that switching costs nothing.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    /// <summary>Threads that write checkpoints: they mostly wait for the disk, so a few serve many jobs.</summary>
    private const int BackgroundThreads = 4;

    private static readonly Lazy<WorkerPool> SharedPool = new(static () => new WorkerPool(Environment.ProcessorCount));

    private readonly Lock _statistics = new();
    private readonly Lane<TaskLoop> _tasks;
    private readonly Lane<Action> _work;
    private long _turns;

    public WorkerPool(int threads)
    {
        _tasks = new Lane<TaskLoop>("weir-worker", threads, RunTask);
        _work = new Lane<Action>("weir-checkpoint", BackgroundThreads, static work => work());
    }

    /// <summary>The pool of the process.</summary>
    public static WorkerPool Shared => SharedPool.Value;

    /// <summary>How often a task was run so far.</summary>
    public long Turns
    {
        get
        {
            lock (_statistics)
            {
                return _turns;
            }
        }
    }

    public override void Enqueue(TaskLoop task) => _tasks.Add(task);

    public override void Background(Action work) => _work.Add(work);

    /// <summary>Ends the threads; jobs of this pool must have ended.</summary>
    public void Dispose()
    {
        _tasks.Close();
        _work.Close();
    }

    private void RunTask(TaskLoop task)
    {
        lock (_statistics)
        {
            _turns++;
        }

        task.RunTurn(Turn);
    }

    /// <summary>A queue and the threads that serve it; threads start when there is work for them.</summary>
    private sealed class Lane<T>(string name, int maxThreads, Action<T> run)
    {
        private readonly object _gate = new();
        private readonly Queue<T> _items = [];
        private int _threads;
        private int _waiting;
        private bool _closed;

        public void Add(T item)
        {
            lock (_gate)
            {
                _items.Enqueue(item);
                if (_waiting > 0)
                {
                    Monitor.Pulse(_gate);
                }

                // Who waits may already have been called for an item before this one.
                if (_waiting < _items.Count && _threads < maxThreads)
                {
                    _threads++;
                    new Thread(Serve) { IsBackground = true, Name = $"{name}-{_threads}" }.Start();
                }
            }
        }

        public void Close()
        {
            lock (_gate)
            {
                _closed = true;
                Monitor.PulseAll(_gate);
            }
        }

        private void Serve()
        {
            while (TryTake(out var item))
            {
                run(item);
            }
        }

        private bool TryTake(out T item)
        {
            lock (_gate)
            {
                while (!_items.TryDequeue(out item!))
                {
                    if (_closed)
                    {
                        return false;
                    }

                    _waiting++;
                    Monitor.Wait(_gate);
                    _waiting--;
                }

                return true;
            }
        }
    }
}
