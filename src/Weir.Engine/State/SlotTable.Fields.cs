using System.Runtime.CompilerServices;

namespace Weir.Engine.State;

/// <content>What is behind the key: releasing and resetting fields, and partitions.</content>
public sealed unsafe partial class SlotTable
{
    private readonly SortedList<long, SlotTable> _partitions = [];

    /// <summary>The parts of a partitioned table, by number, ascending.</summary>
    internal SortedList<long, SlotTable> Partitions => _partitions;

    /// <summary>The part with this number, made when it is not there. Remove it from <see cref="Partitions"/> with
    /// <see cref="DropPartition"/>.</summary>
    internal SlotTable Partition(long number)
    {
        if (!_partitions.TryGetValue(number, out var part))
        {
            part = new SlotTable(Descriptor, _family, null, 0, _budget, TimeToLive);
            _partitions.Add(number, part);
        }

        return part;
    }

    /// <summary>Forgets a part with all its slots.</summary>
    internal void DropPartition(long number)
    {
        if (_partitions.Remove(number, out var part))
        {
            part.Clear();
        }
    }

    /// <summary>Makes every field behind the key NULL and forgets all owned slots.</summary>
    internal void ResetFields(int slot)
    {
        var row = AddressToWrite(slot);
        RemoveOwned(slot);
        ReleaseFields(row);
        for (var i = 0; i < Layout.SlotCount; i++)
        {
            foreach (var field in Layout.Slot(i))
            {
                Unsafe.InitBlockUnaligned(field.In(row), 0, (uint)field.Size);
                field.SetNull(row);
            }
        }
    }

    private void ReleaseFields(nint row)
    {
        foreach (var codecs in _slotCodecs)
        {
            foreach (var codec in codecs)
            {
                codec.Release(row);
            }
        }
    }
}
