namespace Weir.Service.Store;

/// <summary>Places around every persisted step at which a test may let the process die. In production nobody
/// listens.</summary>
internal sealed class FailPoints
{
    public static readonly FailPoints None = new(static _ => { });

    private readonly Action<string> reached;

    public FailPoints(Action<string> reached) => this.reached = reached;

    public void Reach(string point) => reached(point);
}

/// <summary>Thrown by a test's fail-point: from here on the process is dead, nothing is tidied up.</summary>
internal sealed class SimulatedCrashException(string point) : Exception($"crash at '{point}'");
