using Weir.Service.Apis.Dli;
using Weir.Service.Apis.Dli.Jobs;
using Xunit;

namespace Weir.Service.Tests.Dli;

/// <summary>Texts with a grammar of their own.</summary>
public sealed class FieldFormsTests
{
    [Theory]
    [InlineData("4", 4096)]
    [InlineData("4G", 4096)]
    [InlineData("4 GB", 4096)]
    [InlineData("4g", 4096)]
    [InlineData("4gb", 4096)]
    [InlineData("2048M", 2048)]
    [InlineData("2048 MB", 2048)]
    [InlineData("2048mb", 2048)]
    [InlineData("2.5G", 2560)]
    public void Memory_is_read_in_every_form_clients_use(string text, long megabytes) =>
        Assert.Equal(megabytes, MemorySize.Megabytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("4T")]
    [InlineData("-4G")]
    [InlineData("4  G")]
    [InlineData("4G\n")]
    [InlineData("four")]
    public void Other_memory_texts_are_refused(string text) => Assert.Null(MemorySize.Megabytes(text));

    [Theory]
    [InlineData("a=1", "a=1")]
    [InlineData("a=1\nb=2", "a=1\nb=2")]
    [InlineData("a=1\r\nb=2\r\n", "a=1\nb=2")]
    [InlineData("a=1;b=2", "a=1\nb=2")]
    [InlineData("a=1,b=2", "a=1\nb=2")]
    [InlineData("a=x,y,b=2", "a=x,y\nb=2")]
    [InlineData("a=x=y", "a=x=y")]
    [InlineData("# a comment\na = 1", "a=1")]
    [InlineData("""[{"key":"a","value":"1"},{"key":"b","value":"2"}]""", "a=1\nb=2")]
    [InlineData("""{"a":"1","b":2,"c":true}""", "a=1\nb=2\nc=true")]
    [InlineData("", "")]
    [InlineData("[]", "")]
    public void Runtime_config_is_read_in_every_form_clients_use(string text, string lines) =>
        Assert.Equal(lines, RuntimeConfig.ToLines(text));

    [Theory]
    [InlineData("no equals sign")]
    [InlineData("=1")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""[{"key":"a"}]""")]
    [InlineData("""{"a":{}}""")]
    [InlineData("""{"a":"x\ny"}""")]
    public void Other_runtime_configs_are_refused_by_name(string text)
    {
        var refused = Assert.Throws<DliException>(() => RuntimeConfig.ToLines(text));

        Assert.Equal("DLI.0001", refused.Error.Code);
        Assert.Contains("runtime_config", refused.Error.Message.English);
        Assert.Contains("runtime_config", refused.Error.Message.Chinese);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("2:bucket/dir")]
    public void Dirty_data_strategies_come_back_as_they_were(string text)
    {
        Assert.True(DirtyDataStrategy.IsValid(text));
        Assert.Equal(text, DirtyDataStrategy.Print(DirtyDataStrategy.Parse(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("2:")]
    [InlineData("ignore")]
    public void Other_dirty_data_strategies_are_refused(string text) => Assert.False(DirtyDataStrategy.IsValid(text));

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(1, 3_600_000L)]
    [InlineData(24, 86_400_000L)]
    [InlineData(25, 25_000L)]
    [InlineData(3600, 3_600_000L)]
    public void Small_state_retentions_are_hours_and_larger_ones_seconds(int retention, long milliseconds) =>
        Assert.Equal(milliseconds, SqlJobEdit.StateTtlMs(retention));

    [Theory]
    [InlineData("b", "b")]
    [InlineData("b/dir", "b")]
    [InlineData("obs://b/dir/", "b")]
    [InlineData("", "")]
    public void A_bucket_may_come_with_a_path(string text, string bucket) =>
        Assert.Equal(bucket, SqlJobEdit.BucketOf(text));
}
