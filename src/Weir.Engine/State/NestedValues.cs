using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.State;

/// <summary>
/// ROW, ARRAY, MAP and MULTISET values as bytes, the way state keeps them. A value is a byte that is 1 for NULL and then,
/// when it is not: fixed-width values little-endian; text and bytes as a length (int) and the bytes; a list as its count
/// (int) and its elements (key, element); a ROW as its fields. The outermost value has no NULL byte.
/// </summary>
internal static class NestedValues
{
    /// <summary>Appends a value that is not NULL.</summary>
    public static void Write(Column column, int row, NestedBuffer buffer)
    {
        switch (column)
        {
            case BytesColumn bytes:
                var value = bytes[row];
                BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(sizeof(int)), value.Length);
                value.CopyTo(buffer.Take(value.Length));
                break;
            case RowColumn fields:
                foreach (var child in fields.Children)
                {
                    WriteNullable(child, row, buffer);
                }

                break;
            case ListColumn list:
                WriteList(list, row, buffer);
                break;
            default:
                WriteFixed(column, row, buffer);
                break;
        }
    }

    /// <summary>Reads a value written by <see cref="Write"/> and returns the bytes behind it.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> from, Column column, int row)
    {
        switch (column)
        {
            case BytesColumn bytes:
                var length = BinaryPrimitives.ReadInt32LittleEndian(from);
                bytes.Set(row, from.Slice(sizeof(int), length));
                return from[(sizeof(int) + length)..];
            case RowColumn fields:
                foreach (var child in fields.Children)
                {
                    from = ReadNullable(from, child, row);
                }

                return from;
            case ListColumn list:
                return ReadList(from, list, row);
            default:
                return ReadFixed(from, column, row);
        }
    }

    private static void WriteNullable(Column column, int row, NestedBuffer buffer)
    {
        var isNull = column.IsNull(row);
        buffer.Take(1)[0] = isNull ? (byte)1 : (byte)0;
        if (!isNull)
        {
            Write(column, row, buffer);
        }
    }

    private static ReadOnlySpan<byte> ReadNullable(ReadOnlySpan<byte> from, Column column, int row)
    {
        if (from[0] != 0)
        {
            column.SetNullDeep(row);
            return from[1..];
        }

        column.SetValid(row);
        return Read(from[1..], column, row);
    }

    private static void WriteList(ListColumn list, int row, NestedBuffer buffer)
    {
        var count = list.Count(row);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.Take(sizeof(int)), count);
        for (var i = list.Start(row); i < list.Start(row) + count; i++)
        {
            if (list.Keys is { } keys)
            {
                WriteNullable(keys, i, buffer);
            }

            WriteNullable(list.Elements, i, buffer);
        }
    }

    private static ReadOnlySpan<byte> ReadList(ReadOnlySpan<byte> from, ListColumn list, int row)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[sizeof(int)..];
        list.Begin(row);
        for (var i = 0; i < count; i++)
        {
            var index = list.Add(row);
            if (list.Keys is { } keys)
            {
                from = ReadNullable(from, keys, index);
            }

            from = ReadNullable(from, list.Elements, index);
        }

        return from;
    }

    private static void WriteFixed(Column column, int row, NestedBuffer buffer)
    {
        switch (column.Physical)
        {
            case PhysicalType.Bool:
                Put(buffer, ((FixedColumn<byte>)column)[row]);
                break;
            case PhysicalType.Int8:
                Put(buffer, ((FixedColumn<sbyte>)column)[row]);
                break;
            case PhysicalType.Int16:
                Put(buffer, ((FixedColumn<short>)column)[row]);
                break;
            case PhysicalType.Int32:
                Put(buffer, ((FixedColumn<int>)column)[row]);
                break;
            case PhysicalType.Int64:
                Put(buffer, ((FixedColumn<long>)column)[row]);
                break;
            case PhysicalType.Float32:
                Put(buffer, ((FixedColumn<float>)column)[row]);
                break;
            case PhysicalType.Float64:
                Put(buffer, ((FixedColumn<double>)column)[row]);
                break;
            default:
                Put(buffer, ((FixedColumn<Int128>)column)[row]);
                break;
        }
    }

    private static ReadOnlySpan<byte> ReadFixed(ReadOnlySpan<byte> from, Column column, int row) =>
        column.Physical switch
        {
            PhysicalType.Bool => Get<byte>(from, column, row),
            PhysicalType.Int8 => Get<sbyte>(from, column, row),
            PhysicalType.Int16 => Get<short>(from, column, row),
            PhysicalType.Int32 => Get<int>(from, column, row),
            PhysicalType.Int64 => Get<long>(from, column, row),
            PhysicalType.Float32 => Get<float>(from, column, row),
            PhysicalType.Float64 => Get<double>(from, column, row),
            _ => Get<Int128>(from, column, row),
        };

    // Memory is little-endian on every machine we run on (checked when a snapshot file is opened).
    private static void Put<T>(NestedBuffer buffer, T value)
        where T : unmanaged => MemoryMarshal.Write(buffer.Take(Unsafe.SizeOf<T>()), in value);

    private static ReadOnlySpan<byte> Get<T>(ReadOnlySpan<byte> from, Column column, int row)
        where T : unmanaged
    {
        ((FixedColumn<T>)column)[row] = MemoryMarshal.Read<T>(from);
        return from[Unsafe.SizeOf<T>()..];
    }
}

/// <summary>Bytes that grow at the end; reused.</summary>
internal sealed class NestedBuffer
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>The next <paramref name="count"/> bytes, to be filled.</summary>
    public Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_length + count, _bytes.Length * 2));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
