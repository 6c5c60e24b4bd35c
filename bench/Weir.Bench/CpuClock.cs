using System.Diagnostics;

namespace Weir.Bench;

/// <summary>CPU seconds of this process, user and system, all threads.</summary>
internal static class CpuClock
{
    /// <summary>The least CPU seconds of several rounds of something, after one that warms up.</summary>
    public static double Best(int rounds, Action action)
    {
        action();
        var best = double.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var before = Now();
            action();
            best = Math.Min(best, Now() - before);
        }

        return best;
    }

    private static double Now()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
