namespace Weir.Engine.Columns;

/// <summary>The rows of a batch that a kernel works on: all of the first <see cref="Length"/>, or the selected ones in
/// ascending order.</summary>
public readonly ref struct Rows
{
    private readonly ReadOnlySpan<int> _selection;

    private Rows(int length, bool all, ReadOnlySpan<int> selection)
    {
        Length = length;
        IsAll = all;
        _selection = selection;
    }

    /// <summary>Physical rows of the batch: the length that a result column must have.</summary>
    public int Length { get; }

    /// <summary>True when every physical row counts; then <see cref="Selection"/> is empty.</summary>
    public bool IsAll { get; }

    public ReadOnlySpan<int> Selection => _selection;

    public int Count => IsAll ? Length : _selection.Length;

    /// <summary>The physical row at position <paramref name="i"/> of 0..Count-1.</summary>
    public int this[int i] => IsAll ? i : _selection[i];

    public static Rows All(int length) => new(length, true, default);

    public static Rows Selected(int length, ReadOnlySpan<int> selection) => new(length, false, selection);
}
