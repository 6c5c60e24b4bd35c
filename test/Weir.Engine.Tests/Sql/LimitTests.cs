using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class LimitTests
{
    /// <summary>Less than any thread of the service has.</summary>
    private const int SmallStack = 1024 * 1024;

    private const int Deep = 100_000;

    public static TheoryData<string, string, string> Nests => new()
    {
        { "SELECT ", "(", "" },
        { "SELECT * FROM ", "(", "" },
        { "INSERT INTO t ", "(", "SELECT 1" },
        { "", "(", "SELECT 1" },
        { "SELECT ", "NOT ", "a" },
        { "SELECT ", "- ", "1" },
        { "SELECT ", "a[", "" },
        { "SELECT ", "f(", "" },
        { "SELECT ", "CASE WHEN ", "" },
        { "SELECT ", "CASE ", "" },
        { "SELECT ", "ARRAY[", "" },
        { "SELECT ", "ROW(", "" },
        { "SELECT ", "a IN (", "" },
        { "SELECT ", "(SELECT ", "" },
        { "SELECT ", "EXISTS (SELECT ", "" },
        { "SELECT ", "CAST(", "" },
        { "SELECT ", "TRIM(", "" },
        { "SELECT ", "POSITION(", "" },
        { "SELECT ", "JSON_VALUE(", "" },
        { "SELECT ", "a OR b AND NOT c = d + e * - (", "" },
        { "SELECT ", "SUM(a) OVER (ORDER BY ", "" },
        { "SELECT ", "SUM(a) FILTER (WHERE ", "" },
        { "SELECT * FROM ", "(SELECT * FROM ", "" },
        { "SELECT * FROM ", "a JOIN (", "" },
        { "SELECT * FROM ", "LATERAL (SELECT * FROM ", "" },
        { "SELECT * FROM ", "TABLE(f((SELECT * FROM ", "" },
        { "", "WITH a AS (", "" },
        { "SELECT 1 FROM t GROUP BY ", "GROUPING SETS (", "" },
        { "CREATE TABLE t (a ", "ARRAY<", "" },
        { "CREATE TABLE t (a ", "ROW<a ", "" },
        { "CREATE TABLE t (a ", "MAP<INT, ", "" },
        { "EXPLAIN ", "(", "" },
    };

    public static TheoryData<string, string, string> Chains => new()
    {
        { "SELECT a", " + a", "" },
        { "SELECT a", " OR a = 1", "" },
        { "SELECT a", " || 'x'", "" },
        { "SELECT a", " IS NULL", "" },
        { "SELECT a", "[1]", "" },
        { "SELECT f(x)", ".a", "" },
        { "SELECT a", " IN (1)", "" },
        { "SELECT 1", " UNION ALL SELECT 1", "" },
        { "SELECT 1", " UNION ALL (SELECT 1 INTERSECT SELECT 2)", "" },
        { "SELECT * FROM a", ", a", "" },
        { "SELECT * FROM a", " JOIN a ON x", "" },
        { "CREATE TABLE t (a INT", " ARRAY", ")" },
        { "SELECT a", ".a", "" },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public void Deep_nesting_is_an_error_and_never_a_stack_overflow(string start, string repeated, string end)
    {
        SqlException error = RefusedOnSmallStack(start + string.Concat(Enumerable.Repeat(repeated, Deep / 4)) + end);
        Assert.Equal(SqlErrorCode.Limit, error.Code);
        Assert.Contains("levels deep", error.Message);
        Assert.NotNull(error.Position);
    }

    [Fact]
    public void A_hundred_thousand_parentheses_are_an_error()
    {
        SqlException error = RefusedOnSmallStack("SELECT " + new string('(', Deep));
        Assert.Equal(SqlErrorCode.Limit, error.Code);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Long_chains_are_an_error(string start, string repeated, string end)
    {
        SqlException error = RefusedOnSmallStack(start + string.Concat(Enumerable.Repeat(repeated, Deep / 4)) + end);
        Assert.Equal(SqlErrorCode.Limit, error.Code);
        Assert.NotNull(error.Position);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Chains_within_the_limit_survive_every_pass_on_a_small_stack(string start, string repeated, string end)
    {
        int count = (start, repeated) switch
        {
            ("SELECT a", ".a") => SqlLimits.NameParts - 1,
            (_, " ARRAY") => SqlLimits.Nesting - 10,
            _ => SqlLimits.TreeHeight - 20,
        };
        string sql = start + string.Concat(Enumerable.Repeat(repeated, count)) + end;
        OnSmallStack(() =>
        {
            Statement statement = SqlParser.ParseStatement(sql);
            Statement again = SqlParser.ParseStatement(SqlPrinter.Print(statement));
            Assert.Equal(statement, again);
            Assert.Equal(statement.GetHashCode(), again.GetHashCode());
            return true;
        });
    }

    [Fact]
    public void Nesting_that_is_allowed_works_on_a_small_stack_with_every_operator_between()
    {
        const string level = "a OR b AND NOT c IS NULL = d BETWEEN e AND f + g * - (";
        string sql = string.Concat(Enumerable.Repeat(level, 55)) + "x" + new string(')', 55);
        OnSmallStack(() =>
        {
            Expression expression = SqlParser.ParseExpression(sql);
            Assert.Equal(expression, SqlParser.ParseExpression(SqlPrinter.Print(expression)));
            return true;
        });
    }

    [Fact]
    public void Subqueries_may_be_nested_as_deep_as_anybody_writes_them()
    {
        string sql = string.Concat(Enumerable.Repeat("SELECT * FROM (", 60)) + "SELECT 1" + new string(')', 60);
        Assert.NotNull(Outcome.Of(sql));
    }

    [Fact]
    public void Wide_lists_have_no_limit_of_their_own()
    {
        string sql = $"SELECT a IN ({string.Join(", ", Enumerable.Range(0, 50_000))})";
        Assert.NotNull(Outcome.Of(sql));
    }

    [Fact]
    public void A_text_of_more_than_a_mebi_character_is_refused()
    {
        string blanks = new(' ', SqlLimits.TextLength - 8);
        Assert.Single(SqlParser.ParseScript("SELECT 1" + blanks));
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseScript("SELECT 1 " + blanks));
        Assert.Equal(SqlErrorCode.Limit, error.Code);
        Assert.Throws<SqlException>(() => SqlParser.SplitStatements("SELECT 1 " + blanks));
    }

    [Fact]
    public void Names_have_a_length_limit()
    {
        string longest = new('a', SqlLimits.IdentifierLength);
        Assert.NotNull(Outcome.Of($"SELECT {longest}, `{longest}`"));
        Assert.Equal(
            "1:8: A name has 257 characters, more than the 256 that are allowed",
            Assert.Throws<SqlException>(() => SqlParser.ParseScript($"SELECT {longest}a")).ToString());
    }

    [Fact]
    public void A_script_has_a_limit_of_statements_also_inside_statement_sets()
    {
        string many = string.Concat(Enumerable.Repeat("SET;", SqlLimits.Statements));
        Assert.Equal(SqlLimits.Statements, SqlParser.ParseScript(many).Count);
        Assert.Equal(SqlErrorCode.Limit, Assert.Throws<SqlException>(() => SqlParser.ParseScript(many + "SET")).Code);
        Assert.Throws<SqlException>(() => SqlParser.SplitStatements(many + "SET"));

        string inserts = string.Concat(Enumerable.Repeat("INSERT INTO t SELECT 1;", SqlLimits.Statements + 1));
        Assert.Equal(
            SqlErrorCode.Limit,
            Assert.Throws<SqlException>(() => SqlParser.ParseScript($"BEGIN STATEMENT SET; {inserts} END")).Code);
    }

    private static SqlException RefusedOnSmallStack(string sql) =>
        OnSmallStack(() => Assert.Throws<SqlException>(() => SqlParser.ParseScript(sql)));

    private static T OnSmallStack<T>(Func<T> action)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = action();
                }
                catch (Exception error)
                {
                    failure = error;
                }
            },
            SmallStack);
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException("On a small stack", failure);
    }
}
