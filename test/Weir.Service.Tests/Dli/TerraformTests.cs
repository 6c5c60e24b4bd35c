using System.Text.Json;
using Xunit;

namespace Weir.Service.Tests.Dli;

/// <summary>The call sequences of Terraform's resource huaweicloud_dli_flinksql_job, decoded as strictly as its Go code
/// does: is_success of jobs is a string, numbers are integers, texts are texts.</summary>
[Collection(DliCollection.Name)]
public sealed class TerraformTests(DliService service)
{
    private const string SignedHeaders = "accept;content-type;user-agent;x-language;x-sdk-date";

    private static readonly string[] Integers =
    [
        "checkpoint_interval", "root_id", "manager_cu_number", "cu_number", "parallel_number", "idle_state_retention",
        "tm_cus", "tm_slot_num", "resume_max_num",
    ];

    private static readonly string[] Texts =
    [
        "checkpoint_mode", "obs_bucket", "smn_topic", "udf_jar_url", "dirty_data_strategy", "operator_config",
        "static_estimator_config", "execution_agency_urn", "resource_config_version", "runtime_config", "flink_version",
    ];

    private static readonly string[] Flags =
    [
        "checkpoint_enabled", "log_enabled", "restart_when_exception", "resume_checkpoint",
    ];

    [Fact]
    public async Task A_job_is_created_changed_while_it_runs_changed_in_full_and_deleted()
    {
        using var tf = service.Signed(signedHeaders: SignedHeaders, headers: new()
        {
            ["Accept"] = "application/json",
            ["User-Agent"] = "HashiCorp Terraform/1.9 terraform-provider-iac golangsdk/2.0.0",
            ["X-Language"] = "en-us",
            ["X-Project-Id"] = service.Credentials.ProjectId,
        });
        var name = DliService.NewName();
        var project = (await tf.Get($"/v3/projects?name={service.Credentials.ProjectName}")).Ok();
        Assert.Equal(1, project.Json.GetProperty("projects").GetArrayLength());

        var id = await Create(tf, name);
        await UpdateWhileRunning(tf, id);
        await UpdateInFull(tf, id, name);
        await Delete(tf, id);
    }

    [Fact]
    public async Task A_full_update_of_a_stopped_job_stops_it_first()
    {
        var id = await service.Create();
        await service.Run(id);
        await service.Stop(id);

        AssertBatch(await service.Admin.Post("streaming/jobs/stop", Ids(id) + ",\"trigger_savepoint\":false}"));
        await service.Until(id, "job_cancel_success");
        (await service.Admin.Put($"streaming/sql-jobs/{id}", """{"sql_body":"select 2"}""")).Ok();
        AssertBatch(await service.Admin.Post("streaming/jobs/run", Ids(id) + ",\"resume_savepoint\":false}"));
        await service.Until(id, "job_running");
    }

    private static string Ids(long id) => $$"""{"job_ids":[{{id}}]""";

    private async Task<long> Create(DliClient tf, string name)
    {
        var authorized = await tf.Post("dli/obs-authorize", """{"obs_buckets":["weir"]}""");
        AssertText("true", authorized.Ok().Json, "is_success");
        var created = (await tf.Post("streaming/sql-jobs", $$"""
            {"name":"{{name}}","run_mode":"shared_cluster","sql_body":"insert into b\r\n select * from a ",
             "obs_bucket":"weir","cu_number":2,"parallel_number":1,"checkpoint_enabled":false,"checkpoint_mode":1,
             "checkpoint_interval":10,"log_enabled":false,"restart_when_exception":false,"idle_state_retention":1,
             "job_type":"flink_sql_job","dirty_data_strategy":"0","manager_cu_number":1,"tm_cus":1,"tm_slot_num":0,
             "resume_checkpoint":false,"resume_max_num":-1,"tags":null,
             "runtime_config":"[{\"key\":\"dli_sql_sqlasync_enabled\",\"value\":\"true\"}]"}
            """)).Ok();
        AssertText("true", created.Json, "is_success");
        var id = created.Json.GetProperty("job").Number("job_id");

        await AssertTags(tf, id, "create", """{"tags":[{"key":"foo","value":"bar"},{"key":"c"}]}""");
        var operators = await tf.Put(
            $"streaming/sql-jobs/{id}",
            """{"operator_config":"","static_estimator_config":"{\"operator_list\":[]}"}""");
        AssertText("true", operators.Ok().Json, "is_success");
        AssertBatch(await tf.Post("streaming/jobs/run", Ids(id) + ",\"resume_savepoint\":false}"));
        await service.Until(id, "job_running", before: ["job_init", "job_submitting"]);

        var shown = await Read(tf, id);
        Assert.Equal(
            ("flink_sql_job", "shared_cluster", "insert into b\r\n select * from a ", "weir", 1),
            (shown.Detail.Text("job_type"), shown.Detail.Text("run_mode"), shown.Detail.Text("sql_body"),
                shown.Config.Text("obs_bucket"), shown.Config.Number("idle_state_retention")));
        Assert.Equal("""[{"key":"dli_sql_sqlasync_enabled","value":"true"}]""", shown.Config.Text("runtime_config"));
        Assert.Equal(
            ("", """{"operator_list":[]}"""),
            (shown.Config.Text("operator_config"), shown.Config.Text("static_estimator_config")));
        return id;
    }

