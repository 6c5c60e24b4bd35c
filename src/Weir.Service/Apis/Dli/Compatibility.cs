namespace Weir.Service.Apis.Dli;

/// <summary>Concessions to clients whose decoders contradict each other. The Go and Java SDKs declared
/// <c>is_success</c> of run, stop, delete and savepoint as a boolean in one year and as a string in the next, and
/// reject the wrong token; leaving it out decodes in every release. Everybody else gets what the cloud itself sends.
/// </summary>
internal static class Compatibility
{
    public const string True = "true";
    public const string False = "false";

    private static readonly string[] StrictSdks = ["huaweicloud-usdk-go/", "huaweicloud-usdk-java/"];

    /// <summary>Whether the client is a generated SDK that breaks on a flag of the other type. Terraform is not one of
    /// them, whatever else its name contains.</summary>
    public static bool IsStrictSdk(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return !agent.Contains("golangsdk/", StringComparison.Ordinal)
            && StrictSdks.Any(sdk => agent.StartsWith(sdk, StringComparison.Ordinal));
    }

    /// <summary>The flag of an operation whose declared type changed.</summary>
    public static string? Flag(HttpRequest request, bool success) =>
        IsStrictSdk(request) ? null : success ? True : False;
}
