using Weir.Service.Model;
using Weir.Service.Runtimes;
using Xunit;

namespace Weir.Service.Tests.Control;

/// <summary>Not knowing is neither presence nor absence: it never fails a job and never starts a second copy.</summary>
public sealed class UnknownTests
{
    [Fact]
    public async Task A_lost_answer_to_a_start_makes_no_second_copy()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        var lost = 3;
        world.Runtime.LosesAnswer = call => call.StartsWith("start", StringComparison.Ordinal) && lost-- > 0;
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Settle();
        await world.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Single(world.Cluster.Copies);
        Assert.Equal(1, (await world.Show(job)).Job.Epoch);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_asked_again_for_as_long_as_it_takes()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        world.Runtime.Unreachable = true;
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Settle();
        for (var i = 0; i < 60; i++)
        {
            await world.Pass(TimeSpan.FromMinutes(1));
        }

        var shown = await world.Show(job);
        Assert.Equal(JobState.Submitting, shown.Job.State);
        Assert.NotNull(shown.Job.UnknownSince);
        Assert.Empty(world.Cluster.Copies);
        Assert.InRange(world.Runtime.Calls.Count, 40, 80);

        world.Runtime.Unreachable = false;
        await world.Pass(TimeSpan.FromMinutes(1.5));
        shown = await world.Show(job);
        Assert.Equal((JobState.Running, (DateTimeOffset?)null), (shown.Job.State, shown.Job.UnknownSince));
    }

    [Fact]
    public async Task A_running_job_that_cannot_be_seen_keeps_its_state_and_says_since_when()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.Unreachable = true;
        var since = world.Time.GetUtcNow();
        world.Runtime.TellUnknown(await world.Copy(job));
        await world.Settle();
        await world.Pass(TimeSpan.FromHours(5));

        var shown = await world.Show(job);
        Assert.Equal((JobState.Running, since), (shown.Job.State, shown.Job.UnknownSince));

        world.Runtime.Unreachable = false;
        await world.Pass(TimeSpan.FromMinutes(2));
        shown = await world.Show(job);
        Assert.Equal((JobState.Running, (DateTimeOffset?)null), (shown.Job.State, shown.Job.UnknownSince));
        Assert.Single(world.Cluster.Copies);
    }

    [Fact]
    public async Task A_stop_that_nobody_answers_is_not_called_failed_and_frees_no_epoch()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.Unreachable = true;
        await world.Jobs.Stop(world.Caller, job, false);
        await world.Settle();
        await world.Pass(TimeSpan.FromHours(1));

        Assert.Equal(JobState.Stopping, await world.State(job));
        Assert.IsType<Refusal.WrongState>((await world.Jobs.Run(world.Caller, job, new RunRequest())).Refusal);

        world.Runtime.Unreachable = false;
        await world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(JobState.Stopped, await world.State(job));
    }

    [Fact]
    public async Task A_lost_answer_to_a_stop_with_savepoint_takes_one_savepoint()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.LosesAnswer = static call => call == "stop";
        await world.Jobs.Stop(world.Caller, job, withSavepoint: true);
        await world.Settle();
        await world.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal(JobState.Stopped, await world.State(job));
        Assert.Single((await world.Jobs.RestorePoints(world.Caller, job)).Value);
    }

    [Fact]
    public async Task A_run_that_nobody_starts_is_given_up_after_its_deadline()
    {
        await using var world = await World.Open();
        var job = await world.NewJob();
        world.Runtime.Stuck = true;
        await world.Jobs.Run(world.Caller, job, new RunRequest());
        await world.Settle();
        await world.Pass(TimeSpan.FromMinutes(9));
        Assert.Equal(JobState.Submitting, await world.State(job));

        await world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(JobState.SubmitFailed, await world.State(job));
        Assert.Equal(0, world.Cluster.Live(job));
    }

    [Fact]
    public async Task A_stop_that_does_not_end_is_told_and_repaired_by_force()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.Stuck = true;
        world.Runtime.LosesAnswer = static _ => false;
        await world.Jobs.Stop(world.Caller, job, false);
        await world.Settle();
        Assert.Equal(JobState.Stopping, await world.State(job));

        await world.Pass(TimeSpan.FromSeconds(61));

        Assert.Equal(JobState.Stopped, await world.State(job));
        Assert.Contains("did not stop within 60 seconds", (await world.Show(job)).Job.StatusText);
        Assert.Equal(0, world.Cluster.Live(job));
    }

    [Fact]
    public async Task A_savepoint_that_hangs_is_given_up_after_its_deadline()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        world.Runtime.Stuck = true;
        await world.Jobs.Savepoint(world.Caller, job, "");
        await world.Settle();
        Assert.Equal(JobState.Savepointing, await world.State(job));

        await world.Pass(TimeSpan.FromMinutes(11));

        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Contains("no savepoint within 10 minutes", (await world.Show(job)).Job.StatusText);
    }

    [Fact]
    public async Task A_run_gone_from_its_cluster_is_a_failure_only_when_the_cluster_says_so()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob(new JobSettings
        {
            Restart = new RestartPolicy { OnFailure = true, FromCheckpoint = true },
        });
        var copy = await world.Copy(job);
        await world.Runtime.Checkpoint(copy);
        world.Cluster.Lose(copy.Order.Run.RuntimeJobId);

        await world.Reopen();
        await world.Settle();

        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Equal("1/1-1", (await world.Copy(job)).Order.RestoreFrom!.Path);
        Assert.Equal(2, (await world.Show(job)).Job.Epoch);
    }

    [Fact]
    public async Task Runs_of_a_cluster_are_found_again_after_a_restart_of_the_service()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();

        await world.Reopen();
        await world.Settle();

        Assert.Equal(JobState.Running, await world.State(job));
        Assert.Single(world.Cluster.Copies);
        Assert.Equal(["observe"], world.Runtime.Calls);
    }

    [Fact]
    public async Task Runs_that_end_with_the_process_go_on_from_their_newest_checkpoint_whatever_the_policy()
    {
        await using var world = await World.Open(endsWithProcess: true);
        var job = await world.RunningJob();
        var copy = await world.Copy(job);
        await world.Runtime.Checkpoint(copy);
        await world.Runtime.Checkpoint(copy);

        await world.Reopen();
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal(JobState.Running, shown.Job.State);
        Assert.Equal("1/1-2", (await world.Copy(job)).Order.RestoreFrom!.Path);
        Assert.Equal((2, 1), (shown.Job.Epoch, shown.Run!.Restarts));
    }

    [Fact]
    public async Task A_runtime_that_is_no_longer_configured_leaves_its_runs_unknown()
    {
        await using var world = await World.Open();
        var job = await world.RunningJob();
        await world.Reopen(new RuntimeSet([]));
        await world.Settle();

        var shown = await world.Show(job);
        Assert.Equal(JobState.Running, shown.Job.State);
        Assert.NotNull(shown.Job.UnknownSince);
    }
}
