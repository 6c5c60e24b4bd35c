using System.Text;
using System.Text.Unicode;
using Weir.Engine.Columns;

namespace Weir.Engine.Formats.Raw;

/// <summary>Decodes lines, each the value of the only column.</summary>
/// <param name="countsOnly">The column is not wanted: lines are only counted.</param>
internal sealed class RawDecoder(RawNumber number, bool countsOnly) : RecordDecoder
{
    public override int Decode(byte[] input, int start, int end, bool last, Batch batch, int maxRows)
    {
        var position = start;
        while (batch.Length < maxRows && position < end)
        {
            var length = input.AsSpan(position, end - position).IndexOf((byte)'\n');
            if (length < 0 && !last)
            {
                break;
            }

            var lineEnd = length < 0 ? end : position + length;

            // A return at the end belongs to the line end, unless it is a byte of a number.
            var isReturn = lineEnd > position && input[lineEnd - 1] == '\r' && lineEnd - position != number.Size;
            var textEnd = isReturn ? lineEnd - 1 : lineEnd;
            Records++;
            batch.Resize(batch.Length + 1);
            if (!countsOnly)
            {
                batch.Columns[0].Resize(batch.Length);
                Set(batch.Columns[0], batch.Length - 1, input, position, textEnd - position);
            }

            position = Math.Min(lineEnd + 1, end);
        }

        return position - start;
    }

    private void Set(Column column, int row, byte[] input, int start, int length)
    {
        var text = input.AsSpan(start, length);
        if (column is BytesColumn bytes)
        {
            if (number.Type.IsString && !Utf8.IsValid(text))
            {
                // As Java decodes: what is broken becomes U+FFFD.
                bytes.Set(row, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)));
            }
            else
            {
                bytes.SetBorrowed(row, bytes.Borrow(input), start, length);
            }
        }
        else if (length == number.Size)
        {
            number.Read(column, row, text);
        }
        else
        {
            throw new BadRecordException(
                $"Record {Records} cannot be read: {number.Type} has {number.Size} bytes, the record {length}");
        }
    }
}
