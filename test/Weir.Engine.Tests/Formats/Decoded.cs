using System.Globalization;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Formats;
using Weir.Engine.Types;
using Xunit;

namespace Weir.Engine.Tests.Formats;

/// <summary>Runs decoders and shows what they made as plain text, one string per row: <c>1|null|x</c>.</summary>
internal static class Decoded
{
    public static RowFields Columns(params (string Name, SqlType Type)[] columns) =>
        new(columns.Select(c => new RowField(c.Name, c.Type)));

    public static FormatContext Context(
        RowFields columns, RowFields? wanted = null, params (string Key, string Value)[] options) =>
        new(columns, wanted ?? columns, options.ToDictionary(o => o.Key, o => o.Value), TimeZoneInfo.Utc);

    /// <summary>Decodes everything, giving the decoder <paramref name="chunk"/> more bytes whenever it needs them, and
    /// at most <paramref name="maxRows"/> rows a batch.</summary>
    public static List<string> Rows(
        Format format, FormatContext context, byte[] input, int chunk = int.MaxValue, int maxRows = Batch.MaxRows)
    {
        var decoder = format.CreateDecoder(context);
        return Rows(decoder, context.Wanted, input, chunk, maxRows);
    }

    public static List<string> Rows(
        RecordDecoder decoder, RowFields columns, byte[] input, int chunk = int.MaxValue, int maxRows = Batch.MaxRows)
    {
        var batch = new Batch([.. columns.Select(c => Column.Create(c.Type))]);
        var rows = new List<string>();
        var start = 0;
        var end = (int)Math.Min(chunk, (long)input.Length);
        while (true)
        {
            foreach (var column in batch.Columns)
            {
                column.Reset(0);
            }

            batch.Reset(0);

            // A buffer of exactly that size, so that reading behind its end would be noticed.
            var buffer = input[..end];
            var used = decoder.Decode(buffer, start, end, end == input.Length, batch, maxRows);
            Assert.True(used >= 0 && start + used <= end);
            Assert.All(batch.Columns, c => Assert.Equal(batch.Length, c.Length));
            rows.AddRange(Enumerable.Range(0, batch.Length).Select(r => Row(batch, columns, r)));
            start += used;
            if (batch.Length == 0)
            {
                if (end == input.Length)
                {
                    Assert.Equal(end, start);
                    return rows;
                }

                end = (int)Math.Min(end + (long)chunk, input.Length);
            }
        }
    }

    public static string Row(Batch batch, RowFields columns, int row)
    {
        var kind = batch.HasKinds ? batch.KindOf(row).Symbol() + " " : "";
        return kind + string.Join('|', columns.Select((c, i) => Value(batch.Columns[i], c.Type, row)));
    }

    public static string Value(Column column, SqlType type, int row) => column.IsNull(row)
        ? "null"
        : column switch
        {
            FixedColumn<byte> c => c[row] != 0 ? "true" : "false",
            FixedColumn<sbyte> c => c[row].ToString(CultureInfo.InvariantCulture),
            FixedColumn<short> c => c[row].ToString(CultureInfo.InvariantCulture),
            FixedColumn<int> c when type.Kind == TypeKind.Date => DateOnly.FromDayNumber(c[row] + 719162)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FixedColumn<int> c when type.Kind == TypeKind.Time => TimeSpan.FromMilliseconds(c[row])
                .ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture),
            FixedColumn<int> c => c[row].ToString(CultureInfo.InvariantCulture),
            FixedColumn<long> c when type.IsTimestamp => DateTime.UnixEpoch.AddMicroseconds(c[row])
                .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            FixedColumn<long> c when type.Kind == TypeKind.Decimal => Decimal(c[row], type.Scale),
            FixedColumn<long> c => c[row].ToString(CultureInfo.InvariantCulture),
            FixedColumn<float> c => c[row].ToString("R", CultureInfo.InvariantCulture),
            FixedColumn<double> c => c[row].ToString("R", CultureInfo.InvariantCulture),
            FixedColumn<Int128> c => Decimal(c[row], type.Scale),
            BytesColumn c when type.IsString => Encoding.UTF8.GetString(c[row]),
            BytesColumn c => Convert.ToHexString(c[row]),
            ListColumn { Keys: null } c => "[" + string.Join(", ", Range(c, row)
                .Select(i => Value(c.Elements, type.Element!, i))) + "]",
            ListColumn c => "{" + string.Join(", ", Range(c, row).Select(i =>
                Value(c.Keys!, type.Key ?? type.Element!, i) + "="
                + Value(c.Elements, type.Kind == TypeKind.Multiset ? SqlType.Int : type.Element!, i))) + "}",
            RowColumn c => "(" + string.Join(", ", type.Fields.Select((f, i) => Value(c.Children[i], f.Type, row))) + ")",
            _ => throw new InvalidOperationException(column.GetType().Name),
        };

    private static IEnumerable<int> Range(ListColumn list, int row) => Enumerable.Range(list.Start(row), list.Count(row));

    private static string Decimal(Int128 unscaled, int scale)
    {
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return unscaled < 0 ? "-" + text : text;
    }
}
