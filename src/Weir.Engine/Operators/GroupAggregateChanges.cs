using Weir.Engine.Columns;
using Weir.Engine.Functions.Aggregates;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>
/// The net changes of the groups that a batch touched: results before and after, which of them to emit, and the cursor over
/// what has not been emitted yet.
/// </summary>
internal sealed class GroupChanges
{
    private readonly bool _emitsUpdateBefore;
    private readonly bool _emitsUnchanged;
    private readonly bool _alwaysChanges;
    private readonly bool _needsOld;
    private readonly FieldTarget[] _keys;
    private readonly Column[] _results;
    private readonly Batch _direct;
    private readonly Batch _gathered;
    private bool[] _changed = [];
    private int[] _rows = [];
    private int[] _groups = [];
    private byte[] _kinds = [];
    private int _count;
    private int _next;
    private int _new;
    private bool _inOrder;

    /// <param name="timed">With a time to live, a result is emitted again although it is the same, so that the state
    /// downstream stays alive too.</param>
    public GroupChanges(GroupAggregation what, bool timed)
    {
        _emitsUpdateBefore = what.EmitsUpdateBefore;
        _emitsUnchanged = timed;
        _alwaysChanges = !what.Retracts
            && what.Calls.Any(static c => c is { Function: "COUNT", Arguments.Length: 0, Distinct: false, Filter: < 0 });
        _needsOld = _emitsUpdateBefore || what.Retracts || !(_alwaysChanges || _emitsUnchanged);
        _keys = [.. what.Keys.Select((k, i) => new FieldTarget(i, Column.Create(what.Input[k].Type)))];
        _results = [.. what.Calls.Select(static c => Column.Create(c.Type))];
        _direct = new Batch([.. _keys.Select(static k => k.Column), .. _results]);
        _gathered = new Batch(
        [
            .. what.Keys.Select(k => Column.Create(what.Input[k].Type)),
            .. what.Calls.Select(static c => Column.Create(c.Type)),
        ]);
    }

    public bool HasMore => _next < _count;

    /// <summary>Remembers the results of the touched groups before the batch.</summary>
    public void Begin(SlotTable table, AggregateSet aggregates, TouchedGroups touched)
    {
        _new = _needsOld && !touched.AllNew ? touched.Count : 0;
        for (var i = 0; i < _results.Length; i++)
        {
            _results[i].Reset(_new + touched.Count);
            if (_new > 0)
            {
                aggregates.Load(table, i, touched.Slots, touched.Addresses, _results[i], 0);
            }
        }
    }

    /// <summary>Compares with the results after the batch, decides what to emit, removes groups that are gone.</summary>
    public void End(SlotTable table, AggregateSet aggregates, TouchedGroups touched, GroupLiveness? liveness)
    {
        for (var i = 0; i < _results.Length; i++)
        {
            aggregates.Load(table, i, touched.Slots, touched.Addresses, _results[i], _new);
        }

        foreach (var key in _keys)
        {
            key.Column.Reset(touched.Count);
            table.Keys[key.Index].Load(touched.Addresses, key.Column, 0);
        }

        Compare(touched.Count);
        Decide(touched, liveness);
        for (var g = 0; liveness is not null && g < touched.Count; g++)
        {
            if (!liveness.Exists(touched.Addresses[g]))
            {
                table.Remove(touched.Slots[g]);
            }
        }
    }

    /// <summary>Emits until done or the output is blocked.</summary>
    public void Emit(Output output)
    {
        while (_next < _count)
        {
            if (_inOrder)
            {
                EmitDirectly(output);
            }
            else
            {
                EmitGathered(output);
            }

            if (output.IsBlocked)
            {
                return;
            }
        }
    }

    private void Compare(int groups)
    {
        if (_changed.Length < groups)
        {
            var size = Math.Max(groups, Batch.MaxRows);
            _changed = new bool[size];
            _rows = new int[size * 2];
            _groups = new int[size * 2];
            _kinds = new byte[size * 2];
        }

        var changed = _changed.AsSpan(0, groups);
        changed.Fill(_emitsUnchanged || _alwaysChanges);
        if (_new > 0 && !_emitsUnchanged && !_alwaysChanges)
        {
            foreach (var result in _results)
            {
                ColumnDifference.Mark(result, changed);
            }
        }
    }

    private void Decide(TouchedGroups touched, GroupLiveness? liveness)
    {
        (_count, _next) = (0, 0);
        _inOrder = _new == 0;
        var addresses = touched.Addresses;
        var isNew = touched.IsNew;
        for (var g = 0; g < addresses.Length; g++)
        {
            var exists = liveness is null || liveness.Exists(addresses[g]);
            if (!exists)
            {
                _inOrder = false;
                Add(RowKind.Delete, g, g, isNew[g] ? 0 : 1);
            }
            else if (isNew[g])
            {
                Add(RowKind.Insert, _new + g, g, 1);
            }
            else if (_changed[g])
            {
                Add(RowKind.UpdateBefore, g, g, _emitsUpdateBefore ? 1 : 0);
                Add(RowKind.UpdateAfter, _new + g, g, 1);
            }
        }
    }

    // Written always, counted or not: no branch to mispredict.
    private void Add(RowKind kind, int row, int group, int count)
    {
        _rows[_count] = row;
        _groups[_count] = group;
        _kinds[_count] = (byte)kind;
        _count += count;
    }

    // Every touched group emits its new result: the columns are the output as they stand.
    private void EmitDirectly(Output output)
    {
        Shape(_direct, _count);
        _next = _count;
        output.Emit(_direct);
    }

    private void EmitGathered(Output output)
    {
        var count = Math.Min(Batch.MaxRows, _count - _next);
        for (var i = 0; i < _keys.Length; i++)
        {
            _gathered.Columns[i].Reset(0);
            _gathered.Columns[i].Append(_keys[i].Column, _groups.AsSpan(_next, count));
        }

        for (var i = 0; i < _results.Length; i++)
        {
            var column = _gathered.Columns[_keys.Length + i];
            column.Reset(0);
            column.Append(_results[i], _rows.AsSpan(_next, count));
        }

        Shape(_gathered, count);
        _next += count;
        output.Emit(_gathered);
    }

    private void Shape(Batch batch, int count)
    {
        var kinds = _kinds.AsSpan(_next, count);
        batch.Reset(count);
        if (kinds.IndexOfAnyExcept((byte)RowKind.Insert) >= 0)
        {
            kinds.CopyTo(batch.StartKinds());
        }
    }

    private sealed record FieldTarget(int Index, Column Column);
}
