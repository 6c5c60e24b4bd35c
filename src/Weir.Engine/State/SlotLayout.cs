using System.Collections.Immutable;
using System.Numerics;
using Weir.Engine.State.Snapshots;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>How the bytes of a field are to be read.</summary>
internal enum FieldKind : byte
{
    Bool,
    Int8,
    Int16,
    Int32,
    Int64,
    Float32,
    Float64,
    Int128,

    /// <summary>A sixteen byte view: text, bytes, and nested values in serialised form.</summary>
    Bytes,

    /// <summary>A slot of the same table plus one; zero is none.</summary>
    Link,
}

/// <summary>Where a field lies in a slot's row.</summary>
/// <param name="Offset">Of the value, from the start of the row.</param>
/// <param name="ValidOffset">Of the byte with the validity bit.</param>
/// <param name="ValidMask">That bit; clear means NULL. So a zeroed row is NULL everywhere.</param>
internal readonly record struct SlotField(FieldKind Kind, int Offset, int ValidOffset, byte ValidMask)
{
    public int Size => SizeOf(Kind);

    public unsafe bool IsNull(nint row) => (((byte*)row)[ValidOffset] & ValidMask) == 0;

    public unsafe void SetNull(nint row) => ((byte*)row)[ValidOffset] &= (byte)~ValidMask;

    public unsafe void SetValid(nint row) => ((byte*)row)[ValidOffset] |= ValidMask;

    /// <summary>Address of the value.</summary>
    public unsafe byte* In(nint row) => (byte*)row + Offset;

    public static int SizeOf(FieldKind kind) => kind switch
    {
        FieldKind.Bool or FieldKind.Int8 => 1,
        FieldKind.Int16 => 2,
        FieldKind.Int32 or FieldKind.Float32 or FieldKind.Link => 4,
        FieldKind.Int64 or FieldKind.Float64 => 8,
        FieldKind.Int128 or FieldKind.Bytes => 16,
    };

    public static FieldKind KindOf(PhysicalType physical) => physical switch
    {
        PhysicalType.Bool => FieldKind.Bool,
        PhysicalType.Int8 => FieldKind.Int8,
        PhysicalType.Int16 => FieldKind.Int16,
        PhysicalType.Int32 => FieldKind.Int32,
        PhysicalType.Int64 => FieldKind.Int64,
        PhysicalType.Float32 => FieldKind.Float32,
        PhysicalType.Float64 => FieldKind.Float64,
        PhysicalType.Int128 => FieldKind.Int128,
        _ => FieldKind.Bytes,
    };
}

/// <summary>
/// The row of a slot: header, list heads, key, fields of the slots, validity bits. Derived from the description alone, so two
/// tables with equal descriptions have equal rows.
/// </summary>
internal sealed class SlotLayout
{
    /// <summary>Rows wider than a page cannot be kept; some 2000 columns.</summary>
    public const int MaxRowBytes = PageStore.PageBytes;

    // Header: scratch mark (int), next in list or free list (int); owned slots also owner (int) and previous (int); with a
    // time to live the last access (long, ms).
    public const int MarkOffset = 0;
    public const int NextOffset = 4;
    public const int OwnerOffset = 8;
    public const int PreviousOffset = 12;

    private readonly ImmutableArray<ImmutableArray<SlotField>> _slots;
    private readonly int[] _lists;

