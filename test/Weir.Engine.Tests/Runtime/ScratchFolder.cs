namespace Weir.Engine.Tests.Runtime;

/// <summary>A folder for one test; in memory where the system has such a place, because a thousand crash schedules flush some
/// ten thousand files.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    public ScratchFolder()
    {
        Path = Directory.Exists(InMemory)
            ? Directory.CreateDirectory($"{InMemory}/weir-{Environment.ProcessId}-{Interlocked.Increment(ref number)}").FullName
            : Directory.CreateTempSubdirectory("weir-").FullName;
    }

    public string Path { get; }

    private static int number;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, true);
}
