namespace Weir.Engine.Tests.Sql;

/// <summary>The files of the folder Corpus, built into the assembly: one case a line, # begins a remark.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Expressions { get; } = Read("expressions");

    public static IReadOnlyList<string> Statements { get; } = Read("statements");

    public static IReadOnlyList<string> Rejected { get; } = Read("rejected");

    private static List<string> Read(string name)
    {
        using Stream stream = typeof(Corpus).Assembly.GetManifestResourceStream($"Sql/{name}")!;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
