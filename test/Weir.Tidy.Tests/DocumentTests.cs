using System.Text.RegularExpressions;
using Xunit;

namespace Weir.Tidy.Tests;

/// <summary>Documents point at things that exist.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var wrong = Documents().SelectMany(file => Link().Matches(Repository.Read(file))
            .Select(match => match.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Exists(file, target))
            .Select(target => $"{file}: {target}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_pinned_package_has_its_reason_in_the_list()
    {
        var listed = Repository.Read("docs/dependencies.md");
        var pinned = Package().Matches(Repository.Read("Directory.Packages.props")).Select(m => m.Groups[1].Value);
        Assert.All(pinned, package => Assert.Contains($"`{package}`", listed));
    }

    private static IEnumerable<string> Documents() => Repository.Files("docs", "*.md")
        .Concat(Directory.EnumerateFiles(Repository.Root, "*.md").Select(f => Path.GetFileName(f)!))
        .Concat(Repository.Files("test", "*.md"));

    private static bool Exists(string file, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target);
        return File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
