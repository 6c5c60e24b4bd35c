using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>Jobs without input cost nothing: counted in turns, because time says little on a shared machine.</summary>
public sealed class IdleTests
{
    private const int Jobs = 1_000;

    [Fact]
    public void A_thousand_idle_jobs_take_no_turn_in_an_hour()
    {
        using var folder = new ScratchFolder();
        var scheduler = new StepScheduler(1);
        var time = new VirtualTime(DateTimeOffset.UnixEpoch);
        var runs = Enumerable.Range(0, Jobs).Select(i => Start(i, scheduler, time, folder)).ToList();
        Settle(scheduler, time, TimeSpan.FromMinutes(1));
        var before = Turns(runs);
        Settle(scheduler, time, TimeSpan.FromHours(1));
        Assert.Equal(before, Turns(runs));
        Assert.All(runs, static run => Assert.Equal(JobPhase.Running, run.Phase));
        Assert.All(runs, static run => Assert.InRange(run.Checkpoints.Last!.Id, 1, 2));
    }

    [Fact]
    public void A_woken_job_works_again()
    {
        var gate = new Gate(0);
        var ledger = new Ledger();
        var source = new NumberSource(10, 2, splits: 1) { Gate = gate };
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(TestPlan.KeyedSum(TestPlan.Scan(source)), new LedgerSink(ledger))), TestPlan.Options);
        stepper.StepWhileReady();
        Assert.Equal(0, stepper.Operators().Single(static o => o.Title == "KeyedSum").RowsIn);
        gate.Open(7);
        stepper.StepWhileReady();
        Assert.Equal(7, stepper.Operators().Single(static o => o.Title == "KeyedSum").RowsIn);
    }

    [Fact]
    public void A_task_that_waits_for_credit_takes_no_turns()
    {
        var scan = TestPlan.Scan(new NumberSource(60_000, 5, splits: 1) { Endless = true, Gate = new Gate(60_000) }, parallelism: 1);
        var receive = TestPlan.Test("Receive", static _ => new ProbeOperator(new Probe()), PlanInput.Hash(scan, [0]));
        var stepper = new JobStepper(
            TestPlan.Of(TestPlan.Sink(receive, new CountingSink())), TestPlan.Options with { Parallelism = 2 });
        stepper.Scheduler.Hold(static task => task.Name == "Receive");
        stepper.StepWhileReady();
        stepper.Time.Advance(TimeSpan.FromSeconds(1));
        stepper.StepWhileReady();
        var before = stepper.Run.Tasks.Sum(static t => t.Turns);
        for (var second = 0; second < 60; second++)
        {
            stepper.Time.Advance(TimeSpan.FromSeconds(1));
            stepper.StepWhileReady();
        }

        Assert.Equal(before, stepper.Run.Tasks.Sum(static t => t.Turns));
    }

    [Fact]
    public async Task Many_jobs_share_the_threads_of_the_pool_and_all_end()
    {
        using var pool = new WorkerPool(2);
        var ledgers = Enumerable.Range(0, 50).Select(static _ => new Ledger()).ToList();
        var jobs = ledgers
            .Select(l => Job.Start(JobTests.SumPlan(2_000, l), TestPlan.Options with { Scheduler = pool, Parallelism = 2 }))
            .ToList();
        foreach (var job in jobs)
        {
            Assert.Equal(JobPhase.Finished, await job.Completion);
        }

        ledgers.ForEach(static l => JobTests.AssertSums(2_000, l));
    }

    private static JobRun Start(int number, Scheduler scheduler, TimeProvider time, ScratchFolder folder)
    {
        var source = new NumberSource(3, 2) { Endless = true };
        var plan = TestPlan.Of(TestPlan.Sink(
            TestPlan.KeyedSum(TestPlan.Watermark(TestPlan.Scan(source))), new CountingSink()));
        var run = new JobRun(
            plan,
            TestPlan.Options with
            {
                Time = time,
                Parallelism = 2,
                CheckpointDirectory = folder.At($"{number}"),
                CheckpointInterval = TimeSpan.FromSeconds(10),
            },
            scheduler);
        run.Start();
        return run;
    }

    private static void Settle(StepScheduler scheduler, VirtualTime time, TimeSpan pass)
    {
        while (scheduler.Step())
        {
        }

        for (var passed = TimeSpan.Zero; passed < pass; passed += TimeSpan.FromSeconds(20))
        {
            time.Advance(TimeSpan.FromSeconds(20));
            while (scheduler.Step())
            {
            }
        }
    }

    private static long Turns(List<JobRun> runs) => runs.Sum(static r => r.Tasks.Sum(static t => t.Turns));
}
