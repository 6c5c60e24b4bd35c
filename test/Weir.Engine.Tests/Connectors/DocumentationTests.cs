using Weir.Engine.Connectors;
using Weir.Engine.Formats;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_option_is_in_the_documents()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "connectors.md"));
        var keys = ConnectorCatalog.BuiltIn.All.SelectMany(c => c.Options.Select(o => o.Key).Append(c.Name))
            .Concat(FormatCatalog.BuiltIn.All.SelectMany(f => f.Options.Select(o => o.Key).Append(f.Name)));
        Assert.Empty(keys.Where(key => !text.Contains($"`{key}`", StringComparison.Ordinal)));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Weir.slnx")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new DirectoryNotFoundException("Weir.slnx");
        }

        return folder;
    }
}
