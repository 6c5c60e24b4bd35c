using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Jobs on real threads: stop, cancel, deadlines.</summary>
public sealed class StopTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly WorkerPool _pool = new(2);
    private readonly Ledger _ledger = new();

    private JobOptions Options =>
        TestPlan.Options with { CheckpointDirectory = _folder.Path, Scheduler = _pool, Parallelism = 2, BatchRows = 100 };

    public void Dispose()
    {
        _pool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Stop_takes_a_last_checkpoint_from_which_nothing_is_missing_and_nothing_comes_twice()
    {
        const int Rows = 300_000;
        string? restore = null;
        for (var epoch = 1; ; epoch++)
        {
            var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var job = Job.Start(
                JobTests.SumPlan(Rows, _ledger),
                Options with { Epoch = epoch, RestoreFrom = restore, CheckpointInterval = TimeSpan.FromMilliseconds(3) });
            job.CheckpointCompleted += _ => read.TrySetResult();
            await Task.WhenAny(read.Task, job.Completion);
            var last = await job.StopAsync(null, TimeSpan.FromMinutes(1));
            if (job.Phase == JobPhase.Finished)
            {
                break;
            }

            Assert.Equal(JobPhase.Stopped, job.Phase);
            Assert.NotNull(last);
            restore = last.Path;
        }

        JobTests.AssertSums(Rows, _ledger);
    }

    [Fact]
    public async Task Cancel_ends_a_job_without_committing()
    {
        var job = Job.Start(
            TestPlan.Of(TestPlan.Sink(TestPlan.Scan(new NumberSource(10, 1) { Endless = true }), new LedgerSink(_ledger))),
            Options);
        await job.CancelAsync();
        Assert.Equal(JobPhase.Stopped, await job.Completion);
        Assert.Empty(_ledger.Rows);
    }

    [Fact]
    public async Task Stop_ends_within_its_deadline_even_when_an_operator_never_returns()
    {
        using var stuck = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        var source = new NumberSource(10, 1)
        {
            OnRead = _ =>
            {
                reached.Set();
                stuck.Wait();
            },
        };
        var job = Job.Start(TestPlan.Of(TestPlan.Sink(TestPlan.Scan(source), new LedgerSink(_ledger))), Options);
        reached.Wait(TestContext.Current.CancellationToken);
        Assert.Null(await job.StopAsync(null, TimeSpan.FromMilliseconds(20)));
        Assert.Equal(JobPhase.Stopped, job.Phase);
        stuck.Set();
        Assert.Empty(_ledger.Rows);
    }

    [Fact]
    public async Task A_stopped_job_without_a_folder_for_checkpoints_commits_what_it_wrote()
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sink = new LedgerSink(_ledger)
        {
            OnStep = s =>
            {
                if (s == "write")
                {
                    seen.TrySetResult();
                }
            },
        };
        var job = Job.Start(
            TestPlan.Of(TestPlan.Sink(TestPlan.Scan(new NumberSource(10, 1, splits: 1) { Endless = true }), sink)),
            Options with { CheckpointDirectory = null, Parallelism = 1 });
        await seen.Task;
        Assert.Null(await job.StopAsync(null, TimeSpan.FromMinutes(1)));
        Assert.Equal(JobPhase.Stopped, job.Phase);
        Assert.Equal(10, _ledger.Rows.Count);
    }

    [Fact]
    public async Task A_savepoint_can_be_taken_while_the_job_runs()
    {
        await using var job = Job.Start(
            TestPlan.Of(TestPlan.Sink(
                TestPlan.KeyedSum(TestPlan.Scan(new NumberSource(1_000, 3) { Endless = true })), new LedgerSink(_ledger))),
            Options);
        var savepoint = await job.CheckpointAsync(_folder.At("mine"), TestContext.Current.CancellationToken);
        Assert.True(savepoint.IsSavepoint);
        Assert.Equal(JobPhase.Running, job.Phase);
        Assert.Equal("KeyedSum Kept", Assert.Single(StateVerdictsOf(savepoint.Path)));
    }

    [Fact]
    public async Task A_checkpoint_of_an_ended_job_is_refused()
    {
        var job = Job.Start(JobTests.SumPlan(10, _ledger), Options);
        await job.Completion;
        await Assert.ThrowsAsync<CheckpointException>(() => job.CheckpointAsync(null, TestContext.Current.CancellationToken));
    }

    private string[] StateVerdictsOf(string path) =>
        [.. Job.Compare(JobTests.SumPlan(10, _ledger), path).Select(static v => $"{v.Operator} {v.Verdict}")];
}
