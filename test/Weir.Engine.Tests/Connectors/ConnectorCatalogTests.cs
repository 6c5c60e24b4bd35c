using Weir.Engine.Connectors;
using Weir.Engine.Options;
using Xunit;

namespace Weir.Engine.Tests.Connectors;

public sealed class ConnectorCatalogTests
{
    [Theory]
    [InlineData("Table 't' names no connector", "Add WITH ('connector' = '…')")]
    [InlineData("Table 't': there is no connector 'filesytem'", "Did you mean 'filesystem'?", "connector", "filesytem")]
    [InlineData("Table 't': The connector 'filesystem' needs the option 'path'",
        "A file, or a directory with everything below it.", "connector", "filesystem")]
    [InlineData("Table 't': The connector 'filesystem' has no option 'pth'", "Did you mean 'path'?",
        "connector", "filesystem", "pth", "x")]
    [InlineData("Table 't': There is no format 'jsn'", "Did you mean 'json'?",
        "connector", "filesystem", "path", "/x", "format", "jsn")]
    [InlineData("Table 't': The format 'json' has no option 'json.no-such'", null,
        "connector", "filesystem", "path", "/x", "format", "json", "json.no-such", "1")]
    [InlineData("Table 't': The option 'csv.null-literal' does not belong to the format 'json'", null,
        "connector", "filesystem", "path", "/x", "format", "json", "csv.null-literal", "1")]
    [InlineData("Table 't': The option 'source.monitor-interval' of the connector 'filesystem' has a bad value 'soon': it "
        + "must be a duration such as '10 s', '500 ms' or '1 min'", null,
        "connector", "filesystem", "path", "/x", "format", "json", "source.monitor-interval", "soon")]
    [InlineData("The connector 'print' cannot be used as a source.", null, "connector", "print")]
    [InlineData("The path 's3://x/y' is not supported yet: nothing is known of 's3'",
        "Use a path of this machine or file:///path", "connector", "filesystem", "path", "s3://x/y", "format", "json")]
    public void A_table_that_cannot_be_made_says_why(string message, string? hint, params string[] options)
    {
        var pairs = Enumerable.Range(0, options.Length / 2).Select(i => (options[2 * i], options[(2 * i) + 1])).ToArray();
        var e = Assert.Throws<ConnectorException>(() => Tables.Source(Tables.NumberAndText, null, pairs));
        Assert.Equal(message, e.Message);
        if (hint is not null)
        {
            Assert.Equal(hint, e.Hint);
        }
    }

    [Theory]
    [InlineData("10 s", 10_000)]
    [InlineData("500ms", 500)]
    [InlineData("1 min", 60_000)]
    [InlineData("2 HOURS", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("250", 250)]
    [InlineData("1.5 s", null)]
    [InlineData("-1 s", null)]
    [InlineData("1 fortnight", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("9999999999999 d", null)]
    public void Durations_are_whole_numbers_with_a_unit(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, OptionText.TryDuration(text, out var value) ? (int)value.TotalMilliseconds : null);

    [Theory]
    [InlineData("128 mb", 128 << 20)]
    [InlineData("64kb", 64 << 10)]
    [InlineData("17", 17)]
    [InlineData("1 Bytes", 1)]
    [InlineData("x", null)]
    public void Sizes_are_whole_numbers_with_a_unit(string text, int? bytes) =>
        Assert.Equal(bytes, OptionText.TrySize(text, out var value) ? (int)value : null);

    [Theory]
    [InlineData("file:///a/b%20c", "/a/b c")]
    [InlineData("file:/a/b", "/a/b")]
    [InlineData("file://localhost/a", "/a")]
    [InlineData("/a/b%20c", "/a/b%20c")]
    [InlineData("a/b", "a/b")]
    public void Local_paths_may_be_addresses(string path, string local) => Assert.Equal(local, TablePaths.Local(path));

    [Fact]
    public void Every_option_is_described_and_its_default_is_valid() => Assert.All(
        ConnectorCatalog.BuiltIn.All.SelectMany(c => c.Options)
            .Concat(Engine.Formats.FormatCatalog.BuiltIn.All.SelectMany(f => f.Options)),
        spec =>
        {
            Assert.EndsWith(".", spec.Description);
            if (spec.Default is { } text)
            {
                OptionValues.Check("test", [new(spec.Key, text)], [spec]);
            }
        });
}
