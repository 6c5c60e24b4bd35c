using System.Text.Json;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class ListTests(DliService service)
{
    [Fact]
    public async Task A_page_is_cut_exactly_and_the_total_counts_all()
    {
        using var own = await service.OtherProject();
        var ids = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await DliService.Create(own, $$"""{"name":"job{{i}}"}"""));
        }

        var newestFirst = Enumerable.Reverse(ids).ToArray();
        await AssertPage(own, "", 12, newestFirst[..10]);
        await AssertPage(own, "?offset=10", 12, newestFirst[10..]);
        await AssertPage(own, "?limit=4&offset=3", 12, newestFirst[3..7]);
        await AssertPage(own, "?limit=100&offset=100", 12, []);
        await AssertPage(own, "?limit=1000", 12, newestFirst);
        await AssertPage(own, "?limit=0", 12, newestFirst[..10]);
        await AssertPage(own, "?order=asc&limit=2", 12, ids.ToArray()[..2]);
        await AssertPage(own, "?name=job1", 3, [ids[11], ids[10], ids[1]]);
    }

    [Fact]
    public async Task Jobs_are_filtered_by_what_they_are_and_how_they_stand()
    {
        using var own = await service.OtherProject();
        var sql = await DliService.Create(own, """{"name":"a","job_type":"flink_sql_job"}""");
        var open = await DliService.Create(
            own, """{"name":"b","tags":[{"key":"k","value":"v"},{"key":"l","value":"w"}]}""");
        var queued = await DliService.Create(own, """{"name":"c","queue_name":"default"}""");
        (await own.Post("streaming/jobs/run", $$"""{"job_ids":[{{queued}}]}""")).Ok();
        await service.Until(queued, "job_running", client: own);

        await AssertPage(own, "?job_type=flink_sql_job", 1, [sql]);
        await AssertPage(own, "?job_type=flink_opensource_sql_job", 2, [queued, open]);
        await AssertPage(own, "?job_type=flink_jar_job", 0, []);
        await AssertPage(own, "?status=job_init", 2, [open, sql]);
        await AssertPage(own, "?status=job_running&limit=10&offset=0&order=desc", 1, [queued]);
        await AssertPage(own, "?status=job_idle", 0, []);
        await AssertPage(own, "?tags=k%3Dv", 1, [open]);
        await AssertPage(own, "?tags=k%3Dv,l%3Dw", 1, [open]);
        await AssertPage(own, "?tags=k%3Dv,l%3Dx", 0, []);
        await AssertPage(own, $"?user_name={service.Credentials.User}", 3, [queued, open, sql]);
        await AssertPage(own, "?user_name=nobody", 0, []);
        await AssertPage(own, "?queue_name=default", 3, [queued, open, sql]);
        await AssertPage(own, "?queue_name=other", 0, []);
        await AssertPage(own, $"?root_job_id={sql}", 0, []);
        await AssertPage(own, "?sys_enterprise_project_name=x", 3, [queued, open, sql]);
    }

    [Theory]
    [InlineData("offset=-1", "DLI.23001")]
    [InlineData("offset=x", "DLI.23001")]
    [InlineData("root_job_id=x", "DLI.23003")]
    [InlineData("limit=-1", "DLI.0001")]
    [InlineData("order=up", "DLI.0001")]
    [InlineData("status=running", "DLI.0001")]
    [InlineData("job_type=sql", "DLI.0001")]
    [InlineData("show_detail=maybe", "DLI.0001")]
    [InlineData("tags=novalue", "DLI.0001")]
    public async Task Bad_parameters_are_refused(string query, string code) =>
        Assert.Equal((400, code), (await service.Admin.Get($"streaming/jobs?{query}")).Error);

    [Fact]
    public async Task An_element_has_every_documented_field_in_its_documented_type()
    {
        using var own = await service.OtherProject();
        var id = await DliService.Create(own, """{"name":"a","desc":"d","queue_name":"default"}""");

        var reply = (await own.Get("streaming/jobs")).Ok();

        var element = Element(reply);
        var user = service.Credentials.User;
        Assert.Equal(
            $$"""
            {"is_success":"true","message":"Jobs are successfully listed.","job_list":{"total_count":1,"jobs":[
            {"job_id":{{id}},"name":"a","desc":"d","user_name":"{{user}}","username":"{{user}}",
            "job_type":"flink_opensource_sql_job","status":"job_init","status_desc":"",
            "create_time":{{element.Number("create_time")}},"start_time":0,"duration":0,"root_id":-1,
            "graph_editor_enabled":false,"has_savepoint":false,"queue_name":"default","edge_group_ids":null,
            "restart_times":0,"savepoint_path":null}]
            }
            }
            """.ReplaceLineEndings(""),
            reply.Body);
    }

    [Fact]
    public async Task Details_are_listed_on_demand()
    {
        using var own = await service.OtherProject();
        await DliService.Create(own, """{"name":"a","sql_body":"select 1"}""");

        var plain = Element((await own.Get("streaming/jobs?show_detail=false")).Ok());
        var detailed = Element((await own.Get("streaming/jobs?show_detail=true&limit=100&offset=0")).Ok());

        Assert.False(plain.TryGetProperty("sql_body", out _));
        Assert.Equal(
            ("select 1", "shared_cluster", own.ProjectId, "", ""),
            (detailed.Text("sql_body"), detailed.Text("run_mode"), detailed.Text("project_id"),
                detailed.Text("operator_config"), detailed.Text("static_estimator_config")));
        Assert.Equal(2, detailed.GetProperty("job_config").Number("cu_number"));
    }

    private static JsonElement Element(DliReply reply) =>
        reply.Json.GetProperty("job_list").GetProperty("jobs").EnumerateArray().Single();

    private static async Task AssertPage(DliClient client, string query, int total, long[] ids)
    {
        var list = (await client.Get($"streaming/jobs{query}")).Ok().Json.GetProperty("job_list");
        Assert.Equal(total, list.GetProperty("total_count").GetInt32());
        Assert.Equal(ids, list.GetProperty("jobs").EnumerateArray().Select(j => j.Number("job_id")));
    }
}
