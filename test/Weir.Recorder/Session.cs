using Weir.Golden;
using Weir.TestServers;

namespace Weir.Recorder;

/// <summary>One case at a time: run on Flink, then written or compared.</summary>
internal static class Session
{
    private const string VersionFile = "flink-version.txt";

    /// <summary>Prints a line for each case; gives the exit status.</summary>
    public static async Task<int> HandleAll(IReadOnlyList<GoldenCase> cases, Uri gateway, Arguments arguments)
    {
        int wrong = 0;
        foreach (GoldenCase golden in cases)
        {
            string? problem = await Handle(golden, gateway, arguments.Check);
            wrong += problem is null ? 0 : 1;
            Console.WriteLine(problem is null ? $"ok    {golden.Name}" : $"WRONG {golden.Name}: {problem}");
        }
        await NoteVersion(gateway, arguments);
        Console.WriteLine($"{cases.Count - wrong} of {cases.Count} {(arguments.Check ? "agree" : "recorded")}");
        return wrong == 0 ? 0 : 1;
    }

    /// <summary>Null when the case is recorded or agrees, else what is wrong with it.</summary>
    public static async Task<string?> Handle(GoldenCase golden, Uri gateway, bool check)
    {
        try
        {
            FlinkAnswer answer = await FlinkAnswer.Of(golden, gateway);
            Dictionary<string, IReadOnlyList<string>> files = Recording.Files(golden, answer);
            if (check)
            {
                return Recording.Difference(golden, files);
            }
            Recording.Write(golden, files);
            return null;
        }
        catch (InvalidDataException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>Writes which Flink answered, or says so when it is not the one that was recorded.</summary>
    private static async Task NoteVersion(Uri gateway, Arguments arguments)
    {
        await using SqlGateway session = await SqlGateway.Open(gateway, new Dictionary<string, string>());
        string version = "Apache Flink " + await session.Version();
        string file = Path.Combine(arguments.Root, VersionFile);
        if (!arguments.Check)
        {
            await File.WriteAllTextAsync(file, version + "\n");
        }
        else if (!File.Exists(file) || (await File.ReadAllTextAsync(file)).Trim() != version)
        {
            Console.WriteLine($"note: {version} answered now, {VersionFile} names another");
        }
    }
}
