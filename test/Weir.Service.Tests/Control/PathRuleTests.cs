using Weir.Service.Control;
using Xunit;

namespace Weir.Service.Tests.Control;

public sealed class PathRuleTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("weir-paths-").FullName;
    private readonly string data;
    private readonly string objects;
    private readonly string outside;

    public PathRuleTests()
    {
        data = Directory.CreateDirectory(Path.Combine(root, "data")).FullName;
        objects = Directory.CreateDirectory(Path.Combine(data, "objects", "p1", "weir")).Parent!.FullName;
        outside = Directory.CreateDirectory(Path.Combine(root, "outside")).FullName;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void The_projects_own_objects_are_open_and_the_rest_of_the_data_is_closed()
    {
        var rule = new PathRule(data, [], loopbackOnly: true);

        Assert.Null(rule.Refuse(Path.Combine(objects, "weir", "in", "a.csv"), objects));
        Assert.Null(rule.Refuse(objects, objects));
        Assert.NotNull(rule.Refuse(Path.Combine(data, "weir.db"), objects));
        Assert.NotNull(rule.Refuse(Path.Combine(data, "objects", "p2", "weir", "x"), objects));
        Assert.NotNull(rule.Refuse(Path.Combine(data, "objects", "p10", "x"), Path.Combine(data, "objects", "p1")));
        Assert.NotNull(rule.Refuse(Path.Combine(objects, "..", "..", "master.key"), objects));
        Assert.NotNull(rule.Refuse(data, objects));
    }

    [Fact]
    public void Links_are_followed_before_anything_is_decided()
    {
        var rule = new PathRule(data, [], loopbackOnly: true);
        File.CreateSymbolicLink(Path.Combine(outside, "key"), Path.Combine(data, "master.key"));
        Directory.CreateSymbolicLink(Path.Combine(objects, "weir", "up"), data);
        Directory.CreateSymbolicLink(Path.Combine(outside, "chain"), Path.Combine(objects, "weir", "up"));

        Assert.NotNull(rule.Refuse(Path.Combine(outside, "key"), objects));
        Assert.NotNull(rule.Refuse(Path.Combine(objects, "weir", "up", "not", "there", "yet"), objects));
        Assert.NotNull(rule.Refuse(Path.Combine(outside, "chain", "credentials.json"), objects));
    }

    [Fact]
    public void A_data_directory_reached_by_a_link_is_closed_under_both_names()
    {
        var alias = Path.Combine(root, "alias");
        Directory.CreateSymbolicLink(alias, data);
        var rule = new PathRule(alias, [], loopbackOnly: true);

        Assert.NotNull(rule.Refuse(Path.Combine(data, "weir.db"), Path.Combine(alias, "objects", "p1")));
        Assert.NotNull(rule.Refuse(Path.Combine(alias, "weir.db"), Path.Combine(alias, "objects", "p1")));
        Assert.Null(rule.Refuse(Path.Combine(objects, "weir", "x"), Path.Combine(alias, "objects", "p1")));
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(Path.Combine(outside, "a"), Path.Combine(outside, "b"));
        File.CreateSymbolicLink(Path.Combine(outside, "b"), Path.Combine(outside, "a"));

        Assert.Contains("circle", new PathRule(data, [], true).Refuse(Path.Combine(outside, "a"), objects));
    }

    [Fact]
    public void Outside_all_is_open_on_loopback_and_nothing_otherwise_unless_it_is_named()
    {
        var file = Path.Combine(outside, "a.csv");

        Assert.Null(new PathRule(data, [], loopbackOnly: true).Refuse(file, objects));
        Assert.NotNull(new PathRule(data, [], loopbackOnly: false).Refuse(file, objects));
        Assert.Null(new PathRule(data, [outside], loopbackOnly: false).Refuse(file, objects));
        Assert.NotNull(new PathRule(data, [outside], loopbackOnly: true).Refuse("/etc/passwd", objects));
        Assert.NotNull(new PathRule(data, [outside], loopbackOnly: false).Refuse(outside + "2/a.csv", objects));
        Assert.NotNull(new PathRule(data, [root], loopbackOnly: false).Refuse(Path.Combine(data, "weir.db"), objects));
    }
}
