using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class CorpusTests
{
    [Fact]
    public void Every_accepted_expression_prints_to_text_that_parses_to_the_same_tree()
    {
        Assert.True(Corpus.Expressions.Count >= 150);
        Assert.All(Corpus.Expressions, sql =>
        {
            Expression expression = SqlParser.ParseExpression(sql);
            string printed = SqlPrinter.Print(expression);
            Assert.Equal(expression, SqlParser.ParseExpression(printed));
            Assert.Equal(printed, SqlPrinter.Print(SqlParser.ParseExpression(printed)));
        });
    }

    [Fact]
    public void Every_accepted_statement_prints_to_text_that_parses_to_the_same_tree()
    {
        Assert.True(Corpus.Statements.Count >= 150);
        Assert.All(Corpus.Statements, sql =>
        {
            IReadOnlyList<Statement> statements = SqlParser.ParseScript(sql);
            Assert.NotEmpty(statements);
            Assert.All(statements, statement =>
            {
                Statement again = SqlParser.ParseStatement(SqlPrinter.Print(statement));
                Assert.Equal(statement, again);
                Assert.Equal(statement.GetHashCode(), again.GetHashCode());
            });
        });
    }

    [Fact]
    public void Every_accepted_statement_may_stand_in_one_script_with_all_others()
    {
        string script = string.Join(";\n", Corpus.Statements.Select(WithoutLineComment));
        int expected = Corpus.Statements.Sum(sql => SqlParser.ParseScript(sql).Count);
        Assert.Equal(expected, SqlParser.ParseScript(script).Count);
    }

    [Fact]
    public void Every_refused_script_names_its_mistake_and_its_place()
    {
        Assert.True(Corpus.Rejected.Count >= 200);
        Assert.All(Corpus.Rejected, line =>
        {
            string[] parts = line.Split('\t');
            var error = Assert.Throws<SqlException>(() => SqlParser.ParseScript(parts[2]));
            Assert.Equal($"{parts[0]} {parts[1]}", $"{error.Position} {error.Message}");
        });
    }

    [Fact]
    public void A_prefix_of_any_accepted_statement_is_accepted_or_refused_but_never_fails()
    {
        foreach (string sql in Corpus.Statements)
        {
            for (int length = 0; length < sql.Length; length++)
            {
                Outcome.Of(sql[..length]);
            }
        }
    }

    private static string WithoutLineComment(string sql) => sql.Replace("--", "\n--").Replace("//", "\n--") + "\n";
}
