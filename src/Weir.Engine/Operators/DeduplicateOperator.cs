using System.Collections.Immutable;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Operators;

/// <summary>Which row of each key a deduplication keeps, over inserts only.</summary>
/// <param name="TimeColumn">First and last are meant by this column; -1: by arrival.</param>
internal sealed record Deduplication(RowFields Schema, ImmutableArray<int> Keys, int TimeColumn, bool KeepLast)
{
    /// <summary>False when the first row that comes stands for ever.</summary>
    public bool KeepsRows => KeepLast || TimeColumn >= 0;
}

/// <summary>
/// The first or last row of each key. By time an earlier row replaces the first one, an equal or later one the last one. The
/// rows of a batch are folded: a key changes once per batch; fed row by row it emits what Flink emits.
/// </summary>
internal sealed class DeduplicateOperator : Operator
{
    private readonly Deduplication _what;
    private readonly OperatorContext _context;
    private readonly SlotTable _table;
    private readonly SlotSet _found = new();
    private readonly TouchedGroups _touched = new();
    private readonly Column[] _keys;
    private readonly Batch _first;
    private readonly DeduplicateChanges _changes;

    /// <param name="tables">From <see cref="DeduplicateState.Describe"/>.</param>
    public DeduplicateOperator(
        Deduplication what, ImmutableArray<StateTableDescriptor> tables, OperatorContext context)
    {
        _what = what;
        _context = context;
        _table = SlotTable.Create(tables, context.Memory, context.StateTtl)[0];
        Tables = [_table];
        _keys = new Column[what.Keys.Length];
        _first = new Batch(new Column[what.Schema.Count]);
        _changes = new DeduplicateChanges(what, _table);
    }

    public override bool HasMore => _changes.HasMore;

    public override IReadOnlyList<SlotTable> Tables { get; }

    public override void Process(int port, Batch batch, Output output)
    {
        if (batch.Count == 0)
        {
            return;
        }

        if (_context.StateTtl > TimeSpan.Zero)
        {
            _table.Now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        }

        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = batch.Columns[_what.Keys[i]];
        }

        _table.FindOrAdd(_keys, batch.Rows, _found);
        if (!_what.KeepsRows)
        {
            EmitNew(batch, output);
            return;
        }

        _touched.Collect(_found);
        _changes.Decide(batch, _found, _touched);
        _changes.Emit(output);
    }

    public override void Continue(Output output) => _changes.Emit(output);

    // The rows of new keys, where they stand.
    private void EmitNew(Batch batch, Output output)
    {
        var added = _found.Added;
        if (added.Length == 0)
        {
            return;
        }

        added.Sort();
        batch.Columns.CopyTo(_first.Columns, 0);
        _first.Reset(batch.Length);
        var rows = _first.SelectionSpace();
        for (var i = 0; i < added.Length; i++)
        {
            rows[i] = _found.Rows[added[i]];
        }

        _first.Select(added.Length);
        output.Emit(_first);
    }
}
