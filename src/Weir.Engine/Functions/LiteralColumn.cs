using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>Boxed literal values to and from columns; for plans and constants, never per row of a stream.</summary>
internal static class LiteralColumn
{
    public static void Set(Column column, int row, SqlType type, object? value)
    {
        if (value is null)
        {
            column.SetNullDeep(row);
            return;
        }

        switch (column)
        {
            case FixedColumn<byte> c:
                c[row] = (bool)value ? (byte)1 : (byte)0;
                break;
            case FixedColumn<sbyte> c:
                c[row] = (sbyte)(long)value;
                break;
            case FixedColumn<short> c:
                c[row] = (short)(long)value;
                break;
            case FixedColumn<int> c:
                c[row] = value is long l ? (int)l : (int)value;
                break;
            case FixedColumn<long> c:
                c[row] = value is Int128 unscaled ? (long)unscaled : (long)value;
                break;
            case FixedColumn<float> c:
                c[row] = (float)(double)value;
                break;
            case FixedColumn<double> c:
                c[row] = (double)value;
                break;
            case FixedColumn<Int128> c:
                c[row] = (Int128)value;
                break;
            case BytesColumn c:
                c.Set(row, value as byte[] ?? Encoding.UTF8.GetBytes((string)value));
                break;
            default:
                throw new InvalidOperationException($"A literal of type {type} has no column form");
        }
    }

    public static object? Get(Column column, int row, SqlType type) => column.IsNull(row)
        ? null
        : column switch
        {
            FixedColumn<byte> c => c[row] != 0,
            FixedColumn<sbyte> c => (long)c[row],
            FixedColumn<short> c => (long)c[row],
            FixedColumn<int> c => type.Kind == TypeKind.Int ? (object)(long)c[row] : c[row],
            FixedColumn<long> c => type.Kind == TypeKind.Decimal ? (object)(Int128)c[row] : c[row],
            FixedColumn<float> c => (double)c[row],
            FixedColumn<double> c => c[row],
            FixedColumn<Int128> c => c[row],
            BytesColumn c => type.IsBinary ? c[row].ToArray() : Encoding.UTF8.GetString(c[row]),
            _ => throw new InvalidOperationException($"A literal of type {type} has no boxed form"),
        };
}
