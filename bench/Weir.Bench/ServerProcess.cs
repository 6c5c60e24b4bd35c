using System.Diagnostics;

namespace Weir.Bench;

/// <summary>A server under measurement in a process of its own; killed at the end by its process id.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public TimeSpan Cpu => _process.TotalProcessorTime;

    /// <summary>Starts <c>dotnet FILE ARGS</c> and waits for the line that ends with its address.</summary>
    public static async Task<ServerProcess> Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [file, .. arguments]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf("ready at ", StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServerProcess(process, new Uri(line[(at + "ready at ".Length)..]));
            }
        }

        throw new InvalidOperationException($"{file} did not start");
    }

    /// <summary>As kill -9.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
