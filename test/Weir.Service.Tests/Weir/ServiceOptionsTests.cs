using Xunit;

namespace Weir.Service.Tests.Weir;

public sealed class ServiceOptionsTests
{
    [Fact]
    public void Without_arguments_it_listens_on_loopback_and_uses_the_directory_data()
    {
        var (options, problem) = ServiceOptions.Parse([]);

        Assert.Null(problem);
        Assert.Equal(("data", false), (options!.Data, options.Empty));
        Assert.Equal(["http://127.0.0.1:8088"], options.Urls);
        Assert.True(options.LoopbackOnly);
    }

    [Fact]
    public void Every_option_is_read()
    {
        var (options, _) = ServiceOptions.Parse(
        [
            "--data", "/d", "--urls", "http://0.0.0.0:80; http://localhost:81", "--empty",
            "--allow-path", "/a", "--allow-path", "/b",
        ]);

        Assert.Equal(("/d", true), (options!.Data, options.Empty));
        Assert.Equal(["http://0.0.0.0:80", "http://localhost:81"], options.Urls);
        Assert.Equal(["/a", "/b"], options.AllowedPaths);
        Assert.False(options.LoopbackOnly);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--data")]
    [InlineData("--data", "")]
    [InlineData("--urls", "8088")]
    [InlineData("--urls", "https://localhost")]
    [InlineData("--urls", ";")]
    [InlineData("extra")]
    public void What_cannot_be_read_is_one_line(params string[] args)
    {
        var (options, problem) = ServiceOptions.Parse(args);

        Assert.Null(options);
        Assert.DoesNotContain('\n', problem!);
    }
}
