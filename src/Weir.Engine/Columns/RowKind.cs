namespace Weir.Engine.Columns;

/// <summary>What a row of a changelog does. The low bit tells a retraction.</summary>
public enum RowKind : byte
{
    Insert = 0,
    UpdateBefore = 1,
    UpdateAfter = 2,
    Delete = 3,
}

public static class RowKinds
{
    /// <summary>True for -U and -D.</summary>
    public static bool IsRetraction(this RowKind kind) => ((byte)kind & 1) != 0;

    /// <summary>+1 for +I and +U, -1 for -U and -D.</summary>
    public static int Sign(this RowKind kind) => 1 - (((byte)kind & 1) << 1);

    public static string Symbol(this RowKind kind) => kind switch
    {
        RowKind.Insert => "+I",
        RowKind.UpdateBefore => "-U",
        RowKind.UpdateAfter => "+U",
        RowKind.Delete => "-D",
    };
}
