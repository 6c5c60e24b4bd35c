using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Weir.Tidy.Tests;

/// <summary>Files and methods stay small enough to be read at once.</summary>
public sealed class SizeTests
{
    private const int FileLines = 500;
    private const int MethodLines = 70;
    // The aim is 120; a few more are better than a bad break.
    private const int Columns = 132;

    // Path (or path: method) and the reason why it may be longer.
    private static readonly Dictionary<string, string> Exempt = [];

    [Fact]
    public void No_file_is_longer_than_500_lines() => Assert.Empty(Sources()
        .Select(file => (file, Lines: Repository.Read(file).Count(c => c == '\n')))
        .Where(f => f.Lines > FileLines && !Exempt.ContainsKey(f.file))
        .Select(f => $"{f.file}: {f.Lines} lines"));

    [Fact]
    public void No_method_is_longer_than_70_lines() => Assert.Empty(Sources().SelectMany(LongMethods));

    [Fact]
    public void No_line_is_much_longer_than_120_columns() => Assert.Empty(Sources().SelectMany(file =>
        Repository.Read(file).Split('\n')
            .Select((line, i) => (line, i))
            .Where(l => l.line.Length > Columns && !l.line.Contains("http", StringComparison.Ordinal))
            .Select(l => $"{file}:{l.i + 1}: {l.line.Length} columns")));

    [Fact]
    public void Every_exemption_is_still_needed() =>
        Assert.All(Exempt.Keys, key => Assert.True(File.Exists(Path.Combine(Repository.Root, key.Split(": ")[0]))));

    private static IEnumerable<string> Sources() => Repository.Files("src", "*.cs");

    private static IEnumerable<string> LongMethods(string file) => CSharpSyntaxTree.ParseText(Repository.Read(file))
        .GetRoot().DescendantNodes()
        .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
        .Select(node => (Name: NameOf(node), Lines: Lines(node)))
        .Where(m => m.Lines > MethodLines && !Exempt.ContainsKey($"{file}: {m.Name}"))
        .Select(m => $"{file}: {m.Name}: {m.Lines} lines");

    private static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
