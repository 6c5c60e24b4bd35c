using Weir.Golden;
using Weir.Recorder;
using Weir.TestServers;
using Xunit;

namespace Weir.Engine.Tests.Golden;

/// <summary>The recorder against a real Flink: a sample of the cases, so that the tool itself keeps working.</summary>
public sealed class RecorderTests
{
    private static readonly string[] Sample =
    [
        "group-by/count-star", "ddl/statement-set", "ddl/set-time-zone", "ddl/error-unknown-column", "format/json-types",
        "top-n/with-rank", "window/tumble-late-rows", "arithmetic/decimal-38-digits",
    ];

    [Fact]
    public async Task A_real_Flink_still_gives_the_recorded_answers()
    {
        FlinkHome? home = FlinkHome.Find(out string whyNot);
        Assert.SkipWhen(home is null, whyNot);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using FlinkCluster cluster = await FlinkCluster.Start(home!, slots: 1, cancel: cancel);
        foreach (string name in Sample)
        {
            GoldenCase golden = GoldenCase.Load(GoldenCase.Root(), name);
            Assert.Null(await Session.Handle(golden, cluster.Gateway, check: true));
        }
    }
}
