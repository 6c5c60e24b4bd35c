using System.Globalization;
using Weir.Service.Apis.Foas.Jobs;
using Weir.Service.Model;

namespace Weir.Service.Apis.Foas.Instances;

/// <summary>Finds the instance that a path means: -1 is the current one, and of a stream job only that one is there, the
/// earlier ones are archived.</summary>
internal static class CurrentInstance
{
    private const string Current = "-1";

    /// <summary>The job; its run is the instance, null when it was never started or has been taken offline
    /// since.</summary>
    public static async Task<JobDetail> Find(Call call)
    {
        var name = call.Path["jobName"];
        var job = Call.Accept(await call.Control.Jobs.ShowByName(call.Caller, name), JobErrors.On(name));
        job = job.Job.State == JobState.Draft ? job with { Run = null } : job;
        var asked = call.Path["instanceId"];
        if (asked == Current)
        {
            return job;
        }

        if (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            throw new FoasException(Errors.Invalid("instanceId", "It must be a whole number, or -1."));
        }

        return job.Run?.Id == id ? job : throw new FoasException(JobErrors.NoSuchInstance(asked));
    }
}
