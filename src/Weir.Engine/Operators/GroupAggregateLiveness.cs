using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>
/// Counts the rows of each group over a changelog, in order, and says which rows matter: a retraction for a group without
/// rows is ignored; when a group loses its last row its state is cleared, so nothing up to that row matters any more.
/// </summary>
/// <param name="offset">Of the row counter in a group's row.</param>
internal sealed unsafe class GroupLiveness(int offset)
{
    private int[] _rows = [];
    private int[] _slots = [];
    private nint[] _addresses = [];
    private bool[] _ignored = [];
    private int[] _emptiedAt = [];
    private int _count;

    /// <summary>The rows that matter, with their slots and addresses.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

    public ReadOnlySpan<nint> Addresses => _addresses.AsSpan(0, _count);

    public bool Exists(nint group) => *(long*)(group + offset) > 0;

    public void Count(SlotTable table, Batch batch, SlotSet found, TouchedGroups touched)
    {
        Reserve(found.Count);
        var all = batch.HasKinds ? CountChanges(batch.Kinds, found, touched) : CountInserts(found);
        if (!all)
        {
            Restart(table, touched);
        }

        _count = 0;
        for (var i = 0; i < found.Count; i++)
        {
            _rows[_count] = found.Rows[i];
            _slots[_count] = found.Slots[i];
            _addresses[_count] = found.Addresses[i];
            _count += all || (!_ignored[i] && i > _emptiedAt[touched.NumberOf(found.Addresses[i])]) ? 1 : 0;
        }
    }

    private bool CountInserts(SlotSet found)
    {
        foreach (var group in found.Addresses)
        {
            ++*(long*)(group + offset);
        }

        return true;
    }

    // Returns whether every row matters.
    private bool CountChanges(ReadOnlySpan<byte> kinds, SlotSet found, TouchedGroups touched)
    {
        var all = true;
        var addresses = found.Addresses;
        _ignored.AsSpan(0, found.Count).Clear();
        _emptiedAt.AsSpan(0, touched.Count).Fill(-1);
        for (var i = 0; i < addresses.Length; i++)
        {
            var rows = (long*)(addresses[i] + offset);
            if ((kinds[found.Rows[i]] & 1) == 0)
            {
                ++*rows;
            }
            else if (*rows == 0)
            {
                _ignored[i] = true;
                all = false;
            }
            else if (--*rows == 0)
            {
                _emptiedAt[touched.NumberOf(addresses[i])] = i;
                all = false;
            }
        }

        return all;
    }

    // A group that was empty in between and has rows again starts afresh.
    private void Restart(SlotTable table, TouchedGroups touched)
    {
        for (var g = 0; g < touched.Count; g++)
        {
            var group = touched.Addresses[g];
            if (_emptiedAt[g] >= 0 && Exists(group))
            {
                var rows = *(long*)(group + offset);
                table.ResetFields(touched.Slots[g]);
                *(long*)(group + offset) = rows;
            }
        }
    }

    private void Reserve(int count)
    {
        if (_rows.Length < count)
        {
            var size = Math.Max(count, Batch.MaxRows);
            _rows = new int[size];
            _slots = new int[size];
            _addresses = new nint[size];
            _ignored = new bool[size];
            _emptiedAt = new int[size];
        }
    }
}
