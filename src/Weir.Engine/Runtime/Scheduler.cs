namespace Weir.Engine.Runtime;

/// <summary>Runs tasks that are ready, and work that may block (writing checkpoints) beside them. The product's one is
/// <see cref="WorkerPool"/>; tests step through <see cref="StepScheduler"/>.</summary>
internal abstract class Scheduler
{
    public abstract void Enqueue(TaskLoop task);

    /// <summary>Runs work that reads and writes files; in no particular order.</summary>
    public abstract void Background(Action work);
}
