using System.Text.Json;
using Xunit;

namespace Weir.Service.Tests.Dli;

/// <summary>What the generated SDKs send and expect.</summary>
[Collection(DliCollection.Name)]
public sealed class SdkTests(DliService service)
{
    [Fact]
    public async Task The_python_sdk_finds_its_project_and_drives_a_job()
    {
        using var finding = service.Signed(
            signedHeaders: "host;user-agent;x-sdk-date",
            headers: new() { ["User-Agent"] = "huaweicloud-usdk-python/3.0" });
        var projects = (await finding.Get($"/v3/projects?name={service.Credentials.ProjectName}")).Ok();
        var project = projects.Json.GetProperty("projects").EnumerateArray().Single().Text("id")!;
        Assert.NotEqual(0, (await finding.Get("/v3/auth/domains")).Ok().Json.GetProperty("domains").GetArrayLength());

        using var sdk = service.Signed(
            signedHeaders: "content-type;host;user-agent;x-language;x-project-id;x-sdk-date",
            project: project,
            headers: new()
            {
                ["User-Agent"] = "huaweicloud-usdk-python/3.0",
                ["X-Project-Id"] = project,
                ["X-Language"] = "zh-cn",
            });
        var created = (await sdk.Post("streaming/sql-jobs", $$"""{"name":"{{DliService.NewName()}}"}""")).Ok();
        var id = created.Json.GetProperty("job").Number("job_id");
        var updated = (await sdk.Put($"streaming/sql-jobs/{id}", """{"sql_body":"select '作业'"}""")).Ok();
        Assert.Equal("作业更新成功", updated.Json.Text("message"));
        Assert.Equal("select '作业'", (await sdk.Get($"streaming/jobs/{id}")).Ok().Detail.Text("sql_body"));
        var run = await sdk.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}],"resume_savepoint":false}""");
        Assert.Equal("""[{"is_success":"true","message":"作业提交请求下发成功"}]""", run.Ok().Body);
        await service.Until(id, "job_running");
        var stop = await sdk.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}]}""");
        Assert.Equal("""[{"is_success":"true","message":"作业停止请求下发成功"}]""", stop.Ok().Body);
        await service.Until(id, "job_cancel_success");
        Assert.Equal(
            """{"is_success":"true","message":"作业删除成功"}""", (await sdk.Delete($"streaming/jobs/{id}")).Ok().Body);
    }

    [Fact]
    public async Task A_failed_element_tells_its_reason_in_the_message_too()
    {
        var id = await service.Create();

        var reply = await service.Admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}},999999]}""");

        var failed = reply.Ok().Json[1];
        Assert.Equal(failed.Text("error_msg"), failed.Text("message"));
    }

    [Theory]
    [InlineData("huaweicloud-usdk-go/3.0")]
    [InlineData("huaweicloud-usdk-java/3.0")]
    public async Task The_strict_sdks_get_no_flag_whose_type_changed_between_their_releases(string agent)
    {
        using var sdk = service.Client(headers: new() { ["User-Agent"] = agent });
        var id = await service.Create();

        Assert.Equal(JsonValueKind.True, (await Authorize(sdk)).GetProperty("is_success").ValueKind);
        Assert.Equal(
            """[{"message":"The request for submitting DLI jobs is successfully delivered."}]""",
            (await sdk.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""")).Ok().Body);
        await service.Until(id, "job_running");
        var savepoint = (await sdk.Post($"streaming/jobs/{id}/savepoint", """{"action":"TRIGGER"}""")).Ok();
        Assert.False(savepoint.Json.TryGetProperty("is_success", out _));
        Assert.Equal(
            """[{"message":"The request for stopping DLI jobs is successfully delivered."}]""",
            (await sdk.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}]}""")).Ok().Body);
        Assert.Equal(
            """{"message":"The job is successfully deleted."}""", (await sdk.Delete($"streaming/jobs/{id}")).Ok().Body);
        var show = (await sdk.Get("streaming/jobs")).Ok();
        Assert.Equal(JsonValueKind.String, show.Json.GetProperty("is_success").ValueKind);
    }

    [Theory]
    [InlineData("huaweicloud-usdk-python/3.0")]
    [InlineData("huaweicloud-usdk-go/3.0 golangsdk/2.0.0")]
    [InlineData("curl/8")]
    public async Task Everybody_else_gets_the_flag_as_a_text(string agent)
    {
        using var sdk = service.Client(headers: new() { ["User-Agent"] = agent });

        Assert.Equal(JsonValueKind.String, (await Authorize(sdk)).GetProperty("is_success").ValueKind);
        var stop = await sdk.Post("streaming/jobs/stop", $$"""{"job_ids":[{{await service.Create()}}]}""");
        Assert.Equal("true", stop.Ok().Json[0].Text("is_success"));
    }

    private static async Task<JsonElement> Authorize(DliClient client) =>
        (await client.Post("dli/obs-authorize", """{"obs_buckets":["weir"]}""")).Ok().Json;
}
