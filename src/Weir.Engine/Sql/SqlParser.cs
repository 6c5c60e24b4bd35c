namespace Weir.Engine.Sql;

/// <summary>Text to syntax tree. Every mistake is one <see cref="SqlException"/> with its position.</summary>
public static class SqlParser
{
    /// <summary>A whole script; statements end with <c>;</c>, which the last one may leave out.</summary>
    internal static IReadOnlyList<Statement> ParseScript(string sql) => new Parser(sql).ParseScript();

    /// <summary>Exactly one statement; a <c>;</c> may follow.</summary>
    internal static Statement ParseStatement(string sql) => new Parser(sql).ParseSingleStatement();

    /// <summary>Exactly one expression.</summary>
    internal static Expression ParseExpression(string sql) => new Parser(sql).ParseSingleExpression();

    /// <summary>
    /// The statements of a script as text, for whoever sends them elsewhere: semicolons in quotes, comments, and
    /// between BEGIN and END of a statement set do not split. Throws <see cref="SqlException"/> only for a quote,
    /// comment or statement set that is not closed, and for a text beyond the limits.
    /// </summary>
    public static IReadOnlyList<StatementText> SplitStatements(string sql)
    {
        SqlLimits.CheckLength(sql);
        return StatementSplitter.Split(sql);
    }
}
