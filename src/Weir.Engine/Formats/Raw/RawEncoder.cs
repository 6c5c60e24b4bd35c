using System.Buffers;
using Weir.Engine.Columns;
using Weir.Engine.Formats.Values;

namespace Weir.Engine.Formats.Raw;

/// <summary>Encodes the only column, a line for each row.</summary>
internal sealed class RawEncoder(RawNumber number) : RecordEncoder
{
    public override void Encode(Batch batch, IBufferWriter<byte> output)
    {
        var to = new Utf8Output(output);
        var column = batch.Columns[0];
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (column.IsNull(rows[i]))
            {
                throw new BadRecordException("NULL cannot be written with the format 'raw'");
            }

            if (column is BytesColumn bytes)
            {
                to.Append(bytes[rows[i]]);
            }
            else
            {
                number.Write(column, rows[i], to.Space(number.Size));
                to.Advance(number.Size);
            }

            to.Append((byte)'\n');
        }

        to.Flush();
    }
}
