using System.Text.Json.Nodes;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class TagAndBucketTests(DliService service)
{
    private readonly DliClient admin = service.Admin;

    [Fact]
    public async Task Tags_are_added_replaced_and_removed()
    {
        var path = $"/v3/{admin.ProjectId}/dli_flink_job/{await service.Create()}/tags";

        var created = await admin.Post($"{path}/create", """{"tags":[{"key":"foo","value":"bar"},{"key":"c"}]}""");
        Assert.Equal((204, ""), (created.Status, created.Body));
        Assert.Equal(
            """{"tags":[{"key":"c","value":""},{"key":"foo","value":"bar"}],"count":2}""",
            (await admin.Get(path)).Body);

        await admin.Post($"{path}/create", """{"tags":[{"key":"foo","value":"作业"}]}""");
        var deleted = await admin.Post(
            $"{path}/delete", """{"tags":[{"key":"c"},{"key":"never-there","value":"x"}]}""");
        Assert.Equal(204, deleted.Status);
        Assert.Equal("""{"tags":[{"key":"foo","value":"作业"}],"count":1}""", (await admin.Get(path)).Body);
    }

    [Fact]
    public async Task A_job_has_at_most_twenty_tags()
    {
        var path = $"/v3/{admin.ProjectId}/dli_flink_job/{await service.Create()}/tags";
        var tags = Enumerable.Range(0, 20).Select(i => (JsonNode)new JsonObject { ["key"] = $"k{i}" });
        var twenty = new JsonObject { ["tags"] = new JsonArray([.. tags]) }.ToJsonString();

        Assert.Equal(204, (await admin.Post($"{path}/create", twenty)).Status);
        Assert.Equal(204, (await admin.Post($"{path}/create", twenty)).Status);
        Assert.Equal((400, "DLI.0001"), (await admin.Post($"{path}/create", """{"tags":[{"key":"more"}]}""")).Error);
        Assert.Equal(20, (await admin.Get(path)).Json.Number("count"));
    }

    [Theory]
    [InlineData("""{"tags":[{"key":""}]}""")]
    [InlineData("""{"tags":[{"value":"v"}]}""")]
    [InlineData("""{"tags":[null]}""")]
    [InlineData("""{"tags":[{"key":"_sys_x"}]}""")]
    [InlineData("""{"tags":[{"key":"a*b"}]}""")]
    [InlineData("""{"tags":[{"key":"a","value":"a*b"}]}""")]
    [InlineData("""{"tags":"a"}""")]
    public async Task Tags_that_cannot_be_are_refused(string body)
    {
        var path = $"/v3/{admin.ProjectId}/dli_flink_job/{await service.Create()}/tags";

        Assert.Equal((400, "DLI.0001"), (await admin.Post($"{path}/create", body)).Error);
    }

    [Fact]
    public async Task Authorizing_a_bucket_succeeds_as_often_as_it_is_asked()
    {
        for (var i = 0; i < 2; i++)
        {
            var reply = await admin.Post("dli/obs-authorize", """{"obs_buckets":["weir"]}""");

            Assert.Equal(
                """{"is_success":"true","message":"The following OBS bucket is authorized successfully, weir."}""",
                reply.Ok().Body);
        }
    }

    [Fact]
    public async Task A_bucket_that_was_authorized_is_one_of_the_projects_and_of_no_other()
    {
        using var other = await service.OtherProject();
        var bucket = DliService.NewName() + "b";
        var body = $$"""{"name":"{{DliService.NewName()}}","obs_bucket":"{{bucket}}"}""";
        Assert.Equal((400, "DLI.11016"), (await admin.Post("streaming/sql-jobs", body)).Error);

        (await admin.Post("dli/obs-authorize", $$"""{"obs_buckets":["{{bucket}}","weir"]}""")).Ok();

        await service.Run(await service.Create(body));
        Assert.Equal((400, "DLI.11016"), (await other.Post("streaming/sql-jobs", body)).Error);
    }

    [Theory]
    [InlineData("""{}""", "DLI.19004")]
    [InlineData("""{"obs_buckets":[]}""", "DLI.19004")]
    [InlineData("""{"obs_buckets":[""]}""", "DLI.19004")]
    [InlineData("""{"obs_buckets":["../up"]}""", "DLI.19002")]
    [InlineData("""{"obs_buckets":["Upper"]}""", "DLI.19002")]
    [InlineData("""{"obs_buckets":["ab"]}""", "DLI.19002")]
    [InlineData("""{"obs_buckets":"weir"}""", "DLI.0001")]
    public async Task What_is_no_bucket_is_not_authorized(string body, string code) =>
        Assert.Equal((400, code), (await admin.Post("dli/obs-authorize", body)).Error);
}
