using Weir.Service.Control;
using Weir.Service.Model;
using Xunit;

namespace Weir.Service.Tests.Control;

public sealed class JobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_read_back_as_it_was_made()
    {
        await using var world = await World.Open();
        var settings = new JobSettings
        {
            Queue = "default",
            Parallelism = 3,
            StateTtlMs = 3_600_000,
            UdfJars = ["a.jar", "b.jar"],
            Restart = new RestartPolicy { OnFailure = true, MaxPerHour = 5 },
            Verbatim = FieldBag.Empty.With("dli.memory", "8G").With("dli.desc", "中文"),
        };
        var wanted = World.Wanted("count-words", settings, "select\r\n 1 ") with
        {
            Description = "d",
            Tags = FieldBag.Empty.With("k", "v"),
            Traits = FieldBag.Empty.With("dli.run_mode", "shared_cluster"),
        };

        var made = (await world.Jobs.Create(world.Caller, wanted)).Value;
        var shown = await world.Show(made.Job.Id);

        Assert.Equal(1, made.Job.Id);
        Assert.Equal(JobState.Draft, shown.Job.State);
        Assert.Equal("count-words", shown.Job.Name);
        Assert.Equal("d", shown.Job.Description);
        Assert.Equal("v", shown.Job.Tags["k"]);
        Assert.Equal("shared_cluster", shown.Job.Traits["dli.run_mode"]);
        Assert.Equal(wanted.Definition, shown.Current!.Content);
        Assert.Equal(wanted.Definition, shown.Draft);
        Assert.Equal("admin", shown.CreatorName);
    }

    [Fact]
    public async Task What_was_stored_is_read_again_after_a_restart()
    {
        await using var world = await World.Open();
        var settings = new JobSettings { Parallelism = 7, Verbatim = FieldBag.Empty.With("x", "y") };
        var job = await world.NewJob(settings: settings);
        Assert.True((await world.Jobs.Update(world.Caller, job, World.Sql("select 2"))).Accepted);

        await world.Reopen();

        var shown = await world.Show(job);
        Assert.Equal("select 2", shown.Current!.Content.Sql);
        Assert.Equal(settings, shown.Current.Content.Settings);
        Assert.Equal(2, shown.Current.Version);
    }

    [Fact]
    public async Task Every_accepted_update_leaves_a_row_and_a_version()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();

        await world.Jobs.Update(world.Caller, job, World.Sql("select 2"));
        await world.Jobs.Update(world.Caller, job, World.Sql("select 2"));
        await world.Jobs.Update(world.Caller, job, World.Sql("select 3"));

        var versions = (await world.Jobs.Definitions(world.Caller, job)).Value;
        var updates = (await world.Jobs.Updates(world.Caller, job)).Value;
        Assert.Equal(["select 3", "select 2", "select 1"], versions.Select(static v => v.Content.Sql));
        Assert.Equal([(2, 3), (2, 2), (1, 2)], updates.Select(static u => (u.FromVersion!.Value, u.ToVersion!.Value)));
        Assert.Equal(3, versions.Select(static v => v.Hash).Distinct().Count());
    }

    [Fact]
    public async Task Going_back_to_an_old_text_is_a_new_version_with_the_old_hash()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        await world.Jobs.Update(world.Caller, job, World.Sql("select 2"));
        await world.Jobs.Update(world.Caller, job, World.Sql("select 1"));

        var versions = (await world.Jobs.Definitions(world.Caller, job)).Value;

        Assert.Equal(3, versions.Count);
        Assert.Equal(versions[2].Hash, versions[0].Hash);
    }

    [Fact]
    public async Task Names_are_unique_among_the_jobs_that_are_there()
    {
        await using var world = await World.Open();
        var first = await world.NewJob("a");
        var second = await world.NewJob("b");

        Assert.IsType<Refusal.NameTaken>((await world.Jobs.Create(world.Caller, World.Wanted("a"))).Refusal);
        var renamed = await world.Jobs.Update(world.Caller, second, World.Sql("x") with { Name = "a" });
        Assert.IsType<Refusal.NameTaken>(renamed.Refusal);
        Assert.Equal("select 1", (await world.Show(second)).Current!.Content.Sql);

        await world.Jobs.Delete(world.Caller, first);
        Assert.True((await world.Jobs.Create(world.Caller, World.Wanted("a"))).Accepted);
    }

    [Fact]
    public async Task A_deleted_job_is_gone_at_once()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        await world.Jobs.Delete(world.Caller, job);

        Assert.IsType<Refusal.NotFound>((await world.Jobs.Show(world.Caller, job)).Refusal);
        Assert.IsType<Refusal.NotFound>((await world.Jobs.ShowByName(world.Caller, "j")).Refusal);
        Assert.IsType<Refusal.NotFound>((await world.Jobs.Delete(world.Caller, job)).Refusal);
        Assert.Equal(0, (await world.Jobs.List(world.Caller, new JobFilter())).Total);
    }

    [Fact]
    public async Task A_foreign_job_looks_like_a_missing_one_to_every_intention()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        var stranger = world.Caller with { ProjectId = "other" };

        Refusal?[] refusals =
        [
            (await world.Jobs.Show(stranger, job)).Refusal,
            (await world.Jobs.ShowByName(stranger, "j")).Refusal,
            (await world.Jobs.Update(stranger, job, World.Sql("x"))).Refusal,
            (await world.Jobs.UpdateDraft(stranger, job, World.Sql("x"))).Refusal,
            (await world.Jobs.Commit(stranger, job)).Refusal,
            (await world.Jobs.Withdraw(stranger, job)).Refusal,
            (await world.Jobs.SetTags(stranger, job, static t => t)).Refusal,
            (await world.Jobs.Run(stranger, job, new RunRequest())).Refusal,
            (await world.Jobs.Stop(stranger, job, false)).Refusal,
            (await world.Jobs.Pause(stranger, job)).Refusal,
            (await world.Jobs.Savepoint(stranger, job, "")).Refusal,
            (await world.Jobs.ImportSavepoint(stranger, job, "p")).Refusal,
            (await world.Jobs.Delete(stranger, job)).Refusal,
            (await world.Jobs.Updates(stranger, job)).Refusal,
            (await world.Jobs.Definitions(stranger, job)).Refusal,
            (await world.Jobs.Runs(stranger, job)).Refusal,
            (await world.Jobs.RestorePoints(stranger, job)).Refusal,
        ];

        Assert.All(refusals, static r => Assert.IsType<Refusal.NotFound>(r));
        Assert.Equal(0, (await world.Jobs.List(stranger, new JobFilter())).Total);
    }

    [Fact]
    public async Task A_list_honours_every_filter_and_pages_exactly()
    {
        await using var world = await World.Open();
        for (var i = 0; i < 25; i++)
        {
            var wanted = World.Wanted($"job_{i:00}", new JobSettings { Queue = i % 2 == 0 ? "even" : "" }) with
            {
                Tags = i % 5 == 0 ? FieldBag.Empty.With("team", "a%b") : FieldBag.Empty.With("team", "axb"),
                Type = i == 3 ? "" : "flink_opensource_sql_job",
            };
            await world.Jobs.Create(world.Caller, wanted);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        async Task<JobPage> List(JobFilter filter) => await world.Jobs.List(world.Caller, filter);

        var second = await List(new JobFilter { Limit = 10, Offset = 10 });
        Assert.Equal(25, second.Total);
        Assert.Equal(Enumerable.Range(5, 10).Reverse().Select(static i => $"job_{i:00}"), Names(second));
        Assert.Equal(["job_00", "job_01"], Names(await List(new JobFilter { Limit = 2, OldestFirst = true })));
        Assert.Equal(13, (await List(new JobFilter { Queue = "even" })).Total);
        Assert.Equal(5, (await List(new JobFilter { Tags = [new("team", "a%b")] })).Total);
        Assert.Equal(10, (await List(new JobFilter { NameContains = "b_0" })).Total);
        Assert.Equal(0, (await List(new JobFilter { NameContains = "JOB" })).Total);
        Assert.Equal(["job_07"], Names(await List(new JobFilter { Name = "job_07" })));
        Assert.Equal(["job_03"], Names(await List(new JobFilter { Types = [""] })));
        Assert.Equal(25, (await List(new JobFilter { Types = ["", "flink_opensource_sql_job"] })).Total);
        Assert.Equal(0, (await List(new JobFilter { States = [JobState.Running, JobState.Failed] })).Total);
        Assert.Equal(25, (await List(new JobFilter { States = [JobState.Draft], Kind = JobKind.Sql })).Total);
        Assert.Equal(0, (await List(new JobFilter { CreatorName = "nobody" })).Total);
        Assert.Equal(25, (await List(new JobFilter { CreatorName = "admin" })).Total);
    }

    [Fact]
    public async Task A_list_leaves_the_sql_out_when_nobody_wants_it()
    {
        await using var world = await World.Open();
        await world.NewJob("committed", new JobSettings { Parallelism = 4 });
        await world.Jobs.Create(world.Caller, World.Wanted("draft") with { Committed = false });

        var without = (await world.Jobs.List(world.Caller, new JobFilter { WithSql = false })).Jobs;
        var with = (await world.Jobs.List(world.Caller, new JobFilter())).Jobs;

        Assert.All(without, static j => Assert.Equal("", j.Shown.Sql));
        Assert.All(with, static j => Assert.Equal("select 1", j.Shown.Sql));
        Assert.Contains(without, static j => j.Shown.Settings.Parallelism == 4);
    }

    [Fact]
    public async Task A_quota_of_drafts_holds_when_it_is_set()
    {
        await using var world = await World.Open(settings: new Settings { MaxDrafts = 2 });
        await world.NewJob("a");
        await world.NewJob("b");

        var third = await world.Jobs.Create(world.Caller, World.Wanted("c"));

        Assert.Equal(new Refusal.QuotaReached("drafts", 2), third.Refusal);
    }

    [Fact]
    public async Task Parallel_updates_of_one_job_are_all_there_in_some_order()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();

        var done = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            () => world.Jobs.Update(world.Caller, job, new JobEdit
            {
                Definition = (_, before) => before with { Sql = before.Sql + $",{i}" },
            }),
            Cancel)));

        Assert.All(done, static d => Assert.True(d.Accepted));
        var sql = (await world.Show(job)).Current!.Content.Sql;
        Assert.Equal(Enumerable.Range(0, 200), sql.Split(',').Skip(1).Select(int.Parse).Order());
        Assert.Equal(201, (await world.Show(job)).Job.LastVersion);
    }

    private static IEnumerable<string> Names(JobPage page) => page.Jobs.Select(static j => j.Job.Name);
}
