using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Json;
using Weir.Engine.Formats.Values;

namespace Weir.Engine.Formats.DebeziumJson;

/// <summary>Encodes changes as envelopes: +I and +U create, -U and -D delete, as Flink's sink does (updates are not put
/// together).</summary>
internal sealed class DebeziumEncoder : RecordEncoder
{
    private readonly JsonRowWriter _row;

    public DebeziumEncoder(FormatContext context, JsonOptions options)
    {
        foreach (var field in context.Wanted)
        {
            JsonOptions.CheckType(field.Name, field.Type);
        }

        _row = new JsonRowWriter(context.Wanted, options);
    }

    public override void Encode(Batch batch, IBufferWriter<byte> output)
    {
        var to = new Utf8Output(output);
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var deletes = batch.KindOf(rows[i]).IsRetraction();
            to.Append(deletes ? "{\"before\":"u8 : "{\"before\":null,\"after\":"u8);
            _row.Write(ref to, batch.Columns, rows[i]);
            to.Append(deletes ? ",\"after\":null,\"op\":\"d\"}\n"u8 : ",\"op\":\"c\"}\n"u8);
        }

        to.Flush();
    }
}
