namespace Weir.Service.Apis.Dli;

/// <summary>The dialect's error codes with their texts, in the documented pattern "cause, advice". Codes of the gateway
/// (APIGW) are about who calls and which route; codes of the service (DLI) about what was asked.</summary>
internal static class Errors
{
    private const int BadRequest = 400;
    private const int Unauthorized = 401;

    private static readonly Text CheckAndRetry =
        new("Check the request and try again.", "请检查后重试。");

    // --- the gateway: authentication and routes ---

    public static DliError Unauthenticated(string detail) => new(
        Unauthorized,
        "APIGW.0301",
        new Text(
            $"Incorrect IAM authentication information: {detail}",
            $"Incorrect IAM authentication information: {detail}"));

    public static DliError NoSuchApi { get; } = new(
        404,
        "APIGW.0101",
        new Text(
            "The API does not exist or has not been published in the environment",
            "The API does not exist or has not been published in the environment"));

    public static DliError BodyTooLarge(int limitBytes) => new(
        413,
        "APIGW.0201",
        Both($"Request entity too large: the limit is {limitBytes} bytes"));

    public static DliError Overloaded { get; } = new(
        429,
        "APIGW.0308",
        Both("The throttling threshold has been reached: too many requests are waiting. Try again later"));

    // --- general ---

    /// <summary>A field, path or query parameter that cannot be used; both texts name it.</summary>
    public static DliError Parameter(string field, Text problem) => Fail(
        "DLI.0001",
        new Text($"Parameter check failed: {field} {problem.English}.", $"参数校验失败：{field} {problem.Chinese}。"));

    public static DliError Parameter(string field, string english, string chinese) =>
        Parameter(field, new Text(english, chinese));

    public static DliError NoSuchQueue(string queue) => Fail(
        "DLI.0002",
        new Text($"There is no queue named {queue}.", $"队列{queue}不存在。"));

    public static DliError NotSupported(Text what) => Fail(
        "DLI.0007",
        new Text($"{what.English} is not supported yet.", $"暂不支持{what.Chinese}。"));

    public static DliError MalformedJson(long line, long column, string detail) => Fail(
        "DLI.10004",
        new Text(
            $"The request body is not valid JSON (line {line}, column {column}): {detail}.",
            $"请求体不是合法的JSON（第{line}行，第{column}列）：{detail}。"));

    public static DliError NoPermission(string action) => Fail(
        "DLI.10005",
        new Text(
            $"You are not permitted to perform this operation ({action}).",
            $"没有执行该操作的权限（{action}）。"));

    public static DliError WrongProject { get; } = Fail(
        "DLI.10006",
        new Text(
            "The project ID in the URL is not the project of the credentials.",
            "URL中的项目ID与鉴权信息中的项目不一致。"));

    public static DliError Internal { get; } = new(
        500,
        "DLI.10001",
        new Text(
            "An internal error occurred. Try again later; the service log has the details under this request ID.",
            "服务内部错误。请稍后重试；可凭请求ID在服务日志中查询详情。"));

    /// <summary>The long form: what was attempted, why it failed, what to do.</summary>
    public static DliError Failed(string code, Text attempt, Text cause) => Fail(
        code,
        new Text(
            $"{attempt.English} Cause: {cause.English}. {CheckAndRetry.English}",
            $"{attempt.Chinese}，错误原因:{cause.Chinese}，{CheckAndRetry.Chinese}"),
        advise: false);

    /// <summary>A refusal with the usual advice behind its cause.</summary>
    public static DliError Fail(string code, Text cause, bool advise = true) => new(
        BadRequest,
        code,
        advise
            ? new Text($"{cause.English} {CheckAndRetry.English}", $"{cause.Chinese}{CheckAndRetry.Chinese}")
            : cause);

    private static Text Both(string text) => new(text, text);
}
