using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>How far the run's event time is behind the clock, in milliseconds.</summary>
internal static class InputDelay
{
    /// <summary>From the least watermark of the live run; the vendor's "not available" when there is none. A watermark of
    /// the far future marks an input that has ended.</summary>
    public static async Task<long> Of(Call call, JobDetail job)
    {
        var report = await call.Control.Reports.Live(job);
        var now = call.Control.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var marks = (report?.Operators ?? []).Select(static o => o.WatermarkMs).OfType<long>()
            .Where(mark => mark is > 0 and < long.MaxValue / 2)
            .ToList();
        return marks.Count == 0 ? InstanceView.NoDelay : now - marks.Min();
    }
}
