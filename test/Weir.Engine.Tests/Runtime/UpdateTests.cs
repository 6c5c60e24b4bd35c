using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Planning;
using Weir.Engine.Runtime;
using Weir.Engine.State;
using Xunit;

namespace Weir.Engine.Tests.Runtime;

/// <summary>A job is stopped with a savepoint, its SQL is changed, it goes on: what is kept, and what the verdict says.
/// </summary>
public sealed class UpdateTests : IDisposable
{
    private const string Tables = """
        CREATE TABLE t (k BIGINT, v BIGINT, ts TIMESTAMP(3)) WITH ('connector' = 'numbers');
        CREATE TABLE o (a BIGINT, b BIGINT, c BIGINT) WITH ('connector' = 'numbers');

        """;

    private const string Before = "INSERT INTO o SELECT k, COUNT(*), SUM(v) FROM t GROUP BY k";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_SQL_goes_on_counting()
    {
        var (verdict, rows) = Update(Before);
        Assert.Equal(StateVerdict.Kept, verdict.Verdict);
        Assert.Equal("0: 100 4950", Last(rows));
    }

    [Fact]
    public void Reordered_aliased_and_dropped_columns_change_nothing()
    {
        var (verdict, rows) = Update("INSERT INTO o SELECT k, total, n FROM (SELECT SUM(v) AS total, k, COUNT(*) AS n FROM t GROUP BY k)");
        Assert.Equal(StateVerdict.Kept, verdict.Verdict);
        Assert.Equal("0: 4950 100", Last(rows));
    }

    [Fact]
    public void A_new_aggregate_starts_at_the_switch_and_is_named()
    {
        var (verdict, rows) = Update("INSERT INTO o SELECT k, COUNT(*) AS n, MAX(v) AS top FROM t GROUP BY k");
        Assert.Equal(StateVerdict.Partial, verdict.Verdict);
        Assert.Single(verdict.Columns);
        Assert.Contains("start empty", verdict.Reason);
        Assert.Equal("0: 100 99", Last(rows));
    }

    [Fact]
    public void Another_filter_applies_from_now_on()
    {
        var (verdict, rows) = Update("INSERT INTO o SELECT k, COUNT(*), SUM(v) FROM t WHERE v <> 99 GROUP BY k");
        Assert.Equal(StateVerdict.KeptFromNow, verdict.Verdict);
        Assert.Equal("0: 99 4851", Last(rows));
    }

    [Fact]
    public void Other_keys_start_empty_and_the_operator_is_named()
    {
        var (verdict, rows) = Update("INSERT INTO o SELECT v, COUNT(*), SUM(k) FROM t GROUP BY v");
        Assert.Equal(StateVerdict.Lost, verdict.Verdict);
        Assert.StartsWith("GroupAggregate", verdict.Operator);
        Assert.Equal("99: 1 0", Last(rows));
    }

    [Fact]
    public void What_nobody_uses_any_more_is_a_warning()
    {
        Update("INSERT INTO o SELECT v, COUNT(*), SUM(k) FROM t GROUP BY v", out var stepper);
        Assert.Contains(stepper.Warnings, static w => w.Contains("is left behind"));
    }

    private (OperatorVerdict Verdict, IReadOnlyList<LedgerRow> Rows) Update(string after) => Update(after, out _);

    // Forty of the hundred rows are read by the old job, the others by the new one.
    private (OperatorVerdict Verdict, IReadOnlyList<LedgerRow> Rows) Update(string after, out JobStepper stepper)
    {
        var options = new JobOptions { BatchRows = 10 };
        var ledger = new Ledger();
        var first = new JobStepper(Compile(Before, ledger, new Gate(40)), options);
        first.StepWhileReady();
        var savepoint = first.Stop(_folder.At("savepoint"))!;
        var plan = Compile(after, ledger, new Gate(1_000));
        stepper = new JobStepper(plan, options with { Epoch = 2, RestoreFrom = savepoint.Path });
        Assert.True(stepper.RunToEnd() == JobPhase.Finished, $"{stepper.Failure}");
        Assert.Equal(Job.Compare(plan, savepoint.Path).Select(Text), stepper.Verdicts.Select(Text));
        return (Assert.Single(stepper.Verdicts), ledger.Rows);
    }

    private static string Text(OperatorVerdict verdict) =>
        $"{verdict.Operator} {verdict.Verdict} {string.Join(",", verdict.Columns)} {verdict.Reason}";

    private static string Last(IReadOnlyList<LedgerRow> rows)
    {
        var values = rows.Last(static r => r.Kind is RowKind.Insert or RowKind.UpdateAfter).Values;
        return $"{values[0]}: {values[1]} {values[2]}";
    }

    private static Plan Compile(string insert, Ledger ledger, Gate gate) => SqlSession.CompileJob(
        Tables + insert,
        new SessionOptions { Connectors = new ConnectorCatalog([new NumberConnector(ledger, gate)]) });

    private sealed class NumberConnector(Ledger ledger, Gate gate) : Connector
    {
        public override string Name => "numbers";

        public override IReadOnlyList<Options.OptionSpec> Options => [];

        public override TableSource CreateSource(ConnectorContext context) =>
            new WantedSource(new NumberSource(100, 1, splits: 1) { Gate = gate }, [.. context.Wanted.Select(static f => f.Name)]);

        public override TableSink CreateSink(ConnectorContext context) => new LedgerSink(ledger);
    }

    /// <summary>Only the columns that a plan asks for.</summary>
    private sealed class WantedSource(NumberSource inner, string[] wanted) : TableSource
    {
        public override bool Bounded => inner.Bounded;

        public override SourceReader CreateReader(SourceReaderContext context) => new Reader(inner.CreateReader(context), wanted);

        private sealed class Reader : SourceReader
        {
            private readonly SourceReader _inner;
            private readonly int[] _columns;

            public Reader(SourceReader inner, string[] wanted)
            {
                _inner = inner;
                _columns = [.. wanted.Select(static w => Array.IndexOf(["k", "v", "ts"], w))];
                Batch = new Batch(new Column[wanted.Length]);
            }

            public override Batch Batch { get; }

            public override ReadStatus Read()
            {
                _inner.Wake = Wake;
                var status = _inner.Read();
                Batch.TakeShape(_inner.Batch);
                for (var i = 0; i < _columns.Length; i++)
                {
                    Batch.Columns[i] = _inner.Batch.Columns[_columns[i]];
                }

                return status;
            }

            public override byte[] SavePosition() => _inner.SavePosition();
        }
    }
}