    /// <param name="children">How many tables have this one as their parent.</param>
    /// <exception cref="StateLayoutException">When the row is wider than a page.</exception>
    public SlotLayout(SavedTable table, int children)
    {
        var kinds = table.Slots.Select(s => StateLayouts.Fields(s.Layout)).ToArray();
        var offset = table.Parent is null ? 8 : 16;
        AccessOffset = table.Timed ? offset : -1;
        offset += table.Timed ? sizeof(long) : 0;
        var bit = 0;
        var pending = new List<(int Slot, FieldKind Kind, int Bit)>();
        foreach (var layout in table.Key)
        {
            pending.Add((-1, StateLayouts.Fields(layout)[0], bit++));
        }

        for (var slot = 0; slot < kinds.Length; slot++)
        {
            pending.AddRange(kinds[slot].Select(kind => (slot, kind, bit++)));
        }

        var offsets = new int[pending.Count];
        _lists = new int[children];
        foreach (var size in (ReadOnlySpan<int>)[16, 8, 4, 2, 1])
        {
            for (var i = 0; i < pending.Count; i++)
            {
                if (SlotField.SizeOf(pending[i].Kind) == size)
                {
                    offsets[i] = offset;
                    offset += size;
                }
            }

            for (var i = 0; size == sizeof(int) && i < children; i++, offset += size)
            {
                _lists[i] = offset;
            }
        }

        ValidOffset = offset;
        RowBytes = (offset + (bit + 7) / 8 + 7) & ~7;
        if (RowBytes > MaxRowBytes)
        {
            throw new StateLayoutException(
                $"A row of the state table '{table.Name}' needs {RowBytes} bytes; at most {MaxRowBytes} are "
                + "possible. Use fewer columns or aggregates.");
        }

        var fields = pending.Select((p, i) =>
            (p.Slot, Field: new SlotField(p.Kind, offsets[i], ValidOffset + p.Bit / 8, (byte)(1 << (p.Bit & 7)))));
        var bySlot = fields.ToLookup(f => f.Slot, f => f.Field);
        Key = [.. bySlot[-1]];
        _slots = [.. Enumerable.Range(0, kinds.Length).Select(slot => bySlot[slot].ToImmutableArray())];
    }

    public ImmutableArray<SlotField> Key { get; }

    /// <summary>A slot number is a page number shifted left by this, plus the place in the page. Not every place number is
    /// taken: rows need not be a power of two long.</summary>
    public static int PageShift(int rowBytes) => BitOperations.Log2((uint)(PageStore.PageBytes / rowBytes) * 2 - 1);

    public int RowBytes { get; }

    /// <summary>Where the validity bits start: key first, then the slots' fields in order.</summary>
    public int ValidOffset { get; }

    /// <summary>Where the last access (ms) is, or -1.</summary>
    public int AccessOffset { get; }

    public int SlotCount => _slots.Length;

    /// <summary>The fields of the descriptor's slot number <paramref name="slot"/>.</summary>
    public ImmutableArray<SlotField> Slot(int slot) => _slots[slot];

    /// <summary>A field of the descriptor's slot number <paramref name="slot"/>.</summary>
    public SlotField this[int slot, int field = 0] => _slots[slot][field];

    /// <summary>Offset of the head (slot plus one, zero = empty) of the list of slots of child <paramref name="child"/>.
    /// </summary>
    public int List(int child) => _lists[child];
}

/// <summary>Texts that name the bytes of state slots, see <see cref="StateSlot.Layout"/>.</summary>
internal static class StateLayouts
{
    /// <summary>The layout of a value of a type kept as it is, e.g. <c>value(DECIMAL(10, 2)):INT64</c>.</summary>
    public static string Value(SqlType type) =>
        Of($"value({type.WithNullable(true)})", SlotField.KindOf(type.Physical));

    /// <summary><c>name:FIELD,FIELD</c>.</summary>
    public static string Of(string name, params ReadOnlySpan<FieldKind> fields)
    {
        var text = new System.Text.StringBuilder(name).Append(':');
        for (var i = 0; i < fields.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(fields[i].ToString().ToUpperInvariant());
        }

        return text.ToString();
    }

    /// <summary>The fields that a layout names.</summary>
    /// <exception cref="FormatException">Not a layout.</exception>
    public static ImmutableArray<FieldKind> Fields(string layout)
    {
        var list = layout[(layout.LastIndexOf(':') + 1)..];
        return list.Length == 0 ? [] : [.. list.Split(',').Select(Field)];
    }

    private static FieldKind Field(string name) => name switch
    {
        "BOOL" => FieldKind.Bool,
        "INT8" => FieldKind.Int8,
        "INT16" => FieldKind.Int16,
        "INT32" => FieldKind.Int32,
        "INT64" => FieldKind.Int64,
        "FLOAT32" => FieldKind.Float32,
        "FLOAT64" => FieldKind.Float64,
        "INT128" => FieldKind.Int128,
        "BYTES" => FieldKind.Bytes,
        "LINK" => FieldKind.Link,
        _ => throw new FormatException($"'{name}' is not a kind of state field."),
    };
}

/// <summary>The state of an operator cannot be laid out; the statement must be changed.</summary>
public sealed class StateLayoutException(string message) : Exception(message);
