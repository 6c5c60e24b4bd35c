using Weir.Service.Tests.Dli;
using Xunit;

namespace Weir.Service.Tests.Foas;

/// <summary>The life of a job through this dialect alone.</summary>
[Collection(FoasCollection.Name)]
public sealed class LifeTests(FoasService service)
{
    [Fact]
    public async Task A_job_goes_from_draft_to_running_paused_resumed_ended_and_gone()
    {
        var name = await service.Create();
        Assert.False((await service.Net.Get($"jobs/{name}")).Job.GetProperty("IsCommitted").GetBoolean());
        Assert.Equal((400, "JobNotOnline"), (await service.Net.Post($"jobs/{name}/instance")).Error);

        (await service.Net.Put($"jobs/{name}/commit")).Ok();
        Assert.True((await service.Net.Get($"jobs/{name}")).Job.GetProperty("IsCommitted").GetBoolean());
        Assert.Equal("UNKNOWN", await service.ActualState(name));

        var first = await service.Start(name);
        await service.Want(name, "PAUSED", before: "RUNNING");
        Assert.Equal((400, "JobNotStopped"), (await service.Net.Post($"jobs/{name}/instance")).Error);

        await service.Want(name, "RUNNING", before: "WAITING");
        var second = (await service.Net.Get($"jobs/{name}/instances/-1")).Instance.Number("Id");
        Assert.NotEqual(first, second);
        Assert.Equal((404, "InstanceNotExist"), (await service.Net.Get($"jobs/{name}/instances/{first}")).Error);

        Assert.Equal((400, "JobNotStopped"), (await service.Net.Put($"jobs/{name}/offline")).Error);
        await service.Want(name, "TERMINATED", before: "RUNNING");
        Assert.Equal((400, "JobNotOffline"), (await service.Net.Delete($"jobs/{name}")).Error);

        (await service.Net.Put($"jobs/{name}/offline")).Ok();
        (await service.Net.Delete($"jobs/{name}")).Ok();
        Assert.Equal("{}", (await service.Net.Get($"jobs/{name}")).Ok().Job.GetRawText());
        Assert.Equal((404, "JobNotExist"), (await service.Net.Put($"jobs/{name}", ("code", "x"))).Error);
    }
}
