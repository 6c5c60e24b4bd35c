using Weir.Engine.Columns;
using Weir.Engine.State;

namespace Weir.Engine.Functions.Aggregates;

/// <summary>
/// The state of one aggregate call in the slots of a table: one virtual call per batch, tight loops inside. Holds no values
/// itself, so one instance serves all partitions of a table.
/// </summary>
internal abstract class Accumulator
{
    /// <summary>Adds (or, by row kind, takes back) the given rows.</summary>
    public abstract void Add(SlotTable table, in AccumulatorRows rows);

    /// <summary>Writes the results of slots into a column from <paramref name="start"/> on; the column is long enough and
    /// has no NULLs there yet.</summary>
    public abstract void Load(
        SlotTable table, ReadOnlySpan<int> slots, ReadOnlySpan<nint> addresses, Column target, int start);

    /// <summary>Adds what the slots of another table (same layout) hold to slots of this one; both may have lists of
    /// values. Slots are pairwise.</summary>
    public abstract void Merge(
        SlotTable into, ReadOnlySpan<int> slots, SlotTable from, ReadOnlySpan<int> fromSlots);
}

/// <summary>Rows for an accumulator: those that pass the call's FILTER and have an argument.</summary>
internal readonly ref struct AccumulatorRows
{
    /// <summary>Argument columns; empty for COUNT(*).</summary>
    public required ReadOnlySpan<Column> Arguments { get; init; }

    /// <summary>Physical rows of the columns.</summary>
    public required ReadOnlySpan<int> Rows { get; init; }

    /// <summary>The slot of each row.</summary>
    public required ReadOnlySpan<int> Slots { get; init; }

    /// <summary>The address of each row's slot, writable.</summary>
    public required ReadOnlySpan<nint> Addresses { get; init; }

    /// <summary>Row kinds by physical row; empty when all rows are inserts.</summary>
    public required ReadOnlySpan<byte> Kinds { get; init; }

    public int Count => Rows.Length;

    /// <summary>True for -U and -D.</summary>
    public bool Retracts(int i) => !Kinds.IsEmpty && (Kinds[Rows[i]] & 1) != 0;
}
