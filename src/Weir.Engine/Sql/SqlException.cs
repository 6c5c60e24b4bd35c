namespace Weir.Engine.Sql;

/// <summary>What kind of mistake a <see cref="SqlException"/> reports.</summary>
public enum SqlErrorCode
{
    /// <summary>The text is not SQL.</summary>
    Syntax,

    /// <summary>The text is SQL that Weir does not execute yet.</summary>
    NotSupported,

    /// <summary>A limit of the parser or the planner was exceeded.</summary>
    Limit,

    /// <summary>A table, column, function or option of that name does not exist, or a name is ambiguous.</summary>
    Name,

    /// <summary>Operands, arguments or columns have types that do not fit.</summary>
    Type,

    /// <summary>Well formed, known and typed, but against a rule of the language (an aggregate in WHERE, a second
    /// watermark, a sink that takes no updates...).</summary>
    Semantic,
}

/// <summary>
/// A mistake in what the user wrote, found by the parser or the planner. <see cref="Exception.Message"/> is one
/// sentence without the position; whoever shows it puts file, line and column before it and the hint after it.
/// </summary>
public sealed class SqlException : Exception
{
    public SqlException(SqlErrorCode code, string message, SourcePosition? position, string? hint = null)
        : base(message)
    {
        Code = code;
        Position = position;
        Hint = hint;
    }

    public SqlErrorCode Code { get; }

    /// <summary>Where in the script; null when the mistake has no place (a missing option, say).</summary>
    public SourcePosition? Position { get; }

    /// <summary>What to write instead, when that can be told.</summary>
    public string? Hint { get; }

    /// <summary>Valid Flink SQL that Weir cannot run: never accepted and ignored. <paramref name="thing"/> is named
    /// as the user knows it, e.g. <c>MATCH_RECOGNIZE</c>.</summary>
    public static SqlException NotSupported(string thing, SourcePosition? position, string? hint = null) =>
        new(SqlErrorCode.NotSupported, $"{thing} is not supported yet", position, hint);

    public static SqlException Syntax(string message, SourcePosition position, string? hint = null) =>
        new(SqlErrorCode.Syntax, message, position, hint);

    public static SqlException Limit(string message, SourcePosition? position, string? hint = null) =>
        new(SqlErrorCode.Limit, message, position, hint);

    public static SqlException Name(string message, SourcePosition? position, string? hint = null) =>
        new(SqlErrorCode.Name, message, position, hint);

    public static SqlException Type(string message, SourcePosition? position, string? hint = null) =>
        new(SqlErrorCode.Type, message, position, hint);

    public static SqlException Semantic(string message, SourcePosition? position, string? hint = null) =>
        new(SqlErrorCode.Semantic, message, position, hint);

    /// <summary><c>LINE:COL: message</c>, for logs and tests.</summary>
    public override string ToString() => Position is { } at ? $"{at}: {Message}" : Message;
}
