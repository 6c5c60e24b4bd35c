using Weir.Golden;
using Weir.Recorder;
using Weir.TestServers;

// Records what a real Flink answers to the golden cases. Exit status: 0 all well, 1 a case differs or cannot be
// recorded, 2 wrong usage, 3 no Flink.
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}
List<GoldenCase> cases = [.. GoldenCase.All(arguments.Root).Where(arguments.Wants)];
if (cases.Count == 0)
{
    Console.Error.WriteLine($"no such case below {arguments.Root}");
    return 2;
}
if (arguments.Gateway is { } running)
{
    return await Session.HandleAll(cases, running, arguments);
}
if (FlinkHome.Find(out string whyNot) is not { } home)
{
    Console.Error.WriteLine(whyNot);
    return 3;
}
await using FlinkCluster cluster = await FlinkCluster.Start(home);
return await Session.HandleAll(cases, cluster.Gateway, arguments);
