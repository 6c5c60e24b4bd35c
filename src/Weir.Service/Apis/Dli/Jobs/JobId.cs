using System.Globalization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Job ids on the wire: decimal text, positive 64-bit. Ours are smaller, so a larger one is simply unknown.
/// </summary>
internal static class JobId
{
    /// <summary>The id in the path.</summary>
    /// <param name="errors">How the operation says that there is no such job.</param>
    public static int Read(Call call, Func<Refusal, DliError> errors)
    {
        var isNumber = long.TryParse(call.Path("job"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        SqlJobChecks.Require(isNumber && id > 0, () => JobErrors.BadJobId);
        return Known(id) ?? throw new DliException(errors(new Refusal.NotFound()));
    }

    /// <summary>The id as the control plane has it; null when no job can have it.</summary>
    public static int? Known(long id) => id is > 0 and <= int.MaxValue ? (int)id : null;
}
