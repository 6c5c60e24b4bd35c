using Weir.Engine.Columns;
using Weir.Engine.Formats.Json;
using Weir.Engine.Types;

namespace Weir.Engine.Formats.DebeziumJson;

/// <summary>
/// Decodes envelopes as rows with a before, an after and an operation, and makes changes of them: c and r insert, d
/// deletes, u retracts and inserts.
/// </summary>
internal sealed class DebeziumDecoder : RecordDecoder
{
    private readonly JsonDecoder _decoder;
    private readonly Batch _envelopes;
    private readonly RowColumn _before;
    private readonly RowColumn _after;
    private readonly BytesColumn _operation;

    public DebeziumDecoder(FormatContext context, JsonOptions options, bool schemaIncluded)
    {
        var row = SqlType.Row([.. context.Wanted]);
        var envelope = new RowFields([new("before", row), new("after", row), new("op", SqlType.String)]);
        if (schemaIncluded)
        {
            envelope = new RowFields([new RowField("payload", SqlType.Row([.. envelope]))]);
        }

        _envelopes = new Batch([.. envelope.Select(f => Column.Create(f.Type))]);
        var parts = schemaIncluded ? ((RowColumn)_envelopes.Columns[0]).Children : _envelopes.Columns;
        _before = (RowColumn)parts[0];
        _after = (RowColumn)parts[1];
        _operation = (BytesColumn)parts[2];
        _decoder = new JsonDecoder(context with { Columns = envelope, Wanted = envelope }, options, Problem);
    }

    public override int Decode(byte[] input, int start, int end, bool last, Batch batch, int maxRows)
    {
        foreach (var column in _envelopes.Columns)
        {
            column.Reset(0);
        }

        // An update becomes two rows. A record is never cut in two: a batch of one row may get a second.
        _envelopes.Reset(0);
        _decoder.Records = Records;
        var used = _decoder.Decode(input, start, end, last, _envelopes, Math.Max(1, (maxRows - batch.Length) / 2));
        Records = _decoder.Records;
        BadRecords = _decoder.BadRecords;
        for (var i = 0; i < _envelopes.Length; i++)
        {
            Emit(batch, i);
        }

        return used;
    }

    private string? Problem(int row)
    {
        if (_operation.IsNull(row))
        {
            return "it has no 'op'";
        }

        return (char)Operation(row) switch
        {
            'c' or 'r' when _after.IsNull(row) => "the 'after' of an insert is missing",
            'u' when _after.IsNull(row) => "the 'after' of an update is missing",
            'u' or 'd' when _before.IsNull(row) => "the 'before' of an update or delete is missing; with Debezium for "
                + "PostgreSQL the table needs REPLICA IDENTITY FULL",
            'c' or 'r' or 'u' or 'd' => null,
            _ => $"its 'op' is {RecordText.Cut(_operation[row])}, not c, r, u or d",
        };
    }

    // 0 for anything that is not one letter.
    private byte Operation(int row) => _operation[row] is [var letter] ? letter : (byte)0;

    private void Emit(Batch batch, int row)
    {
        switch ((char)Operation(row))
        {
            case 'u':
                Emit(batch, _before, row, RowKind.UpdateBefore);
                Emit(batch, _after, row, RowKind.UpdateAfter);
                break;
            case 'd':
                Emit(batch, _before, row, RowKind.Delete);
                break;
            default:
                Emit(batch, _after, row, RowKind.Insert);
                break;
        }
    }

    private static void Emit(Batch batch, RowColumn source, int sourceRow, RowKind kind)
    {
        var row = batch.Length;
        batch.Resize(row + 1);
        for (var i = 0; i < batch.Columns.Length; i++)
        {
            batch.Columns[i].Resize(row + 1);
            batch.Columns[i].CopyFrom(row, source.Children[i], sourceRow);
        }

        batch.SetKind(row, kind);
    }
}
