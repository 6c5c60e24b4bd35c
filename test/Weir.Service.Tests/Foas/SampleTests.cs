using System.Text.RegularExpressions;
using System.Xml.Linq;
using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>The samples of the UpdateJob page (seed 000) as they stand there.</summary>
[Collection(FoasCollection.Name)]
public sealed partial class SampleTests(FoasService service)
{
    private const string Path = "/api/v2/projects/project1/jobs/job1";

    /// <summary>The page's column of example values.</summary>
    private static readonly (string Name, string? Value)[] Values =
    [
        ("packages", "package1.jar"),
        ("planJson", "{a:b}"),
        ("code", "code"),
        ("description", "test"),
        ("engineVersion", "blink_2.2.4"),
        ("clusterId", "d6wxwo5tnrmuamx2ly3m7vkz"),
        ("queueName", "root.default"),
        ("folderId", "123"),
        ("properties", "blink.checkpoint.interval.ms:180000"),
    ];

    private const string JsonSample = """
        {
        	"RequestId": "C3FC248C-1CF4-4A64-97C1-0BD667A4D09D"
        }
        """;

    private const string XmlSample = "<RequestId>C3FC248C-1CF4-4A64-97C1-0BD667A4D09D</RequestId>";

    [Fact]
    public async Task The_request_is_understood_and_answered_as_the_page_says()
    {
        await Prepare();
        var region = new Dictionary<string, string> { ["RegionId"] = "cn-hangzhou" };
        var json = (await service.Client(accept: "application/json", headers: region).Put(Path, Values)).Ok();
        Assert.Equal("application/json", json.ContentType);
        Assert.Equal(Shape(JsonSample), Shape(json.Body));

        var xml = (await service.Client(accept: "application/xml", headers: region).Put(Path, Values)).Ok();
        Assert.StartsWith("text/xml", xml.ContentType);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", xml.Body);
        Assert.Equal("UpdateJobResponse", xml.Xml.Name);
        Assert.Equal(XElement.Parse(XmlSample).Name, xml.Xml.Elements().Single().Name);
        Assert.Equal(Shape(XmlSample), Shape(xml.Xml.Elements().Single().ToString()));

        var job = (await service.Net.Get(Path)).Ok().Job;
        foreach (var (name, value) in Values)
        {
            var member = char.ToUpperInvariant(name[0]) + name[1..];
            Assert.Equal(value, job.GetProperty(member).ToString());
        }

        Assert.Equal(("project1", "job1"), (job.Text("ProjectName"), job.Text("JobName")));
    }

    [Fact]
    public async Task The_properties_of_the_example_act()
    {
        await Prepare();
        (await service.Net.Put(Path, Values)).Ok();
        var id = (await service.Net.Get(Path)).Job.Text("JobId");
        var draft = (await service.Dli.Control.Jobs.Show(await Caller(), int.Parse(id!))).Value.Draft;

        Assert.Equal(180_000, draft.Settings.Checkpointing.IntervalMs);
        Assert.True(draft.Settings.Checkpointing.Enabled);
    }

    private Task<Model.Caller> Caller()
    {
        var identity = service.Dli.Control.Identity;
        var owner = identity.FindKey(service.Dli.Credentials.AccessKey)!.Owner;
        return Task.FromResult(identity.InProjectNamed(owner, "project1")!);
    }

    private async Task Prepare()
    {
        await service.Net.Post("/api/v2/projects", ("name", "project1"), ("deployType", "cell"));
        await service.Net.Post(
            "/api/v2/projects/project1/jobs",
            ("jobName", "job1"), ("jobType", "FLINK_STREAM"), ("apiType", "SQL"), ("code", "SELECT 1"));
    }

    /// <summary>Without blanks and with any request id as the same.</summary>
    private static string Shape(string text) => Id().Replace(Blanks().Replace(text, ""), "ID");

    [GeneratedRegex("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
