using System.Text.Json;
using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>UpdateJob changes what is present and nothing else, and only the draft.</summary>
[Collection(FoasCollection.Name)]
public sealed class UpdateTests(FoasService service)
{
    private static readonly (string Field, string Member, string First, string Second)[] Fields =
    [
        ("packages", "Packages", "a.jar, b.jar", "c.jar,d.jar"),
        ("planJson", "PlanJson", "{a:b}", """{"nodes":[{"id":1,"parallelism":3}]}"""),
        ("code", "Code", "insert into b select * from a;\r\n-- 中文 😀 \u3000", "insert into c select '\"\\<&>' from a"),
        ("description", "Description", "first 说明", "second"),
        ("engineVersion", "EngineVersion", "blink_2.2.4", "blink-3.4.4"),
        ("clusterId", "ClusterId", "d6wxwo5tnrmuamx2ly3m7vkz", "cl0002"),
        ("queueName", "QueueName", "root.other", "plain"),
        ("folderId", "FolderId", "123", "9007199254740993"),
        ("properties", "Properties", "# 注释\r\nblink.checkpoint.interval.ms : 5000\n", "blink.state.ttl.ms=1\nunknown.key=x"),
    ];

    public static TheoryData<string> FieldNames => [.. Fields.Select(f => f.Field)];

    [Theory]
    [MemberData(nameof(FieldNames))]
    public async Task A_field_changes_alone_stays_when_absent_and_can_be_emptied(string field)
    {
        var name = await service.Create();
        foreach (var f in Fields)
        {
            (await service.Net.Put($"jobs/{name}", (f.Field, f.First))).Ok();
        }

        var wanted = Fields.ToDictionary(f => f.Member, f => f.First);
        await Expect();

        var (_, member, _, second) = Fields.Single(f => f.Field == field);
        (await service.Net.Put($"jobs/{name}", (field, second))).Ok();
        wanted[member] = second;
        await Expect();

        (await service.Net.Put($"jobs/{name}")).Ok();
        await Expect();

        (await service.Net.Put($"jobs/{name}", (field, ""))).Ok();
        wanted[member] = "";
        await Expect();

        async Task Expect()
        {
            var job = (await service.Net.Get($"jobs/{name}")).Ok().Job;
            Assert.Equal(wanted, wanted.Keys.ToDictionary(m => m, m => Shown(job, m)));
        }
    }

    [Fact]
    public async Task Xml_carries_every_text_that_json_does()
    {
        var name = await service.Create();
        (await service.Net.Put($"jobs/{name}", [.. Fields.Select(f => (f.Field, (string?)f.First))])).Ok();
        var json = (await service.Net.Get($"jobs/{name}")).Ok().Job;
        var xml = (await service.Client(accept: "text/xml").Get($"jobs/{name}")).Ok().Xml;

        Assert.Equal("GetJobResponse", xml.Name);
        Assert.Equal(
            json.EnumerateObject().Select(m => (m.Name, Shown(json, m.Name).Replace("True", "true").Replace("False", "false"))),
            xml.Element("Job")!.Elements().Select(e => (e.Name.LocalName, e.Value)));
    }

    [Fact]
    public async Task An_update_touches_neither_what_is_committed_nor_what_runs()
    {
        var name = await service.CreateCommitted("insert into b select 1", "blink.checkpoint.interval.ms=1000");
        await service.Start(name);
        (await service.Net.Put(
            $"jobs/{name}",
            ("code", "insert into b select 2"), ("properties", "blink.checkpoint.interval.ms=2000"), ("planJson", "{}"))).Ok();

        var running = (await service.Net.Get($"jobs/{name}/instances/-1")).Instance;
        Assert.Equal("insert into b select 1", running.Text("Code"));
        Assert.Equal("blink.checkpoint.interval.ms=1000", running.Text("Properties"));
        Assert.Equal("", running.Text("PlanJson"));
        Assert.Equal("insert into b select 2", (await service.Net.Get($"jobs/{name}")).Job.Text("Code"));

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.Equal("insert into b select 1", await RunningCode(name));
    }

    [Fact]
    public async Task A_resume_takes_the_newest_committed_configuration_unless_told_not_to()
    {
        var name = await service.CreateCommitted("insert into b select 1");
        await service.Start(name);
        (await service.Net.Put($"jobs/{name}", ("code", "insert into b select 2"))).Ok();
        await service.Want(name, "PAUSED");
        await service.Want(name, "RUNNING");
        Assert.Equal("insert into b select 1", await RunningCode(name));

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        await service.Want(name, "PAUSED");
        await service.Want(name, "RUNNING", isFlush: "FALSE");
        Assert.Equal("insert into b select 1", await RunningCode(name));

        await service.Want(name, "PAUSED");
        await service.Want(name, "RUNNING", isFlush: "True");
        Assert.Equal("insert into b select 2", await RunningCode(name));

        (await service.Net.Put($"jobs/{name}", ("code", "insert into b select 3"))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        await service.Want(name, "TERMINATED");
        Assert.Equal("insert into b select 2", await RunningCode(name));
        await service.Start(name);
        Assert.Equal("insert into b select 3", await RunningCode(name));
    }

    [Fact]
    public async Task Start_parameters_belong_to_their_instance_and_stay_with_it_when_it_resumes_as_it_was()
    {
        var name = await service.CreateCommitted("insert into b select 1", "blink.checkpoint.interval.ms=1000");
        (await service.Net.Post(
            $"jobs/{name}/instance", ("parameterJson", """{"blink.checkpoint.interval.ms":"2500","my.key":1}"""))).Ok();
        await service.Until(name, "RUNNING");
        Assert.Equal("2500", await Config(name, "blink.checkpoint.interval.ms"));
        Assert.Equal("1", await Config(name, "my.key"));

        await service.Want(name, "PAUSED");
        await service.Want(name, "RUNNING", isFlush: "false");
        Assert.Equal("2500", await Config(name, "blink.checkpoint.interval.ms"));

        await service.Want(name, "PAUSED");
        await service.Want(name, "RUNNING");
        Assert.Equal("1000", await Config(name, "blink.checkpoint.interval.ms"));
    }

    [Fact]
    public async Task A_start_refuses_parameters_and_plans_that_it_cannot_use()
    {
        var name = await service.CreateCommitted();
        Assert.Equal((400, "NotSupportedYet"), await Refused("""{"startOffset":"1574247000000"}"""));
        Assert.Equal((400, "InvalidparameterJson"), await Refused("nonsense"));
        Assert.Equal((400, "InvalidparameterJson"), await Refused("[1]"));
        Assert.Equal((400, "InvalidparameterJson"), await Refused("""{"blink.state.ttl.ms":"soon"}"""));

        (await service.Net.Put($"jobs/{name}", ("planJson", "{a:b}"))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.Equal((400, "InvalidplanJson"), await Refused(""));

        async Task<(int, string?)> Refused(string parameters) =>
            (await service.Net.Post($"jobs/{name}/instance", ("parameterJson", parameters))).Error;
    }

    private async Task<string?> RunningCode(string name) =>
        (await service.Net.Get($"jobs/{name}/instances/-1")).Ok().Instance.Text("Code");

    private async Task<string?> Config(string name, string key)
    {
        var config = (await service.Net.Get($"jobs/{name}/instances/-1/config")).Ok().Json.Text("Config")!;
        return JsonDocument.Parse(config).RootElement.Text(key);
    }

    private static string Shown(JsonElement job, string member) =>
        job.TryGetProperty(member, out var value) ? value.ToString() : "";
}
