using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Weir.Tidy.Tests;

/// <summary>Calls that a reviewer would send back, with what to use instead.</summary>
public sealed class BannedCallTests
{
    private static readonly (string Call, string[] Where, string Instead)[] Banned =
    [
        ("DateTime.Now", ["src"], "a TimeProvider"),
        ("DateTime.UtcNow", ["src"], "a TimeProvider"),
        ("DateTimeOffset.Now", ["src"], "a TimeProvider"),
        ("DateTimeOffset.UtcNow", ["src"], "a TimeProvider"),
        ("Thread.Sleep", ["src", "test"], "a condition to wait on"),
        ("Task.Run", ["src/Weir.Engine"], "the worker pool"),
        ("Guid.NewGuid", ["src/Weir.Engine"], "an id that the caller gives"),
        ("Random.Shared", ["src/Weir.Engine"], "a seeded generator"),
        ("Console.WriteLine", ["src/Weir.Engine", "src/Weir.Connectors"], "a value the caller prints"),
        ("Console.Write", ["src/Weir.Engine", "src/Weir.Connectors"], "a value the caller prints"),
    ];

    [Fact]
    public void No_banned_call_is_made()
    {
        var wrong = Banned.SelectMany(ban => ban.Where.SelectMany(folder => Repository.Files(folder, "*.cs")
            .Where(file => !file.StartsWith("test/Weir.Tidy.Tests/", StringComparison.Ordinal))
            .SelectMany(file => Accesses(file).Where(a => a == ban.Call)
                .Select(_ => $"{file}: {ban.Call}; use {ban.Instead}"))));
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_task_is_waited_for_by_blocking() => Assert.Empty(Repository.Files("src", "*.cs")
        .SelectMany(file => Accesses(file)
            .Where(a => a.EndsWith(".GetAwaiter", StringComparison.Ordinal) || a.EndsWith("Task.Result", StringComparison.Ordinal))
            .Select(a => $"{file}: {a}")));

    [Fact]
    public void There_are_no_regions_and_no_notes_to_do_later() => Assert.Empty(Repository.Files("src", "*.cs")
        .SelectMany(file => Repository.Read(file).Split('\n')
            .Where(line => line.Contains("#region", StringComparison.Ordinal)
                || line.Contains("// TODO", StringComparison.Ordinal)
                || line.Contains("// FIXME", StringComparison.Ordinal))
            .Select(line => $"{file}: {line.Trim()}")));

    [Fact]
    public void An_interface_has_a_reason_beside_it_or_two_implementations() => Assert.Empty(
        Repository.Files("src", "*.cs")
            .SelectMany(file => CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot().DescendantNodes()
                .OfType<InterfaceDeclarationSyntax>()
                .Where(i => !i.GetLeadingTrivia().ToFullString().Contains("///", StringComparison.Ordinal))
                .Select(i => $"{file}: {i.Identifier.Text}")));

    private static IEnumerable<string> Accesses(string file) =>
        CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot().DescendantNodes()
            .OfType<MemberAccessExpressionSyntax>().Select(access => access.ToString());
}
