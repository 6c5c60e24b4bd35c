using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Functions;

/// <summary>
/// How literal values are boxed between binder, functions and plans: BOOLEAN bool; integers long; DECIMAL Int128
/// (unscaled); FLOAT and DOUBLE double; text string; bytes byte[]; DATE int (days); TIME int (ms); TIMESTAMP and
/// TIMESTAMP_LTZ long (us); INTERVAL of months int; INTERVAL of seconds long (ms); NULL null.
/// </summary>
public static class Literals
{
    /// <summary>Whether two literal values are the same.</summary>
    public static bool AreEqual(object? a, object? b) =>
        a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : Equals(a, b);

    /// <summary>Whether values of the type can be literals: everything but nested values.</summary>
    public static bool HasLiterals(SqlType type) => type.Physical <= PhysicalType.Bytes;

    /// <summary>A value of a column, boxed as above.</summary>
    public static object? Read(Column column, int row, SqlType type)
    {
        if (column.IsNull(row))
        {
            return null;
        }

        return column switch
        {
            BytesColumn c => type.IsString ? Encoding.UTF8.GetString(c[row]) : c[row].ToArray(),
            FixedColumn<byte> c => c[row] != 0,
            FixedColumn<sbyte> c => (long)c[row],
            FixedColumn<short> c => (long)c[row],
            FixedColumn<int> c => type.Kind == TypeKind.Int ? (object)(long)c[row] : c[row],
            FixedColumn<long> c => type.Kind == TypeKind.Decimal ? (object)(Int128)c[row] : c[row],
            FixedColumn<float> c => (double)c[row],
            FixedColumn<double> c => c[row],
            FixedColumn<Int128> c => c[row],
            _ => throw new ArgumentException($"no literal of {type}"),
        };
    }
}
