namespace Weir.Engine.Columns;

/// <summary>Comparison of single values in columns of the same physical type, nested ones too. NULL equals NULL.
/// </summary>
public static class ColumnValues
{
    public static bool AreEqual(Column a, int rowA, Column b, int rowB)
    {
        if (a.IsNull(rowA) || b.IsNull(rowB))
        {
            return a.IsNull(rowA) && b.IsNull(rowB);
        }

        return a switch
        {
            BytesColumn x => BytesColumn.AreEqual(x, rowA, (BytesColumn)b, rowB),
            RowColumn x => RowsEqual(x, rowA, (RowColumn)b, rowB),
            ListColumn { Keys: null } x => ArraysEqual(x, rowA, (ListColumn)b, rowB),
            ListColumn x => MapsEqual(x, rowA, (ListColumn)b, rowB),
            _ => CompareFixed(a, rowA, b, rowB) == 0,
        };
    }

    /// <summary>Order of two values that are not NULL, of a type that has an order (not nested).</summary>
    public static int Compare(Column a, int rowA, Column b, int rowB) => a is BytesColumn x
        ? BytesColumn.Compare(x, rowA, (BytesColumn)b, rowB)
        : CompareFixed(a, rowA, b, rowB);

    private static int CompareFixed(Column a, int rowA, Column b, int rowB) => a switch
    {
        FixedColumn<byte> x => x[rowA].CompareTo(((FixedColumn<byte>)b)[rowB]),
        FixedColumn<sbyte> x => x[rowA].CompareTo(((FixedColumn<sbyte>)b)[rowB]),
        FixedColumn<short> x => x[rowA].CompareTo(((FixedColumn<short>)b)[rowB]),
        FixedColumn<int> x => x[rowA].CompareTo(((FixedColumn<int>)b)[rowB]),
        FixedColumn<long> x => x[rowA].CompareTo(((FixedColumn<long>)b)[rowB]),
        FixedColumn<float> x => CompareFloating(x[rowA], ((FixedColumn<float>)b)[rowB]),
        FixedColumn<double> x => CompareFloating(x[rowA], ((FixedColumn<double>)b)[rowB]),
        FixedColumn<Int128> x => x[rowA].CompareTo(((FixedColumn<Int128>)b)[rowB]),
        _ => throw new ArgumentException($"values of {a.Physical} have no order"),
    };

    // As Java orders them: NaN equals itself and comes last.
    private static int CompareFloating(double a, double b) =>
        double.IsNaN(a) || double.IsNaN(b) ? double.IsNaN(a).CompareTo(double.IsNaN(b)) : a.CompareTo(b);

    private static bool RowsEqual(RowColumn a, int rowA, RowColumn b, int rowB)
    {
        for (var i = 0; i < a.Children.Length; i++)
        {
            if (!AreEqual(a.Children[i], rowA, b.Children[i], rowB))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ArraysEqual(ListColumn a, int rowA, ListColumn b, int rowB)
    {
        var count = a.Count(rowA);
        if (count != b.Count(rowB))
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!AreEqual(a.Elements, a.Start(rowA) + i, b.Elements, b.Start(rowB) + i))
            {
                return false;
            }
        }

        return true;
    }

    // Entries in any order; maps are small, so each key is looked for from the start.
    private static bool MapsEqual(ListColumn a, int rowA, ListColumn b, int rowB)
    {
        var count = a.Count(rowA);
        if (count != b.Count(rowB))
        {
            return false;
        }

        for (var i = a.Start(rowA); i < a.Start(rowA) + count; i++)
        {
            var found = FindKey(b, rowB, a.Keys!, i);
            if (found < 0 || !AreEqual(a.Elements, i, b.Elements, found))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Index of the entry of a map whose key equals a value, or -1.</summary>
    public static int FindKey(ListColumn map, int row, Column key, int keyRow)
    {
        var start = map.Start(row);
        for (var i = start; i < start + map.Count(row); i++)
        {
            if (AreEqual(map.Keys!, i, key, keyRow))
            {
                return i;
            }
        }

        return -1;
    }
}
