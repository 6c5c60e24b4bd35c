using System.Numerics;
using Weir.Engine.Columns;

namespace Weir.Engine.Operators;

/// <summary>Compares the first half of a column with the second, row by row: results before and after a batch.</summary>
internal static class ColumnDifference
{
    /// <summary>Sets <paramref name="changed"/>[i] when rows i and i + changed.Length differ. NaN differs from itself, as in
    /// Flink; nested values always count as changed.</summary>
    public static void Mark(Column column, Span<bool> changed)
    {
        switch (column)
        {
            case FixedColumn<byte> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<sbyte> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<short> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<int> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<long> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<float> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<double> c:
                MarkFixed(c, changed);
                break;
            case FixedColumn<Int128> c:
                MarkFixed(c, changed);
                break;
            case BytesColumn c:
                MarkBytes(c, changed);
                break;
            default:
                changed.Fill(true);
                break;
        }
    }

    private static void MarkFixed<T>(FixedColumn<T> column, Span<bool> changed)
        where T : unmanaged, IEqualityOperators<T, T, bool>
    {
        var before = column.Values[..changed.Length];
        var after = column.Values.Slice(changed.Length, changed.Length);
        if (!column.HasNulls)
        {
            for (var i = 0; i < changed.Length; i++)
            {
                changed[i] |= before[i] != after[i];
            }

            return;
        }

        for (var i = 0; i < changed.Length; i++)
        {
            var (was, isNow) = (column.IsNull(i), column.IsNull(i + changed.Length));
            changed[i] |= was != isNow || (!was && before[i] != after[i]);
        }
    }

    private static void MarkBytes(BytesColumn column, Span<bool> changed)
    {
        for (var i = 0; i < changed.Length; i++)
        {
            var (was, isNow) = (column.IsNull(i), column.IsNull(i + changed.Length));
            changed[i] |= was != isNow || (!was && !BytesColumn.AreEqual(column, i, column, i + changed.Length));
        }
    }
}
