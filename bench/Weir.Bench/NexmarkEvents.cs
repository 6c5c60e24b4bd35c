using System.Globalization;
using System.Text;

namespace Weir.Bench;

/// <summary>
/// Person, auction and bid events like Nexmark's (2, 6 and 92 in a hundred; hot auctions and sellers; records padded by
/// <c>extra</c>), as JSON lines with nested rows, from a seed: the same file in every run.
/// </summary>
internal static class NexmarkEvents
{
    private const int FirstId = 1000;
    private const int HotEvery = 100;
    private static readonly string[] Channels = ["Google", "Facebook", "Baidu", "Apple"];
    private static readonly string[] States = ["AZ", "CA", "ID", "OR", "WA", "WY"];
    private static readonly string[] Cities = ["Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend"];
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static void Write(string file, int events)
    {
        var random = new Random(20240101);
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 20);
        var (persons, auctions) = (0, 0);
        for (var e = 0; e < events; e++)
        {
            // 100,000 events a second, as the second configuration of the benchmark has them.
            var time = Start.AddTicks(e * (TimeSpan.TicksPerSecond / 100_000));
            switch (e % 50)
            {
                case 0:
                    writer.WriteLine(Person(random, persons++, time));
                    break;
                case <= 3:
                    writer.WriteLine(Auction(random, auctions++, persons, time));
                    break;
                default:
                    writer.WriteLine(Bid(random, auctions, persons, time));
                    break;
            }
        }
    }

    private static string Person(Random random, int number, DateTime time)
    {
        var place = random.Next(States.Length);
        return $$$"""{"event_type":0,"person":{"id":{{{FirstId + number}}},"name":"{{{Word(random, 9)}}}","emailAddress":"{{{Word(random, 7)}}}@{{{Word(random, 5)}}}.com","creditCard":"{{{random.Next(1000, 9999)}}} {{{random.Next(1000, 9999)}}}","city":"{{{Cities[place]}}}","state":"{{{States[place]}}}","dateTime":"{{{Time(time)}}}","extra":"{{{Word(random, 80)}}}"},"auction":null,"bid":null}""";
    }

    private static string Auction(Random random, int number, int persons, DateTime time)
    {
        var seller = random.Next(4) > 0 ? persons / HotEvery * HotEvery : random.Next(Math.Max(1, persons));
        var price = Price(random);
        var expires = time.AddMilliseconds(1 + random.Next(32));
        return $$$"""{"event_type":1,"person":null,"auction":{"id":{{{FirstId + number}}},"itemName":"{{{Word(random, 20)}}}","description":"{{{Word(random, 90)}}}","initialBid":{{{price}}},"reserve":{{{price + Price(random)}}},"dateTime":"{{{Time(time)}}}","expires":"{{{Time(expires)}}}","seller":{{{FirstId + seller}}},"category":{{{10 + random.Next(5)}}},"extra":"{{{Word(random, 240)}}}"},"bid":null}""";
    }

    private static string Bid(Random random, int auctions, int persons, DateTime time)
    {
        var auction = random.Next(2) == 0
            ? auctions / HotEvery * HotEvery
            : Math.Max(0, auctions - HotEvery + random.Next(HotEvery + 10));
        var bidder = random.Next(4) > 0 ? persons / HotEvery * HotEvery + 1 : random.Next(Math.Max(1, persons));
        var channel = random.Next(2) == 0 ? Channels[random.Next(Channels.Length)] : $"channel-{random.Next(10_000)}";
        return $$$"""{"event_type":2,"person":null,"auction":null,"bid":{"auction":{{{FirstId + auction}}},"bidder":{{{FirstId + bidder}}},"price":{{{Price(random)}}},"channel":"{{{channel}}}","url":"https://www.nexmark.com/{{{Word(random, 5)}}}/{{{Word(random, 5)}}}/item.htm?query=1","dateTime":"{{{Time(time)}}}","extra":"{{{Word(random, 20)}}}"}}""";
    }

    private static long Price(Random random) => (long)Math.Round(Math.Pow(10, random.NextDouble() * 6) * 100);

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static string Word(Random random, int length) =>
        string.Create(length, random, static (text, random) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)('a' + random.Next(26));
            }
        });
}
