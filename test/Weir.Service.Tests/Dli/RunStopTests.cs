using Weir.Service.Model;
using Weir.Service.Runtimes;
using Xunit;

namespace Weir.Service.Tests.Dli;

[Collection(DliCollection.Name)]
public sealed class RunStopTests(DliService service)
{
    private const string Delivered =
        """{"is_success":"true","message":"The request for submitting DLI jobs is successfully delivered."}""";

    private const string StopDelivered =
        """{"is_success":"true","message":"The request for stopping DLI jobs is successfully delivered."}""";

    private const string NoSuchJob = "The job does not exist. Check the request and try again.";

    private readonly DliClient admin = service.Admin;

    [Fact]
    public async Task Run_and_stop_answer_an_array_with_one_element_per_id()
    {
        var (a, b) = (await service.Create(), await service.Create());

        var run = await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{a}},{{b}}],"resume_savepoint":false}""");
        Assert.Equal($"[{Delivered},{Delivered}]", run.Ok().Body);
        await service.Until(a, "job_running");
        await service.Until(b, "job_running");

        var stop = await admin.Post("streaming/jobs/stop", $$"""{"job_ids":[{{a}},{{b}}]}""");
        Assert.Equal($"[{StopDelivered},{StopDelivered}]", stop.Ok().Body);
        await service.Until(a, "job_cancel_success");
        await service.Until(b, "job_cancel_success");
    }

    [Theory]
    [InlineData("run", "DLI.13007")]
    [InlineData("stop", "DLI.15001")]
    [InlineData("delete", "DLI.17001")]
    public async Task When_all_fail_the_answer_is_an_array_of_errors(string operation, string code)
    {
        var one = await admin.Post($"streaming/jobs/{operation}", """{"job_ids":[999999]}""");
        var two = await admin.Post($"streaming/jobs/{operation}", """{"job_ids":[999999,9223372036854775807]}""");

        Assert.Equal((400, code), one.OnlyError);
        Assert.Equal($$"""[{"error_code":"{{code}}","error_msg":"{{NoSuchJob}}"}]""", one.Body);
        Assert.Equal(2, two.Json.GetArrayLength());
        Assert.Equal(400, two.Status);
    }

    [Theory]
    [InlineData("run", "DLI.13007", Delivered)]
    [InlineData("stop", "DLI.15001", StopDelivered)]
    [InlineData(
        "delete", "DLI.17001", """{"is_success":"true","message":"The job is successfully deleted."}""")]
    public async Task When_some_fail_their_elements_say_why_in_order(string operation, string code, string done)
    {
        var id = await service.Create();

        var reply = await admin.Post($"streaming/jobs/{operation}", $$"""{"job_ids":[999999,{{id}}]}""");

        Assert.Equal(
            $$"""
            [{"is_success":"false","message":"{{NoSuchJob}}",
            "error_code":"{{code}}","error_msg":"{{NoSuchJob}}"},{{done}}]
            """.ReplaceLineEndings(""),
            reply.Ok().Body);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"job_ids":[]}""")]
    [InlineData("""{"job_ids":5}""")]
    [InlineData("""{"job_ids":["a"]}""")]
    public async Task A_body_without_ids_is_refused_in_an_array(string body)
    {
        foreach (var operation in new[] { "run", "stop", "delete" })
        {
            Assert.Equal((400, "DLI.0001"), (await admin.Post($"streaming/jobs/{operation}", body)).OnlyError);
        }
    }

    [Fact]
    public async Task A_running_job_is_not_run_again()
    {
        var id = await service.Create();
        await service.Run(id);

        Assert.Equal((400, "DLI.13006"), (await TryRun(id)).OnlyError);
    }

    [Fact]
    public async Task Stopping_a_draft_or_a_stopped_job_succeeds_and_changes_nothing()
    {
        var id = await service.Create();
        (await admin.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}]}""")).Ok();
        await service.Until(id, "job_init");

        await service.Run(id);
        await service.Stop(id);
        (await admin.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}],"trigger_savepoint":false}""")).Ok();
        await service.Until(id, "job_cancel_success");
    }

    [Theory]
    [InlineData("trigger_savepoint")]
    [InlineData("triggerSavePoint")]
    public async Task A_stop_with_a_savepoint_leaves_one_to_resume_from(string field)
    {
        var id = await service.Create();
        await service.Run(id);
        var before = await admin.Get($"streaming/jobs/{id}");
        (await admin.Post("streaming/jobs/stop", $$"""{"job_ids":[{{id}}],"{{field}}":true}""")).Ok();
        await service.Until(id, "job_cancel_success");

        var stopped = await admin.Get($"streaming/jobs/{id}");
        Assert.Equal(("false", "true"), (before.Detail.Raw("has_savepoint"), stopped.Detail.Raw("has_savepoint")));
        Assert.Matches("^weir/jobs/savepoint/[0-9a-f]{32}$", stopped.Detail.Text("savepoint_path"));
        (await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}],"resume_savepoint":true}""")).Ok();
        await service.Until(id, "job_running");
    }

    [Fact]
    public async Task Resuming_without_a_savepoint_is_refused()
    {
        var id = await service.Create();

        Assert.Equal(
            (400, "DLI.13017"),
            (await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}],"resume_savepoint":true}""")).OnlyError);
    }

    [Fact]
    public async Task A_savepoint_is_taken_while_the_job_runs_on()
    {
        var id = await service.Create();
        await service.Run(id);

        var reply = await admin.Post(
            $"streaming/jobs/{id}/savepoint", """{"action":"TRIGGER","savepoint_path":"obs://weir/dir/savepoint/"}""");

        Assert.Equal(
            """
            {"is_success":"true","message":"{\"is_success\":\"true\",\"message\":\"api.msg.deal_savepoint_success\"}"}
            """.Trim(),
            reply.Ok().Body);
        await service.Until(id, "job_running");
        Assert.Equal("true", (await admin.Get($"streaming/jobs/{id}")).Detail.Raw("has_savepoint"));
    }

    [Theory]
    [InlineData("nosuch/dir", "DLI.11016")]
    [InlineData("obs://nosuch/dir", "DLI.11016")]
    [InlineData("/etc", "DLI.11016")]
    [InlineData("weir/../../up", "DLI.0001")]
    public async Task A_savepoint_lies_in_a_bucket_of_the_project(string path, string code)
    {
        var id = await service.Create();
        await service.Run(id);

        var reply = await admin.Post(
            $"streaming/jobs/{id}/savepoint", $$"""{"action":"TRIGGER","savepoint_path":"{{path}}"}""");

        Assert.Equal((400, code), reply.Error);
    }

    [Fact]
    public async Task A_savepoint_needs_its_action_and_a_running_job()
    {
        var id = await service.Create();

        Assert.Equal((400, "DLI.0001"), (await admin.Post($"streaming/jobs/{id}/savepoint", "{}")).Error);
        Assert.Equal(
            (400, "DLI.15002"), (await admin.Post($"streaming/jobs/{id}/savepoint", """{"action":"TRIGGER"}""")).Error);
        Assert.Equal(
            (400, "DLI.15001"),
            (await admin.Post("streaming/jobs/999999/savepoint", """{"action":"TRIGGER"}""")).Error);
    }

    [Fact]
    public async Task An_unknown_queue_or_bucket_is_stored_by_update_and_refused_by_run()
    {
        var (a, b, c) = (await service.Create(), await service.Create(), await service.Create());
        (await admin.Put($"streaming/sql-jobs/{a}", """{"queue_name":"nosuch"}""")).Ok();
        (await admin.Put($"streaming/sql-jobs/{b}", """{"obs_bucket":"nosuch"}""")).Ok();
        (await admin.Put($"streaming/sql-jobs/{c}", """{"queue_name":"default","obs_bucket":"weir"}""")).Ok();

        Assert.Equal((400, "DLI.0002"), (await TryRun(a)).OnlyError);
        Assert.Equal((400, "DLI.13004"), (await TryRun(b)).OnlyError);
        (await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{c}}]}""")).Ok();
    }

    [Fact]
    public async Task Sql_that_does_not_compile_is_refused_by_run_with_its_position()
    {
        var id = await service.CreateSql($"{ScriptedRuntime.BadSql} 1");

        var reply = await admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""");

        Assert.Equal((400, "DLI.13005"), reply.OnlyError);
        Assert.Contains("unexpected SELEC (line 1, column 1). Did you mean SELECT?", reply.Body);
    }

    [Fact]
    public async Task An_edge_job_can_be_kept_but_not_run()
    {
        var id = await service.Create($$"""
            {"name":"{{DliService.NewName()}}","run_mode":"edge_node","edge_group_ids":["g1"]}
            """);

        Assert.Equal("flink_sql_edge_job", (await admin.Get($"streaming/jobs/{id}")).Detail.Text("job_type"));
        Assert.Equal((400, "DLI.0007"), (await TryRun(id)).OnlyError);
    }

    [Fact]
    public async Task A_failed_job_says_why_and_can_be_run_again()
    {
        var id = await service.Create();
        await service.Run(id);
        service.Runtime.Turn(id, RunPhase.Failed, new RunError(RunErrorKind.User, "bad", "the disk is full"));
        await service.Until(id, "job_running_exception");
        Assert.Contains("the disk is full", (await admin.Get($"streaming/jobs/{id}")).Detail.Text("status_desc"));

        await service.Run(id);
    }

    [Fact]
    public async Task A_deleted_job_is_gone_at_once_whatever_it_did()
    {
        var (draft, running) = (await service.Create(), await service.Create());
        await service.Run(running);
        foreach (var id in new[] { draft, running })
        {
            var reply = await admin.Delete($"streaming/jobs/{id}");

            Assert.Equal("""{"is_success":"true","message":"The job is successfully deleted."}""", reply.Ok().Body);
            Assert.Equal((400, "DLI.16001"), (await admin.Get($"streaming/jobs/{id}")).Error);
            Assert.Equal((400, "DLI.17001"), (await admin.Delete($"streaming/jobs/{id}")).Error);
        }
    }

    [Fact]
    public async Task The_execution_graph_is_that_of_the_live_or_last_run()
    {
        var id = await service.Create();
        Assert.Equal((400, "DLI.14001"), (await admin.Get($"streaming/jobs/{id}/execute-graph")).Error);
        Assert.Equal((400, "DLI.16001"), (await admin.Get("streaming/jobs/999999/execute-graph")).Error);
        await service.Run(id);
        var running = (await admin.Get($"streaming/jobs/{id}/execute-graph")).Ok().Json.GetProperty("execute_graph");
        await service.Stop(id);
        var stopped = (await admin.Get($"streaming/jobs/{id}/execute-graph")).Ok().Json.GetProperty("execute_graph");

        Assert.Equal(("RUNNING", -1), (running.Text("state"), running.Number("end-time")));
        Assert.Equal("CANCELED", stopped.Text("state"));
        Assert.True(stopped.Number("end-time") >= stopped.Number("start-time"));
        Assert.Matches("^[0-9a-f]{32}$", running.Text("jid"));
        Assert.Equal(running.Text("jid"), stopped.Text("jid"));
    }

    private Task<DliReply> TryRun(long id) => admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""");
}
