using System.Buffers.Binary;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Raw;

/// <summary>The bytes of a value of the only column.</summary>
/// <param name="Size">Bytes of a number; 0 for text and bytes.</param>
internal sealed record RawNumber(SqlType Type, int Size, bool BigEndian)
{
    public static RawNumber Of(SqlType type, bool bigEndian) => new(
        type,
        type.Physical switch
        {
            PhysicalType.Bool or PhysicalType.Int8 => 1,
            PhysicalType.Int16 => 2,
            PhysicalType.Int32 or PhysicalType.Float32 => 4,
            PhysicalType.Int64 or PhysicalType.Float64 => 8,
            _ => 0,
        },
        bigEndian);

    /// <summary>Reads a number of <see cref="Size"/> bytes into a row.</summary>
    public void Read(Column column, int row, ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Clear();
        bytes.CopyTo(wide);
        if (BigEndian)
        {
            wide[..Size].Reverse();
        }

        var bits = BinaryPrimitives.ReadInt64LittleEndian(wide);
        switch (column)
        {
            case FixedColumn<byte> c:
                c[row] = bits != 0 ? (byte)1 : (byte)0;
                break;
            case FixedColumn<sbyte> c:
                c[row] = (sbyte)bits;
                break;
            case FixedColumn<short> c:
                c[row] = (short)bits;
                break;
            case FixedColumn<int> c:
                c[row] = (int)bits;
                break;
            case FixedColumn<long> c:
                c[row] = bits;
                break;
            case FixedColumn<float> c:
                c[row] = BitConverter.Int32BitsToSingle((int)bits);
                break;
            case FixedColumn<double> c:
                c[row] = BitConverter.Int64BitsToDouble(bits);
                break;
        }
    }

    /// <summary>Writes the number of a row as <see cref="Size"/> bytes.</summary>
    public void Write(Column column, int row, Span<byte> bytes)
    {
        var bits = column switch
        {
            FixedColumn<byte> c => c[row],
            FixedColumn<sbyte> c => c[row],
            FixedColumn<short> c => c[row],
            FixedColumn<int> c => c[row],
            FixedColumn<long> c => c[row],
            FixedColumn<float> c => BitConverter.SingleToInt32Bits(c[row]),
            FixedColumn<double> c => BitConverter.DoubleToInt64Bits(c[row]),
            _ => throw new InvalidOperationException($"{Type} is no number"),
        };
        Span<byte> wide = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(wide, bits);
        if (BigEndian)
        {
            wide[..Size].Reverse();
        }

        wide[..Size].CopyTo(bytes);
    }
}
