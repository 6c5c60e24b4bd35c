using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class ParserTests
{
    [Fact]
    public void A_job_script_becomes_statements()
    {
        IReadOnlyList<Statement> statements = SqlParser.ParseScript("""
            SET 'table.exec.state.ttl' = '1 h';
            CREATE TABLE bids (
              `user` STRING NOT NULL, price DECIMAL(10, 2), ts TIMESTAMP(3),
              WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
            ) WITH ('connector' = 'filesystem', 'path' = '/tmp/x;y', 'format' = 'csv');
            INSERT INTO totals SELECT `user`, COUNT(*), SUM(price) FROM bids GROUP BY `user`;
            """);

        Assert.Collection(
            statements,
            set => Assert.Equal(new Statement.SetOption("table.exec.state.ttl", "1 h"), set),
            create =>
            {
                var table = Assert.IsType<Statement.CreateTable>(create);
                Assert.Equal(new SourcePosition(2, 1, 36), table.Position);
                Assert.Equal(["user", "price", "ts"], table.Columns.Select(column => column.Name.Text));
                Assert.Equal("/tmp/x;y", table.Options[1].Value);
                Assert.NotNull(table.Watermark);
            },
            insert =>
            {
                var into = Assert.IsType<Statement.Insert>(insert);
                var select = Assert.IsType<Query.Select>(into.Query);
                Assert.Equal(3, select.Items.Count);
                Assert.Single(select.GroupBy!.Items);
            });
    }
}
