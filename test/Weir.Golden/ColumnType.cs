namespace Weir.Golden;

/// <summary>A line of <c>schema.txt</c>: a column's name and its type as Flink writes types.</summary>
public sealed record ColumnType(string Name, string Type)
{
    /// <summary>True when numbers in the column are compared as floating-point values, not as texts.</summary>
    public bool IsFloating => Type.Contains("DOUBLE") || IsSingle;

    /// <summary>True for FLOAT: such numbers are compared in single precision.</summary>
    public bool IsSingle => Type.Contains("FLOAT");

    /// <summary>The type without nullability, which engines may infer differently.</summary>
    public string Bare => Type.Replace(" NOT NULL", "");

    // Column names in cases hold no blanks; types do.
    public static ColumnType Parse(string line)
    {
        int blank = line.IndexOf(' ');
        return new ColumnType(line[..blank], line[(blank + 1)..]);
    }

    public override string ToString() => $"{Name} {Type}";
}
