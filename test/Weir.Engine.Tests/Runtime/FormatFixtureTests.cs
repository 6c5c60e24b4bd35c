using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Options;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.Runtime.Checkpoints;
using Weir.Engine.State;
using Weir.Golden;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>
/// A savepoint of every format that was ever written stays here, and every one can still be restored. After a change of the
/// format: raise <see cref="Manifest.CurrentFormat"/>, run this class once with WEIR_WRITE_FIXTURES=1, commit the new folder.
/// </summary>
public sealed class FormatFixtureTests
{
    private const long Rows = 1_000;
    private const long RowsBefore = 600;
    private const int BatchRows = 100;
    private const int Keys = 16;

    private static string Folder => Path.Combine(GoldenCase.Root(), "..", "Weir.Engine.Tests", "Runtime", "Fixtures");

    public static TheoryData<string> Formats => [.. Directory.EnumerateDirectories(Folder).Select(static f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_savepoint_of_every_format_is_still_restored(string format)
    {
        var ledger = new Ledger();
        var stepper = new JobStepper(
            Compile(ledger), new JobOptions { BatchRows = BatchRows, Epoch = 2, RestoreFrom = Path.Combine(Folder, format) });
        Assert.Equal(StateVerdict.Kept, Assert.Single(stepper.Verdicts).Verdict);
        Assert.True(stepper.RunToEnd() == JobPhase.Finished, $"{stepper.Failure}");
        Assert.Equal(Expected(), Answers(ledger));
    }

    [Fact]
    public void The_current_format_has_its_fixture()
    {
        var current = Path.Combine(Folder, $"format-{Manifest.CurrentFormat}");
        if (Environment.GetEnvironmentVariable("WEIR_WRITE_FIXTURES") == "1" && !Directory.Exists(current))
        {
            var stepper = new JobStepper(Compile(new Ledger()), new JobOptions { BatchRows = BatchRows });
            while (stepper.Operators().First().RowsOut < RowsBefore)
            {
                stepper.Step();
            }

            stepper.Stop(current);
        }

        Assert.True(ManifestFile.ExistsIn(current), current);
    }

    private static Plan Compile(Ledger ledger) => SqlSession.CompileJob(
        """
        CREATE TABLE t (k BIGINT, v BIGINT, s STRING) WITH ('connector' = 'flat');
        CREATE TABLE o (k BIGINT, n BIGINT, total BIGINT) WITH ('connector' = 'flat');
        INSERT INTO o SELECT k, COUNT(*), SUM(v) FROM t GROUP BY k, s
        """,
        new SessionOptions { Connectors = new ConnectorCatalog([new FlatToLedger(ledger)]) });

    private static List<string> Expected() =>
    [
        .. from n in Enumerable.Range(0, (int)Rows)
           group (long)n by (Key: n * 7919 % Keys, Text: n % 8) into g
           orderby g.Key.Key
           select $"{g.Key.Key} {g.Count()} {g.Sum()}",
    ];

    // The last word on each group; what the fixture's own run committed is not in this ledger.
    private static List<string> Answers(Ledger ledger) =>
    [
        .. ledger.Rows.Where(static r => r.Kind == RowKind.UpdateAfter)
            .GroupBy(static r => r.Values[0])
            .OrderBy(static g => g.Key)
            .Select(static g => g.Last().Values)
            .Select(static v => $"{v[0]} {v[1]} {v[2]}"),
    ];

    private sealed class FlatToLedger(Ledger ledger) : Connector
    {
        public override string Name => "flat";

        public override IReadOnlyList<OptionSpec> Options => [];

        public override TableSource CreateSource(ConnectorContext context) =>
            new FlatConnector(Rows, Keys).CreateSource(context);

        public override TableSink CreateSink(ConnectorContext context) => new LedgerSink(ledger) { Recovers = false };
    }
}
