namespace Weir.Golden;

/// <summary>Cuts a script into its statements: Flink's SQL gateway takes one at a time.</summary>
public static class SqlScript
{
    /// <summary>
    /// The statements without their final <c>;</c>. A semicolon inside quotes, back-ticks, comments or
    /// <c>BEGIN … END</c> does not end a statement.
    /// </summary>
    public static IReadOnlyList<string> Split(string script)
    {
        List<string> statements = [];
        int start = 0;
        bool inBlock = false;
        for (int i = 0; i < script.Length;)
        {
            int next = SkipToken(script, i);
            string token = script[i..next];
            inBlock = token.ToUpperInvariant() switch
            {
                "BEGIN" => true,
                "END" when inBlock && EndsBlock(script, next) => false,
                _ => inBlock,
            };
            if (token == ";" && !inBlock)
            {
                statements.Add(script[start..i]);
                start = next;
            }
            i = next;
        }
        statements.Add(script[start..]);
        return [.. statements.Where(statement => WithoutComments(statement).Length > 0)];
    }

    // END of CASE … END is not followed by a semicolon inside a statement set's block.
    private static bool EndsBlock(string script, int after) =>
        script[after..].TrimStart() is "" or [';', ..];

    private static string WithoutComments(string statement) =>
        string.Concat(statement.Split('\n').Where(line => !line.TrimStart().StartsWith("--"))).Trim();

    private static int SkipToken(string script, int at)
    {
        char c = script[at];
        if (c is '\'' or '"' or '`')
        {
            int close = script.IndexOf(c, at + 1);
            return close < 0 ? script.Length : close + 1;
        }
        if (script.AsSpan(at).StartsWith("--"))
        {
            int end = script.IndexOf('\n', at);
            return end < 0 ? script.Length : end;
        }
        if (script.AsSpan(at).StartsWith("/*"))
        {
            int end = script.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? script.Length : end + 2;
        }
        int next = at + 1;
        while (char.IsLetterOrDigit(c) && next < script.Length
            && (char.IsLetterOrDigit(script[next]) || script[next] == '_'))
        {
            next++;
        }
        return next;
    }
}
