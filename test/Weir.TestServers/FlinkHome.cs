using System.Diagnostics;

namespace Weir.TestServers;

/// <summary>
/// Where a real Apache Flink for tests lies: <c>FLINK_HOME</c>, else <c>../shared/flink</c> beside the repository.
/// Both must hold <c>bin/flink-local</c>, the script that starts and stops a small cluster on this machine.
/// </summary>
public sealed record FlinkHome(string Folder)
{
    private const int OldestJava = 17;
    private const int NewestJava = 21;

    public string Script => Path.Combine(Folder, "bin", "flink-local");

    /// <summary>The Flink to use, or null and one line that says what is missing (for a visible skip).</summary>
    public static FlinkHome? Find(out string whyNot)
    {
        string? named = Environment.GetEnvironmentVariable("FLINK_HOME");
        string folder = string.IsNullOrEmpty(named) ? Path.Combine(Repository(), "..", "shared", "flink") : named;
        var home = new FlinkHome(Path.GetFullPath(folder));
        if (!File.Exists(home.Script))
        {
            whyNot = $"no Flink: {home.Script} is not there (set FLINK_HOME, or put one in ../shared/flink)";
            return null;
        }
        int java = JavaVersion();
        if (java is < OldestJava or > NewestJava)
        {
            whyNot = java == 0
                ? "no Flink: there is no java; install a Java 17 runtime (Debian: openjdk-17-jre-headless)"
                : $"no Flink: it needs Java 17, and java here is {java}";
            return null;
        }
        whyNot = "";
        return home;
    }

    /// <summary>The repository's root: the folder above the running program that holds the solution.</summary>
    public static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"no Weir.slnx above {AppContext.BaseDirectory}");
    }

    // "openjdk version "17.0.15" 2025-04-15" on standard error; 0 when there is none or it says something else.
    private static int JavaVersion()
    {
        string? home = Environment.GetEnvironmentVariable("JAVA_HOME");
        string java = string.IsNullOrEmpty(home) ? "java" : Path.Combine(home, "bin", "java");
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(java, "-version")
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            string[] parts = process.StandardError.ReadToEnd().Split('"');
            process.WaitForExit();
            return parts.Length > 1 && int.TryParse(parts[1].Split('.')[0], out int major) ? major : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }
}
