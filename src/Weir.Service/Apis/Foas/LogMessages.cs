namespace Weir.Service.Apis.Foas;

/// <summary>What this dialect writes to the log.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(LogLevel.Error, "Request {RequestId} {Method} {Path} failed")]
    public static partial void RequestFailed(
        ILogger log, Exception error, string requestId, string method, string path);
}
