namespace Weir.Engine.Sql;

/// <summary>One statement of a script as text, without its semicolon, and where it begins.</summary>
public readonly record struct StatementText(string Text, SourcePosition Position);

/// <summary>
/// Cuts a script at the semicolons that end statements: not those in quotes, comments and hints, nor those inside a
/// statement set. Knows no grammar, so it splits what the parser would refuse.
/// </summary>
internal static class StatementSplitter
{
    public static List<StatementText> Split(string sql)
    {
        var statements = new List<StatementText>();
        var lexer = new Lexer(sql);
        while (true)
        {
            Token first = lexer.Next();
            if (first.Kind == TokenKind.Semicolon)
            {
                continue;
            }

            if (first.Kind == TokenKind.End)
            {
                return statements;
            }

            if (statements.Count == SqlLimits.Statements)
            {
                throw SqlException.Limit(
                    $"The script has more than {SqlLimits.Statements} statements", first.Position);
            }

            int end = FindEnd(ref lexer, first);
            statements.Add(new StatementText(sql[first.Offset..end], first.Position));
        }
    }

    /// <summary>Offset behind the last token of the statement. CASE .. END inside a statement set is counted, so that
    /// its END does not end the set.</summary>
    private static int FindEnd(ref Lexer lexer, Token first)
    {
        Token previous = default;
        Token current = first;
        SourcePosition? begin = null;
        int cases = 0;
        while (true)
        {
            switch (current.Kind)
            {
                case TokenKind.Unterminated:
                    throw SqlException.Syntax("The text or comment that begins here is not closed", current.Position);
                case TokenKind.End when begin is { } open:
                    throw SqlException.Syntax("The statement set that begins here has no END", open);
                case TokenKind.End:
                case TokenKind.Semicolon when begin is null:
                    return previous.EndOffset;
            }

            switch (current.Keyword)
            {
                case Keyword.Begin when previous.Keyword == Keyword.Set || current == first:
                    begin ??= current.Position;
                    break;
                case Keyword.Case:
                    cases++;
                    break;
                case Keyword.End when cases > 0:
                    cases--;
                    break;
                case Keyword.End:
                    begin = null;
                    break;
            }

            previous = current;
            current = lexer.Next();
        }
    }
}
