using Weir.Service.Model;
using Weir.Service.Runtimes;
using Xunit;

namespace Weir.Service.Tests.Control;

public sealed class ReconcilerTests
{
    private static readonly RunError DiskFull = new(RunErrorKind.External, "io", "disk full");

    private static readonly JobSettings RestartsFromCheckpoint = new()
    {
        Restart = new RestartPolicy { OnFailure = true, FromCheckpoint = true },
    };

    [Fact]
    public async Task A_run_is_submitting_before_any_runtime_hears_of_it()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();

        var run = (await world.Jobs.Run(world.Caller, job, new RunRequest())).Value;

        Assert.Equal(JobState.Submitting, await world.State(job));
        Assert.Equal((1, 1), (run.Epoch, run.DefinitionVersion));
        Assert.Empty(world.Runtime.Calls);
        await world.Settle();
        Assert.Equal(JobState.Running, await world.State(job));
        Assert.NotNull((await world.Show(job)).Run!.StartedAt);
    }

    [Fact]
    public async Task What_the_runtime_refuses_is_a_failed_submission_that_can_be_tried_again()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        world.Runtime.RefusesStart = new RunError(RunErrorKind.User, "x", "no such file 'a.csv'");
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Settle();

        var failed = await world.Show(job);
        Assert.Equal(JobState.SubmitFailed, failed.Job.State);
        Assert.Equal("no such file 'a.csv'", failed.Job.StatusText);
        Assert.Equal("no such file 'a.csv'", failed.Run!.LastError);

        world.Runtime.RefusesStart = null;
        Assert.True((await world.Jobs.Run(world.Caller, job, new RunRequest())).Accepted);
        await world.Settle();
        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Equal(2, (await world.Show(job)).Job.Epoch);
    }

    [Fact]
    public async Task A_program_that_does_not_compile_is_refused_before_anything_is_stored()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        world.Runtime.Finds = new RunError(RunErrorKind.User, "sql", "unexpected ')'", 3, 7);

        var refused = await world.Jobs.Run(world.Caller, job, new RunRequest());

        Assert.Equal(new Refusal.BadProgram(world.Runtime.Finds), refused.Refusal);
        Assert.Equal(JobState.Draft, await world.State(job));
    }

    [Fact]
    public async Task A_run_needs_a_committed_definition_its_queue_its_bucket_and_a_fitting_runtime()
    {
        await using var world = await World.Open();
        var draft = (await world.Jobs.Create(world.Caller, World.Wanted("d") with { Committed = false })).Value.Job.Id;
        var queue = await world.NewJob("q", new JobSettings { Queue = "nowhere" });
        var bucket = await world.NewJob("b", new JobSettings { Bucket = "nowhere" });
        var jar = (await world.Jobs.Create(world.Caller, World.Wanted("j") with { Kind = JobKind.Jar })).Value.Job.Id;
        await world.Control.Queues.Bind(world.Caller.ProjectId, "gone", "flink-a", null);
        var gone = await world.NewJob("g", new JobSettings { Queue = "gone" });

        async Task<Refusal?> Run(int job, StartFrom from = StartFrom.Scratch) =>
            (await world.Jobs.Run(world.Caller, job, new RunRequest { From = from })).Refusal;

        Assert.Equal(new Refusal.NotCommitted(), await Run(draft));
        Assert.Equal(new Refusal.QueueMissing("nowhere"), await Run(queue));
        Assert.Equal(new Refusal.BucketMissing("nowhere"), await Run(bucket));
        Assert.Equal(new Refusal.RuntimeCannot("embedded", JobKind.Jar), await Run(jar));
        Assert.Equal(new Refusal.RuntimeCannot("flink-a", JobKind.Sql), await Run(gone));
        Assert.Equal(new Refusal.NoRestorePoint(), await Run(await world.NewJob("s"), StartFrom.Savepoint));
    }

    [Fact]
    public async Task A_queue_gives_no_more_than_it_has()
    {
        await using var world = await World.Open();
        await world.Control.Queues.Bind(world.Caller.ProjectId, "small", RuntimeSet.Embedded, 5);
        var settings = new JobSettings { Queue = "small", Resources = new JobResources { TotalCus = 3 } };
        var first = await world.NewJob("a", settings);
        var second = await world.NewJob("b", settings);

        Assert.True((await world.Jobs.Run(world.Caller, first, new RunRequest())).Accepted);
        Assert.Equal(
            new Refusal.QueueFull("small", 3, 2),
            (await world.Jobs.Run(world.Caller, second, new RunRequest())).Refusal);

        await world.Settle();
        await world.Jobs.Stop(world.Caller, first, false);
        await world.Settle();
        Assert.True((await world.Jobs.Run(world.Caller, second, new RunRequest())).Accepted);
    }

    [Fact]
    public async Task A_stop_is_told_only_when_the_runtime_tells_it()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.Stuck = true;

        await world.Jobs.Stop(world.Caller, job, withSavepoint: false);
        await world.Settle();
        Assert.Equal(JobState.Stopping, await world.State(job));

        world.Runtime.End(await world.Copy(job), RunPhase.Stopped);
        await world.Settle();
        Assert.Equal(JobState.Stopped, await world.State(job));
    }

    [Fact]
    public async Task A_stopped_job_can_be_stopped_again_and_nothing_happens()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await world.Jobs.Stop(world.Caller, job, false)).Accepted);
            await world.Settle();
        }

        Assert.Equal(JobState.Stopped, await world.State(job));
        Assert.True((await world.Jobs.Stop(world.Caller, await world.NewJob("never run"), false)).Accepted);
    }

    [Fact]
    public async Task A_stop_with_savepoint_leaves_one_to_start_from()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();

        await world.Jobs.Stop(world.Caller, job, withSavepoint: true);
        await world.Settle();

        var stopped = await world.Show(job);
        Assert.Equal(JobState.Stopped, stopped.Job.State);
        Assert.Equal(RestorePointKind.Savepoint, stopped.Savepoint!.Kind);
        Assert.Equal(world.Caller.UserId, stopped.Savepoint.CreatedBy);

        await world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Savepoint });
        await world.Settle();
        Assert.Equal(stopped.Savepoint.Path, (await world.Copy(job)).Order.RestoreFrom!.Path);
    }

    [Fact]
    public async Task A_stop_goes_on_without_its_savepoint_and_the_newest_checkpoint_stands_in()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        await world.Runtime.Checkpoint(await world.Copy(job));
        world.Runtime.FailsSavepoints = true;

        await world.Jobs.Stop(world.Caller, job, withSavepoint: true);
        await world.Settle();

        var stopped = await world.Show(job);
        Assert.Equal(JobState.Stopped, stopped.Job.State);
        Assert.Contains("without the savepoint: disk full", stopped.Job.StatusText);
        Assert.Equal("1/1-1", stopped.Savepoint!.Path);
    }

    [Fact]
    public async Task A_savepoint_by_the_way_leaves_the_job_running()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();

        Assert.True((await world.Jobs.Savepoint(world.Caller, job, "/sp/1")).Accepted);
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal(JobState.Running, shown.Job.State);
        Assert.Equal("/sp/1", shown.Savepoint!.Path);
        Assert.Single(world.Cluster.Copies);
    }

    [Fact]
    public async Task A_savepoint_that_fails_is_told_and_the_job_runs_on()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.FailsSavepoints = true;

        await world.Jobs.Savepoint(world.Caller, job, "");
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal(JobState.Running, shown.Job.State);
        Assert.Equal("no savepoint was taken: disk full", shown.Job.StatusText);
        Assert.Null(shown.Savepoint);
    }

    [Fact]
    public async Task A_savepoint_is_only_for_running_jobs()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();

        Assert.IsType<Refusal.WrongState>((await world.Jobs.Savepoint(world.Caller, job, "")).Refusal);
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        Assert.IsType<Refusal.WrongState>((await world.Jobs.Savepoint(world.Caller, job, "")).Refusal);
        Assert.IsType<Refusal.WrongState>((await world.Jobs.Stop(world.Caller, job, withSavepoint: true)).Refusal);
        Assert.IsType<Refusal.WrongState>((await world.Jobs.Run(world.Caller, job, new RunRequest())).Refusal);
    }

    [Fact]
    public async Task A_stop_while_submitting_ends_it_wherever_it_has_got_to()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Jobs.Stop(world.Caller, job, false);
        await world.Settle();

        Assert.Equal(JobState.Stopped, await world.State(job));
        Assert.Equal(0, world.Cluster.Live(job));
    }

    [Fact]
    public async Task A_paused_job_goes_on_where_it_was_with_what_was_committed_since()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        await world.Jobs.Pause(world.Caller, job);
        await world.Settle();
        Assert.Equal(JobState.Paused, await world.State(job));

        await world.Jobs.UpdateDraft(world.Caller, job, World.Sql("select 2"));
        await world.Jobs.Commit(world.Caller, job);
        await world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Latest });
        await world.Settle();

        var copy = await world.Copy(job);
        Assert.Equal("select 2", copy.Order.Definition.Content.Sql);
        Assert.Equal(RestorePointKind.Savepoint, copy.Order.RestoreFrom!.Kind);
    }

    [Fact]
    public async Task A_paused_job_resumed_without_flush_runs_what_it_ran()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        await world.Jobs.Pause(world.Caller, job);
        await world.Settle();
        await world.Jobs.Update(world.Caller, job, World.Sql("select 2"));

        await world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Latest, SameDefinition = true });
        await world.Settle();

        Assert.Equal("select 1", (await world.Copy(job)).Order.Definition.Content.Sql);
    }

    [Fact]
    public async Task A_pause_that_cannot_keep_the_state_does_not_pause()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.FailsSavepoints = true;

        await world.Jobs.Pause(world.Caller, job);
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal((JobState.Running, DesiredState.Running), (shown.Job.State, shown.Job.Desired));
        Assert.Equal("not paused: disk full", shown.Job.StatusText);
        Assert.Equal(1, world.Cluster.Live(job));
    }

    [Fact]
    public async Task A_failed_job_stays_failed_when_nobody_asked_for_restarts()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();

        world.Runtime.End(await world.Copy(job), RunPhase.Failed, DiskFull);
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal((JobState.Failed, "disk full"), (shown.Job.State, shown.Job.StatusText));
        Assert.Equal(0, world.Cluster.Live(job));
    }

    [Fact]
    public async Task A_failed_job_is_restarted_from_its_newest_checkpoint_in_a_new_epoch()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(RestartsFromCheckpoint);
        var copy = await world.Copy(job);
        await world.Runtime.Checkpoint(copy);
        await world.Runtime.Checkpoint(copy);

        world.Runtime.End(copy, RunPhase.Failed, DiskFull);
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal(JobState.Running, shown.Job.State);
        Assert.Equal((2, 1, "disk full"), (shown.Job.Epoch, shown.Run!.Restarts, shown.Run.LastError));
        Assert.Equal("1/1-2", (await world.Copy(job)).Order.RestoreFrom!.Path);
        Assert.NotEqual(copy.Order.Run.RuntimeJobId, shown.Run.RuntimeJobId);
    }

    [Fact]
    public async Task A_restart_from_nothing_forgets_the_checkpoints_but_not_what_the_run_began_with()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(new JobSettings { Restart = new RestartPolicy { OnFailure = true } });
        await world.Jobs.Stop(world.Caller, job, withSavepoint: true);
        await world.Settle();
        await world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Savepoint });
        await world.Settle();
        var begun = await world.Copy(job);
        await world.Runtime.Checkpoint(begun);

        world.Runtime.End(begun, RunPhase.Failed, DiskFull);
        await world.Settle();

        Assert.Equal(begun.Order.RestoreFrom!.Path, (await world.Copy(job)).Order.RestoreFrom!.Path);
    }

    [Fact]
    public async Task Restarts_within_an_hour_are_limited_and_spaced()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(new JobSettings
        {
            Restart = new RestartPolicy { OnFailure = true, MaxPerHour = 3 },
        });

        async Task Fail()
        {
            world.Runtime.End(await world.Copy(job), RunPhase.Failed, DiskFull);
            await world.Settle();
        }

        await Fail();
        Assert.Equal(JobState.Running, await world.State(job));
        await Fail();
        Assert.Equal(JobState.Restarting, await world.State(job));
        await world.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(JobState.Running, await world.State(job));
        await Fail();
        await world.Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(JobState.Running, await world.State(job));
        await Fail();
        Assert.Equal(JobState.Failed, await world.State(job));
        Assert.Contains("restarted 3 times within an hour", (await world.Show(job)).Job.StatusText);
    }

    [Fact]
    public async Task Restarts_of_an_hour_ago_do_not_count()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(new JobSettings
        {
            Restart = new RestartPolicy { OnFailure = true, MaxPerHour = 1 },
        });
        for (var i = 0; i < 5; i++)
        {
            world.Runtime.End(await world.Copy(job), RunPhase.Failed, DiskFull);
            await world.Settle();
            Assert.Equal(JobState.Running, await world.State(job));
            await world.Pass(TimeSpan.FromHours(1.1));
        }

        Assert.Equal(5, (await world.Show(job)).Run!.Restarts);
    }

    [Fact]
    public async Task A_light_update_acts_on_the_live_run_at_once()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        var edit = new JobEdit
        {
            Definition = static (_, before) => before with
            {
                Settings = before.Settings with { Restart = new RestartPolicy { OnFailure = true } },
            },
        };
        Assert.True((await world.Jobs.Update(world.Caller, job, edit)).Accepted);

        world.Runtime.End(await world.Copy(job), RunPhase.Failed, DiskFull);
        await world.Settle();

        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Equal(UpdateKind.Light, (await world.Jobs.Updates(world.Caller, job)).Value[0].Kind);
    }

    [Fact]
    public async Task A_fixed_field_is_refused_while_the_job_is_live_and_accepted_when_it_does_not_differ()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();

        Assert.Equal(
            new Refusal.NotEditable(JobState.Running, "sql"),
            (await world.Jobs.Update(world.Caller, job, World.Sql("select 2"))).Refusal);
        Assert.True((await world.Jobs.Update(world.Caller, job, World.Sql("select 1"))).Accepted);
        Assert.True((await world.Jobs.UpdateDraft(world.Caller, job, World.Sql("select 3"))).Accepted);
    }

    [Fact]
    public async Task Lost_operators_are_named_in_the_status_and_in_the_run()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        world.Runtime.Stuck = true;
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Settle();
        var copy = await world.Copy(job);
        copy.Phase = RunPhase.Running;
        copy.Restored = new RestoreReport(
        [
            new OperatorVerdict("count by city", StateVerdict.Lost, "the key changed"),
            new OperatorVerdict("sum", StateVerdict.Kept),
        ]);
        world.Runtime.TellOf(copy);
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal("state not kept: count by city", shown.Job.StatusText);
        Assert.Equal(["count by city"], shown.Run!.LostOperators);
    }

    [Fact]
    public async Task A_deleted_job_is_stopped_and_its_files_are_freed()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        var directory = (await world.Copy(job)).Order.JobDirectory;
        Directory.CreateDirectory(Path.Combine(directory, "checkpoints"));

        await world.Jobs.Delete(world.Caller, job);
        await world.Settle();

        Assert.Equal(0, world.Cluster.Live(job));
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task An_old_epoch_cannot_add_to_the_ledger()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(RestartsFromCheckpoint);
        var old = await world.Copy(job);
        world.Runtime.End(old, RunPhase.Failed, DiskFull);
        await world.Settle();

        Assert.False(await world.Runtime.Checkpoint(old));
        Assert.True(await world.Runtime.Checkpoint(await world.Copy(job)));
        Assert.Equal(["1/2-1"], (await world.Jobs.RestorePoints(world.Caller, job)).Value.Select(static p => p.Path));
    }

    [Fact]
    public async Task An_imported_savepoint_is_what_the_next_start_from_a_savepoint_finds()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        Assert.IsType<Refusal.WrongState>((await world.Jobs.ImportSavepoint(world.Caller, job, "/sp")).Refusal);
        await world.Jobs.Stop(world.Caller, job, withSavepoint: true);
        await world.Settle();

        Assert.True((await world.Jobs.ImportSavepoint(world.Caller, job, "obs://b/sp")).Accepted);
        await world.Jobs.Run(world.Caller, job, new RunRequest { From = StartFrom.Savepoint });
        await world.Settle();

        Assert.Equal("obs://b/sp", (await world.Copy(job)).Order.RestoreFrom!.Path);
    }
}
