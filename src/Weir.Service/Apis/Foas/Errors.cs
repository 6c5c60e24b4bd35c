namespace Weir.Service.Apis.Foas;

/// <summary>The gateway's error codes with their texts. Codes of jobs and instances, of which the vendor published
/// none, stand in <see cref="Jobs.JobErrors"/>.</summary>
internal static class Errors
{
    private const int BadRequest = 400;
    private const int NotFound = 404;

    private const string CheckCredentials = "Check the AccessKey and how the request is signed.";
    private const string CheckClock = "Set the client's clock.";

    // --- who calls ---

    /// <summary>SDKs take the text behind the first colon and look for "string to sign is:"; this has the one and not
    /// the other, because two of them crash otherwise.</summary>
    public static FoasError SignatureDoesNotMatch(string detail) => new(
        BadRequest,
        "SignatureDoesNotMatch",
        $"Specified signature is not matched with our calculation. server computed: {detail}",
        CheckCredentials);

    public static FoasError IncompleteSignature(string detail) => new(
        BadRequest,
        "IncompleteSignature",
        $"The request signature does not conform to the standards: {detail}",
        "Sign with 'acs <AccessKeyId>:<signature>' or ACS3-HMAC-SHA256.");

    public static FoasError NoSuchAccessKey { get; } = new(
        NotFound, "InvalidAccessKeyId.NotFound", "Specified access key is not found.", CheckCredentials);

    public static FoasError SignatureMethod(string method) => new(
        BadRequest,
        "InvalidSignatureMethod",
        $"The signature method {method} is not supported yet.",
        "Use HMAC-SHA1 or ACS3-HMAC-SHA256.");

    public static FoasError SecurityToken { get; } = new(
        BadRequest,
        "InvalidSecurityToken.Unsupported",
        "Temporary credentials (x-acs-security-token) are not supported yet.",
        "Use an AccessKey.");

    public static FoasError TimeFormat(string form) => new(
        BadRequest, "InvalidTimeStamp.Format", $"Specified time stamp or date value is not well formatted: {form}.",
        CheckClock);

    public static FoasError TimeExpired(DateTimeOffset now) => new(
        BadRequest,
        "InvalidTimeStamp.Expired",
        $"Specified time stamp or date value is expired. The server's time is {now:yyyy-MM-dd'T'HH:mm:ss'Z'}.",
        CheckClock);

    public static FoasError NonceUsed { get; } = new(
        BadRequest,
        "SignatureNonceUsed",
        "Specified signature nonce was used already.",
        "Sign every request, also a repeated one, with a nonce of its own.");

    public static FoasError KeyLocked { get; } = new(
        BadRequest,
        "Throttling.User",
        "Request was denied due to user flow control: too many wrong signatures with this access key.",
        "Wait some minutes; then " + CheckCredentials);

    public static FoasError TooManyNonces { get; } = new(
        BadRequest,
        "Throttling.User",
        "Request was denied due to user flow control: no more nonces can be remembered now.",
        "Wait some minutes, or sign without a nonce (HMAC-SHA1).");

    // --- what is called ---

    public static FoasError NoSuchApi { get; } = new(
        NotFound,
        "InvalidApi.NotFound",
        "Specified api is not found, please check your url and method.",
        "Compare method and path with the list in docs/compat/foas.md.");

    public static FoasError NotSupported(string what) => new(
        BadRequest, "NotSupportedYet", $"{what} is not supported yet.", "See docs/compat/foas.md.");

    public static FoasError NoSuchProject(string name) => new(
        NotFound,
        "ProjectNotExist",
        $"The project {name} does not exist.",
        "Check the project's name; CreateProject makes one.");

    // --- what is sent ---

    public static FoasError Missing(string parameter) => new(
        BadRequest,
        $"Missing{parameter}",
        $"{parameter} is mandatory for this action.",
        $"Send {parameter}.");

    public static FoasError Invalid(string parameter, string why) => new(
        BadRequest,
        $"Invalid{parameter}",
        $"Specified parameter {parameter} is not valid. {why}",
        $"Correct {parameter}.");

    public static FoasError Format(string why) => new(
        BadRequest,
        "InvalidParameter.Format",
        $"The body cannot be read: {why}",
        "Send a form or a JSON object, in UTF-8, with the Content-Type that says which.");

    public static FoasError BodyTooLarge(int limitBytes) => new(
        413, "RequestEntityTooLarge", $"The body is larger than {limitBytes} bytes.", "Send less.");

    // --- the service ---

    public static FoasError Overloaded { get; } = new(
        BadRequest, "Throttling.Api", "Request was denied due to api flow control: too many requests are waiting.",
        "Try again later.");

    public static FoasError Internal { get; } = new(
        500, "InternalError", "The request processing has failed due to some unknown error.",
        "The service's log has the cause under the request id.");

    public static FoasError BadRequestLine(int status, string why) =>
        new(status, "InvalidParameter.Format", why, "Correct the request.");
}
