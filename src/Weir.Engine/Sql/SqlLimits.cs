namespace Weir.Engine.Sql;

/// <summary>What the parser refuses by size, so that no text can exhaust stack or memory.</summary>
internal static class SqlLimits
{
    /// <summary>Characters in one script: hand-written jobs stay under 100 K, generated ones under 500 K.</summary>
    public const int TextLength = 1 << 20;

    /// <summary>Statements in one script, those inside statement sets included.</summary>
    public const int Statements = 4096;

    /// <summary>Parentheses, subqueries and types inside each other. Each costs the parser up to about 2 KB of stack
    /// in a debug build, and threads may have as little as 1 MB.</summary>
    public const int Nesting = 200;

    /// <summary>Height of the tree, to which a chain of operators (<c>a OR b OR c ..</c>) adds one each: what every
    /// recursive pass over the tree has to bear. At 2 KB a level, a debug build's worst, that is 1 MB of
    /// stack.</summary>
    public const int TreeHeight = 500;

    /// <summary>Characters of one name: names become metric labels, file names and JSON keys, all of which have
    /// limits near this one.</summary>
    public const int IdentifierLength = 256;

    /// <summary>Parts of one dotted name: catalog, database, table, column, and as many nested fields as Nesting
    /// levels of ROW could hold sensibly.</summary>
    public const int NameParts = 64;

    public static void CheckLength(string sql)
    {
        if (sql.Length > TextLength)
        {
            throw SqlException.Limit(
                $"The text has {sql.Length} characters, more than the {TextLength} that are allowed", null);
        }
    }
}
