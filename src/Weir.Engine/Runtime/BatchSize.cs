using System.Runtime.CompilerServices;
using Weir.Engine.Columns;

namespace Weir.Engine.Runtime;

/// <summary>Bytes that the rows of a batch take, about: what exchanges are bounded by.</summary>
internal static class BatchSize
{
    /// <summary>Of a batch without rows: a batch is never free.</summary>
    private const long Overhead = 64;

    public static long Of(Batch batch)
    {
        var bytes = Overhead + (batch.HasKinds ? batch.Length : 0);
        foreach (var column in batch.Columns)
        {
            bytes += Of(column);
        }

        return bytes;
    }

    private static long Of(Column column) => column switch
    {
        FixedColumn<byte> => column.Length,
        FixedColumn<sbyte> => column.Length,
        FixedColumn<short> => 2L * column.Length,
        FixedColumn<int> or FixedColumn<float> => 4L * column.Length,
        FixedColumn<long> or FixedColumn<double> => 8L * column.Length,
        FixedColumn<Int128> => 16L * column.Length,
        BytesColumn bytes => ((long)Unsafe.SizeOf<BytesView>() * column.Length) + bytes.ArenaBytes,
        ListColumn list => (8L * column.Length) + Of(list.Elements) + (list.Keys is { } keys ? Of(keys) : 0),
        RowColumn row => OfChildren(row),
        _ => throw new InvalidOperationException($"no size of {column.GetType().Name}"),
    };

    private static long OfChildren(RowColumn row)
    {
        var bytes = 0L;
        foreach (var child in row.Children)
        {
            bytes += Of(child);
        }

        return bytes;
    }
}