    private static async Task UpdateWhileRunning(DliClient tf, long id)
    {
        (await tf.Post("dli/obs-authorize", """{"obs_buckets":["weir"]}""")).Ok();
        var light = await tf.Put($"streaming/sql-jobs/{id}", """
            {"obs_bucket":"weir","smn_topic":"topic","restart_when_exception":true,"resume_checkpoint":true,
             "resume_max_num":4,"operator_config":"","static_estimator_config":""}
            """);
        AssertText("true", light.Ok().Json, "is_success");

        var shown = await Read(tf, id);
        Assert.Equal(
            ("topic", 4, """{"operator_list":[]}""", "job_running"),
            (shown.Config.Text("smn_topic"), shown.Config.Number("resume_max_num"),
                shown.Config.Text("static_estimator_config"), shown.Detail.Text("status")));
    }

    private async Task UpdateInFull(DliClient tf, long id, string name)
    {
        await AssertTags(tf, id, "delete", """{"tags":[{"key":"foo","value":"bar"},{"key":"c"}]}""");
        await AssertTags(tf, id, "create", """{"tags":[{"key":"new","value":"tag"}]}""");
        AssertBatch(await tf.Post("streaming/jobs/stop", Ids(id) + ",\"trigger_savepoint\":false}"));
        await service.Until(
            id, "job_cancel_success", before: ["job_running", "job_submitting", "job_canceling", "job_savepointing"]);
        var full = await tf.Put($"streaming/sql-jobs/{id}", $$"""
            {"name":"{{name}}x","desc":"d","run_mode":"shared_cluster","sql_body":"select 2","cu_number":4,
             "parallel_number":4,"checkpoint_enabled":true,"checkpoint_mode":2,"checkpoint_interval":60,
             "log_enabled":true,"idle_state_retention":2,"edge_group_ids":["e1"],"dirty_data_strategy":"1",
             "udf_jar_url":"g/u.jar","manager_cu_number":1,"tm_cus":1,"tm_slot_num":1,
             "operator_config":"{\"operator_list\":[{\"id\":\"0a448493b4782967b150582570326227\",\"parallelism\":1}]}",
             "static_estimator_config":"","runtime_config":"[{\"key\":\"k\",\"value\":\"v\"}]","flink_version":"1.15"}
            """);
        AssertText("true", full.Ok().Json, "is_success");
        AssertBatch(await tf.Post("streaming/jobs/run", Ids(id) + ",\"resume_savepoint\":false}"));
        await service.Until(id, "job_running", before: ["job_cancel_success", "job_submitting"]);

        var shown = await Read(tf, id);
        Assert.Equal(
            (name + "x", "select 2", 4, 1, "at_least_once", 2, "topic"),
            (shown.Detail.Text("name"), shown.Detail.Text("sql_body"), shown.Config.Number("parallel_number"),
                shown.Config.Number("tm_slot_num"), shown.Config.Text("checkpoint_mode"),
                shown.Config.Number("idle_state_retention"), shown.Config.Text("smn_topic")));
        Assert.Equal("", shown.Config.Text("static_estimator_config"));
    }

    private static async Task Delete(DliClient tf, long id)
    {
        AssertText("true", (await tf.Delete($"streaming/jobs/{id}")).Ok().Json, "is_success");
        var gone = await tf.Get($"streaming/jobs/{id}");
        Assert.Equal((400, "DLI.16001"), gone.Error);
        Assert.StartsWith("application/json", gone.ContentType);
    }

    private static async Task<DliReply> Read(DliClient tf, long id)
    {
        var shown = (await tf.Get($"streaming/jobs/{id}")).Ok();
        AssertText("true", shown.Json, "is_success");
        Assert.All(Integers, name => Assert.Matches("^-?[0-9]+$", shown.Config.Raw(name)));
        Assert.All(Texts, name => Assert.Equal(JsonValueKind.String, shown.Config.GetProperty(name).ValueKind));
        Assert.All(Flags, name => Assert.Contains(shown.Config.Raw(name), new[] { "true", "false" }));
        Assert.All(
            new[] { "job_id", "create_time", "update_time", "start_time" },
            name => Assert.Matches("^([0-9]+|null)$", shown.Detail.Raw(name)));
        var tags = await tf.Get($"/v3/{tf.ProjectId}/dli_flink_job/{id}/tags");
        Assert.Equal(JsonValueKind.Array, tags.Ok().Json.GetProperty("tags").ValueKind);
        return shown;
    }

    private static async Task AssertTags(DliClient tf, long id, string operation, string body)
    {
        var reply = await tf.Post($"/v3/{tf.ProjectId}/dli_flink_job/{id}/tags/{operation}", body);
        Assert.Equal((204, ""), (reply.Status, reply.Body));
    }

    private static void AssertBatch(DliReply reply) =>
        AssertText("true", reply.Ok().Json.EnumerateArray().Single(), "is_success");

    private static void AssertText(string expected, JsonElement element, string property)
    {
        Assert.Equal(JsonValueKind.String, element.GetProperty(property).ValueKind);
        Assert.Equal(expected, element.Text(property));
    }
}
