using Weir.Service.Model;

namespace Weir.Service.Telemetry;

/// <summary>What the control plane tells the log. INFO = a job changed its state, WARN = unexpected but handled,
/// ERROR = broken.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(1, LogLevel.Information, "job {JobId} epoch {Epoch}: {From} -> {To} {Text}")]
    public static partial void Moved(ILogger log, int jobId, int epoch, JobState from, JobState to, string text);

    [LoggerMessage(2, LogLevel.Warning, "job {JobId} epoch {Epoch}: state not known ({Why}); looking again")]
    public static partial void Unknown(ILogger log, int jobId, int epoch, string why);

    [LoggerMessage(3, LogLevel.Warning, "job {JobId} epoch {Epoch}: state lost of {Operators}")]
    public static partial void StateLost(ILogger log, int jobId, int epoch, string operators);

    [LoggerMessage(4, LogLevel.Warning, "job {JobId} epoch {Epoch}: restore point refused, the epoch is not live")]
    public static partial void Fenced(ILogger log, int jobId, int epoch);

    [LoggerMessage(5, LogLevel.Error, "job {JobId}: a step failed and is tried again in {Seconds} s")]
    public static partial void StepFailed(ILogger log, Exception failure, int jobId, double seconds);

    [LoggerMessage(6, LogLevel.Warning, "job {JobId}: left files behind: {Why}")]
    public static partial void FilesLeft(ILogger log, int jobId, string why);
}
