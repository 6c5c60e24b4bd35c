namespace Weir.Engine.State;

/// <content>
/// Time to live: each lookup that writes notes the time; a slot that was idle for longer is treated as absent and removed by
/// a sweep that looks at a few pages per tick. What a slot owns lives as long as the slot.
/// </content>
public sealed unsafe partial class SlotTable
{
    // A tick comes about every 100 ms: 1 M keys of 32 bytes are seen within some 13 seconds.
    private const int PagesPerSweep = 8;

    private int _sweepPage;

    /// <summary>Idle time after which a slot is forgotten; zero = never.</summary>
    internal TimeSpan TimeToLive { get; }

    /// <summary>Processing time (ms) that lookups note and compare with; the operator sets it before each batch. Only
    /// needed with a time to live.</summary>
    internal long Now { get; set; }

    /// <summary>Removes expired slots from the next few pages.</summary>
    internal void Sweep(long nowMs)
    {
        foreach (var part in _partitions.Values)
        {
            part.Sweep(nowMs);
        }

        if (Layout.AccessOffset < 0 || Count == 0)
        {
            return;
        }

        Now = nowMs;
        for (var i = 0; i < Math.Min(PagesPerSweep, _pages.Count); i++)
        {
            _sweepPage = _sweepPage + 1 < _pages.Count ? _sweepPage + 1 : 0;
            var first = _sweepPage << _shift;
            var end = Math.Min(_nextSlot, first + PlacesOf(_sweepPage));
            for (var slot = first; slot < end; slot++)
            {
                if (IsLive(slot) && IsExpired(Address(slot)))
                {
                    Remove(slot);
                }
            }
        }
    }

    private bool IsExpired(nint row) => *Access(row) + (long)TimeToLive.TotalMilliseconds <= Now;

    // An expired slot that is found again starts afresh (add) or is not found.
    private void CheckAccess(SlotSet found, bool add, bool write)
    {
        foreach (var position in found.Added)
        {
            *Access(found.Addresses[position]) = Now;
        }

        for (var i = 0; i < found.Count; i++)
        {
            var row = found.Addresses[i];
            if (row == 0)
            {
                continue;
            }

            if (!IsExpired(row))
            {
                if (write)
                {
                    *Access(row) = Now;
                }
            }
            else if (add)
            {
                Restart(found.Slots[i], row);
                found.NoteAdded(i);
            }
            else
            {
                found.Slots[i] = -1;
                found.Addresses[i] = 0;
            }
        }
    }

    private void Restart(int slot, nint row)
    {
        ResetFields(slot);
        *(int*)(row + SlotLayout.MarkOffset) = FreshMark;
        *Access(row) = Now;
    }

    private long* Access(nint row) => (long*)(row + Layout.AccessOffset);
}
