namespace Weir.Engine.Sql;

/// <summary>Text to syntax tree. Every mistake is one <see cref="SqlException"/> with its position.</summary>
public static class SqlParser
{
    /// <summary>A whole script; statements end with <c>;</c>, which the last one may leave out.</summary>
    internal static IReadOnlyList<Statement> ParseScript(string sql) => throw Missing();

    /// <summary>Exactly one statement.</summary>
    internal static Statement ParseStatement(string sql) => throw Missing();

    /// <summary>Exactly one expression.</summary>
    internal static Expression ParseExpression(string sql) => throw Missing();

    private static SqlException Missing() => SqlException.NotSupported("The parser", null);
}
