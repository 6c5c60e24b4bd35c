using System.Text.Json;
using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>Lists, and that nothing of another project stands in them.</summary>
[Collection(FoasCollection.Name)]
public sealed class ListTests(FoasService service)
{
    [Fact]
    public async Task Jobs_are_listed_page_by_page_and_by_what_their_drafts_say()
    {
        var client = await NewProject();
        for (var i = 0; i < 5; i++)
        {
            await Create(client, $"job{i}", ("folderId", $"{i % 2}"), ("queueName", $"root.q{i % 2}"), ("engineVersion", $"v{i}"));
        }

        var first = (await client.Get("jobs?pageSize=2&pageIndex=1")).Ok().Json;
        Assert.Equal((2, 1, 5, 3), (first.Number("PageSize"), first.Number("PageIndex"), first.Number("TotalCount"), first.Number("TotalPage")));
        Assert.Equal(["job4", "job3"], Names(first));
        Assert.Equal(["job0"], Names((await client.Get("jobs?pageSize=2&pageIndex=3")).Json));
        Assert.Empty(Names((await client.Get("jobs?pageSize=2&pageIndex=4")).Json));

        Assert.Equal(["job3", "job1"], Names((await client.Get("jobs?folderId=1")).Json));
        Assert.Equal(["job3", "job1"], Names((await client.Get("jobs?queueName=root.q1")).Json));
        Assert.Equal(["job2"], Names((await client.Get("jobs?engineVersion=v2&jobType=flink_stream&apiType=sql")).Json));
        Assert.Equal(["job2"], Names((await client.Get("jobs?jobName=job2")).Json));
        Assert.Empty(Names((await client.Get("jobs?jobType=FLINK_BATCH")).Json));
        Assert.Equal((400, "InvalidpageIndex"), (await client.Get("jobs?pageIndex=0")).Error);

        var brief = (await client.Get("jobs?isShowFullField=False&pageSize=1")).Json;
        var job = brief.GetProperty("Jobs").GetProperty("Job")[0];
        Assert.False(job.TryGetProperty("Code", out _) || job.TryGetProperty("PlanJson", out _) || job.TryGetProperty("Properties", out _));
        Assert.False(job.TryGetProperty("FileId", out _));
        var full = (await client.Get("jobs?pageSize=1")).Json.GetProperty("Jobs").GetProperty("Job")[0];
        Assert.Equal("insert into b select 1", full.Text("Code"));
    }

    [Fact]
    public async Task An_empty_list_is_doubly_nested_too()
    {
        var client = await NewProject();
        var json = (await client.Get("jobs")).Ok().Json;

        Assert.Equal("""{"Job":[]}""", json.Raw("Jobs"));
        var xml = (await service.Client(accept: "text/xml", project: client.Project).Get("jobs")).Ok().Xml;
        Assert.Empty(xml.Element("Jobs")!.Elements());
        Assert.Equal("0", xml.Element("TotalCount")!.Value);
    }

    [Fact]
    public async Task Instances_are_listed_live_and_archived()
    {
        var client = await NewProject();
        var other = await NewProject();
        await Create(client, "a");
        (await client.Put("jobs/a/commit")).Ok();
        Assert.Equal((400, "MissingjobType"), (await client.Get("instances")).Error);
        Assert.Empty(Instances((await client.Get("instances?jobType=FLINK_STREAM")).Json));

        var first = (await client.Post("jobs/a/instance")).Ok().Json.Number("instanceId");
        await service.Dli.Control.Reconciler.StepAll();
        (await client.Put("jobs/a/instances/-1/expectstate", ("expectState", "PAUSED"))).Ok();
        await service.Dli.Control.Reconciler.StepAll();
        (await client.Put("jobs/a/instances/-1/expectstate", ("expectState", "RUNNING"))).Ok();
        await service.Dli.Control.Reconciler.StepAll();
        var second = (await client.Get("jobs/a/instances/-1")).Instance.Number("Id");

        var live = Instances((await client.Get("instances?jobType=flink_stream&actualState=RUNNING&expectState=running")).Json);
        Assert.Equal([(second, "RUNNING")], live);
        Assert.Equal([(first, "TERMINATED")], Instances((await client.Get("instances?jobType=FLINK_STREAM&isArchived=true")).Json));
        Assert.Empty(Instances((await client.Get("instances?jobType=FLINK_STREAM&endEndTs=99999999999999")).Json));
        Assert.Single(Instances((await client.Get("instances?jobType=FLINK_STREAM&startBeginTs=1&startEndTs=99999999999999")).Json));
        Assert.Empty(Instances((await client.Get("instances?jobType=FLINK_STREAM&startBeginTs=99999999999998")).Json));
        Assert.Empty(Instances((await client.Get("instances?jobType=FLINK_BATCH")).Json));
        Assert.Empty(Instances((await other.Get("instances?jobType=FLINK_STREAM&isArchived=True")).Json));
    }

