using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Engine.Formats;
using Weir.Engine.Types;

namespace Weir.Bench;

/// <summary>The json decoder over lines shaped like Nexmark's events, against a bare newline pass and Utf8JsonReader walking
/// all tokens.</summary>
internal static class JsonBench
{
    private const int Rows = 1_000_000;
    private const int Rounds = 15;

    private static readonly SqlType Person = SqlType.Row(
        new("id", SqlType.BigInt), new("name", SqlType.String), new("emailAddress", SqlType.String),
        new("creditCard", SqlType.String), new("city", SqlType.String), new("state", SqlType.String),
        new("dateTime", SqlType.Timestamp(3)), new("extra", SqlType.String));

    private static readonly SqlType Auction = SqlType.Row(
        new("id", SqlType.BigInt), new("itemName", SqlType.String), new("description", SqlType.String),
        new("initialBid", SqlType.BigInt), new("reserve", SqlType.BigInt), new("dateTime", SqlType.Timestamp(3)),
        new("expires", SqlType.Timestamp(3)), new("seller", SqlType.BigInt), new("category", SqlType.BigInt),
        new("extra", SqlType.String));

    private static readonly SqlType Bid = SqlType.Row(
        new("auction", SqlType.BigInt), new("bidder", SqlType.BigInt), new("price", SqlType.BigInt),
        new("channel", SqlType.String), new("url", SqlType.String), new("dateTime", SqlType.Timestamp(3)),
        new("extra", SqlType.String));

    private static readonly RowFields Columns = new(
    [
        new("event_type", SqlType.Int), new("person", Person), new("auction", Auction), new("bid", Bid),
    ]);

    private static readonly RowFields Bids = new([Columns[0], Columns[3]]);

    private static readonly RowFields Prices = new(
    [
        new("bid", SqlType.Row(new("auction", SqlType.BigInt), new("price", SqlType.BigInt))),
    ]);

    public static Task Run(string[] arguments)
    {
        var data = Document();
        var megabytes = data.Length / 1e6;
        var tokens = CpuClock.Best(Rounds, () => Tokens(data));
        Console.WriteLine($"json: {Rows:N0} events, {megabytes:F0} MB, CPU seconds, best of {Rounds}");
        Show("newlines only", CpuClock.Best(Rounds, () => CountLines(data)));
        Show("Utf8JsonReader, all tokens, no values", tokens);
        Show("decoder, everything", CpuClock.Best(Rounds, () => Decode(data, Columns)));
        Show("decoder, bids", CpuClock.Best(Rounds, () => Decode(data, Bids)));
        Show("decoder, auction and price of bids", CpuClock.Best(Rounds, () => Decode(data, Prices)));
        Show("file source, bids", FromFile(data));
        return Task.CompletedTask;

        void Show(string what, double seconds) => Console.WriteLine(
            $"  {what,-40} {seconds,6:F3} s {megabytes / seconds,7:F0} MB/s   {tokens / seconds:F2} x Utf8JsonReader");
    }

    private static byte[] Document()
    {
        var text = new StringBuilder();
        var random = new Random(1);
        var time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < Rows; i++)
        {
            time = time.AddMilliseconds(random.Next(3));
            var now = time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var extra = new string((char)('a' + (i % 26)), random.Next(10, 60));
            text.Append((i % 50) switch
            {
                0 => $$$"""{"event_type":0,"person":{"id":{{{1000 + i}}},"name":"Vicky Noris","emailAddress":"abc@def.com","creditCard":"1234 5678 9012 3456","city":"Portland","state":"OR","dateTime":"{{{now}}}","extra":"{{{extra}}}"},"auction":null,"bid":null}""",
                <= 3 => $$$"""{"event_type":1,"person":null,"auction":{"id":{{{1000 + i}}},"itemName":"thing {{{i % 1000}}}","description":"nothing special about it","initialBid":{{{random.Next(10_000)}}},"reserve":{{{random.Next(20_000)}}},"dateTime":"{{{now}}}","expires":"{{{now}}}","seller":{{{random.Next(2000)}}},"category":{{{random.Next(10, 15)}}},"extra":"{{{extra}}}"},"bid":null}""",
                _ => $$$"""{"event_type":2,"person":null,"auction":null,"bid":{"auction":{{{1000 + random.Next(i + 1)}}},"bidder":{{{1000 + random.Next(2000)}}},"price":{{{random.Next(100_000_000)}}},"channel":"channel-{{{random.Next(10_000)}}}","url":"https://www.nexmark.com/abc/def/item.htm?query=1&channel_id={{{random.Next(10_000)}}}","dateTime":"{{{now}}}","extra":"{{{extra}}}"}}""",
            });
            text.Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. new byte[RecordDecoder.Padding]];
    }

    private static int CountLines(byte[] data) =>
        data.AsSpan(0, data.Length - RecordDecoder.Padding).Count((byte)'\n');

    private static int Tokens(byte[] data)
    {
        var rest = data.AsSpan(0, data.Length - RecordDecoder.Padding);
        var tokens = 0;
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var reader = new Utf8JsonReader(rest[..end]);
            while (reader.Read())
            {
                tokens++;
            }

            rest = rest[(end + 1)..];
        }

        return tokens;
    }

    private static int Decode(byte[] data, RowFields wanted)
    {
        var context = new FormatContext(Columns, wanted, new Dictionary<string, string>(), TimeZoneInfo.Utc);
        return CsvBench.DecodeAll(FormatCatalog.BuiltIn.Find("json").CreateDecoder(context), data, wanted);
    }

    private static double FromFile(byte[] data)
    {
        var folder = Directory.CreateTempSubdirectory("weir-bench-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "data.json"), data[..^RecordDecoder.Padding]);
            return CpuClock.Best(Rounds, () => CsvBench.Drain(folder, "json", Columns, Bids));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
