namespace Weir.Golden;

/// <summary>A line of <c>schema.txt</c>: a column's name and its type as Flink writes types.</summary>
public sealed record ColumnType(string Name, string Type)
{
    /// <summary>True when numbers in the column are compared as floating-point values, not as texts.</summary>
    public bool IsFloating => Type.Contains("DOUBLE") || IsSingle;

    /// <summary>True for FLOAT: such numbers are compared in single precision.</summary>
    public bool IsSingle => Type.Contains("FLOAT");

    /// <summary>True for a MAP or MULTISET: its entries have no order.</summary>
    public bool IsMap => Type.StartsWith("MAP<", StringComparison.Ordinal)
        || Type.StartsWith("MULTISET<", StringComparison.Ordinal);

    /// <summary>The type without nullability, which engines may infer differently.</summary>
    public string Bare => Type.Replace(" NOT NULL", "");

    /// <summary>Reads <c>name TYPE</c>; a name that holds blanks or back-ticks is quoted as in SQL.</summary>
    public static ColumnType Parse(string line)
    {
        int end = line.IndexOf(' ');
        if (line[0] != '`')
        {
            return new ColumnType(line[..end], line[(end + 1)..]);
        }
        end = line.IndexOf("` ", StringComparison.Ordinal);
        return new ColumnType(line[1..end].Replace("``", "`"), line[(end + 2)..]);
    }

    public override string ToString() =>
        Name.AsSpan().ContainsAny(' ', '`') ? $"`{Name.Replace("`", "``")}` {Type}" : $"{Name} {Type}";
}
