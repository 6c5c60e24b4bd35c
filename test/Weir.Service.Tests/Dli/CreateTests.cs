using System.Text.Json.Nodes;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class CreateTests(DliService service)
{
    private readonly DliClient admin = service.Admin;

    [Fact]
    public async Task A_name_alone_makes_a_draft_with_the_documented_defaults()
    {
        var name = DliService.NewName();
        var created = (await admin.Post("streaming/sql-jobs", $$"""{"name":"{{name}}"}""")).Ok();

        var id = created.Json.GetProperty("job").Number("job_id");
        Assert.Equal(
            $$$"""
            {"is_success":"true","message":"A DLI job is created successfully.",
            """.Trim() + $$$"""
            "job":{"job_id":{{{id}}},"status_name":"job_init","status_desc":""}}
            """.Trim(),
            created.Body);
        Assert.InRange(id, 1, 999_999);

        var shown = await admin.Get($"streaming/jobs/{id}");
        var (detail, config) = (shown.Detail, shown.Config);
        Assert.Equal(
            (name, "", "flink_opensource_sql_job", "job_init", "", "shared_cluster", "", ""),
            (detail.Text("name"), detail.Text("desc"), detail.Text("job_type"), detail.Text("status"),
                detail.Text("status_desc"), detail.Text("run_mode"), detail.Text("sql_body"),
                detail.Text("queue_name")));
        Assert.Equal("null", detail.Raw("start_time"));
        Assert.Equal("null", detail.Raw("execution_graph"));
        Assert.Equal(admin.ProjectId, detail.Text("project_id"));
        Assert.Equal(
            """
            {"checkpoint_enabled":false,"checkpoint_mode":"exactly_once","checkpoint_interval":10,"log_enabled":false,
            "obs_bucket":"","root_id":-1,"edge_group_ids":null,"graph_editor_enabled":false,"graph_editor_data":"",
            "manager_cu_number":1,"executor_number":null,"executor_cu_number":null,"cu_number":2,"parallel_number":1,
            "smn_topic":"","restart_when_exception":false,"resume_checkpoint":false,"resume_max_num":-1,
            "checkpoint_path":"","idle_state_retention":3600,"config_url":null,"udf_jar_url":"",
            "dirty_data_strategy":"0","entrypoint":null,"dependency_jars":null,"dependency_files":null,"tm_cus":1,
            "tm_slot_num":1,"feature":"","flink_version":"","image":"","operator_config":"",
            "static_estimator_config":"","runtime_config":"","execution_agency_urn":"","real_cu_number":0,
            "resource_config_version":"v1","resource_config":{"max_slot":1,"parallel_number":1,
            "jobmanager_resource_spec":{"cpu":1,"memory":"4G"},"taskmanager_resource_spec":{"cpu":1,"memory":"4G"}},
            "flink_log_config":""}
            """.ReplaceLineEndings(""),
            config.GetRawText());
    }

    [Fact]
    public async Task The_documented_create_request_is_accepted_as_terraform_sends_it()
    {
        var body = $$"""
            {"name":"{{DliService.NewName()}}","job_type":"flink_opensource_sql_job","run_mode":"exclusive_cluster",
             "queue_name":"default","flink_version":"1.15","sql_body":"CREATE TABLE a (i INT); INSERT INTO b SELECT i;",
             "cu_number":2,"manager_cu_number":null,"parallel_number":1,"tm_cus":1,"tm_slot_num":0,
             "checkpoint_enabled":false,"checkpoint_mode":1,"checkpoint_interval":10,"idle_state_retention":3600,
             "dirty_data_strategy":"0","resume_max_num":-1,"tags":null}
            """;

        var created = (await admin.Post("streaming/sql-jobs", body)).Ok();

        var shown = await admin.Get($"streaming/jobs/{created.Json.GetProperty("job").Number("job_id")}");
        Assert.Equal(
            ("exclusive_cluster", "default", "1.15"),
            (shown.Detail.Text("run_mode"), shown.Detail.Text("queue_name"), shown.Config.Text("flink_version")));
    }

    [Theory]
    [InlineData("""{}""", "DLI.11007")]
    [InlineData("""{"name":""}""", "DLI.11007")]
    [InlineData("""{"name":"has blank"}""", "DLI.11015")]
    [InlineData("""{"name":"semi;colon"}""", "DLI.11015")]
    [InlineData("""{"name":"äöü"}""", "DLI.11015")]
    [InlineData("""{"name":"n","job_type":"flink_jar_job"}""", "DLI.0001")]
    [InlineData("""{"name":"n","run_mode":"nowhere"}""", "DLI.0001")]
    [InlineData(
        """{"name":"n","job_type":"flink_opensource_sql_job","run_mode":"shared_cluster"}""", "DLI.11024")]
    [InlineData("""{"name":"n","job_type":"flink_sql_edge_job","run_mode":"exclusive_cluster"}""", "DLI.11024")]
    [InlineData("""{"name":"n","run_mode":"edge_node"}""", "DLI.11023")]
    [InlineData("""{"name":"n","queue_name":"nosuch"}""", "DLI.0002")]
    [InlineData("""{"name":"n","obs_bucket":"nosuch"}""", "DLI.11016")]
    [InlineData("""{"name":"n","template_id":5}""", "DLI.18005")]
    [InlineData("""{"name":"n","template_id":"5"}""", "DLI.18005")]
    [InlineData("""{"name":"n","cu_number":1}""", "DLI.11012")]
    [InlineData("""{"name":"n","cu_number":10001}""", "DLI.11012")]
    [InlineData("""{"name":"n","manager_cu_number":0}""", "DLI.11025")]
    [InlineData("""{"name":"n","cu_number":2,"manager_cu_number":2}""", "DLI.11025")]
    [InlineData("""{"name":"n","parallel_number":0}""", "DLI.11013")]
    [InlineData("""{"name":"n","cu_number":2000,"parallel_number":2001}""", "DLI.11013")]
    [InlineData("""{"name":"n","parallel_number":5}""", "DLI.11022")]
    [InlineData("""{"name":"n","tm_cus":0}""", "DLI.0001")]
    [InlineData("""{"name":"n","tm_slot_num":-1}""", "DLI.0001")]
    [InlineData("""{"name":"n","checkpoint_interval":-1}""", "DLI.11008")]
    [InlineData("""{"name":"n","checkpoint_interval":1000000}""", "DLI.11008")]
    [InlineData("""{"name":"n","checkpoint_interval":0,"checkpoint_enabled":true}""", "DLI.11008")]
    [InlineData("""{"name":"n","checkpoint_mode":3}""", "DLI.11009")]
    [InlineData("""{"name":"n","idle_state_retention":-1}""", "DLI.11036")]
    [InlineData("""{"name":"n","dirty_data_strategy":"9"}""", "DLI.11039")]
    [InlineData("""{"name":"n","resume_max_num":0}""", "DLI.0001")]
    [InlineData("""{"name":"n","resume_max_num":-2}""", "DLI.0001")]
    [InlineData("""{"name":"n","runtime_config":"what?"}""", "DLI.0001")]
    [InlineData("""{"name":"n","resource_config_version":"v3"}""", "DLI.0001")]
    [InlineData(
        """{"name":"n","resource_config_version":"v2","resource_config":{"max_slot":0}}""", "DLI.0001")]
    [InlineData(
        """
        {"name":"n","resource_config_version":"v2",
         "resource_config":{"taskmanager_resource_spec":{"memory":"1G"}}}
        """,
        "DLI.0001")]
    [InlineData(
        """{"name":"n","resource_config_version":"v2","resource_config":{"jobmanager_resource_spec":{"cpu":0.4}}}""",
        "DLI.0001")]
    [InlineData("""{"name":"n","tags":[{"value":"v"}]}""", "DLI.0001")]
    [InlineData("""{"name":"n","tags":[{"key":"_sys_a","value":"v"}]}""", "DLI.0001")]
    public async Task What_cannot_be_is_refused_with_its_code(string body, string code) =>
        Assert.Equal((400, code), (await admin.Post("streaming/sql-jobs", body)).Error);

    [Theory]
    [InlineData("name", 57, "DLI.11006")]
    [InlineData("desc", 2048, "DLI.11014")]
    [InlineData("sql_body", 1024 * 1024, "DLI.11001")]
    [InlineData("queue_name", 128, "DLI.0001")]
    public async Task Texts_are_accepted_up_to_their_limit_and_refused_beyond(string field, int limit, string code)
    {
        var body = new JsonObject { ["name"] = DliService.NewName() };
        body[field] = field == "name" ? DliService.NewName().PadRight(limit, 'x') : new string('作', limit);
        var longest = body.ToJsonString();
        body[field] = body[field]!.GetValue<string>() + "x";

        Assert.Equal((400, code), (await admin.Post("streaming/sql-jobs", body.ToJsonString())).Error);
        if (field != "queue_name")
        {
            (await admin.Post("streaming/sql-jobs", longest)).Ok();
        }
    }

    [Theory]
    [InlineData("作业")]
    [InlineData("A-b_9")]
    public async Task Names_may_be_chinese_or_ascii(string name)
    {
        var unique = name + DliService.NewName();
        var id = await service.Create($$"""{"name":"{{unique}}"}""");

        Assert.Equal(unique, (await admin.Get($"streaming/jobs/{id}")).Detail.Text("name"));
    }

    [Fact]
    public async Task A_name_can_be_used_once_in_a_project_and_again_after_deletion()
    {
        var body = $$"""{"name":"{{DliService.NewName()}}"}""";
        var id = await service.Create(body);

        Assert.Equal((400, "DLI.11004"), (await admin.Post("streaming/sql-jobs", body)).Error);
        (await admin.Delete($"streaming/jobs/{id}")).Ok();
        Assert.NotEqual(id, await service.Create(body));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData(""","cu_number":4,"parallel_number":4""", 4, 2)]
    [InlineData(""","cu_number":5,"parallel_number":8,"tm_cus":2""", 8, 4)]
    [InlineData(""","cu_number":4,"parallel_number":4,"tm_slot_num":0""", 4, 2)]
    [InlineData(""","cu_number":4,"parallel_number":4,"tm_slot_num":7""", 4, 7)]
    public async Task Slots_are_derived_unless_they_are_given(string fields, int parallelism, int slots)
    {
        var id = await service.Create($$"""{"name":"{{DliService.NewName()}}"{{fields}}}""");

        var config = (await admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal((parallelism, slots), (config.Number("parallel_number"), config.Number("tm_slot_num")));
    }

    [Fact]
    public async Task Sizes_of_version_two_come_back_as_they_were_sent_beside_those_of_version_one()
    {
        var id = await service.Create($$"""
            {"name":"{{DliService.NewName()}}","cu_number":3,"parallel_number":2,"resource_config_version":"v2",
             "resource_config":{"max_slot":4,"parallel_number":3,
              "jobmanager_resource_spec":{"cpu":1,"memory":"8G"},
              "taskmanager_resource_spec":{"cpu":2,"memory":"6 gb"} } }
            """);

        var config = (await admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal(
            """
            {"max_slot":4,"parallel_number":3,"jobmanager_resource_spec":{"cpu":1,"memory":"8G"},
            "taskmanager_resource_spec":{"cpu":2,"memory":"6 gb"}}
            """.ReplaceLineEndings(""),
            config.Raw("resource_config"));
        Assert.Equal(
            ("v2", 3, 2),
            (config.Text("resource_config_version"), config.Number("cu_number"), config.Number("parallel_number")));
    }

    [Fact]
    public async Task Sizes_of_the_version_that_is_not_in_force_are_stored_without_a_check()
    {
        var id = await service.Create($$"""
            {"name":"{{DliService.NewName()}}","resource_config":{"max_slot":0,"parallel_number":-3,
             "jobmanager_resource_spec":{"cpu":0.1,"memory":"tiny"} } }
            """);

        Assert.Equal(
            """
            {"max_slot":0,"parallel_number":-3,"jobmanager_resource_spec":{"cpu":0.1,"memory":"tiny"},
            "taskmanager_resource_spec":{"cpu":1,"memory":"4G"}}
            """.ReplaceLineEndings(""),
            (await admin.Get($"streaming/jobs/{id}")).Config.Raw("resource_config"));
    }

    [Fact]
    public async Task Tags_of_the_request_are_those_of_the_job()
    {
        var id = await service.Create(
            $$"""{"name":"{{DliService.NewName()}}","tags":[{"key":"foo","value":"bar"},{"key":"empty"}]}""");

        var tags = await admin.Get($"/v3/{admin.ProjectId}/dli_flink_job/{id}/tags");
        Assert.Equal(
            """{"tags":[{"key":"empty","value":""},{"key":"foo","value":"bar"}],"count":2}""", tags.Ok().Body);
    }

    [Fact]
    public async Task An_sql_body_makes_a_template_id_superfluous() =>
        await service.Create(
            $$"""{"name":"{{DliService.NewName()}}","template_id":99,"sql_body":"select 1"}""");

    [Fact]
    public async Task Messages_follow_the_language_header()
    {
        using var chinese = service.Client(headers: new() { ["X-Language"] = "zh-cn" });

        var created = await chinese.Post("streaming/sql-jobs", $$"""{"name":"{{DliService.NewName()}}"}""");
        var refused = await chinese.Post("streaming/sql-jobs", """{"name":""}""");

        Assert.Equal("创建作业成功", created.Json.Text("message"));
        Assert.Contains("\"创建作业成功\"", created.Body);
        Assert.Equal("作业名称不能为空。请检查后重试。", refused.Message);
        Assert.Equal("application/json", refused.ContentType);
    }
}
