using System.Diagnostics;

namespace Weir.TestServers;

/// <summary>
/// A running Flink on 127.0.0.1: JobManager, TaskManager(s) and SQL gateway on free ports. About 1.5 GiB of memory and
/// five seconds to start, so start one and share it. Disposing stops it; so does the end of this process.
/// </summary>
public sealed class FlinkCluster : IAsyncDisposable
{
    private readonly FlinkHome _home;
    private readonly bool _ownsFolder;
    private int _stopped;

    private FlinkCluster(FlinkHome home, string folder, bool ownsFolder, Uri rest, Uri gateway)
    {
        _home = home;
        _ownsFolder = ownsFolder;
        Folder = folder;
        Rest = rest;
        Gateway = gateway;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>Configuration, logs, savepoints and checkpoints of this cluster.</summary>
    public string Folder { get; }

    /// <summary>The JobManager's REST API.</summary>
    public Uri Rest { get; }

    /// <summary>The SQL gateway's REST API.</summary>
    public Uri Gateway { get; }

    /// <summary>
    /// Starts a cluster. <paramref name="folder"/> is kept after the stop; without one a temporary folder is used and
    /// deleted. <paramref name="configuration"/> is <c>key=value</c> lines for Flink.
    /// </summary>
    public static async Task<FlinkCluster> Start(FlinkHome home, string? folder = null, int slots = 4,
        int taskManagers = 1, IEnumerable<string>? configuration = null, CancellationToken cancel = default)
    {
        string place = folder ?? Directory.CreateTempSubdirectory("weir-flink-").FullName;
        List<string> arguments = ["up", place, "--rest", "0", "--gateway", "0",
            "--slots", slots.ToString(), "--taskmanagers", taskManagers.ToString()];
        foreach (string line in configuration ?? [])
        {
            arguments.AddRange(["-D", line]);
        }
        try
        {
            await Run(home, arguments, cancel);
        }
        catch
        {
            // A half-started cluster must not outlive the attempt.
            await Run(home, ["down", place], CancellationToken.None);
            throw;
        }
        Dictionary<string, Uri> endpoints = File.ReadLines(Path.Combine(place, "endpoints"))
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => new Uri(parts[1]));
        return new FlinkCluster(home, place, folder is null, endpoints["REST"], endpoints["GATEWAY"]);
    }

    public Task AddTaskManager(CancellationToken cancel = default) =>
        Run(_home, ["add-taskmanager", Folder], cancel);

    public ValueTask DisposeAsync()
    {
        Stop();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
        return ValueTask.CompletedTask;
    }

    private void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            using Process process = Launch(_home, ["down", Folder]);
            process.WaitForExit();
        }
    }

    private static async Task Run(FlinkHome home, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using Process process = Launch(home, arguments);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{home.Script} {string.Join(' ', arguments)} ended with status {process.ExitCode}");
        }
    }

    // Output is not redirected into pipes: the servers inherit them, and a reader would wait for the servers' end.
    private static Process Launch(FlinkHome home, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("\"$0\" \"$@\" > /dev/null");
        start.ArgumentList.Add(home.Script);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }
}
