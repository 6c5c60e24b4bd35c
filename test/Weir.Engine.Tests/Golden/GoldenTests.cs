using System.Text;
using Weir.Engine.Sql;
using Weir.Golden;
using Xunit;

namespace Weir.Engine.Tests.Golden;

/// <summary>
/// Every golden case against Flink's answer, three ways: whole; in batches of 1 to 7 rows with a checkpoint and a restore
/// after every batch; restored at another parallelism. One expected result for all.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Answers() => Names(golden => !golden.IsForLater && golden.Error is null);

    public static TheoryData<string> Errors() => Names(golden => !golden.IsForLater && golden.Error is not null);

    public static TheoryData<string> Later() => Names(golden => golden.IsForLater);

    [Theory]
    [MemberData(nameof(Answers))]
    public Task Whole(string name) => Check(name, Ways.Whole, async golden =>
    {
        var answer = await Run(golden, Leg.Whole);
        Agree(Comparison.Schemas(golden.Schema!, answer.Schema));
        Agree(Comparison.Rows(golden.Schema!, golden.Expected!, answer.Rows(golden.Schema!)));
    });

    [Theory]
    [MemberData(nameof(Answers))]
    public Task Row_by_row(string name) => Check(name, Ways.Whole, async golden =>
    {
        var answer = await Run(golden, Leg.WholePerRow);
        Agree(Comparison.Rows(golden.Schema!, golden.Expected!, answer.Rows(golden.Schema!)));
        if (golden.ExpectedChangelog is { } changelog)
        {
            Agree(Comparison.Changelogs(golden.Schema!, golden.Options.ChangelogKey!, changelog, answer.Changes));
        }
    });

    [Theory]
    [MemberData(nameof(Answers))]
    public Task Restored_after_every_batch(string name) => Check(name, Ways.Steps, async golden =>
    {
        var answer = await Run(golden, Leg.Steps(Seed(name)));
        Agree(Comparison.Rows(golden.Schema!, golden.Expected!, answer.Rows(golden.Schema!)));
    });

    [Theory]
    [MemberData(nameof(Answers))]
    public Task Restored_at_another_parallelism(string name) => Check(name, Ways.Parallel, async golden =>
    {
        var answer = await Run(golden, Leg.Parallelisms(Seed(name)));
        Agree(Comparison.Rows(golden.Schema!, golden.Expected!, answer.Rows(golden.Schema!)));
    });

    [Theory]
    [MemberData(nameof(Errors))]
    public Task Refused_or_failed(string name) => Check(name, Ways.Whole, async golden =>
    {
        var expected = golden.Error!;
        Exception error = expected.WhileRunning
            ? await Assert.ThrowsAsync<JobFailedException>(() => Run(golden, Leg.Whole))
            : await Assert.ThrowsAsync<SqlException>(() => Run(golden, Leg.Whole));
        Assert.Contains(expected.Fragment, error.Message, StringComparison.OrdinalIgnoreCase);
        if (error is SqlException { Position: var position } && expected.Line > 0)
        {
            Assert.Equal(expected.Line, position?.Line);
            Assert.True(expected.Column is 0 || expected.Column == position?.Column, $"column {position?.Column}");
        }
    });

    /// <summary>Beyond what the engine must do today: refused, or right; never a wrong answer.</summary>
    [Theory]
    [MemberData(nameof(Later))]
    public Task Later_cases_are_refused_or_right(string name) => Check(name, Ways.Whole, async golden =>
    {
        try
        {
            var answer = await Run(golden, Leg.Whole);
            Agree(Comparison.Rows(golden.Schema!, golden.Expected!, answer.Rows(golden.Schema!)));
        }
        catch (SqlException refused)
        {
            Assert.Skip(refused.Message);
        }
    });

    private static void Agree(string? difference)
    {
        if (difference is not null)
        {
            Assert.Fail(difference);
        }
    }

    private static async Task Check(string name, Ways way, Func<GoldenCase, Task> check)
    {
        var golden = GoldenCase.Load(GoldenCase.Root(), name);
        Assert.SkipUnless(golden.Options.Ways.HasFlag(way), "left out by the case's options");
        try
        {
            await check(golden);
        }
        catch (Exception failure) when (Pending.Contains(name))
        {
            Assert.Skip($"pending: {failure.Message.Split('\n')[0]}");
        }
    }

    private static async Task<CaseAnswer> Run(GoldenCase golden, IEnumerable<Leg> legs)
    {
        using var run = new CaseRun();
        return await run.Answer(golden, legs);
    }

    // Cases that wait for a part of the engine: run all the same, and skipped when they fail.
    private static readonly HashSet<string> Pending = File.Exists(PendingFile) ? [.. File.ReadLines(PendingFile)] : [];

    private static string PendingFile => Path.Combine(GoldenCase.Root(), "pending.txt");

    private static TheoryData<string> Names(Func<GoldenCase, bool> wanted) => [.. GoldenCase.All(GoldenCase.Root())
        .Where(wanted).Select(golden => golden.Name)];

    // The same for every run of the tests, another for each case.
    private static int Seed(string name) => Encoding.UTF8.GetBytes(name).Aggregate(17, (seed, b) => seed * 31 + b);
}
