using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

public sealed class SplitterTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" ; ;\n-- nothing\n/* at ; all */ ;", new string[0])]
    [InlineData("SELECT 1", new[] { "SELECT 1" })]
    [InlineData("SELECT 1 ;; SELECT 2;", new[] { "SELECT 1", "SELECT 2" })]
    [InlineData("SELECT ';', `;`, '''', ';' ; SELECT 2", new[] { "SELECT ';', `;`, '''', ';'", "SELECT 2" })]
    [InlineData("SELECT 1 -- ; no\n; SELECT /* ; */ 2", new[] { "SELECT 1", "SELECT /* ; */ 2" })]
    [InlineData("-- first\nSELECT 1; // second ;\nSELECT 2", new[] { "SELECT 1", "SELECT 2" })]
    [InlineData("SELECT /*+ h(';') */ 1;", new[] { "SELECT /*+ h(';') */ 1" })]
    [InlineData(
        "SET 'a'='b'; EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END; SELECT 3",
        new[]
        {
            "SET 'a'='b'",
            "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END",
            "SELECT 3",
        })]
    [InlineData(
        "begin statement set; insert into a select case when x then 1 end from t; end; SELECT 3",
        new[] { "begin statement set; insert into a select case when x then 1 end from t; end", "SELECT 3" })]
    [InlineData(
        "EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT CASE a WHEN 1 THEN CASE WHEN b THEN 2 END END; END",
        new[]
        {
            "EXPLAIN STATEMENT SET BEGIN INSERT INTO a SELECT CASE a WHEN 1 THEN CASE WHEN b THEN 2 END END; END",
        })]
    [InlineData("SELECT `begin`, `end` FROM t; SELECT 2", new[] { "SELECT `begin`, `end` FROM t", "SELECT 2" })]
    [InlineData("ADD JAR 'x;y'; SELEC @ # \"a\"; 1", new[] { "ADD JAR 'x;y'", "SELEC @ # \"a\"", "1" })]
    public void Semicolons_split_only_between_statements(string script, string[] expected) =>
        Assert.Equal(expected, SqlParser.SplitStatements(script).Select(statement => statement.Text));

    [Fact]
    public void Each_piece_knows_where_it_begins()
    {
        IReadOnlyList<StatementText> pieces = SqlParser.SplitStatements("-- x\r\n SELECT 1;\r\n\tSELECT 2");
        Assert.Equal(
            [new SourcePosition(2, 2, 7), new SourcePosition(3, 2, 19)], pieces.Select(piece => piece.Position));
    }

    [Theory]
    [InlineData("SELECT 1; SELECT 'x", "1:18: The text or comment that begins here is not closed")]
    [InlineData("SELECT 1; /* x", "1:11: The text or comment that begins here is not closed")]
    [InlineData("SELECT `x", "1:8: The text or comment that begins here is not closed")]
    [InlineData("BEGIN STATEMENT SET; INSERT INTO a SELECT 1;", "1:1: The statement set that begins here has no END")]
    public void What_is_not_closed_cannot_be_split(string script, string expected) =>
        Assert.Equal(expected, Assert.Throws<SqlException>(() => SqlParser.SplitStatements(script)).ToString());

    [Fact]
    public void Splitting_and_parsing_agree_on_the_corpus()
    {
        string script = string.Join("\n;\n", Corpus.Statements);
        IReadOnlyList<Statement> whole = SqlParser.ParseScript(script);
        IReadOnlyList<StatementText> pieces = SqlParser.SplitStatements(script);
        Assert.Equal(whole, pieces.Select(piece => SqlParser.ParseStatement(piece.Text)));
        Assert.Equal(whole.Select(statement => statement.Position), pieces.Select(piece => piece.Position));
    }
}
