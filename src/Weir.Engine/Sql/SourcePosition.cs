namespace Weir.Engine.Sql;

/// <summary>
/// A place in a script: 1-based line and column, 0-based offset. Columns and offsets count UTF-16 units, a tab is
/// one column, and <c>\n</c>, <c>\r\n</c> and a lone <c>\r</c> each end a line.
/// </summary>
public readonly record struct SourcePosition(int Line, int Column, int Offset)
{
    public static SourcePosition Start => new(1, 1, 0);

    public override string ToString() => $"{Line}:{Column}";
}
