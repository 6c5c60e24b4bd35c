using Weir.Engine.Planning;
using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Planning;

/// <summary>What the planner makes of a query, and what it says of one it refuses.</summary>
public sealed class PlanTests
{
    private const string Tables = """
        CREATE TABLE orders (
          id BIGINT, customer STRING, amount DECIMAL(10, 2), item ROW<name STRING, price INT, tags ROW<color STRING>>,
          ts TIMESTAMP(3), WATERMARK FOR ts AS ts
        ) WITH ('connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'json');
        CREATE TABLE customers (name STRING, city STRING)
          WITH ('connector' = 'filesystem', 'path' = '/nowhere', 'format' = 'csv');
        CREATE TABLE totals (k STRING, n BIGINT) WITH ('connector' = 'blackhole');
        CREATE VIEW big AS SELECT * FROM orders WHERE amount > 100;
        """;

    [Fact]
    public void A_projection_and_filter_is_one_calc_over_a_pruned_scan() => Explains(
        "SELECT id + 1 FROM (SELECT id, customer FROM orders WHERE amount > 5) WHERE id < 9",
        """
        Collect [append]
          Calc(select=[+(id, 1:BIGINT NOT NULL)], where=AND(>(CAST(amount):DECIMAL(12, 2), 500:DECIMAL(12, 2) NOT NULL), <(id, 9:BIGINT NOT NULL))) [append]
            Watermark(ts, ts) [append]
              Scan(orders, columns=[id, amount, ts]) [append]
        """);

    [Fact]
    public void Only_the_fields_that_are_read_are_scanned()
    {
        var plan = Compile("SELECT item.tags.color FROM orders");
        var scan = plan.Nodes().OfType<ScanNode>().Single();
        Assert.Equal("ROW<`tags` ROW<`color` STRING>>", scan.Schema[0].Type.ToString());
    }

    [Fact]
    public void Group_by_keeps_only_the_aggregates_that_are_read() => Explains(
        "SELECT n FROM (SELECT customer, COUNT(*) AS n, SUM(amount) AS s FROM orders GROUP BY customer)",
        """
        Collect [retract]
          Calc(select=[$a0]) [retract]
            GroupAggregate(keys=[customer], aggregates=[COUNT(*)]) [retract]
              Calc(select=[customer]) [append]
                Watermark(ts, ts) [append]
                  Scan(orders, columns=[customer, ts]) [append]
        """);

    [Fact]
    public void Group_by_both_window_bounds_is_a_window_aggregate() => Explains(
        """
        SELECT window_start, customer, COUNT(*) FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
        GROUP BY window_start, window_end, customer
        """,
        """
        Collect [append]
          Calc(select=[window_start, customer, $a0]) [append]
            Calc(select=[window_start, window_end, customer, $a0]) [append]
              WindowAggregate(window=Tumble(ts, size=60000 ms), keys=[customer], aggregates=[COUNT(*)]) [append]
                Calc(select=[customer, ts]) [append]
                  Watermark(ts, ts) [append]
                    Scan(orders, columns=[customer, ts]) [append]
        """);

    [Fact]
    public void Equalities_become_join_keys_and_the_rest_a_condition() => Explains(
        "SELECT o.id, c.city FROM orders o LEFT JOIN customers c ON o.customer = c.name AND o.amount > 10",
        """
        Collect [retract]
          Calc(select=[id, city]) [retract]
            Join(Left, keys=[customer = name]) [retract]
              Watermark(ts, ts) [append]
                Scan(orders, columns=[id, customer, amount, ts]) [append]
              Scan(customers, columns=[name, city]) [append]
        """);

    [Fact]
    public void A_filter_on_the_row_number_is_a_top_n() => Explains(
        """
        SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY amount DESC) AS rn FROM orders)
        WHERE rn <= 3 AND id > 0
        """,
        """
        Collect [retract]
          Calc(select=[id], where=>(id, 0:BIGINT NOT NULL)) [retract]
            TopN(partition=[customer], order=[amount DESC], rows=1..3) [retract]
              Watermark(ts, ts) [append]
                Scan(orders, columns=[id, customer, amount, ts]) [append]
        """);

