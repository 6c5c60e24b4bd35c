using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Weir.Tidy.Tests;

/// <summary>Which room may use which: ARCHITECTURE.md's table, checked by the usings.</summary>
public sealed class RoomTests
{
    // A room may use itself, what is listed, and what is below it in its own folder.
    private static readonly Dictionary<string, string[]> Engine = new()
    {
        ["Sql"] = [],
        ["Types"] = [],
        ["Options"] = [],
        ["Files"] = [],
        ["Columns"] = ["Types"],
        ["Results"] = ["Types", "Columns"],
        ["State"] = ["Types", "Columns"],
        ["Time"] = ["Types", "Columns"],
        ["Functions"] = ["Types", "Columns", "State"],
        ["Connectors"] = ["Types", "Columns", "Options", "Files", "Formats", "Functions"],
        ["Formats"] = ["Types", "Columns", "Options"],
        ["Operators"] = ["Types", "Columns", "State", "Time", "Functions", "Connectors"],
        ["Planning"] = ["Types", "Columns", "Sql", "Options", "Functions", "Connectors", "State"],
        ["Runtime"] =
        [
            "Types", "Columns", "Options", "Files", "State", "Time", "Functions", "Connectors", "Operators", "Planning",
        ],
    };

    [Fact]
    public void A_room_of_the_engine_uses_only_the_rooms_it_may()
    {
        var wrong = Repository.Files("src/Weir.Engine", "*.cs").SelectMany(file =>
        {
            var room = file.Split('/')[2];
            return Used(file, "Weir.Engine")
                .Where(used => used != room && !Allowed(room).Contains(used))
                .Select(used => $"{file}: {room} may not use {used}");
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_two_rooms_of_the_engine_may_use_each_other() =>
        Assert.Empty(Engine.Keys.Where(room => Reach(room).Contains(room)));

    [Fact]
    public void The_engine_references_nothing() =>
        Assert.DoesNotContain("Reference Include", Repository.Read("src/Weir.Engine/Weir.Engine.csproj"));

    [Fact]
    public void A_namespace_is_a_folder()
    {
        var wrong = Repository.Files("src", "*.cs").Concat(Repository.Files("test", "*.cs"))
            .Select(file => (file, Namespace: NamespaceOf(file)))
            .Where(f => f.Namespace is not null && f.Namespace != FolderName(f.file))
            .Select(f => $"{f.file}: {f.Namespace}");
        Assert.Empty(wrong);
    }

    private static string[] Allowed(string room) =>
        Engine.TryGetValue(room, out var allowed) ? allowed : throw new InvalidOperationException($"New room: {room}");

    private static HashSet<string> Reach(string room)
    {
        var seen = new HashSet<string>();
        var next = new Stack<string>(Allowed(room));
        while (next.TryPop(out var at))
        {
            if (seen.Add(at))
            {
                foreach (var further in Allowed(at))
                {
                    next.Push(further);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<string> Used(string file, string assembly) => Root(file).Usings
        .Select(u => u.Name?.ToString() ?? "")
        .Where(name => name.StartsWith(assembly + ".", StringComparison.Ordinal))
        .Select(name => name.Split('.')[2])
        .Distinct();

    private static string? NamespaceOf(string file) =>
        Root(file).Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    private static string FolderName(string file) => string.Join('.', file.Split('/')[1..^1]);

    private static CompilationUnitSyntax Root(string file) =>
        CSharpSyntaxTree.ParseText(Repository.Read(file)).GetCompilationUnitRoot();
}
