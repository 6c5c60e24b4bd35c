using Weir.Engine.Columns;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Columns;

public sealed class ColumnTests
{
    private const int Seeds = 150;

    [Fact]
    public void Appended_rows_are_equal_copies() => ForEachSeed((random, type) =>
    {
        var source = random.Column(type, 40, random.Random.Next(2) * 4);
        var target = random.Column(type, 7, random.Random.Next(2) * 3);
        var before = Copy(target, type);
        var rows = random.Selection(40);
        target.Append(source, rows);
        var expected = rows.Select(r => (source, r)).ToList();

        // Nothing of the source is referenced afterwards.
        var kept = Copy(source, type);
        Overwrite(source);
        Assert.Equal(7 + rows.Length, target.Length);
        for (var i = 0; i < 7; i++)
        {
            AssertSame(before, i, target, i);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            AssertSame(kept, expected[i].r, target, 7 + i);
        }
    });

    [Fact]
    public void Rows_taken_from_another_column_are_equal() => ForEachSeed((random, type) =>
    {
        var a = random.Column(type, 40, 3);
        var b = random.Column(type, 40, 0);
        var target = Column.Create(type);
        target.Reset(40);
        var rows = random.Selection(40);
        var rest = Enumerable.Range(0, 40).Except(rows).ToArray();
        target.TakeRows(a, Rows.Selected(40, rows));
        target.TakeRows(b, Rows.Selected(40, rest));
        foreach (var row in rows)
        {
            AssertSame(a, row, target, row);
        }

        foreach (var row in rest)
        {
            AssertSame(b, row, target, row);
        }
    });

    [Fact]
    public void A_row_may_be_replaced_by_a_value_and_by_NULL() => ForEachSeed((random, type) =>
    {
        var target = random.Column(type, 10, 2);
        var source = random.Column(type, 10, 2);
        foreach (var row in random.Selection(10))
        {
            target.CopyFrom(row, source, 9 - row);
            AssertSame(source, 9 - row, target, row);
        }
    });

    [Fact]
    public void A_column_grows_and_is_used_again() => ForEachSeed((random, type) =>
    {
        var column = random.Column(type, 3, 2);
        var before = Copy(column, type);
        column.Resize(200);
        for (var row = 0; row < 3; row++)
        {
            AssertSame(before, row, column, row);
        }

        Assert.False(column.IsNull(150));
        column.SetNullDeep(150);
        Assert.True(column.IsNull(150));
        column.Reset(60);
        Assert.False(column.HasNulls);
    });

    [Fact]
    public void The_children_of_a_NULL_row_are_NULL()
    {
        var row = (RowColumn)Column.Create(
            SqlType.Row(new RowField("a", SqlType.Int), new RowField("b", SqlType.Row(new RowField("c", SqlType.String)))));
        row.Reset(2);
        row.SetNullDeep(1);
        Assert.True(row.Children[0].IsNull(1));
        Assert.True(((RowColumn)row.Children[1]).Children[0].IsNull(1));
        Assert.False(row.Children[0].IsNull(0));
    }

    [Fact]
    public void Texts_are_ordered_by_bytes()
    {
        string[] texts = ["", "a", "a\0", "a\0b", "aa", "ab", "abcdefghijkl", "abcdefghijklm", "b", "é", "～", "😀"];
        var column = new BytesColumn();
        column.Reset(texts.Length);
        for (var i = 0; i < texts.Length; i++)
        {
            column.Set(i, System.Text.Encoding.UTF8.GetBytes(texts[i]));
        }

        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < texts.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(BytesColumn.Compare(column, i, column, j)));
                Assert.Equal(i == j, BytesColumn.AreEqual(column, i, column, j));
            }
        }
    }

    private static void ForEachSeed(Action<RandomColumns, SqlType> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new RandomColumns(seed);
            check(random, random.Type());
        }
    }

    private static Column Copy(Column column, SqlType type)
    {
        var copy = Column.Create(type);
        copy.Reset(0);
        copy.Append(column, [.. Enumerable.Range(0, column.Length)]);
        return copy;
    }

    // What the owner does with the next batch.
    private static void Overwrite(Column column)
    {
        switch (column)
        {
            case BytesColumn bytes:
                var length = bytes.Length;
                bytes.Reset(length);
                for (var i = 0; i < length; i++)
                {
                    bytes.Set(i, "something else that is quite long"u8);
                }

                break;
            case RowColumn row:
                foreach (var child in row.Children)
                {
                    Overwrite(child);
                }

                break;
            case ListColumn list:
                Overwrite(list.Elements);
                break;
        }
    }

    private static void AssertSame(Column a, int rowA, Column b, int rowB) =>
        Assert.True(ColumnValues.AreEqual(a, rowA, b, rowB), $"row {rowA} and row {rowB} of {a.Physical} differ");
}
