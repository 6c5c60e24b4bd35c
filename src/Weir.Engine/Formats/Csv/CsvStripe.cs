namespace Weir.Engine.Formats.Csv;

/// <summary>
/// A few hundred records, split but not yet parsed: per wanted column where its text starts and ends in the input. Small
/// enough to stay in the first-level cache between splitting and parsing.
/// </summary>
internal sealed class CsvStripe
{
    public const int MaxRows = 256;

    /// <summary>In <see cref="Starts"/>: the record has no such field.</summary>
    public const int Missing = -1;

    private readonly int[][] _starts;
    private readonly int[][] _ends;

    public CsvStripe(int columns)
    {
        _starts = [.. Enumerable.Range(0, columns).Select(_ => new int[MaxRows])];
        _ends = [.. Enumerable.Range(0, columns).Select(_ => new int[MaxRows])];
    }

    public int Count { get; set; }

    /// <summary>Where each record begins and ends, and its number, for messages.</summary>
    public int[] RecordStarts { get; } = new int[MaxRows];

    public int[] RecordEnds { get; } = new int[MaxRows];

    public long[] Numbers { get; } = new long[MaxRows];

    /// <summary>True when some text of the stripe is not valid UTF-8.</summary>
    public bool Dirty { get; set; }

    public int[] Starts(int column) => _starts[column];

    /// <summary>Ends; the complement of the end when the text has quotes or escapes to be taken out.</summary>
    public int[] Ends(int column) => _ends[column];
}
