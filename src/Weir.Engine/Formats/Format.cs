using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Options;
using Weir.Engine.Types;

namespace Weir.Engine.Formats;

/// <summary>A record format: decoders and encoders from a table's options (keys with the format's prefix, e.g.
/// <c>json.ignore-parse-errors</c>). One folder and one line in <c>FormatCatalog</c>.</summary>
public abstract class Format
{
    /// <summary>Value of the option <c>format</c>, and the prefix of its options.</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<OptionSpec> Options { get; }

    /// <summary>What a decoder of this format yields.</summary>
    public virtual ChangelogMode Mode => ChangelogMode.Append;

    /// <summary>What an encoder of this format can write.</summary>
    public virtual ChangelogMode Accepts => Mode;

    public abstract RecordDecoder CreateDecoder(FormatContext context);

    public abstract RecordEncoder CreateEncoder(FormatContext context);
}

/// <summary>What a format is given.</summary>
/// <param name="Columns">All physical columns of the table (positions matter for csv).</param>
/// <param name="Wanted">The columns to produce, pruned; nested ROWs to the fields that are used.</param>
public sealed record FormatContext(
    RowFields Columns, RowFields Wanted, IReadOnlyDictionary<string, string> Options, TimeZoneInfo Zone);

/// <summary>Decodes newline-separated records into columns.</summary>
public abstract class RecordDecoder
{
    /// <summary>Bytes behind the input that a decoder likes the array to have: it may load them, and change them during
    /// the call. Without them it copies the input.</summary>
    public const int Padding = 64;

    /// <summary>Records skipped because they were bad and the options say to ignore them.</summary>
    public long BadRecords { get; protected set; }

    /// <summary>Records decoded so far, bad ones included; set by the reader when it goes on in the middle of a file.
    /// Messages count from 1.</summary>
    public long Records { get; set; }

    /// <summary>
    /// Decodes complete records from <c>input[start..end]</c> and appends rows to <paramref name="batch"/> until it has
    /// <paramref name="maxRows"/> rows or no complete record is left (the last one needs no newline when
    /// <paramref name="last"/>). Values may point into <paramref name="input"/>, which stays unchanged while the batch is
    /// lent. Returns the number of bytes consumed.
    /// </summary>
    /// <exception cref="BadRecordException">A bad record, with its number, its text (cut) and the reason.</exception>
    public abstract int Decode(byte[] input, int start, int end, bool last, Batch batch, int maxRows);
}

/// <summary>Encodes rows as records, each ended by a newline.</summary>
public abstract class RecordEncoder
{
    public abstract void Encode(Batch batch, IBufferWriter<byte> output);
}

/// <summary>A record that cannot be decoded or a row that cannot be encoded: user data, not a bug.</summary>
public sealed class BadRecordException(string message) : Exception(message);
