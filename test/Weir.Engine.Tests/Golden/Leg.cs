namespace Weir.Engine.Tests.Golden;

/// <summary>One run of a job on the way through its input.</summary>
/// <param name="Batches">Batches that each reader hands over before the job is stopped.</param>
internal sealed record Leg(int Parallelism, int BatchRows, int Batches, bool PerRow = false)
{
    // More than any case needs: a table of 40 rows in batches of one.
    private const int MostLegs = 300;

    private static readonly Leg ToTheEnd = new(1, Engine.Columns.Batch.MaxRows, int.MaxValue);

    /// <summary>All input in one run.</summary>
    public static IEnumerable<Leg> Whole => [ToTheEnd];

    /// <summary>As above, with every change shown as it happens.</summary>
    public static IEnumerable<Leg> WholePerRow => [ToTheEnd with { PerRow = true }];

    /// <summary>One batch of 1 to 7 rows, checkpoint, restore, and so on; the seed decides the sizes.</summary>
    public static IEnumerable<Leg> Steps(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, MostLegs).Select(_ => new Leg(1, random.Next(1, 8), 1));
    }

    /// <summary>Two small batches at one parallelism, some at a second, the rest at a third.</summary>
    public static IEnumerable<Leg> Parallelisms(int seed)
    {
        var random = new Random(seed);
        return
        [
            new Leg(1, random.Next(1, 5), 2), new Leg(3, random.Next(1, 5), 1), new Leg(2, random.Next(1, 5), int.MaxValue),
        ];
    }
}
