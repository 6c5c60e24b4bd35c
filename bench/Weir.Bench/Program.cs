using Weir.Bench;

// Each benchmark prints a ratio against something measured in the same run: absolute times mean little on shared machines.
var benchmarks = new SortedDictionary<string, Func<string[], Task>>(StringComparer.Ordinal)
{
    ["checkpoint-gap"] = CheckpointGapBench.Run,
    ["csv"] = CsvBench.Run,
    ["csv-job"] = CsvJobBench.Run,
    ["json"] = JsonBench.Run,
    ["nexmark"] = NexmarkBench.Run,
    ["update"] = UpdateBench.Run,
};

if (args is ["bare", ..])
{
    await BareServer.Run();
    return 0;
}

var names = args.Length == 0 ? [.. benchmarks.Keys] : args[..1];
foreach (var name in names)
{
    if (!benchmarks.TryGetValue(name, out var run))
    {
        Console.Error.WriteLine($"There is no benchmark '{name}'; there are: {string.Join(", ", benchmarks.Keys)}.");
        return 2;
    }

    Console.WriteLine($"== {name}");
    await run(args.Length == 0 ? [] : args[1..]);
}

return 0;