    [Fact]
    public void First_by_time_is_a_deduplication() => Assert.Contains(
        "Deduplicate(keys=[customer], keep=first)",
        Compile("""
            SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY ts) AS rn FROM orders) WHERE rn = 1
            """).Explain());

    [Fact]
    public void A_statement_set_reads_a_shared_source_once()
    {
        var plan = SqlSession.CompileJob(
            Tables + """
            INSERT INTO totals SELECT customer, COUNT(*) FROM big GROUP BY customer;
            INSERT INTO totals SELECT item.name, COUNT(*) FROM big GROUP BY item.name;
            """,
            new SessionOptions());
        Assert.Single(plan.Nodes().OfType<ScanNode>());
        Assert.Equal(2, plan.Roots.Length);
    }

    [Fact]
    public void State_is_named_by_what_it_computes_not_by_where_it_stands()
    {
        var plain = State("SELECT customer, SUM(amount) FROM orders GROUP BY customer");
        var wrapped = State(
            "SELECT s, c FROM (SELECT customer AS c, SUM(amount) AS s, COUNT(*) n FROM big GROUP BY customer) WHERE s > 1");
        Assert.Equal(plain.Identity, wrapped.Identity);
        Assert.NotEqual(plain.Upstream, wrapped.Upstream);
        Assert.NotEqual(plain.Identity, State("SELECT id, SUM(amount) FROM orders GROUP BY id").Identity);
    }

    [Theory]
    [InlineData("SELECT nope FROM orders", "1:8", "Column 'nope' not found in any table")]
    [InlineData("SELECT ID FROM orders", "1:8", "Column 'ID' not found in any table")]
    [InlineData("SELECT id FROM order_s", "1:16", "Table 'order_s' not found")]
    [InlineData("SELECT FOO(id) FROM orders", "1:8", "There is no function FOO")]
    [InlineData("SELECT id, COUNT(*) FROM orders GROUP BY customer", "1:8", "Expression 'id' is not being grouped")]
    [InlineData("SELECT id FROM orders ORDER BY id", "1:1", "ORDER BY without LIMIT is not supported yet")]
    [InlineData("SELECT id FROM orders WHERE id", "1:29", "WHERE must be a BOOLEAN; found BIGINT")]
    [InlineData("SELECT id FROM orders WHERE SUM(id) > 1", "1:29", "The aggregate SUM cannot stand here")]
    [InlineData("SELECT id FROM orders INTERSECT SELECT id FROM orders", "1:23", "INTERSECT is not supported yet")]
    [InlineData("SELECT id = customer FROM orders", "1:11", null)]
    [InlineData("SELECT id FROM orders o JOIN customers c ON id = nope", "1:50", "Column 'nope' not found in any table")]
    [InlineData("SET 'table.exec.state.tll' = '1 d'", "1:1", "The setting 'table.exec.state.tll' is not supported yet")]
    [InlineData("INSERT INTO totals SELECT customer FROM orders", "1:1", null)]
    [InlineData("INSERT INTO totals SELECT id, id FROM orders", "1:1", null)]
    public void A_refusal_says_what_and_where(string sql, string position, string? message)
    {
        var error = Assert.Throws<SqlException>(() => Compile(sql));
        Assert.Equal(position, At(error, sql));
        if (message is not null)
        {
            Assert.Equal(message, error.Message);
        }
    }

    // Positions count from the statement's own first line.
    private static string At(SqlException error, string sql)
    {
        Assert.NotNull(error.Position);
        var first = Tables.Count(c => c == '\n') + 1;
        return $"{error.Position.Value.Line - first}:{error.Position.Value.Column}";
    }

    private static Weir.Engine.State.StateDescriptor State(string sql) => Assert.Single(Compile(sql).States);

    private static Plan Compile(string sql) =>
        new SqlSession(new SessionOptions()).Run(Tables + "\n" + sql).Last().Plan!;

    private static void Explains(string sql, string expected)
    {
        var actual = string.Join('\n', Compile(sql).Explain().Split('\n')
            .Select(line => line.TrimStart().StartsWith('#')
                ? new string(' ', line.Length - line.TrimStart().Length) + line.TrimStart()[(line.TrimStart().IndexOf(' ') + 1)..]
                : line));
        Assert.Equal(expected.ReplaceLineEndings("\n"), actual);
    }
}
