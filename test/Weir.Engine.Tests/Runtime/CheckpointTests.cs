using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.Runtime.Checkpoints;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

public sealed class CheckpointTests : IDisposable
{
    private const int Rows = 400;

    private readonly ScratchFolder _folder = new();
    private readonly Ledger _ledger = new();

    private JobOptions Options => TestPlan.Options with { CheckpointDirectory = _folder.At("checkpoints"), BatchRows = 10 };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_the_newest_checkpoints_are_retained_and_files_that_they_need()
    {
        var stepper = Start(Options with { RetainedCheckpoints = 2 });
        for (var i = 0; i < 5; i++)
        {
            stepper.StepBatch();
            stepper.Checkpoint();
        }

        var complete = CheckpointFolder.List(Options.CheckpointDirectory!).Where(static p => p.IsComplete).ToList();
        Assert.Equal([5, 4], complete.Select(static p => p.Id));
        foreach (var place in complete)
        {
            Assert.All(
                ManifestFile.Read(place.Path).Files, file => Assert.True(File.Exists(Path.Combine(place.Path, file))));
        }
    }

    [Fact]
    public void A_checkpoint_writes_only_pages_that_have_changed()
    {
        var stepper = new JobStepper(GatedPlan(new Gate(100)), Options with { BatchRows = 400 });
        stepper.StepBatch();
        var first = stepper.Checkpoint()!;
        var second = stepper.Checkpoint()!;
        Assert.InRange(PageBytes(second.Path), 0, PageBytes(first.Path) - 1);
        Assert.Contains(ManifestFile.Read(second.Path).Files, static f => f.StartsWith("../1-1/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_savepoint_stands_alone_and_later_checkpoints_do_not_need_it()
    {
        var stepper = Start(Options);
        stepper.StepBatch();
        stepper.Checkpoint();
        var savepoint = stepper.Checkpoint(_folder.At("savepoint"))!;
        Assert.True(savepoint.IsSavepoint);
        Assert.All(ManifestFile.Read(savepoint.Path).Files, static f => Assert.DoesNotContain("..", f));
        var next = stepper.Checkpoint()!;
        Assert.All(ManifestFile.Read(next.Path).Files, static f => Assert.DoesNotContain("savepoint", f));
        Directory.Delete(Options.CheckpointDirectory!, true);
        Finish(Options with { RestoreFrom = savepoint.Path, Epoch = 2, Parallelism = 3 });
    }

    [Fact]
    public void A_savepoint_into_a_folder_with_something_in_it_is_refused_and_the_job_goes_on()
    {
        var stepper = Start(Options);
        File.WriteAllText(_folder.At("something"), "");
        Assert.Null(stepper.Checkpoint(_folder.Path));
        Assert.Contains(stepper.Warnings, static w => w.EndsWith("is not empty.", StringComparison.Ordinal));
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        JobTests.AssertSums(Rows, _ledger);
    }

    [Theory]
    [InlineData(ManifestFile.Name)]
    [InlineData("pages")]
    public void A_damaged_checkpoint_is_passed_over_for_the_one_before_it(string file)
    {
        var stepper = Start(Options);
        stepper.StepBatch();
        stepper.Checkpoint();
        stepper.StepBatch();
        var damaged = stepper.Checkpoint()!;
        Damage(Path.Combine(damaged.Path, file));
        var next = Finish(Options with { RestoreFrom = damaged.Path, Epoch = 2 });
        Assert.Contains(next.Warnings, static w => w.Contains("damaged") && w.Contains("1-1"));
    }

    [Fact]
    public void When_nothing_can_be_read_the_job_fails_and_says_so()
    {
        var stepper = new JobStepper(Plan(), Options with { RestoreFrom = _folder.At("nowhere") });
        stepper.RunToEnd();
        Assert.Equal(FailureKind.External, stepper.Failure!.Kind);
        Assert.StartsWith("There is no checkpoint in", stepper.Failure.Message);
    }

    [Fact]
    public void A_checkpoint_of_a_newer_version_is_refused()
    {
        var stepper = Start(Options);
        var checkpoint = stepper.Checkpoint()!;
        ManifestFile.Write(
            checkpoint.Path,
            ManifestFile.Read(checkpoint.Path) with { Format = Manifest.CurrentFormat + 1, OldestReader = Manifest.CurrentFormat + 1 });
        var next = new JobStepper(Plan(), Options with { RestoreFrom = checkpoint.Path, Epoch = 2 });
        next.RunToEnd();
        Assert.Contains("written by a newer version", next.Failure!.Message);
    }

    [Fact]
    public void The_number_of_key_groups_is_that_of_the_checkpoint()
    {
        var stepper = Start(Options with { MaxParallelism = 16 });
        stepper.StepBatch();
        var checkpoint = stepper.Checkpoint()!;
        var next = Finish(Options with { RestoreFrom = checkpoint.Path, Epoch = 2, MaxParallelism = 128, Parallelism = 2 });
        Assert.Equal(16, next.Run.MaxParallelism);
    }

    [Fact]
    public void Sinks_commit_only_what_the_ledger_of_checkpoints_has_kept()
    {
        var kept = true;
        var stepper = Start(Options with { KeepCheckpoint = _ => Task.FromResult(kept) });
        stepper.StepBatch();
        stepper.Checkpoint();
        var committed = _ledger.Commits;
        Assert.True(committed > 0);
        kept = false;
        stepper.StepBatch();
        stepper.BeginCheckpoint();
        stepper.RunToEnd();
        Assert.Equal(JobPhase.Failed, stepper.Phase);
        Assert.Contains("Another run", stepper.Failure!.Message);
        Assert.Equal(committed, _ledger.Commits);
    }

    [Fact]
    public void A_job_stopped_with_a_savepoint_has_committed_everything_it_read()
    {
        var stepper = Start(Options);
        stepper.StepBatch();
        var savepoint = stepper.Stop(_folder.At("stop"))!;
        Assert.Equal(JobPhase.Stopped, stepper.Phase);
        Assert.NotEmpty(_ledger.Rows);
        Finish(Options with { RestoreFrom = savepoint.Path, Epoch = 2 });
    }

    [Fact]
    public void Checkpoints_come_by_the_clock_and_not_while_nothing_happens()
    {
        var taken = new List<long>();
        var gate = new Gate(20);
        var stepper = new JobStepper(GatedPlan(gate), Options with { CheckpointInterval = TimeSpan.FromSeconds(10) });
        stepper.Run.Checkpoints.CheckpointCompleted += c => taken.Add(c.Id);
        Pass(stepper, TimeSpan.FromSeconds(35));
        Assert.Equal([1], taken);
        gate.Open(5);
        Pass(stepper, TimeSpan.FromSeconds(35));
        Assert.Equal([1, 2], taken);
    }

    [Fact]
    public void What_a_failed_checkpoint_prepared_is_committed_by_the_next_one()
    {
        var stepper = Start(Options);
        stepper.StepBatch();
        File.WriteAllText(Options.CheckpointDirectory!, "a file where the folder should be");
        Assert.Null(stepper.Checkpoint());
        File.Delete(Options.CheckpointDirectory!);
        Assert.Empty(_ledger.Rows);
        Assert.NotNull(stepper.Checkpoint());
        Assert.NotEmpty(_ledger.Rows);
        Assert.Equal(JobPhase.Finished, stepper.RunToEnd());
        JobTests.AssertSums(Rows, _ledger);
    }

    [Fact]
    public void A_damaged_last_checkpoint_of_a_bounded_job_fails_it()
    {
        var stepper = Start(Options with { CheckpointDirectory = _folder.At("file") });
        File.WriteAllText(_folder.At("file"), "a file where the folder should be");
        Assert.Equal(JobPhase.Failed, stepper.RunToEnd());
        Assert.StartsWith("The checkpoint could not be written", stepper.Failure!.Message);
        Assert.Empty(_ledger.Rows);
    }

    private Plan GatedPlan(Gate gate) => TestPlan.Of(TestPlan.Sink(
        TestPlan.KeyedSum(TestPlan.Scan(new NumberSource(Rows, 13, splits: 1) { Gate = gate, Endless = true })),
        new LedgerSink(_ledger)));

    private Plan Plan() => JobTests.SumPlan(Rows, _ledger);

    private JobStepper Start(JobOptions options)
    {
        var stepper = new JobStepper(Plan(), options);
        return stepper;
    }

    private JobStepper Finish(JobOptions options)
    {
        var stepper = new JobStepper(Plan(), options);
        Assert.True(stepper.RunToEnd() == JobPhase.Finished, $"{stepper.Failure}");
        JobTests.AssertSums(Rows, _ledger);
        return stepper;
    }

    private static void Pass(JobStepper stepper, TimeSpan time)
    {
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            stepper.StepWhileReady();
            stepper.Time.Advance(TimeSpan.FromSeconds(1));
        }

        stepper.StepWhileReady();
    }

    private static long PageBytes(string path) => new FileInfo(Path.Combine(path, "pages")).Length;

    private static void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x20;
        File.WriteAllBytes(file, bytes);
    }
}
