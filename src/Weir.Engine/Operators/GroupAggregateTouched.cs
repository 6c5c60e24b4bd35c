using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Operators;

/// <summary>The groups that a batch touches, each once, in the order of their last row. While the batch is worked on, the
/// mark in a group's row is its number here.</summary>
internal sealed unsafe class TouchedGroups
{
    private int[] _slots = [];
    private nint[] _addresses = [];
    private bool[] _isNew = [];
    private int _first;
    private int _end;

    public int Count => _end - _first;

    public ReadOnlySpan<int> Slots => _slots.AsSpan(_first, Count);

    public ReadOnlySpan<nint> Addresses => _addresses.AsSpan(_first, Count);

    /// <summary>Whether the group did not exist before.</summary>
    public ReadOnlySpan<bool> IsNew => _isNew.AsSpan(_first, Count);

    public bool AllNew { get; private set; }

    /// <summary>The number, 0..Count-1, of the group whose row is at this address.</summary>
    public int NumberOf(nint address) => *(int*)(address + SlotLayout.MarkOffset) - _first;

    /// <summary>Fills from the end backwards, so that what is met first is what was touched last.</summary>
    public void Collect(SlotSet found)
    {
        var slots = found.Slots;
        var addresses = found.Addresses;
        _end = slots.Length;
        if (_slots.Length < _end)
        {
            _slots = new int[Math.Max(_end, Batch.MaxRows)];
            _addresses = new nint[_slots.Length];
            _isNew = new bool[_slots.Length];
        }

        var first = _end;
        var added = 0;
        for (var i = slots.Length - 1; i >= 0; i--)
        {
            var mark = (int*)(addresses[i] + SlotLayout.MarkOffset);
            var number = *mark;
            if (number >= first && number < _end && _slots[number] == slots[i])
            {
                continue;
            }

            first--;
            _slots[first] = slots[i];
            _addresses[first] = addresses[i];
            _isNew[first] = number == SlotTable.FreshMark;
            added += number == SlotTable.FreshMark ? 1 : 0;
            *mark = first;
        }

        _first = first;
        AllNew = added == Count;
    }
}
