using Weir.Service.Control;
using Xunit;

namespace Weir.Service.Tests.Dli;

/// <summary>What needs a service, and a clock, of its own.</summary>
public sealed class LockTests
{
    [Fact]
    public async Task Five_wrong_signatures_in_a_row_lock_the_key_for_five_minutes()
    {
        await using var service = new DliService { Settings = new Settings { KeyLockOnLoopback = true } };
        await service.InitializeAsync();
        using var right = service.Signed();
        using var wrong = service.Signed(signer: new SdkSigner(service.Credentials.AccessKey, "wrong"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Contains("verify aksk signature fail", (await wrong.Get("streaming/jobs")).Message);
        }

        var locked = await right.Get("streaming/jobs");
        Assert.Equal((401, "APIGW.0301"), locked.Error);
        Assert.Equal(
            "Incorrect IAM authentication information: AK access failed to reach the limit,forbidden.",
            locked.Message);
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        (await right.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task Mistakes_made_on_this_machine_lock_nobody()
    {
        await using var service = new DliService();
        await service.InitializeAsync();
        using var right = service.Signed();
        using var wrong = service.Signed(signer: new SdkSigner(service.Credentials.AccessKey, "wrong"));
        for (var i = 0; i < 6; i++)
        {
            await wrong.Get("streaming/jobs");
        }

        (await right.Get("streaming/jobs")).Ok();
    }

    [Fact]
    public async Task A_token_expires_after_a_day()
    {
        await using var service = new DliService();
        await service.InitializeAsync();
        (await service.Admin.Get("streaming/jobs")).Ok();

        service.Clock.Advance(TimeSpan.FromHours(24));

        var expired = await service.Admin.Get("streaming/jobs");
        Assert.Equal((401, "APIGW.0301"), expired.Error);
        Assert.Contains("token expires", expired.Message);
    }

    [Fact]
    public async Task The_quota_of_drafts_is_a_setting()
    {
        await using var service = new DliService { Settings = new Settings { MaxDrafts = 2 } };
        await service.InitializeAsync();
        var first = await service.Create();
        await service.Create();

        var third = await service.Admin.Post("streaming/sql-jobs", """{"name":"third"}""");
        Assert.Equal((400, "DLI.11003"), third.Error);
        await service.Run(first);
        await service.Create();
    }
}
