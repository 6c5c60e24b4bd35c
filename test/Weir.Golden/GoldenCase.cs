namespace Weir.Golden;

/// <summary>What a case that must fail expects of our message.</summary>
/// <param name="Line">1-based line in <c>case.sql</c>; 0 when any will do.</param>
/// <param name="Column">1-based column; 0 when any will do.</param>
/// <param name="WhileRunning">True when the statement must be accepted and its job fail.</param>
/// <param name="Fragment">Must be part of the message, whatever its letter case.</param>
public sealed record ExpectedError(int Line, int Column, bool WhileRunning, string Fragment);

/// <summary>One folder below <c>test/golden</c> that holds a <c>case.sql</c>; the README there describes the files.</summary>
public sealed class GoldenCase
{
    private GoldenCase(string root, string folder)
    {
        Folder = folder;
        Name = Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
        Sql = File.ReadAllText(PathOf("case.sql"));
        Options = CaseOptions.Parse(ReadLines("options") ?? [], Name);
    }

    /// <summary>The path below the root, such as <c>group-by/count-star</c>.</summary>
    public string Name { get; }

    public string Folder { get; }

    /// <summary>The text of <c>case.sql</c>, with its placeholders.</summary>
    public string Sql { get; }

    public CaseOptions Options { get; }

    /// <summary>The sentence that says what the case proves: the first line of <c>case.sql</c>.</summary>
    public string Proves => Sql.Split('\n', 2)[0].TrimStart('-', ' ').TrimEnd();

    /// <summary>True for SQL that the engine is not expected to run yet.</summary>
    public bool IsForLater => Name.StartsWith("later/", StringComparison.Ordinal);

    /// <summary>True when our answer differs from Flink's on purpose, or was derived by hand for another reason.</summary>
    public bool HasNote => File.Exists(PathOf("note.md"));

    public ExpectedError? Error => ReadLines("error.txt") is { } lines ? ParseError(lines) : null;

    public IReadOnlyList<string>? Expected => ReadLines("expected.jsonl");

    public IReadOnlyList<string>? ExpectedChangelog => ReadLines("changelog.jsonl");

    public IReadOnlyList<ColumnType>? Schema => ReadLines("schema.txt")?.Select(ColumnType.Parse).ToList();

    /// <summary>Every case below the folder, sorted by name.</summary>
    public static IReadOnlyList<GoldenCase> All(string root) =>
        [.. Directory.EnumerateFiles(root, "case.sql", SearchOption.AllDirectories)
            .Select(file => new GoldenCase(root, Path.GetDirectoryName(file)!))
            .OrderBy(golden => golden.Name, StringComparer.Ordinal)];

    public static GoldenCase Load(string root, string name) => new(root, Path.Combine(root, name));

    /// <summary><c>test/golden</c> of the repository that the running program was built in.</summary>
    public static string Root()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
            {
                return Path.Combine(folder.FullName, "test", "golden");
            }
        }
        throw new DirectoryNotFoundException($"no Weir.slnx above {AppContext.BaseDirectory}");
    }

    /// <summary>The SQL with the case's input folder and the given output folder put in.</summary>
    public string SqlFor(string outputFolder) =>
        Sql.Replace("${input}", PathOf("input")).Replace("${output}", outputFolder);

    public string PathOf(string file) => Path.Combine(Folder, file);

    private IReadOnlyList<string>? ReadLines(string file) =>
        File.Exists(PathOf(file)) ? [.. File.ReadLines(PathOf(file)).Where(line => line.Length > 0)] : null;

    private ExpectedError ParseError(IReadOnlyList<string> lines)
    {
        string[] place = lines[0].Split(':');
        int column = 0;
        bool running = lines[0] == "run";
        bool somewhere = running || lines[0] == "-";
        int line = 0;
        if (lines.Count != 2 || !somewhere && !int.TryParse(place[0], out line)
            || place.Length == 2 && !int.TryParse(place[1], out column))
        {
            throw new InvalidDataException($"{Name}: error.txt must be LINE:COL, LINE, - or run, then a fragment");
        }
        return new ExpectedError(line, column, running, lines[1]);
    }
}
