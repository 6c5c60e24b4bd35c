using Weir.Engine.Sql;
using Xunit;

namespace Weir.Engine.Tests.Sql;

/// <summary>What must hold for any text whatever: it parses to trees that survive printing, or is refused at a place
/// inside the text. Any exception but SqlException fails the test that asks.</summary>
internal static class Outcome
{
    /// <summary>The statements, or null when the text is refused.</summary>
    public static IReadOnlyList<Statement>? Of(string sql)
    {
        IReadOnlyList<Statement> statements;
        try
        {
            statements = SqlParser.ParseScript(sql);
        }
        catch (SqlException error)
        {
            Assert.NotEmpty(error.Message);
            AssertInside(error.Position ?? SourcePosition.Start, sql);
            return null;
        }

        foreach (Statement statement in statements)
        {
            AssertInside(statement.Position, sql);
            string printed = SqlPrinter.Print(statement);
            Assert.True(statement.Equals(SqlParser.ParseStatement(printed)), $"{sql}\nis printed as\n{printed}");
        }

        return statements;
    }

    private static void AssertInside(SourcePosition position, string sql)
    {
        Assert.InRange(position.Offset, 0, sql.Length);
        int line = 1;
        int lineStart = sql.StartsWith('\uFEFF') ? 1 : 0;
        for (int i = lineStart; i < position.Offset; i++)
        {
            bool ends = sql[i] == '\n' || (sql[i] == '\r' && (i + 1 == sql.Length || sql[i + 1] != '\n'));
            if (ends)
            {
                line++;
                lineStart = i + 1;
            }
        }

        Assert.Equal((line, position.Offset - lineStart + 1), (position.Line, position.Column));
    }
}
