using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Weir.Engine.Columns;
using Weir.Engine.Connectors;
using Weir.Engine.Formats;
using Weir.Engine.Types;

namespace Weir.Bench;

/// <summary>The csv decoder against a bare pass that only finds newlines and a hand-written loop that parses three of seven
/// columns, filters and groups.</summary>
internal static class CsvBench
{
    private const int Rows = 1_000_000;
    private const int Rounds = 15;

    private static readonly RowFields Columns = new(
    [
        new("id", SqlType.BigInt), new("name", SqlType.String), new("city", SqlType.String), new("price", SqlType.Double),
        new("quantity", SqlType.Int), new("at", SqlType.Timestamp(3)), new("note", SqlType.String),
    ]);

    private static readonly RowFields Three = new([Columns[2], Columns[3], Columns[4]]);

    public static Task Run(string[] arguments)
    {
        var data = Document();
        var megabytes = data.Length / 1e6;
        var newlines = CpuClock.Best(Rounds, () => CountLines(data));
        var hand = CpuClock.Best(Rounds, () => HandWritten(data));
        Console.WriteLine($"csv: {Rows:N0} rows, {megabytes:F0} MB, CPU seconds, best of {Rounds}");
        Show("newlines only", newlines);
        Show("hand-written: 3 columns, filter, group", hand);
        Show("decoder, 3 of 7 columns", CpuClock.Best(Rounds, () => Decode(data, Three)));
        Show("decoder, all columns", CpuClock.Best(Rounds, () => Decode(data, Columns)));
        Show("file source, 3 of 7 columns", FromFile(data));
        return Task.CompletedTask;

        void Show(string what, double seconds) => Console.WriteLine(
            $"  {what,-40} {seconds,6:F3} s {megabytes / seconds,7:F0} MB/s   {hand / seconds:F2} x hand-written");
    }

    internal static byte[] Document()
    {
        var text = new StringBuilder();
        var random = new Random(1);
        var time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < Rows; i++)
        {
            time = time.AddMilliseconds(random.Next(1000));
            text.Append(CultureInfo.InvariantCulture, $"{1_000_000L + i},user{random.Next(10_000)},city{random.Next(200)},");
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(100_000) / 100.0},{random.Next(1, 50)},");
            text.Append(time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
            text.Append(",some words nobody asked for\n");
        }

        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. new byte[RecordDecoder.Padding]];
    }

    internal static int CountLines(byte[] data)
    {
        var lines = 0;
        var rest = data.AsSpan(0, data.Length - RecordDecoder.Padding);
        while (rest.IndexOf((byte)'\n') is >= 0 and var at)
        {
            lines++;
            rest = rest[(at + 1)..];
        }

        return lines;
    }

    internal static int HandWritten(byte[] data)
    {
        var sums = new Dictionary<string, (long Count, double Sum)>();
        var lookup = sums.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = data.AsSpan(0, data.Length - RecordDecoder.Padding);
        Span<char> city = stackalloc char[64];
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = rest[..end];
            rest = rest[(end + 1)..];
            line = line[(line.IndexOf((byte)',') + 1)..];
            line = line[(line.IndexOf((byte)',') + 1)..];
            var length = Encoding.UTF8.GetChars(line[..line.IndexOf((byte)',')], city);
            line = line[(line.IndexOf((byte)',') + 1)..];
            Utf8Parser.TryParse(line, out double price, out var used);
            Utf8Parser.TryParse(line[(used + 1)..], out int quantity, out _);
            if (quantity > 10)
            {
                lookup.TryGetValue(city[..length], out var sum);
                lookup[city[..length]] = (sum.Count + 1, sum.Sum + (price * quantity));
            }
        }

        return sums.Count;
    }

    private static int Decode(byte[] data, RowFields wanted)
    {
        var context = new FormatContext(Columns, wanted, new Dictionary<string, string>(), TimeZoneInfo.Utc);
        var decoder = FormatCatalog.BuiltIn.Find("csv").CreateDecoder(context);
        return DecodeAll(decoder, data, wanted);
    }

    /// <summary>Decodes everything in batches, as a reader would.</summary>
    internal static int DecodeAll(RecordDecoder decoder, byte[] data, RowFields wanted)
    {
        var batch = new Batch([.. wanted.Select(f => Column.Create(f.Type))]);
        var rows = 0;
        for (var at = 0; at < data.Length - RecordDecoder.Padding;)
        {
            foreach (var column in batch.Columns)
            {
                column.Reset(0);
            }

            batch.Reset(0);
            at += decoder.Decode(data, at, data.Length - RecordDecoder.Padding, true, batch, Batch.MaxRows);
            rows += batch.Length;
        }

        return rows == Rows ? rows : throw new InvalidOperationException($"{rows} rows");
    }

    private static double FromFile(byte[] data)
    {
        var folder = Directory.CreateTempSubdirectory("weir-bench-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "data.csv"), data[..^RecordDecoder.Padding]);
            return CpuClock.Best(Rounds, () => Drain(folder, "csv", Columns, Three));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads a table of files to its end.</summary>
    internal static int Drain(string folder, string format, RowFields columns, RowFields wanted)
    {
        var options = new Dictionary<string, string>
        {
            ["connector"] = "filesystem", ["path"] = folder, ["format"] = format,
        };
        var context = new ConnectorContext
        {
            Table = new TableDefinition("t", columns, options, []), Wanted = wanted, Time = TimeProvider.System,
        };
        using var reader = ConnectorCatalog.BuiltIn.CreateSource(context)
            .CreateReader(new SourceReaderContext(0, 1, Batch.MaxRows));
        var rows = 0;
        while (reader.Read() == ReadStatus.Rows)
        {
            rows += reader.Batch.Count;
        }

        return rows;
    }
}
