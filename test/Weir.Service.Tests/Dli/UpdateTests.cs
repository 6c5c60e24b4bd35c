using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Service.Runtimes;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class UpdateTests(DliService service)
{
    private readonly DliClient admin = service.Admin;

    /// <summary>Every field with another value than its default, as it is sent and as it reads back.</summary>
    public static TheoryData<string, string, string> Fields => new()
    {
        { "desc", "\"二\"", "\"二\"" },
        { "queue_name", "\"testQueue\"", "\"testQueue\"" },
        { "sql_body", "\"\\r\\n select '😀' -- 作业\\t\\n\"", "\"\\r\\n select '😀' -- 作业\\t\\n\"" },
        { "run_mode", "\"exclusive_cluster\"", "\"exclusive_cluster\"" },
        { "cu_number", "7", "7" },
        { "parallel_number", "3", "3" },
        { "checkpoint_enabled", "true", "true" },
        { "checkpoint_mode", "2", "\"at_least_once\"" },
        { "checkpoint_mode", "\"AtLeastOnce\"", "\"at_least_once\"" },
        { "checkpoint_interval", "0", "0" },
        { "checkpoint_interval", "999999", "999999" },
        { "obs_bucket", "\"no-such-bucket\"", "\"no-such-bucket\"" },
        { "obs_bucket", "\"obs://no-such-bucket/dir/\"", "\"obs://no-such-bucket/dir/\"" },
        { "log_enabled", "true", "true" },
        { "smn_topic", "\"alerts\"", "\"alerts\"" },
        { "restart_when_exception", "true", "true" },
        { "idle_state_retention", "1", "1" },
        { "idle_state_retention", "24", "24" },
        { "idle_state_retention", "25", "25" },
        { "idle_state_retention", "0", "0" },
        { "edge_group_ids", "[\"a\",\"b\"]", "[\"a\",\"b\"]" },
        { "edge_group_ids", "\"a,b\"", "[\"a\",\"b\"]" },
        { "edge_group_ids", "[]", "[]" },
        { "dirty_data_strategy", "\"2:bucket/dir\"", "\"2:bucket/dir\"" },
        { "udf_jar_url", "\"obs://b/a.jar obs://b/c.jar\"", "\"obs://b/a.jar obs://b/c.jar\"" },
        { "manager_cu_number", "1", "1" },
        { "tm_cus", "2", "2" },
        { "tm_slot_num", "9", "9" },
        { "operator_config", "\"{ \\\"operator_list\\\": [] }\"", "\"{ \\\"operator_list\\\": [] }\"" },
        { "resume_checkpoint", "true", "true" },
        { "resume_max_num", "5", "5" },
        {
            "static_estimator_config",
            JsonSerializer.Serialize(Samples.StaticEstimatorConfig, JsonSerializerOptions.Web),
            JsonSerializer.Serialize(Samples.StaticEstimatorConfig, JsonSerializerOptions.Web)
        },
        { "runtime_config", "\"a=1; b=2\"", "\"a=1; b=2\"" },
        {
            "runtime_config",
            "\"[{\\\"key\\\":\\\"a\\\",\\\"value\\\":\\\"b\\\"}]\"",
            "\"[{\\\"key\\\":\\\"a\\\",\\\"value\\\":\\\"b\\\"}]\""
        },
        { "desc", "\"a\\u0000b\\ud83d\\ude00\"", "\"a\\u0000b\\ud83d\\ude00\"" },
        { "flink_version", "\"1.17\"", "\"1.17\"" },
        { "execution_agency_urn", "\"myAgencyName\"", "\"myAgencyName\"" },
        { "resource_config_version", "\"v2\"", "\"v2\"" },
        { "flink_log_config", "\"{\\\"root_logger_level\\\":\\\"INFO\\\"}\"",
            "\"{\\\"root_logger_level\\\":\\\"INFO\\\"}\"" },
    };

    [Theory]
    [InlineData(Samples.UpdateChinese)]
    [InlineData(Samples.UpdateEnglish)]
    public async Task The_documented_request_is_accepted_as_it_stands_and_read_back_field_by_field(string sample)
    {
        using var own = await service.OtherProject();
        var created = (await own.Post("streaming/sql-jobs", """{"name":"before"}""")).Ok();
        var id = created.Json.GetProperty("job").Number("job_id");

        var updated = (await own.Put($"streaming/sql-jobs/{id}", sample)).Ok();

        var time = updated.Json.GetProperty("job").Number("update_time");
        Assert.Equal(
            "{\"is_success\":\"true\",\"message\":\"The job is updated successfully.\","
            + $"\"job\":{{\"update_time\":{time}}}}}",
            updated.Body);
        var shown = (await own.Get($"streaming/jobs/{id}")).Ok();
        Assert.Equal(time, shown.Detail.Number("update_time"));
        var sent = JsonNode.Parse(sample)!.AsObject();
        foreach (var (field, value) in sent)
        {
            Assert.Equal((field, Raw(value)), (field, Raw(Shown(shown, field))));
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_is_changed_alone_and_reads_back_as_it_was_sent(string field, string sent, string shown)
    {
        var id = await service.Create();
        var before = Flat(await admin.Get($"streaming/jobs/{id}"));

        (await admin.Put($"streaming/sql-jobs/{id}", $$"""{"{{field}}":{{sent}}}""")).Ok();

        var after = Flat(await admin.Get($"streaming/jobs/{id}"));
        Assert.Equal(Raw(JsonNode.Parse(shown)), after[field]);
        string[] dependent = field is "cu_number" or "parallel_number" or "tm_cus" ? ["tm_slot_num"] : [];
        Assert.All(
            before.Where(b => b.Key != field && b.Key != "update_time" && !dependent.Contains(b.Key)),
            b => Assert.Equal((b.Key, b.Value), (b.Key, after[b.Key])));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task While_the_job_runs_a_field_that_differs_is_refused_unless_it_is_light(
        string field, string sent, string shown)
    {
        _ = shown;
        string[] light =
        [
            "desc", "smn_topic", "restart_when_exception", "resume_checkpoint", "resume_max_num", "obs_bucket",
        ];
        var id = await service.Create();
        await service.Run(id);
        var before = Flat(await admin.Get($"streaming/jobs/{id}"));

        var reply = await admin.Put($"streaming/sql-jobs/{id}", $$"""{"{{field}}":{{sent}}}""");

        if (light.Contains(field) || field == "manager_cu_number")
        {
            reply.Ok();
        }
        else
        {
            Assert.Equal((400, "DLI.12003"), reply.Error);
            Assert.Contains($"({field})", reply.Message);
            var after = Flat(await admin.Get($"streaming/jobs/{id}"));
            Assert.Equal(before[field], after[field]);
        }
    }

    [Fact]
    public async Task While_the_job_runs_full_fields_with_their_stored_values_are_no_change()
    {
        var id = await service.Create();
        (await admin.Put($"streaming/sql-jobs/{id}", Renamed(Samples.UpdateEnglish, queue: "default"))).Ok();
        await service.Run(id);

        (await admin.Put($"streaming/sql-jobs/{id}", Renamed(Samples.UpdateEnglish, queue: "default"))).Ok();
        var changed = Renamed(Samples.UpdateEnglish, queue: "default").Replace("source_table", "other_table");
        Assert.Equal((400, "DLI.12003"), (await admin.Put($"streaming/sql-jobs/{id}", changed)).Error);
    }

    [Fact]
    public async Task While_the_job_is_submitting_a_full_field_is_refused()
    {
        var id = await service.CreateSql($"-- {ScriptedRuntime.SlowSql}");
        (await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""")).Ok();
        await service.Until(id, "job_submitting");

        Assert.Equal((400, "DLI.12003"), (await admin.Put($"streaming/sql-jobs/{id}", """{"sql_body":"x"}""")).Error);
        (await admin.Put($"streaming/sql-jobs/{id}", """{"smn_topic":"x"}""")).Ok();
    }

    [Fact]
    public async Task Light_fields_of_a_running_job_are_stored_at_once()
    {
        var id = await service.Create();
        await service.Run(id);

        (await admin.Put($"streaming/sql-jobs/{id}", """
            {"smn_topic":"t1","restart_when_exception":true,"resume_checkpoint":true,"resume_max_num":3,
             "obs_bucket":"weir","operator_config":"","static_estimator_config":"","desc":"light"}
            """)).Ok();

        var shown = await admin.Get($"streaming/jobs/{id}");
        Assert.Equal(
            ("job_running", "t1", "true", "true", 3, "weir", "light"),
            (shown.Detail.Text("status"), shown.Config.Text("smn_topic"), shown.Config.Raw("restart_when_exception"),
                shown.Config.Raw("resume_checkpoint"), shown.Config.Number("resume_max_num"),
                shown.Config.Text("obs_bucket"), shown.Detail.Text("desc")));
    }

    [Fact]
    public async Task Empty_operator_texts_clear_theirs_only_while_the_job_is_not_live()
    {
        var id = await service.Create();
        (await admin.Put($"streaming/sql-jobs/{id}", """{"operator_config":"o","static_estimator_config":"s"}""")).Ok();
        await service.Run(id);
        (await admin.Put($"streaming/sql-jobs/{id}", """{"operator_config":"","static_estimator_config":""}""")).Ok();
        var running = await admin.Get($"streaming/jobs/{id}");
        await service.Stop(id);
        (await admin.Put($"streaming/sql-jobs/{id}", """{"operator_config":"","static_estimator_config":"s2"}""")).Ok();
        var stopped = await admin.Get($"streaming/jobs/{id}");

        Assert.Equal(
            ("o", "s", "", "s2"),
            (running.Config.Text("operator_config"), running.Config.Text("static_estimator_config"),
                stopped.Config.Text("operator_config"), stopped.Config.Text("static_estimator_config")));
    }

    [Fact]
    public async Task An_empty_body_an_empty_name_and_nulls_change_nothing()
    {
        var id = await service.Create();
        (await admin.Put($"streaming/sql-jobs/{id}", Renamed(Samples.UpdateChinese))).Ok();
        var before = Flat(await admin.Get($"streaming/jobs/{id}"));
        var nulls = new JsonObject();
        foreach (var (field, _) in JsonNode.Parse(Samples.UpdateEnglish)!.AsObject())
        {
            nulls[field] = null;
        }

        (await admin.Put($"streaming/sql-jobs/{id}", "{}")).Ok();
        (await admin.Put($"streaming/sql-jobs/{id}", """{"name":""}""")).Ok();
        (await admin.Put($"streaming/sql-jobs/{id}", nulls.ToJsonString())).Ok();

        var after = Flat(await admin.Get($"streaming/jobs/{id}"));
        before.Remove("update_time");
        after.Remove("update_time");
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_job_is_renamed_unless_the_name_is_taken()
    {
        var (first, second) = (DliService.NewName(), DliService.NewName());
        await service.Create($$"""{"name":"{{first}}"}""");
        var id = await service.Create();

        var taken = await admin.Put($"streaming/sql-jobs/{id}", $$"""{"name":"{{first}}"}""");
        Assert.Equal((400, "DLI.12006"), taken.Error);
        (await admin.Put($"streaming/sql-jobs/{id}", $$"""{"name":"{{second}}"}""")).Ok();
        (await admin.Put($"streaming/sql-jobs/{id}", $$"""{"name":"{{second}}"}""")).Ok();
        Assert.Equal(second, (await admin.Get($"streaming/jobs/{id}")).Detail.Text("name"));
    }

    [Fact]
    public async Task Checkpoint_mode_and_interval_survive_switching_checkpoints_off()
    {
        var id = await service.Create();
        (await admin.Put($"streaming/sql-jobs/{id}", """
            {"checkpoint_enabled":true,"checkpoint_mode":"at_least_once","checkpoint_interval":77}
            """)).Ok();
        (await admin.Put($"streaming/sql-jobs/{id}", """{"checkpoint_enabled":false}""")).Ok();

        var config = (await admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal(
            ("false", "at_least_once", 77),
            (config.Raw("checkpoint_enabled"), config.Text("checkpoint_mode"), config.Number("checkpoint_interval")));
    }

    [Fact]
    public async Task Going_to_version_two_and_back_finds_the_figures_of_version_one()
    {
        var id = await service.Create();
        (await admin.Put($"streaming/sql-jobs/{id}", """{"cu_number":9,"parallel_number":5,"tm_slot_num":2}""")).Ok();
        (await admin.Put($"streaming/sql-jobs/{id}", """
            {"resource_config_version":"v2","resource_config":{"parallel_number":3,"max_slot":4}}
            """)).Ok();
        var two = (await admin.Get($"streaming/jobs/{id}")).Config;
        (await admin.Put($"streaming/sql-jobs/{id}", """{"resource_config_version":"v1"}""")).Ok();
        var one = (await admin.Get($"streaming/jobs/{id}")).Config;

        Assert.Equal(
            ("v2", 5, 2, 3),
            (two.Text("resource_config_version"), two.Number("parallel_number"), two.Number("tm_slot_num"),
                two.GetProperty("resource_config").Number("parallel_number")));
        Assert.Equal(
            ("v1", 5, 2, 3),
            (one.Text("resource_config_version"), one.Number("parallel_number"), one.Number("tm_slot_num"),
                one.GetProperty("resource_config").Number("parallel_number")));
    }

    [Fact]
    public async Task A_full_update_that_sends_back_stale_derived_figures_is_accepted()
    {
        var id = await service.Create();

        (await admin.Put($"streaming/sql-jobs/{id}", """
            {"cu_number":9,"parallel_number":8,"manager_cu_number":1,"tm_cus":1,"tm_slot_num":1,
             "resource_config_version":"v1","resource_config":{"max_slot":1,"parallel_number":1,
             "jobmanager_resource_spec":{"cpu":1,"memory":"4G"},"taskmanager_resource_spec":{"cpu":1,"memory":"4G"}}}
            """)).Ok();
    }

    [Theory]
    [InlineData("""{"parallel_number":5}""", "DLI.11022")]
    [InlineData("""{"cu_number":1}""", "DLI.11012")]
    [InlineData("""{"manager_cu_number":2}""", "DLI.11025")]
    [InlineData("""{"name":"a b"}""", "DLI.11015")]
    [InlineData("""{"checkpoint_enabled":true,"checkpoint_interval":0}""", "DLI.11008")]
    [InlineData("""{"run_mode":"edge_node"}""", "DLI.11024")]
    [InlineData("""{"cu_number":"4"}""", "DLI.0001")]
    [InlineData("{", "DLI.10004")]
    public async Task What_cannot_be_is_refused_and_changes_nothing(string body, string code)
    {
        var id = await service.Create();
        var before = (await admin.Get($"streaming/jobs/{id}")).Detail.GetRawText();

        Assert.Equal((400, code), (await admin.Put($"streaming/sql-jobs/{id}", body)).Error);
        Assert.Equal(before, (await admin.Get($"streaming/jobs/{id}")).Detail.GetRawText());
    }

    [Theory]
    [InlineData("999999", "DLI.12004")]
    [InlineData("9223372036854775807", "DLI.12004")]
    [InlineData("0", "DLI.12001")]
    [InlineData("-1", "DLI.12001")]
    [InlineData("abc", "DLI.12001")]
    [InlineData("1.0", "DLI.12001")]
    [InlineData("9223372036854775808", "DLI.12001")]
    public async Task Jobs_that_are_not_there_and_ids_that_are_none_have_codes_of_their_own(string id, string code) =>
        Assert.Equal((400, code), (await admin.Put($"streaming/sql-jobs/{id}", Samples.UpdateEnglish)).Error);

    [Fact]
    public async Task A_finished_job_can_be_updated()
    {
        var id = await service.Create();
        await service.Run(id);
        service.Runtime.Turn(id, RunPhase.Finished);
        await service.Until(id, "job_finish");

        (await admin.Put($"streaming/sql-jobs/{id}", """{"sql_body":"select 2"}""")).Ok();
    }

    private static string Renamed(string sample, string? queue = null)
    {
        var body = JsonNode.Parse(sample)!.AsObject();
        body["name"] = "";
        body["queue_name"] = queue ?? body["queue_name"]!.GetValue<string>();
        return body.ToJsonString();
    }

    private static JsonNode? Shown(DliReply reply, string field)
    {
        var detail = JsonNode.Parse(reply.Detail.GetRawText())!.AsObject();
        return detail.TryGetPropertyValue(field, out var value) ? value : detail["job_config"]![field];
    }

    private static string Raw(JsonNode? value) => value?.ToJsonString() ?? "null";

    /// <summary>All fields of the job by name, job_config's among them.</summary>
    private static Dictionary<string, string> Flat(DliReply reply)
    {
        var outer = reply.Ok().Detail.EnumerateObject().Where(p => p.Name is not "job_config" and not "duration");
        var flat = new Dictionary<string, string>();
        foreach (var field in reply.Config.EnumerateObject().Concat(outer))
        {
            flat[field.Name] = Raw(JsonNode.Parse(field.Value.GetRawText()));
        }

        return flat;
    }
}
