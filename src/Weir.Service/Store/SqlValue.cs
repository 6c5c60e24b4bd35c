namespace Weir.Service.Store;

/// <summary>A value for a parameter: a text, a whole number, a real number or null. No boxing on the way.</summary>
internal readonly struct SqlValue
{
    private SqlValue(ValueKind kind, long number, double real, string? text)
    {
        Kind = kind;
        Number = number;
        Real = real;
        Text = text;
    }

    public enum ValueKind : byte
    {
        Null,
        Number,
        Real,
        Text,
    }

    public ValueKind Kind { get; }

    public long Number { get; }

    public double Real { get; }

    public string? Text { get; }

    public static implicit operator SqlValue(string? text) =>
        text is null ? default : new SqlValue(ValueKind.Text, 0, 0, text);

    public static implicit operator SqlValue(long number) => new(ValueKind.Number, number, 0, null);

    public static implicit operator SqlValue(long? number) => number is { } value ? (SqlValue)value : default;

    public static implicit operator SqlValue(int number) => (SqlValue)(long)number;

    public static implicit operator SqlValue(int? number) => number is { } value ? (SqlValue)value : default;

    public static implicit operator SqlValue(double? real) =>
        real is { } value ? new SqlValue(ValueKind.Real, 0, value, null) : default;
}
