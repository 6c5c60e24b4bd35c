using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Tests.Columns;

/// <summary>Random types and columns of them, from a seed: small numbers, edges, texts of all lengths, NULLs.</summary>
internal sealed class RandomColumns(int seed)
{
    private static readonly string[] _texts =
    [
        "", "a", "ab", "hello", "1", "-12.5", "12", "true", "2024-02-29", "2024-02-29 13:14:15", "10:11:12", "é", "😀x", "a,b,c",
        "twelve bytes", "thirteen byte", "a rather long text that lives in an arena", "{\"a\":1}", "x=1&y=2", "  blanks  ", "%", "a%",
        "_", "[a-c]+", "(", "yyyy-MM-dd", "UTC", "$.a",
    ];

    public Random Random { get; } = new(seed);

    /// <summary>A type, nested at most that deep.</summary>
    public SqlType Type(int depth = 2) => Random.Next(depth > 0 ? 19 : 15) switch
    {
        0 => SqlType.Boolean,
        1 => SqlType.TinyInt,
        2 => SqlType.SmallInt,
        3 => SqlType.Int,
        4 => SqlType.BigInt,
        5 => SqlType.Float,
        6 => SqlType.Double,
        7 => SqlType.Decimal(10, 2),
        8 => SqlType.Decimal(30, 5),
        9 => SqlType.String,
        10 => SqlType.Bytes,
        11 => SqlType.Date,
        12 => SqlType.Time(),
        13 => SqlType.Timestamp(3),
        14 => SqlType.TimestampLtz(3),
        15 => SqlType.Array(Type(depth - 1)),
        16 => SqlType.Map(SqlType.String, Type(depth - 1)),
        17 => SqlType.Multiset(SqlType.Int),
        _ => SqlType.Row(new("a", Type(depth - 1)), new("b", Type(depth - 1))),
    };

    /// <summary>A column in which about one row in <paramref name="nullEvery"/> is NULL; none when 0.</summary>
    public Column Column(SqlType type, int length, int nullEvery)
    {
        var column = Engine.Columns.Column.Create(type);
        column.Reset(length);
        for (var row = 0; row < length; row++)
        {
            if (type.Kind == TypeKind.Null || (nullEvery > 0 && Random.Next(nullEvery) == 0))
            {
                column.SetNullDeep(row);
            }
            else
            {
                Fill(column, row, type, nullEvery);
            }
        }

        return column;
    }

    /// <summary>Ascending rows, each taken or not by chance.</summary>
    public int[] Selection(int length) => [.. Enumerable.Range(0, length).Where(_ => Random.Next(3) != 0)];

    private void Fill(Column column, int row, SqlType type, int nullEvery)
    {
        switch (column)
        {
            case FixedColumn<byte> c:
                c[row] = (byte)Random.Next(2);
                break;
            case FixedColumn<sbyte> c:
                c[row] = (sbyte)Integer();
                break;
            case FixedColumn<short> c:
                c[row] = (short)Integer();
                break;
            case FixedColumn<int> c:
                c[row] = type.Kind switch
                {
                    TypeKind.Time => Random.Next(86_400) * 1000,
                    TypeKind.Date => Random.Next(-30_000, 60_000),
                    TypeKind.IntervalMonth => Random.Next(-50, 50),
                    _ => (int)Integer(),
                };
                break;
            case FixedColumn<long> c:
                c[row] = Long(type);
                break;
            case FixedColumn<float> c:
                c[row] = (float)Floating();
                break;
            case FixedColumn<double> c:
                c[row] = Floating();
                break;
            case FixedColumn<Int128> c:
                c[row] = (Int128)Random.NextInt64() * Random.Next(-1000, 1000);
                break;
            case BytesColumn c:
                c.Set(row, Encoding.UTF8.GetBytes(Text()));
                break;
            case RowColumn c:
                FillRow(c, row, type, nullEvery);
                break;
            case ListColumn c:
                FillList(c, row, type, nullEvery);
                break;
        }
    }

    private void FillRow(RowColumn column, int row, SqlType type, int nullEvery)
    {
        for (var i = 0; i < type.Fields.Count; i++)
        {
            FillOrNull(column.Children[i], row, type.Fields[i].Type, nullEvery);
        }
    }

    private void FillList(ListColumn column, int row, SqlType type, int nullEvery)
    {
        column.Begin(row);
        var count = Random.Next(4);
        for (var i = 0; i < count; i++)
        {
            var index = column.Add(row);
            var isMultiset = type.Kind == TypeKind.Multiset;
            if (column.Keys is { } keys)
            {
                FillKey(keys, index, type.Key ?? type.Element!, i);
            }

            FillOrNull(column.Elements, index, isMultiset ? SqlType.Int : type.Element!, isMultiset ? 0 : nullEvery);
        }
    }

    // The keys of one value differ.
    private void FillKey(Column keys, int index, SqlType type, int number)
    {
        if (keys is BytesColumn texts)
        {
            texts.Set(index, Encoding.UTF8.GetBytes($"{number}{Text()}"));
        }
        else if (type.Kind == TypeKind.Int)
        {
            ((FixedColumn<int>)keys)[index] = (number * 100) + Random.Next(100);
        }
        else
        {
            throw new ArgumentException($"no keys of {type}");
        }
    }

    private void FillOrNull(Column column, int row, SqlType type, int nullEvery)
    {
        if (nullEvery > 0 && Random.Next(nullEvery) == 0)
        {
            column.SetNullDeep(row);
        }
        else
        {
            Fill(column, row, type, nullEvery);
        }
    }

    private long Long(SqlType type) => type.Kind switch
    {
        TypeKind.Timestamp or TypeKind.TimestampLtz => Random.NextInt64(-2_000_000_000, 4_000_000_000) * 1000 * 1000
            + (Random.Next(1000) * 1000),
        TypeKind.Decimal => Random.NextInt64(-9_999_999_999, 9_999_999_999) / (Random.Next(2) == 0 ? 1 : 100_000_000),
        TypeKind.IntervalSecond => Random.NextInt64(-200_000_000, 200_000_000),
        _ => Integer(),
    };

    private long Integer() => Random.Next(6) switch
    {
        0 => Random.NextInt64(),
        1 => Random.Next(2) == 0 ? int.MaxValue : int.MinValue,
        _ => Random.Next(-5, 15),
    };

    private double Floating() => Random.Next(10) switch
    {
        0 => double.NaN,
        1 => double.PositiveInfinity,
        2 => 0,
        3 => Random.NextDouble() * 1e20,
        _ => Math.Round(Random.NextDouble() * 200 - 100, Random.Next(4)),
    };

    private string Text() => Random.Next(5) == 0
        ? new string((char)('a' + Random.Next(26)), Random.Next(40))
        : _texts[Random.Next(_texts.Length)];
}
