namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>How long and how large fields may be. Where generations of the documents disagree, the widest figure.
/// </summary>
internal static class SqlJobLimits
{
    public const int Name = 57;
    public const int Description = 2048;
    public const int Queue = 128;
    public const int Sql = 1024 * 1024;

    /// <summary>For texts without a documented limit: generous, but a job's row stays readable.</summary>
    public const int OtherText = 64 * 1024;

    /// <summary>For names of things elsewhere (topics, agencies, buckets, versions).</summary>
    public const int OtherName = 1024;

    public const int EdgeGroups = 1000;

    public const int LeastCus = 2;
    public const int MostCus = 10_000;
    public const int MostParallelism = 2000;
    public const int ParallelismPerCu = 4;
    public const int MostCheckpointSeconds = 999_999;

    public const double LeastCores = 0.5;
    public const int LeastMemoryMb = 2048;

    /// <summary>Jobs in one batch call; each is a command of its own in the control plane.</summary>
    public const int BatchSize = 1000;
}
