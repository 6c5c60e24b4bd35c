using System.Text.Unicode;
using Weir.Engine.Columns;
using Weir.Engine.Options;

namespace Weir.Engine.Formats.Json;

/// <summary>
/// Decodes JSON objects, one a line. Lines are found first; in a line an object is walked from name to name, and what the
/// plan does not read is jumped over without being checked.
/// </summary>
internal sealed class JsonDecoder : RecordDecoder
{
    // Texts are checked to be UTF-8 in pieces about this large, whole lines each.
    private const int CheckedBytes = 16 * 1024;

    private readonly JsonOptions _options;
    private readonly JsonObject _record;
    private readonly JsonInput _json = new();
    private readonly Func<int, string?>? _check;
    private int _checkedTo;
    private bool _valid;

    /// <exception cref="OptionException">An option is unknown or bad, or a column cannot be json.</exception>
    public JsonDecoder(FormatContext context)
        : this(context, JsonOptions.From(
            OptionValues.Check("format 'json'", context.Options, JsonOptions.Specs), "json."))
    {
    }

    /// <param name="check">Says what is wrong with a row that has just been read; null: nothing.</param>
    public JsonDecoder(FormatContext context, JsonOptions options, Func<int, string?>? check = null)
    {
        _check = check;
        foreach (var field in context.Wanted)
        {
            JsonOptions.CheckType(field.Name, field.Type);
        }

        _options = options;
        _record = new JsonObject(context.Wanted, options);
    }

    public override int Decode(byte[] input, int start, int end, bool last, Batch batch, int maxRows)
    {
        if (input.Length - end >= JsonInput.Slack)
        {
            return DecodePadded(input, start, end, last, batch, maxRows);
        }

        // Rare (the file reader leaves room): views of the batch will point into the copy.
        var padded = new byte[end - start + JsonInput.Slack];
        Buffer.BlockCopy(input, start, padded, 0, end - start);
        return DecodePadded(padded, 0, end - start, last, batch, maxRows);
    }

    private int DecodePadded(byte[] input, int start, int end, bool last, Batch batch, int maxRows)
    {
        _json.Bytes = input;
        _checkedTo = start;
        var rows = batch.Length;
        var position = start;
        Resize(batch, maxRows);
        _record.Bind(batch.Columns, input);

        // The newline that a last line may lack; the byte is given back, it is not ours.
        var behind = input[end];
        input[end] = last ? (byte)'\n' : behind;
        try
        {
            var stop = last ? end + 1 : end;
            while (rows < maxRows && position < end)
            {
                var length = input.AsSpan(position, stop - position).IndexOf((byte)'\n');
                if (length < 0)
                {
                    break;
                }

                rows += ReadLine(position, position + length, end, rows);
                position = Math.Min(position + length + 1, end);
            }

            _record.Finish();
        }
        finally
        {
            input[end] = behind;
            Resize(batch, rows);
        }

        return position - start;
    }

    private static void Resize(Batch batch, int rows)
    {
        foreach (var column in batch.Columns)
        {
            column.Resize(rows);
        }

        batch.Resize(rows);
    }

    // The number of rows that the line gave: one or none.
    private int ReadLine(int start, int end, int inputEnd, int row)
    {
        if (end > start && _json.Bytes[end - 1] == '\r')
        {
            end--;
        }

        if (start == end)
        {
            return 0;
        }

        Records++;
        _json.End = end;
        if (ReadRecord(start, end, inputEnd, row) >= 0)
        {
            return 1;
        }

        if (!_options.IgnoreParseErrors)
        {
            var text = RecordText.Cut(_json.Bytes.AsSpan(start, end - start));
            throw new BadRecordException($"Record {Records} cannot be read: {_json.Problem}: {text}");
        }

        BadRecords++;
        _record.Clear(row);
        return 0;
    }

    private int ReadRecord(int start, int end, int inputEnd, int row)
    {
        if (start >= _checkedTo)
        {
            CheckText(start, inputEnd);
        }

        if (!_valid && !Utf8.IsValid(_json.Bytes.AsSpan(start, end - start)))
        {
            return _json.Break("it is not valid UTF-8");
        }

        var at = JsonScan.Visible(ref _json.Origin, start);
        if (_json.Bytes[at] != '{')
        {
            return _json.Expected("an object", at);
        }

        at = _record.Read(_json, at, row, isRecord: true);
        return at >= 0 && _check?.Invoke(row) is { } problem ? _json.Break(problem) : at;
    }

    // Whether the next lines are UTF-8 all together; when they are not, each is looked at.
    private void CheckText(int start, int inputEnd)
    {
        var piece = _json.Bytes.AsSpan(start, Math.Min(CheckedBytes, inputEnd - start));
        var length = piece.LastIndexOf((byte)'\n') + 1;
        _checkedTo = start + Math.Max(1, length);
        _valid = length > 0 && Utf8.IsValid(piece[..length]);
    }
}
