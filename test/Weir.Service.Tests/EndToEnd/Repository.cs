using System.Diagnostics;

namespace Weir.Service.Tests.EndToEnd;

/// <summary>The repository's root, and the real data that the launcher (or, when it did not, this class) has fetched.</summary>
internal static class Repository
{
    private const string DataPackage = "vega-datasets@3.2.1";

    private static readonly Lazy<Task<string>> Fetched = new(Fetch);

    public static string Root { get; } = FindRoot();

    /// <summary>Path of a file of the data package.</summary>
    public static async Task<string> Data(string name) => Path.Combine(await Fetched.Value, name);

    private static async Task<string> Fetch()
    {
        var folder = Path.Combine(Root, "artifacts", "datasets", "vega-datasets");
        var data = Path.Combine(folder, "data");
        if (!File.Exists(Path.Combine(data, "sp500-2000.csv")))
        {
            Directory.CreateDirectory(folder);
            await Shell($"npm pack --silent {DataPackage} >/dev/null && tar xzf *.tgz --strip-components=1 && rm *.tgz", folder);
        }

        return data;
    }

    private static async Task Shell(string command, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{command}' ended with {process.ExitCode}");
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Weir.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no Weir.slnx above the tests");
        }

        return folder;
    }
}
