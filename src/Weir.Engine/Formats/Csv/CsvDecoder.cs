using Weir.Engine.Columns;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.Csv;

/// <summary>Decodes csv records straight into columns: split a stripe of records, then parse it column by column.
/// </summary>
internal sealed class CsvDecoder : RecordDecoder
{
    private readonly CsvOptions _options;
    private readonly CsvStripe _stripe;
    private readonly CsvSplitter _splitter;
    private readonly CsvField[] _fields;
    private readonly RowFields _wanted;

    public CsvDecoder(FormatContext context)
    {
        _options = CsvOptions.From(context.Options);
        _wanted = context.Wanted;
        foreach (var field in _wanted)
        {
            CsvOptions.CheckType(field.Name, field.Type);
        }

        var texts = new CsvTexts(_options);
        _stripe = new CsvStripe(_wanted.Count);
        var positions = _wanted.Select(f => context.Columns.IndexOf(f.Name)).ToArray();
        _splitter = new CsvSplitter(_options, context.Columns.Count, positions, _stripe);
        _fields = [.. _wanted.Select((f, i) => CsvFields.Of(f.Name, context.Columns[positions[i]].Type, f.Type, texts))];
    }

    public override int Decode(byte[] input, int start, int end, bool last, Batch batch, int maxRows)
    {
        var rows = batch.Length;
        _splitter.Records = Records;
        _splitter.Start(input, start, end, last);
        Resize(batch, maxRows);
        try
        {
            while (rows < maxRows)
            {
                _splitter.Fill(Math.Min(CsvStripe.MaxRows, maxRows - rows));
                if (_stripe.Count == 0)
                {
                    break;
                }

                Parse(input, batch, rows);
                rows += _stripe.Count;
            }
        }
        finally
        {
            Resize(batch, rows);
            Records = _splitter.Records;
            BadRecords = _splitter.BadRecords;
        }

        return _splitter.Position - start;
    }

    private static void Resize(Batch batch, int rows)
    {
        foreach (var column in batch.Columns)
        {
            column.Resize(rows);
        }

        batch.Resize(rows);
    }

    private void Parse(byte[] input, Batch batch, int firstRow)
    {
        var bad = int.MaxValue;
        var badColumn = 0;
        for (var i = 0; i < _fields.Length; i++)
        {
            var row = _fields[i].Read(input, _stripe, i, batch.Columns[i], firstRow, _options.IgnoreParseErrors);
            if (row >= 0 && row < bad)
            {
                bad = row;
                badColumn = i;
            }
        }

        if (bad != int.MaxValue)
        {
            throw Bad(input, bad, badColumn);
        }
    }

    private BadRecordException Bad(byte[] input, int row, int column)
    {
        var start = _stripe.Starts(column)[row];
        var end = _stripe.Ends(column)[row];
        var text = RecordText.Cut(input.AsSpan(start, (end < 0 ? ~end : end) - start));
        var record = RecordText.Cut(input.AsSpan(
            _stripe.RecordStarts[row], _stripe.RecordEnds[row] - _stripe.RecordStarts[row]));
        var field = _wanted[column];
        return new BadRecordException(
            $"Record {_stripe.Numbers[row]}: column '{field.Name}' cannot be read as {field.Type}: {text} in {record}");
    }
}
