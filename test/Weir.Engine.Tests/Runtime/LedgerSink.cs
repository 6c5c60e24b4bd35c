using Weir.Engine.Columns;
using Weir.Engine.Connectors;

namespace Weir.Engine.Tests.Runtime;

/// <summary>An outside world that transactions go to: it survives crashes of the job. What is committed twice counts once;
/// what was prepared and never committed is not visible.</summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<LedgerRow>> _prepared = [];
    private readonly List<string> _committed = [];
    private long _number;

    public int Commits => _committed.Count;

    /// <summary>Rows of all committed transactions, in the order of their commits.</summary>
    public IReadOnlyList<LedgerRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _committed.SelectMany(id => _prepared[id])];
            }
        }
    }

    public string Prepare(string name, List<LedgerRow> rows)
    {
        lock (_gate)
        {
            var id = $"{name}/{_number++}";
            _prepared[id] = rows;
            return id;
        }
    }

    public void Commit(string id)
    {
        lock (_gate)
        {
            if (!_committed.Contains(id))
            {
                _committed.Add(id);
            }
        }
    }
}

/// <param name="Values">The row's BIGINT columns.</param>
internal sealed record LedgerRow(RowKind Kind, long[] Values, int Subtask);

/// <summary>A two-phase sink of rows of BIGINT and TIMESTAMP columns.</summary>
internal sealed class LedgerSink(Ledger ledger) : TableSink
{
    public override ChangelogMode Accepts => ChangelogMode.Retract;

    /// <summary>Called at each step of a writer; may throw.</summary>
    public Action<string>? OnStep { get; init; }

    /// <summary>Whether transactions of the checkpoint are committed again; they must be of the same ledger.</summary>
    public bool Recovers { get; init; } = true;

    public override SinkWriter CreateWriter(SinkWriterContext context) => new Writer(ledger, context, OnStep, Recovers);

    private sealed class Writer : SinkWriter
    {
        private readonly Ledger _ledger;
        private readonly SinkWriterContext _context;
        private readonly Action<string>? _onStep;
        private readonly Dictionary<long, string> _prepared = [];
        private List<LedgerRow> _rows = [];

        public Writer(Ledger ledger, SinkWriterContext context, Action<string>? onStep, bool recovers)
        {
            (_ledger, _context, _onStep) = (ledger, context, onStep);
            onStep?.Invoke("open");
            if (context.Subtask == 0 && recovers)
            {
                foreach (var saved in context.Saved)
                {
                    ledger.Commit(System.Text.Encoding.UTF8.GetString(saved));
                }
            }
        }

        public override void Write(Batch batch)
        {
            _onStep?.Invoke("write");
            var rows = batch.Rows;
            for (var i = 0; i < rows.Count; i++)
            {
                var row = rows[i];
                _rows.Add(new LedgerRow(
                    batch.KindOf(row),
                    [.. batch.Columns.Select(c => ((FixedColumn<long>)c)[row])],
                    _context.Subtask));
            }

            BytesWritten += rows.Count;
        }

        public override byte[] Prepare(long checkpointId)
        {
            _onStep?.Invoke("prepare");
            var id = _ledger.Prepare($"{_context.SinkId}-{_context.Epoch}-{_context.Subtask}", _rows);
            _rows = [];
            _prepared[checkpointId] = id;
            return System.Text.Encoding.UTF8.GetBytes(id);
        }

        public override void Commit(long checkpointId)
        {
            _onStep?.Invoke("commit");
            _ledger.Commit(_prepared[checkpointId]);
        }
    }
}
