using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class PositionTests
{
    [Theory]
    [InlineData("SELECT a\nFROM t\nWHERE )", 3, 7)]
    [InlineData("SELECT a\r\nFROM t\r\nWHERE )", 3, 7)]
    [InlineData("SELECT a\rFROM t\rWHERE )", 3, 7)]
    [InlineData("\n\r\n\r\r\n)", 5, 1)]
    [InlineData("SELECT\t\ta,\t)", 1, 12)]
    [InlineData("-- remark\r\n  )", 2, 3)]
    [InlineData("/* one\n two\r\n three */ )", 3, 11)]
    [InlineData("SELECT 'one\r\ntwo' )", 2, 6)]
    [InlineData("SELECT `one\ntwo` )", 2, 6)]
    [InlineData("\uFEFF)", 1, 1)]
    [InlineData("SELECT '\U0001F600' )", 1, 13)]
    [InlineData("SELECT größe )", 1, 14)]
    public void Lines_and_columns_count_every_line_end_and_each_tab_once(string sql, int line, int column)
    {
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseScript(sql));
        Assert.Equal((line, column), (error.Position!.Value.Line, error.Position.Value.Column));
        Assert.Equal(sql.IndexOf(')'), error.Position.Value.Offset);
    }

    [Fact]
    public void Nodes_know_where_they_begin_and_operators_where_they_stand()
    {
        var statement = (Statement.Select)SqlParser.ParseStatement("SELECT\n  a + f(b) AS c\nFROM db.t x");
        var select = (Query.Select)statement.Query;
        var item = (SelectItem.Value)select.Items[0];
        var sum = (Expression.Binary)item.Expression;
        Assert.Equal(new SourcePosition(1, 1, 0), select.Position);
        Assert.Equal(new SourcePosition(2, 3, 9), item.Position);
        Assert.Equal(new SourcePosition(2, 5, 11), sum.Position);
        Assert.Equal(new SourcePosition(2, 7, 13), sum.Right.Position);
        Assert.Equal(new SourcePosition(2, 15, 21), item.Alias!.Position);
        Assert.Equal(new SourcePosition(3, 6, 28), select.From!.Position);
        Assert.Equal(new SourcePosition(3, 11, 33), select.From.Alias!.Position);
    }

    [Fact]
    public void Equality_of_nodes_leaves_positions_out()
    {
        Assert.Equal(SqlParser.ParseStatement("SELECT a FROM t"), SqlParser.ParseStatement("select\n\ta\nfrom  `t`"));
        Assert.NotEqual(SqlParser.ParseStatement("SELECT a FROM t"), SqlParser.ParseStatement("SELECT A FROM t"));
    }
}
