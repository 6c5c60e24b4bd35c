using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.State;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.State;

/// <summary>Tables, keys and readings for the tests of state.</summary>
internal static class SlotTables
{
    public static readonly ulong[] KnownIntHashes =
        [11068568296122118563, 10198855080110547402, 2900155661348295556];

    public static readonly ulong[] KnownTextHashes =
        [15197644055638110542, 1058492771459393734, 14608401263494928589];

    public static ImmutableArray<SqlType> Types(string names) =>
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(n => n != "2)").Select(Type)];

    /// <summary>A table <c>state</c> with a count per key.</summary>
    public static StateTableDescriptor Counter(ImmutableArray<SqlType> key) =>
        new("state", key, [new StateSlot("COUNT(*)", "count:INT64")]);

    public static StateTableDescriptor Rows(string name, string parent, string key) =>
        new(name, Types(key), [new StateSlot("n", "count:INT64")]) { Parent = parent };

    public static unsafe ref long Count(SlotTable table, nint row)
    {
        table.Layout[0].SetValid(row);
        return ref *(long*)table.Layout[0].In(row);
    }

    public static FixedColumn<int> Ints(params int[] values)
    {
        var column = (FixedColumn<int>)Column.Create(SqlType.Int);
        column.Reset(values.Length);
        values.CopyTo(column.Values);
        return column;
    }

    public static List<int> List(SlotTable rows, int owner)
    {
        var list = new List<int>();
        for (var slot = rows.First(owner); slot >= 0; slot = rows.Next(slot))
        {
            list.Add(slot);
        }

        return list;
    }

    /// <summary>Key text to count, of all slots.</summary>
    public static Dictionary<string, long> Read(SlotTable table, ImmutableArray<SqlType> types)
    {
        var result = new Dictionary<string, long>();
        for (var slot = table.NextLive(0); slot >= 0; slot = table.NextLive(slot + 1))
        {
            var keys = new KeySet(types, 1);
            for (var i = 0; i < types.Length; i++)
            {
                table.Keys[i].Load([table.Address(slot)], keys.Columns[i], 0);
            }

            result.Add(keys.Text(0), Count(table, table.AddressToWrite(slot)));
        }

        return result;
    }

    public static KeySet RandomKeys(ImmutableArray<SqlType> types, Random random, int rows, int distinct)
    {
        var set = new KeySet(types, rows);
        for (var row = 0; row < rows; row++)
        {
            var number = random.Next(distinct);
            for (var i = 0; i < types.Length; i++)
            {
                Fill(set.Columns[i], row, number * (i + 1) / (i + 1));
            }
        }

        return set;
    }

    private static void Fill(Column column, int row, int number)
    {
        if (number % 97 == 13)
        {
            column.SetNullDeep(row);
            return;
        }

        switch (column)
        {
            case FixedColumn<byte> b:
                b[row] = (byte)(number & 1);
                break;
            case FixedColumn<sbyte> b:
                b[row] = (sbyte)number;
                break;
            case FixedColumn<short> s:
                s[row] = (short)number;
                break;
            case FixedColumn<int> n:
                n[row] = number;
                break;
            case FixedColumn<long> n:
                n[row] = number * 1_000_000_007L;
                break;
            case FixedColumn<float> f:
                f[row] = number == 5 ? float.NaN : number / 4f;
                break;
            case FixedColumn<double> f:
                f[row] = number == 5 ? double.NaN : number == 6 ? -0.0 : number == 7 ? 0.0 : number / 8d;
                break;
            case FixedColumn<Int128> n:
                n[row] = (Int128)number << 70;
                break;
            case BytesColumn b:
                b.Set(row, Encoding.UTF8.GetBytes(new string((char)('a' + number % 26), number % 40) + number));
                break;
            case ListColumn list:
                list.Begin(row);
                for (var i = 0; i < number % 5; i++)
                {
                    ((FixedColumn<int>)list.Elements)[list.Add(row)] = number;
                }

                break;
        }
    }

    private static SqlType Type(string name) => name switch
    {
        "BOOLEAN" => SqlType.Boolean,
        "TINYINT" => SqlType.TinyInt,
        "SMALLINT" => SqlType.SmallInt,
        "INT" => SqlType.Int,
        "BIGINT" => SqlType.BigInt,
        "FLOAT" => SqlType.Float,
        "DOUBLE" => SqlType.Double,
        "STRING" => SqlType.String,
        "DECIMAL(38" => SqlType.Decimal(38, 2),
        "ARRAY<INT>" => SqlType.Array(SqlType.Int),
        _ => throw new ArgumentException(name),
    };
}

/// <summary>Key columns, and the keys as text.</summary>
internal sealed class KeySet(ImmutableArray<SqlType> types, int rows)
{
    public Column[] Columns { get; } = [.. types.Select(t => Create(t, rows))];

    public int Rows => rows;

    public static implicit operator ReadOnlySpan<Column>(KeySet set) => set.Columns;

    public string Text(int row) => string.Join('|', Columns.Select(c => Text(c, row)));

    private static Column Create(SqlType type, int rows)
    {
        var column = Column.Create(type);
        column.Reset(rows);
        return column;
    }

    private static string Text(Column column, int row) => column.IsNull(row) ? "NULL" : column switch
    {
        FixedColumn<byte> c => $"{c[row]}",
        FixedColumn<sbyte> c => $"{c[row]}",
        FixedColumn<short> c => $"{c[row]}",
        FixedColumn<int> c => $"{c[row]}",
        FixedColumn<long> c => $"{c[row]}",
        FixedColumn<float> c => c[row].ToString("R", CultureInfo.InvariantCulture),
        FixedColumn<double> c => c[row].ToString("R", CultureInfo.InvariantCulture),
        FixedColumn<Int128> c => $"{c[row]}",
        BytesColumn c => Encoding.UTF8.GetString(c[row]),
        ListColumn c => "[" + string.Join(
            ' ', Enumerable.Range(c.Start(row), c.Count(row)).Select(i => Text(c.Elements, i))) + "]",
        _ => throw new InvalidOperationException(),
    };
}
