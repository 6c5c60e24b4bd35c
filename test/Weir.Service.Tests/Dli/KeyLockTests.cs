using System.Net;
using Weir.Service.Apis;
using Weir.Service.Control;
using Xunit;

namespace Weir.Service.Tests.Dli;

public sealed class KeyLockTests
{
    private const string Key = "AK";

    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.7");

    private readonly ManualClock clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly KeyLock locks;

    public KeyLockTests() => locks = new KeyLock(clock, new Settings());

    [Fact]
    public void Five_failures_in_a_row_lock_the_key_for_five_minutes()
    {
        Fail(4);
        Assert.False(locks.IsLocked(Key, Here));
        Fail(1);
        Assert.True(locks.IsLocked(Key, Here));

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(locks.IsLocked(Key, Here));
    }

    [Fact]
    public void A_success_forgets_earlier_failures()
    {
        Fail(4);
        locks.Succeeded(Key, Here);
        Fail(4);

        Assert.False(locks.IsLocked(Key, Here));
    }

    [Fact]
    public void Failures_long_ago_do_not_count()
    {
        Fail(4);
        clock.Advance(TimeSpan.FromMinutes(6));
        Fail(1);

        Assert.False(locks.IsLocked(Key, Here));
    }

    [Fact]
    public void A_stranger_elsewhere_locks_only_himself_out()
    {
        Fail(5);

        Assert.False(locks.IsLocked(Key, IPAddress.Parse("192.0.2.1")));
        Assert.False(locks.IsLocked("another", Here));
    }

    [Fact]
    public void A_limit_of_zero_locks_nobody()
    {
        var open = new KeyLock(clock, new Settings { KeyFailuresBeforeLock = 0 });
        for (var i = 0; i < 100; i++)
        {
            open.Failed(Key, Here);
        }

        Assert.False(open.IsLocked(Key, Here));
    }

    [Fact]
    public void Callers_on_this_machine_are_not_locked_out_unless_asked_for()
    {
        var strict = new KeyLock(clock, new Settings { KeyLockOnLoopback = true });
        for (var i = 0; i < 5; i++)
        {
            locks.Failed(Key, IPAddress.IPv6Loopback);
            strict.Failed(Key, IPAddress.IPv6Loopback);
        }

        Assert.False(locks.IsLocked(Key, IPAddress.IPv6Loopback));
        Assert.True(strict.IsLocked(Key, IPAddress.IPv6Loopback));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            locks.Failed(Key, Here);
        }
    }
}
