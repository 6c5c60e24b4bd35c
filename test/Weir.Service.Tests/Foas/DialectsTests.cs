using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>One job, changed through both dialects.</summary>
[Collection(FoasCollection.Name)]
public sealed class DialectsTests(FoasService service)
{
    [Fact]
    public async Task A_job_of_the_other_dialect_is_seen_and_changed_here_and_counts_as_committed()
    {
        var name = DliService.NewName() + "dli";
        var id = await service.Dli.Create(
            $$"""{"name":"{{name}}","sql_body":"insert into b select 1","checkpoint_enabled":true,"checkpoint_interval":7}""");
        var job = (await service.Net.Get($"jobs/{name}")).Ok().Job;
        Assert.True(job.GetProperty("IsCommitted").GetBoolean());
        Assert.Equal(
            ($"{id}", "FLINK_STREAM", "SQL", "insert into b select 1"),
            (job.Text("JobId"), job.Text("JobType"), job.Text("ApiType"), job.Text("Code")));

        (await service.Net.Put($"jobs/{name}", ("code", "insert into b select 2"))).Ok();
        Assert.Equal("insert into b select 1", await DliSql(id));

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.Equal("insert into b select 2", await DliSql(id));
        Assert.Equal(7, (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Config.Number("checkpoint_interval"));

        await service.Start(name);
        await service.Dli.Until(id, "job_running");
        Assert.Equal((400, "JobNotOffline"), (await StoppedThenDeleted(name)).Error);
    }

    [Fact]
    public async Task A_job_of_this_dialect_is_a_draft_there_until_it_is_committed()
    {
        var name = await service.Create("insert into b select 1");
        var id = await service.IdOf(name);
        var detail = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Ok().Detail;
        Assert.Equal(("job_init", "insert into b select 1"), (detail.Text("status"), detail.Text("sql_body")));
        var run = await service.Dli.Admin.Post("streaming/jobs/run", $$"""{"job_ids":[{{id}}]}""");
        Assert.Equal((400, "DLI.13006"), run.OnlyError);

        // A DLI update of a mere draft changes the draft, which stays one.
        (await service.Dli.Admin.Put($"streaming/sql-jobs/{id}", """{"sql_body":"insert into b select 2"}""")).Ok();
        var job = (await service.Net.Get($"jobs/{name}")).Job;
        Assert.Equal(("insert into b select 2", false), (job.Text("Code"), job.GetProperty("IsCommitted").GetBoolean()));

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        await service.Dli.Run(id);
        Assert.Equal("RUNNING", await service.ActualState(name));
    }

    [Fact]
    public async Task An_update_there_applies_to_what_is_committed_and_leaves_other_edits_uncommitted()
    {
        var name = await service.CreateCommitted("insert into b select 1", "blink.state.ttl.ms=60000");
        var id = await service.IdOf(name);
        (await service.Net.Put($"jobs/{name}", ("code", "insert into b select 2"), ("engineVersion", "blink-3.4.4"))).Ok();

        (await service.Dli.Admin.Put(
            $"streaming/sql-jobs/{id}", """{"checkpoint_enabled":true,"checkpoint_interval":9,"parallel_number":2}""")).Ok();

        var detail = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Ok();
        Assert.Equal("insert into b select 1", detail.Detail.Text("sql_body"));
        Assert.Equal(9, detail.Config.Number("checkpoint_interval"));
        var draft = (await service.Net.Get($"jobs/{name}")).Job;
        Assert.Equal(("insert into b select 2", "blink-3.4.4"), (draft.Text("Code"), draft.Text("EngineVersion")));

        await service.Start(name);
        Assert.Equal("insert into b select 1", (await Instance(name)).Text("Code"));
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        detail = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Ok();
        Assert.Equal("insert into b select 2", detail.Detail.Text("sql_body"));
        Assert.Equal(9, detail.Config.Number("checkpoint_interval"));
        Assert.Equal(2, detail.Config.Number("parallel_number"));
    }

    [Fact]
    public async Task A_figure_that_both_dialects_have_is_the_same_in_both()
    {
        const string Text = "# checkpoints\nblink.checkpoint.interval.ms : 30000 \nother=1\nblink.checkpoint.mode=at_least_once\n";
        var name = await service.CreateCommitted(properties: Text);
        var id = await service.IdOf(name);
        var config = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal((30, "at_least_once"), ((int)config.Number("checkpoint_interval"), config.Text("checkpoint_mode")));

        (await service.Dli.Admin.Put($"streaming/sql-jobs/{id}", """{"checkpoint_interval":45,"idle_state_retention":100}""")).Ok();
        var shown = (await service.Net.Get($"jobs/{name}")).Job.Text("Properties");
        Assert.Equal(Text.Replace("30000 ", "45000"), shown);

        // What was read can be written back, and changes nothing.
        (await service.Net.Put($"jobs/{name}", ("properties", shown))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        config = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal((45, 100), ((int)config.Number("checkpoint_interval"), (int)config.Number("idle_state_retention")));

        // A line that goes away takes its figure along; what never was in the text stays.
        (await service.Net.Put($"jobs/{name}", ("properties", "other=1"))).Ok();
        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        config = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Config;
        Assert.Equal(
            (10, "exactly_once", 100),
            ((int)config.Number("checkpoint_interval"), config.Text("checkpoint_mode"), (int)config.Number("idle_state_retention")));
    }

    [Fact]
    public async Task Properties_written_here_come_back_from_there_as_lines_and_sending_them_back_changes_nothing()
    {
        const string Text = "# note\nblink.checkpoint.interval.ms:30000\nmy.key : a b\n";
        var name = await service.CreateCommitted(properties: Text);
        var id = await service.IdOf(name);
        await service.Start(name);
        var config = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Config.Text("runtime_config")!;
        Assert.Equal("blink.checkpoint.interval.ms=30000\nmy.key=a b", config);

        var body = System.Text.Json.JsonSerializer.Serialize(new { runtime_config = config });
        (await service.Dli.Admin.Put($"streaming/sql-jobs/{id}", body)).Ok();
        Assert.Equal(Text, (await service.Net.Get($"jobs/{name}")).Job.Text("Properties"));
    }

    [Fact]
    public async Task Names_are_taken_by_either_dialect()
    {
        var name = await service.Create();
        var taken = await service.Dli.Admin.Post("streaming/sql-jobs", $$"""{"name":"{{name}}","sql_body":"x"}""");
        Assert.Equal((400, "DLI.11004"), taken.Error);
        var again = await service.Net.Post(
            "jobs", ("jobName", name), ("jobType", "FLINK_STREAM"), ("apiType", "SQL"));
        Assert.Equal((400, "JobAlreadyExist"), again.Error);
    }

    [Fact]
    public async Task A_job_paused_here_is_stopped_there_with_its_savepoint()
    {
        var name = await service.CreateCommitted();
        var id = await service.IdOf(name);
        await service.Start(name);
        await service.Want(name, "PAUSED");
        var detail = (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Detail;

        Assert.Equal("job_cancel_success", detail.Text("status"));
        Assert.True(detail.GetProperty("has_savepoint").GetBoolean());
    }

    private async Task<System.Text.Json.JsonElement> Instance(string name) =>
        (await service.Net.Get($"jobs/{name}/instances/-1")).Ok().Instance;

    private async Task<string?> DliSql(long id) =>
        (await service.Dli.Admin.Get($"streaming/jobs/{id}")).Ok().Detail.Text("sql_body");

    private async Task<FoasReply> StoppedThenDeleted(string name)
    {
        await service.Want(name, "TERMINATED");
        return await service.Net.Delete($"jobs/{name}");
    }
}