    [Fact]
    public async Task Summaries_of_several_jobs_pass_over_unknown_and_uncommitted_ones()
    {
        var client = await NewProject();
        await Create(client, "draft");
        await Create(client, "ready");
        (await client.Put("jobs/ready/commit")).Ok();
        var all = (await client.Get("runsummary?jobNames=draft,ready,missing&jobType=FLINK_STREAM")).Ok().Json
            .GetProperty("RunSummarys").GetProperty("RunSummary");

        Assert.Equal([("ready", "UNKNOWN")], all.EnumerateArray().Select(s => (s.Text("JobName"), s.Text("ActualState"))));
        Assert.Equal((400, "MissingjobNames"), (await client.Get("runsummary?jobType=FLINK_STREAM")).Error);
    }

    [Fact]
    public async Task A_summary_says_the_state_and_the_last_error()
    {
        var name = await service.CreateCommitted();
        var id = await service.Start(name);
        var summary = (await service.Net.Get($"jobs/{name}/instances/{id}/runsummary")).Ok().Json.GetProperty("RunSummary");

        Assert.Equal(("RUNNING", "RUNNING", name), (summary.Text("ActualState"), summary.Text("ExpectState"), summary.Text("JobName")));
        Assert.Equal(id, summary.Number("Id"));
        Assert.Equal(-99_999_999, summary.Number("InputDelay"));
        Assert.Contains('|', summary.Text("EngineJobHandler")!);
        Assert.Equal("", summary.Text("LastErrorMessage"));
    }

    [Fact]
    public async Task Projects_are_made_shown_and_listed_within_the_account()
    {
        var name = $"shop{Guid.NewGuid():N}";
        (await service.Net.Post(
            "/api/v2/projects",
            ("name", name), ("deployType", "Public"), ("clusterId", "c1"), ("managerIds", "1,2"), ("description", "说明"))).Ok();
        var project = (await service.Net.Get($"/api/v2/projects/{name}")).Ok().Json.GetProperty("Project");
        Assert.Equal(
            (name, "PUBLIC", "c1", "1,2", "说明", "ENABLE"),
            (project.Text("Name"), project.Text("DeployType"), project.Text("ClusterId"), project.Text("ManagerIds"), project.Text("Description"), project.Text("State")));

        Assert.Equal((400, "ProjectAlreadyExist"), (await service.Net.Post("/api/v2/projects", ("name", name), ("deployType", "cell"))).Error);
        Assert.Equal((400, "Missingname"), (await service.Net.Post("/api/v2/projects", ("deployType", "cell"))).Error);
        Assert.Equal((400, "InvaliddeployType"), (await service.Net.Post("/api/v2/projects", ("name", "x"), ("deployType", "y"))).Error);
        var listed = (await service.Net.Get($"/api/v2/projects?name={name}")).Ok().Json;
        Assert.Equal(name, listed.GetProperty("Projects").GetProperty("Project")[0].Text("Name"));
        Assert.Equal(1, listed.Number("TotalCount"));
    }

    [Fact]
    public async Task Nothing_of_another_project_is_visible()
    {
        var name = await service.CreateCommitted();
        await service.Start(name);
        var other = await NewProject();

        Assert.Equal("{}", (await other.Get($"jobs/{name}")).Ok().Job.GetRawText());
        Assert.Equal((404, "JobNotExist"), (await other.Put($"jobs/{name}", ("code", "x"))).Error);
        Assert.Equal((404, "JobNotExist"), (await other.Put($"jobs/{name}/commit")).Error);
        Assert.Equal((404, "JobNotExist"), (await other.Post($"jobs/{name}/instance")).Error);
        Assert.Equal((404, "JobNotExist"), (await other.Get($"jobs/{name}/instances/-1")).Error);
        Assert.Equal((404, "JobNotExist"), (await other.Delete($"jobs/{name}")).Error);
        Assert.Empty(Names((await other.Get("jobs")).Json));
        Assert.Equal((404, "ProjectNotExist"), (await service.Client(project: "nowhere").Get("jobs")).Error);

        // A project of another account looks as if it were not there.
        using var stranger = await service.Dli.OtherAccount();
        var foreign = service.Client(project: stranger.ProjectId);
        Assert.Equal((404, "ProjectNotExist"), (await foreign.Get("jobs")).Error);
    }

    private async Task<FoasClient> NewProject()
    {
        var name = $"p{Guid.NewGuid():N}";
        (await service.Net.Post("/api/v2/projects", ("name", name), ("deployType", "cell"))).Ok();
        return service.Client(project: name);
    }

    private static async Task Create(FoasClient client, string name, params (string, string?)[] more) => (await client.Post(
        "jobs",
        [("jobName", name), ("jobType", "FLINK_STREAM"), ("apiType", "SQL"), ("code", "insert into b select 1"), .. more])).Ok();

    private static IEnumerable<string?> Names(JsonElement list) =>
        list.GetProperty("Jobs").GetProperty("Job").EnumerateArray().Select(job => job.Text("JobName"));

    private static IEnumerable<(long, string?)> Instances(JsonElement list) =>
        list.GetProperty("Instances").GetProperty("Instance").EnumerateArray().Select(i => (i.Number("Id"), i.Text("ActualState")));
}
