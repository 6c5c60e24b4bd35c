using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;
using Weir.Engine.Options;

namespace Weir.Engine.Formats.Json;

/// <summary>Encodes rows as JSON objects, one a line.</summary>
internal sealed class JsonEncoder : RecordEncoder
{
    private readonly JsonRowWriter _record;

    /// <exception cref="OptionException">An option is unknown or bad, or a column cannot be json.</exception>
    public JsonEncoder(FormatContext context)
    {
        foreach (var field in context.Wanted)
        {
            JsonOptions.CheckType(field.Name, field.Type);
        }

        var values = OptionValues.Check("format 'json'", context.Options, JsonOptions.Specs);
        _record = new JsonRowWriter(context.Wanted, JsonOptions.From(values, "json."));
    }

    public override void Encode(Batch batch, IBufferWriter<byte> output)
    {
        var to = new Utf8Output(output);
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            _record.Write(ref to, batch.Columns, rows[i]);
            to.Append((byte)'\n');
        }

        to.Flush();
    }
}
