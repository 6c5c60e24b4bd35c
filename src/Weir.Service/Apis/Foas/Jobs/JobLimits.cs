namespace Weir.Service.Apis.Foas.Jobs;

/// <summary>How long texts may be, in characters. The vendor documents none of these; the larger ones are those of the
/// other dialect, so that a job can be changed through either.</summary>
internal static class JobLimits
{
    public const int Name = 128;
    public const int Description = 2048;
    public const int Code = 1024 * 1024;
    public const int PlanJson = 1024 * 1024;
    public const int Properties = 64 * 1024;
    public const int OtherText = 64 * 1024;
    public const int OtherName = 256;
}
