using Weir.Engine.Columns;
using Weir.Engine.Operators;
using Weir.Engine.State;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Tests.Operators.GroupAggregate;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Operators.Join;

/// <summary>Runs a keyed operator over batches of changes and reads what it emits.</summary>
internal sealed class OperatorHarness : Output
{
    private readonly RowFields[] _inputs;
    private readonly RowFields _output;
    private readonly bool _blocks;
    private readonly List<Change> _emitted = [];

    /// <param name="inputs">Columns per port.</param>
    /// <param name="blocks">Whether the output is full after every batch.</param>
    public OperatorHarness(
        Func<OperatorContext, Operator> make,
        RowFields[] inputs,
        RowFields output,
        bool blocks = false,
        TimeProvider? time = null,
        TimeSpan ttl = default)
    {
        (_inputs, _output, _blocks) = (inputs, output, blocks);
        var context = GroupHarness.Context(time ?? TimeProvider.System, ttl);
        Operator = make(context);
        Operator.Open(context);
    }

    public Operator Operator { get; }

    /// <summary>Batches emitted so far.</summary>
    public int Batches { get; private set; }

    /// <summary>Whether rows are kept for <see cref="Process"/>; else they are only counted.</summary>
    public bool Keeps { get; init; } = true;

    public long RowsEmitted { get; private set; }

    public override bool IsBlocked => _blocks;

    public List<Change> Process(int port, IReadOnlyList<Change> changes)
    {
        Run(port, BatchOf(port, changes));
        List<Change> emitted = [.. _emitted];
        _emitted.Clear();
        return emitted;
    }

    /// <summary>What a list of changes leads to, as text.</summary>
    public string Text(int port, params IReadOnlyList<Change> changes) =>
        string.Join(" ", Process(port, changes));

    public void Run(int port, Batch batch)
    {
        var before = Batches;
        Operator.Process(port, batch, this);
        while (Operator.HasMore)
        {
            Assert.True(_blocks, "more although the output is not blocked");
            Assert.True(Batches <= before + 1, "more than a batch although the output is blocked");
            before = Batches;
            Operator.Continue(this);
        }
    }

    public Batch BatchOf(int port, IReadOnlyList<Change> changes)
    {
        var fields = _inputs[port];
        var batch = new Batch([.. fields.Select(f => Column.Create(f.Type))]);
        batch.Reset(changes.Count);
        for (var c = 0; c < batch.Columns.Length; c++)
        {
            batch.Columns[c].Reset(changes.Count);
            for (var row = 0; row < changes.Count; row++)
            {
                Cells.Set(batch.Columns[c], row, fields[c].Type, changes[row].Values[c]);
            }
        }

        for (var row = 0; row < changes.Count; row++)
        {
            batch.SetKind(row, changes[row].Kind);
        }

        return batch;
    }

    public override void Emit(Batch batch)
    {
        Assert.InRange(batch.Count, 1, Batch.MaxRows);
        Batches++;
        RowsEmitted += batch.Count;
        for (var i = 0; Keeps && i < batch.Count; i++)
        {
            var row = batch.Rows[i];
            _emitted.Add(new Change(
                batch.KindOf(row), [.. _output.Select((f, c) => Cells.Get(batch.Columns[c], row, f.Type))]));
        }
    }

    public override void Watermark(long time)
    {
    }

    /// <summary>Writes the state of some subtasks and reads it into new ones.</summary>
    public static void Restore(IReadOnlyList<OperatorHarness> old, IReadOnlyList<OperatorHarness> next, string folder)
    {
        Directory.CreateDirectory(folder);
        for (var t = 0; t < old[0].Operator.Tables.Count; t++)
        {
            var manifests = new List<TableManifest>();
            for (var i = 0; i < old.Count; i++)
            {
                using var writer = new SnapshotWriter(folder, $"{t}-{i}.pages");
                manifests.Add(writer.Write(old[i].Operator.Tables[t].BeginSnapshot()));
                writer.Finish();
            }

            using var reader = new SnapshotReader(folder);
            for (var i = 0; i < next.Count; i++)
            {
                reader.Restore(next[i].Operator.Tables[t], manifests, KeyGroups.OfSubtask(i, next.Count, 128));
            }
        }
    }

    /// <summary>The subtask that a change goes to.</summary>
    public int SubtaskOf(int port, Change change, ReadOnlySpan<int> keys, int parallelism)
    {
        var batch = BatchOf(port, [change]);
        var columns = new Column[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            columns[i] = batch.Columns[keys[i]];
        }

        var hash = new ulong[1];
        KeyHash.Hash(columns, [0], hash);
        return KeyGroups.Subtask(KeyGroups.Of(hash[0], 128), 128, parallelism);
    }
}

/// <summary>The rows that a changelog leaves, as a multiset.</summary>
internal sealed class Materialised
{
    private readonly SortedDictionary<string, int> _rows = new(StringComparer.Ordinal);

    public void Apply(IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            var row = string.Join(", ", change.Values.Select(Cells.Text));
            var count = _rows.GetValueOrDefault(row) + change.Kind.Sign();
            Assert.True(count >= 0, $"{change} takes back a row that does not stand");
            if (count == 0)
            {
                _rows.Remove(row);
            }
            else
            {
                _rows[row] = count;
            }
        }
    }

    public List<string> Rows => [.. _rows.SelectMany(r => Enumerable.Repeat(r.Key, r.Value))];

    public static List<string> Of(IEnumerable<object?[]> rows) =>
        [.. rows.Select(r => string.Join(", ", r.Select(Cells.Text))).Order(StringComparer.Ordinal)];
}
