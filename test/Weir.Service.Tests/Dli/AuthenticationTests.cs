using System.Text.Json;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class AuthenticationTests(DliService service)
{
    private const string Job = """{"name":"nobody"}""";

    public static TheoryData<string, string> Routes => new()
    {
        { "POST", "streaming/sql-jobs" },
        { "PUT", "streaming/sql-jobs/1" },
        { "GET", "streaming/jobs" },
        { "GET", "streaming/jobs/1" },
        { "GET", "streaming/jobs/1/execute-graph" },
        { "DELETE", "streaming/jobs/1" },
        { "POST", "streaming/jobs/run" },
        { "POST", "streaming/jobs/stop" },
        { "POST", "streaming/jobs/delete" },
        { "POST", "streaming/jobs/1/savepoint" },
        { "POST", "dli/obs-authorize" },
        { "GET", "/v3/{p}/dli_flink_job/1/tags" },
        { "POST", "/v3/{p}/dli_flink_job/1/tags/create" },
        { "POST", "/v3/{p}/dli_flink_job/1/tags/delete" },
        { "GET", "/v3/projects" },
        { "GET", "/v3/auth/domains" },
        { "GET", "/v3/auth/tokens" },
        { "GET", "/v1.0/{p}/no/such/route" },
        { "PATCH", "streaming/jobs" },
        { "GET", "/v2.0/{p}/resources" },
        { "GET", "/v1/{p}/x" },
        { "GET", "/v3" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_route_answers_a_stranger(string method, string path)
    {
        using var stranger = service.Stranger();
        using var guesser = service.Stranger(token: "made-up");

        foreach (var client in new[] { stranger, guesser })
        {
            var reply = await client.Send(new HttpMethod(method), path.Replace("{p}", client.ProjectId), null);

            Assert.Equal((401, "APIGW.0301"), reply.Error);
            Assert.Equal("application/json", reply.ContentType);
            Assert.Equal(reply.Json.Text("request_id"), reply.Headers["X-Request-Id"]);
        }
    }

    [Theory]
    [InlineData("GET", "/v1.0/{p}/no/such/route")]
    [InlineData("PATCH", "/v1.0/{p}/streaming/jobs")]
    [InlineData("GET", "/v1.0/{p}/streaming/sql-jobs")]
    [InlineData("POST", "/v1.0/{p}/streaming/flink-jobs")]
    [InlineData("GET", "/v2.0/{p}/resources")]
    [InlineData("GET", "/v3/{p}/queues/default/properties")]
    [InlineData("GET", "/v3/{p}/dli_queue/1/tags")]
    public async Task A_route_that_is_not_there_answers_as_the_gateway_does(string method, string path)
    {
        var reply = await service.Admin.Send(
            new HttpMethod(method), path.Replace("{p}", service.Admin.ProjectId), null);

        Assert.Equal((404, "APIGW.0101"), reply.Error);
        Assert.Equal(
            "The API does not exist or has not been published in the environment", reply.Json.Text("error_msg"));
    }

    [Fact]
    public async Task A_password_buys_a_token_for_a_project()
    {
        var c = service.Credentials;
        using var stranger = service.Stranger();

        var reply = await stranger.Post("/v3/auth/tokens", $$"""
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"{{c.User}}",
             "password":"{{c.Password}}","domain":{"name":"{{c.Domain}}"} } } },
             "scope":{"project":{"name":"{{c.ProjectName}}"} } } }
            """);

        Assert.Equal(201, reply.Status);
        var token = reply.Json.GetProperty("token");
        Assert.Equal(
            (c.ProjectId, c.ProjectName, c.User, c.Domain),
            (token.GetProperty("project").Text("id"), token.GetProperty("project").Text("name"),
                token.GetProperty("user").Text("name"), token.GetProperty("user").GetProperty("domain").Text("name")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", token.Text("expires_at"));
        Assert.Equal(
            TimeSpan.FromHours(24),
            token.GetProperty("expires_at").GetDateTimeOffset() - token.GetProperty("issued_at").GetDateTimeOffset());
        Assert.NotEqual(0, token.GetProperty("catalog").GetArrayLength());
        using var client = service.Stranger(token: reply.Headers["X-Subject-Token"]);
        (await client.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task A_token_buys_another_one_and_a_project_id_does_as_well_as_a_name()
    {
        var c = service.Credentials;
        using var stranger = service.Stranger();

        var reply = await stranger.Post("/v3/auth/tokens?nocatalog=true", $$"""
            {"auth":{"identity":{"methods":["token"],"token":{"id":"{{service.Admin.Token}}"} },
             "scope":{"project":{"id":"{{c.ProjectId}}"} } } }
            """);

        Assert.Equal(201, reply.Status);
        Assert.Equal("[]", reply.Json.GetProperty("token").Raw("catalog"));
        using var client = service.Stranger(token: reply.Headers["X-Subject-Token"]);
        (await client.Get("streaming/jobs")).Ok();
    }

    [Theory]
    [InlineData("nobody", null, null)]
    [InlineData(null, "wrong", null)]
    [InlineData(null, null, "elsewhere")]
    public async Task Who_does_not_fit_gets_no_token(string? user, string? password, string? project)
    {
        var c = service.Credentials;
        using var stranger = service.Stranger();

        var reply = await stranger.Post("/v3/auth/tokens", $$"""
            {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"{{user ?? c.User}}",
             "password":"{{password ?? c.Password}}","domain":{"name":"{{c.Domain}}"} } } },
             "scope":{"project":{"name":"{{project ?? c.ProjectName}}"} } } }
            """);

        Assert.Equal(
            """{"error":{"code":401,"message":"The username or password is wrong.","title":"Unauthorized"}}""",
            reply.Body);
        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"auth":{"identity":{"methods":["totp"]}}}""")]
    [InlineData("""{"auth":{"identity":{"methods":["password"]}}}""")]
    [InlineData("""{"auth":{"identity":{"methods":["password","totp"]}}}""")]
    public async Task A_login_that_says_too_little_is_a_bad_request(string body)
    {
        using var stranger = service.Stranger();

        Assert.Equal(400, (await stranger.Post("/v3/auth/tokens", body)).Status);
    }

    [Fact]
    public async Task Projects_are_found_by_their_exact_name()
    {
        var c = service.Credentials;

        var found = (await service.Admin.Get($"/v3/projects?name={c.ProjectName}")).Ok();
        var project = found.Json.GetProperty("projects").EnumerateArray().Single();
        var none = (await service.Admin.Get($"/v3/projects?name={c.ProjectName[..^1]}")).Ok();
        var domains = (await service.Admin.Get("/v3/auth/domains")).Ok().Json.GetProperty("domains");

        Assert.Equal((c.ProjectId, c.ProjectName), (project.Text("id"), project.Text("name")));
        Assert.Equal(JsonValueKind.True, project.GetProperty("enabled").ValueKind);
        Assert.Equal(0, none.Json.GetProperty("projects").GetArrayLength());
        var domain = domains.EnumerateArray().Single();
        Assert.Equal((c.Domain, project.Text("domain_id")), (domain.Text("name"), domain.Text("id")));
    }

    [Fact]
    public async Task Another_accounts_project_looks_like_none_with_tokens_and_keys_alike()
    {
        using var foreign = await service.OtherAccount();
        using var token = service.Client(project: foreign.ProjectId);
        using var missing = service.Client(project: new string('0', 32));
        using var signed = service.Signed(project: foreign.ProjectId);

        foreach (var client in new[] { token, missing, signed })
        {
            Assert.Equal((400, "DLI.10006"), (await client.Get("streaming/jobs")).Error);
            Assert.Equal((400, "DLI.10006"), (await client.Post("streaming/sql-jobs", Job)).Error);
        }
    }

    [Fact]
    public async Task Another_projects_job_looks_like_none()
    {
        using var other = await service.OtherProject();
        var id = await service.Create();

        Assert.Equal((400, "DLI.16001"), (await other.Get($"streaming/jobs/{id}")).Error);
        Assert.Equal((400, "DLI.14001"), (await service.Admin.Get($"streaming/jobs/{id}/execute-graph")).Error);
        Assert.Equal((400, "DLI.16001"), (await other.Get($"streaming/jobs/{id}/execute-graph")).Error);
        Assert.Equal((400, "DLI.12004"), (await other.Put($"streaming/sql-jobs/{id}", """{"desc":"x"}""")).Error);
        Assert.Equal((400, "DLI.13007"), (await other.Post("streaming/jobs/run", Ids(id))).OnlyError);
        Assert.Equal((400, "DLI.15001"), (await other.Post("streaming/jobs/stop", Ids(id))).OnlyError);
        Assert.Equal((400, "DLI.17001"), (await other.Post("streaming/jobs/delete", Ids(id))).OnlyError);
        Assert.Equal((400, "DLI.17001"), (await other.Delete($"streaming/jobs/{id}")).Error);
        Assert.Equal(
            (400, "DLI.15001"),
            (await other.Post($"streaming/jobs/{id}/savepoint", """{"action":"TRIGGER"}""")).Error);
        Assert.Equal((400, "DLI.16001"), (await other.Get($"/v3/{other.ProjectId}/dli_flink_job/{id}/tags")).Error);
        Assert.Equal(
            (400, "DLI.16001"),
            (await other.Post($"/v3/{other.ProjectId}/dli_flink_job/{id}/tags/create", """{"tags":[]}""")).Error);
        (await service.Admin.Get($"streaming/jobs/{id}")).Ok();
    }

    [Fact]
    public async Task A_project_header_that_contradicts_the_path_is_refused()
    {
        using var contrary = service.Client(headers: new() { ["X-Project-Id"] = "other" });
        using var agreeing = service.Client(headers: new() { ["X-Project-Id"] = service.Credentials.ProjectId });

        Assert.Equal((400, "DLI.10006"), (await contrary.Get("streaming/jobs")).Error);
        (await agreeing.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var body = $$"""{"name":"{{new string('x', 13 * 1024 * 1024)}}"}""";

        Assert.Equal((413, "APIGW.0201"), (await service.Admin.Post("streaming/sql-jobs", body)).Error);
    }

    private static string Ids(long id) => $$"""{"job_ids":[{{id}}]}""";
}
