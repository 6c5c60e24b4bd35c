using Weir.Golden;

namespace Weir.Recorder;

/// <summary>The files that a case's answer becomes, and their comparison with what is there.</summary>
internal static class Recording
{
    private static readonly string[] Recorded =
        ["expected.jsonl", "changelog.jsonl", "schema.txt", "flink.jsonl", "flink-error.txt"];

    /// <summary>File name to lines; a recorded file that is not named must not exist.</summary>
    /// <exception cref="InvalidDataException">Flink's answer and the case's own files cannot both be right.</exception>
    public static Dictionary<string, IReadOnlyList<string>> Files(GoldenCase golden, FlinkAnswer answer)
    {
        var files = new Dictionary<string, IReadOnlyList<string>>();
        if (golden.HasNote)
        {
            KeepOurs(golden, files);
        }
        if (answer.Error is { } cause)
        {
            if (golden.Error is null && !golden.HasNote)
            {
                throw new InvalidDataException($"Flink refused it: {cause}");
            }
            files["flink-error.txt"] = cause.Split('\n');
            return files;
        }
        if (golden.Error is not null && !golden.HasNote)
        {
            throw new InvalidDataException("Flink accepted it, but there is an error.txt and no note.md");
        }
        IReadOnlyList<string> rows = Change.Materialise(answer.Changes);
        files[golden.HasNote ? "flink.jsonl" : "expected.jsonl"] = rows;
        files.TryAdd("schema.txt", [.. answer.Schema.Select(column => column.ToString())]);
        if (golden.Options.ChangelogKey is not null && !golden.HasNote)
        {
            files["changelog.jsonl"] = [.. answer.Changes.Select(change => change.ToJson())];
        }
        return files;
    }

    public static void Write(GoldenCase golden, Dictionary<string, IReadOnlyList<string>> files)
    {
        foreach (string name in Recorded)
        {
            if (files.TryGetValue(name, out IReadOnlyList<string>? lines))
            {
                File.WriteAllText(golden.PathOf(name), string.Concat(lines.Select(line => line + "\n")));
            }
            else
            {
                File.Delete(golden.PathOf(name));
            }
        }
    }

    /// <summary>Null when what is recorded is what Flink answers, else what differs.</summary>
    public static string? Difference(GoldenCase golden, Dictionary<string, IReadOnlyList<string>> files)
    {
        foreach (string name in Recorded)
        {
            files.TryGetValue(name, out IReadOnlyList<string>? answered);
            string[]? recorded = File.Exists(golden.PathOf(name)) ? File.ReadAllLines(golden.PathOf(name)) : null;
            string? difference = (recorded, answered) switch
            {
                (null, null) => null,
                (null, _) => "is not recorded",
                (_, null) => "is recorded, but Flink gives none now",
                // Class names and ids in Flink's messages change from run to run; that it fails is what counts.
                _ when name == "flink-error.txt" => null,
                _ => recorded.SequenceEqual(answered) ? null : FirstDifference(recorded, answered),
            };
            if (difference is not null)
            {
                return $"{name} {difference}";
            }
        }
        return null;
    }

    private static void KeepOurs(GoldenCase golden, Dictionary<string, IReadOnlyList<string>> files)
    {
        foreach (string name in new[] { "expected.jsonl", "schema.txt", "changelog.jsonl" })
        {
            if (File.Exists(golden.PathOf(name)))
            {
                files[name] = File.ReadAllLines(golden.PathOf(name));
            }
        }
        if (golden.Error is null && !files.ContainsKey("expected.jsonl"))
        {
            throw new InvalidDataException("note.md needs an expected.jsonl or error.txt derived by hand");
        }
    }

    private static string FirstDifference(IReadOnlyList<string> recorded, IReadOnlyList<string> answered)
    {
        int line = recorded.Zip(answered).TakeWhile(pair => pair.First == pair.Second).Count();
        string Line(IReadOnlyList<string> lines) => line < lines.Count ? lines[line] : "(end)";
        return $"line {line + 1}: recorded {Line(recorded)}, Flink now answers {Line(answered)}";
    }
}
