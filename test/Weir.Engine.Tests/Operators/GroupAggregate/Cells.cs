using System.Globalization;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Operators.GroupAggregate;

/// <summary>Values of rows in tests: null, bool, long for integers, decimal, double (float too), string.</summary>
internal static class Cells
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
                c[row] = (int)(long)value;
                break;
            case FixedColumn<long> c:
                c[row] = value is decimal d ? (long)(d * Pow(type.Scale)) : (long)value;
                break;
            case FixedColumn<float> c:
                c[row] = (float)(double)value;
                break;
            case FixedColumn<double> c:
                c[row] = (double)value;
                break;
            case FixedColumn<Int128> c:
                c[row] = (Int128)((decimal)value * Pow(type.Scale));
                break;
            case BytesColumn c:
                c.Set(row, Encoding.UTF8.GetBytes((string)value));
                break;
            default:
                throw new ArgumentException($"{type}");
        }
    }

    public static object? Get(Column column, int row, SqlType type) => column.IsNull(row) ? null : column switch
    {
        FixedColumn<byte> c => c[row] != 0,
        FixedColumn<sbyte> c => (long)c[row],
        FixedColumn<short> c => (long)c[row],
        FixedColumn<int> c => (long)c[row],
        FixedColumn<long> c => type.Kind == TypeKind.Decimal ? c[row] / Pow(type.Scale) : c[row],
        FixedColumn<float> c => (double)c[row],
        FixedColumn<double> c => c[row],
        FixedColumn<Int128> c => (decimal)c[row] / Pow(type.Scale),
        BytesColumn c => Encoding.UTF8.GetString(c[row]),
        _ => throw new ArgumentException($"{type}"),
    };

    /// <summary>The same text for equal values, whatever a decimal's trailing zeros.</summary>
    public static string Text(object? value) => value switch
    {
        null => "NULL",
        decimal d => (d / 1.000000000000000000m).ToString("G29", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static decimal Pow(int scale)
    {
        var power = 1m;
        for (var i = 0; i < scale; i++)
        {
            power *= 10;
        }

        return power;
    }
}

/// <summary>A row of a changelog.</summary>
internal sealed record Change(RowKind Kind, object?[] Values)
{
    public override string ToString() => $"{Kind.Symbol()}[{string.Join(", ", Values.Select(Cells.Text))}]";
}
