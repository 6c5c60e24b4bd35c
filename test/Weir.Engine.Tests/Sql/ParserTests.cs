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

    [Fact]
    public void A_job_body_of_the_cloud_documents_is_a_query() =>
        Assert.Equal(
            "SELECT * FROM source_table",
            SqlPrinter.Print(Assert.Single(SqlParser.ParseScript("select * from source_table"))));

    [Fact]
    public void Both_spellings_of_a_statement_set_are_one_statement() =>
        Assert.Equal(
            SqlParser.ParseScript("EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;"),
            SqlParser.ParseScript("BEGIN STATEMENT SET; INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;"));

    [Fact]
    public void Keywords_have_no_case_and_names_do()
    {
        Assert.Equal(SqlParser.ParseStatement("SELECT a FROM t"), SqlParser.ParseStatement("sElEcT a fRoM t"));
        Assert.NotEqual(SqlParser.ParseStatement("SELECT a FROM t"), SqlParser.ParseStatement("SELECT a FROM T"));
    }

    [Fact]
    public void A_back_ticked_keyword_is_a_name()
    {
        Assert.IsType<Expression.Call>(SqlParser.ParseExpression("CURRENT_DATE"));
        Assert.IsType<Expression.Name>(SqlParser.ParseExpression("`CURRENT_DATE`"));
        Assert.IsType<Expression.NullLiteral>(SqlParser.ParseExpression("NULL"));
        Assert.IsType<Expression.Name>(SqlParser.ParseExpression("`NULL`"));
    }

    [Theory]
    [InlineData("a + b * c", "a + (b * c)")]
    [InlineData("a || b + c", "(a || b) + c")]
    [InlineData("a OR b AND c", "a OR (b AND c)")]
    [InlineData("NOT a = b AND c", "(NOT (a = b)) AND c")]
    [InlineData("a = b IS NULL", "(a = b) IS NULL")]
    [InlineData("a = b IS NOT DISTINCT FROM c", "(a = b) IS NOT DISTINCT FROM c")]
    [InlineData("a = b IN (c)", "a = (b IN (c))")]
    [InlineData("a BETWEEN b AND c AND d", "(a BETWEEN b AND c) AND d")]
    [InlineData("- a * b", "(- a) * b")]
    [InlineData("- a.b[1]", "- (a.b[1])")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a < b = c", "(a < b) = c")]
    public void Operators_bind_as_in_Flink(string sql, string meaning) =>
        Assert.Equal(SqlParser.ParseExpression(meaning), SqlParser.ParseExpression(sql));

    [Theory]
    [InlineData("a, b JOIN c ON x", "a CROSS JOIN (b JOIN c ON x)")]
    [InlineData("a JOIN b ON x JOIN c ON y", "(a JOIN b ON x) JOIN c ON y")]
    [InlineData("a, b, c", "(a CROSS JOIN b) CROSS JOIN c")]
    public void Commas_bind_weaker_than_joins(string from, string meaning) =>
        Assert.Equal(SqlParser.ParseStatement($"TABLE t UNION SELECT * FROM {meaning}"),
            SqlParser.ParseStatement($"TABLE t UNION SELECT * FROM {from}"));

    [Fact]
    public void Intersect_binds_tighter_than_union() =>
        Assert.Equal(
            SqlParser.ParseStatement("(TABLE a UNION (TABLE b INTERSECT TABLE c)) EXCEPT TABLE d"),
            SqlParser.ParseStatement("TABLE a UNION TABLE b INTERSECT TABLE c EXCEPT TABLE d"));

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("'a' 'b'\n'c'", "abc")]
    [InlineData("U&'\\00e9\\\\'", "é\\")]
    [InlineData("U&'!0041!!' UESCAPE '!'", "A!")]
    [InlineData("'a\r\nb'", "a\r\nb")]
    public void Text_literals_are_decoded(string sql, string value) =>
        Assert.Equal(new Expression.StringLiteral(value), SqlParser.ParseExpression(sql));

    [Fact]
    public void Numbers_keep_their_digits()
    {
        Assert.Equal(new Expression.ExactLiteral("0.908"), SqlParser.ParseExpression("0.908"));
        Assert.Equal(new Expression.ApproximateLiteral("1E0"), SqlParser.ParseExpression("1E0"));
        Assert.Equal(
            new Expression.Unary(UnaryOperator.Minus, new Expression.ExactLiteral("9223372036854775808")),
            SqlParser.ParseExpression("-9223372036854775808"));
    }

    [Theory]
    [InlineData("INTERVAL '1' DAY", 86_400_000)]
    [InlineData("INTERVAL -'90' SECOND", -90_000)]
    [InlineData("INTERVAL '-90' SECOND", -90_000)]
    [InlineData("INTERVAL -'-90' SECOND", 90_000)]
    [InlineData("INTERVAL '1.5' SECOND", 1_500)]
    [InlineData("INTERVAL '0.0019' SECOND", 1)]
    [InlineData("INTERVAL '1 02:03:04.5' DAY TO SECOND", 93_784_500)]
    [InlineData("INTERVAL '02:30' HOUR TO MINUTE", 9_000_000)]
    [InlineData("INTERVAL '30:15' MINUTE TO SECOND", 1_815_000)]
    [InlineData("INTERVAL ' 005 ' MINUTE", 300_000)]
    [InlineData("INTERVAL '1' YEAR", 12)]
    [InlineData("INTERVAL '1-6' YEAR TO MONTH", 18)]
    [InlineData("INTERVAL '120' MONTH(3)", 120)]
    public void Intervals_are_months_or_milliseconds(string sql, long value) =>
        Assert.Equal(value, ((Expression.IntervalLiteral)SqlParser.ParseExpression(sql)).Value);

    [Fact]
    public void Window_functions_have_one_shape_however_their_arguments_are_given()
    {
        const string expected =
            "SELECT * FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY, INTERVAL '5' DAY))";
        string[] spellings =
        [
            expected,
            "SELECT * FROM HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY, INTERVAL '5' DAY)",
            "SELECT * FROM hop((TABLE t), DESCRIPTOR(ts), INTERVAL '1' HOUR, INTERVAL '1' DAY, INTERVAL '5' DAY)",
            """
            SELECT * FROM TABLE(HOP(OFFSET => INTERVAL '5' DAY, SIZE => INTERVAL '1' DAY,
              SLIDE => INTERVAL '1' HOUR, TIMECOL => DESCRIPTOR(ts), DATA => TABLE t))
            """,
        ];
        Assert.All(spellings, sql => Assert.Equal(expected, SqlPrinter.Print(SqlParser.ParseStatement(sql))));
        var select = (Query.Select)((Statement.Select)SqlParser.ParseStatement(expected)).Query;
        var window = (TableReference.Window)select.From!;
        Assert.Equal("INTERVAL '1' DAY", SqlPrinter.Print(window.Size));
        Assert.Equal("INTERVAL '1' HOUR", SqlPrinter.Print(window.Step!));
    }

    [Theory]
    [InlineData("SET table.exec.mini-batch.size = 5000", "table.exec.mini-batch.size", "5000")]
    [InlineData("SET parallelism.default=2;", "parallelism.default", "2")]
    [InlineData("SET 'a' = 'b;c'", "a", "b;c")]
    [InlineData("SET a.b = s3:bucket@x", "a.b", "s3:bucket@x")]
    public void Settings_may_lack_quotes_as_in_older_scripts(string sql, string key, string value) =>
        Assert.Equal([new Statement.SetOption(key, value)], SqlParser.ParseScript(sql));

    [Theory]
    [InlineData("SELECT value FROM t", "VALUE is a reserved word: to use it as a name, put it in back-ticks: `value`.")]
    [InlineData("SELECT a AS none", "NONE is a reserved word: to use it as a name, put it in back-ticks: `none`.")]
    [InlineData("SELECT \"a\" FROM t", "Names are put in back-ticks, text in single quotes.")]
    [InlineData("SELECT a\u00A0FROM t", "This is a special blank: replace it by an ordinary one.")]
    [InlineData("SELECT a\uFF0C b", "This is a full-width character: write ,.")]
    [InlineData("SELECT a == b", "Equality is written with one =.")]
    [InlineData("SELECT INTERVAL '150' SECOND", "Write SECOND(3), or use a larger unit.")]
    [InlineData("SELECT * FROM a JOIN b", "A join without a condition is written CROSS JOIN.")]
    [InlineData("CREATE TABLE t (a INT, PRIMARY KEY (a))",
        "Weir does not own the data, so it cannot enforce a key: write PRIMARY KEY (..) NOT ENFORCED.")]
    [InlineData("SELECT 1 SELECT 2", "Statements are separated by ;.")]
    [InlineData("SELECT a FROM t WHERE b", null)]
    public void Common_slips_get_a_hint(string sql, string? hint)
    {
        SqlException? error = Record.Exception(() => SqlParser.ParseScript(sql)) as SqlException;
        Assert.Equal(hint, error?.Hint);
    }

    [Fact]
    public void What_cannot_run_is_refused_by_name_and_place()
    {
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseScript("SELECT *\nFROM t MATCH_RECOGNIZE (x)"));
        Assert.Equal(SqlErrorCode.NotSupported, error.Code);
        Assert.Equal("2:8: MATCH_RECOGNIZE is not supported yet", error.ToString());
    }

    [Fact]
    public void Every_reserved_word_is_refused_as_a_name_and_accepted_in_back_ticks()
    {
        foreach (Keyword keyword in Enum.GetValues<Keyword>().Where(keyword => keyword > Keyword.Other))
        {
            string word = Keywords.Text(keyword);
            Assert.NotNull(Outcome.Of($"CREATE TABLE t (`{word}` INT)"));
            bool reserved = (Keywords.Find(word).Traits & KeywordTraits.Reserved) != 0;
            Assert.Equal(reserved, Outcome.Of($"CREATE TABLE t ({word} INT)") is null);
            Assert.Equal(reserved, Outcome.Of($"SELECT 1 AS {word}") is null);
        }
    }
}
