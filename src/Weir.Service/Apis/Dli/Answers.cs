using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Dli;

/// <summary>The body of an error of the service.</summary>
internal sealed record ErrorBody(
    [property: JsonPropertyName("error_code")] string Code,
    [property: JsonPropertyName("error_msg")] string Message);

/// <summary>The body of an error of the gateway.</summary>
internal sealed record GatewayErrorBody(
    [property: JsonPropertyName("error_msg")] string Message,
    [property: JsonPropertyName("error_code")] string Code,
    [property: JsonPropertyName("request_id")] string RequestId);

/// <summary>Success and a message. The flag is a string on every operation of jobs: Terraform and the newest SDKs
/// accept nothing else. Absent for SDKs whose generations disagree about its type (see <see cref="Compatibility"/>).
/// </summary>
internal sealed record PlainAnswer(
    [property: JsonPropertyName("is_success")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? IsSuccess,
    [property: JsonPropertyName("message")] string Message);

/// <summary>As <see cref="PlainAnswer"/>, with a real boolean.</summary>
internal sealed record BoolAnswer(
    [property: JsonPropertyName("is_success")] bool IsSuccess,
    [property: JsonPropertyName("message")] string Message);

/// <summary>One element of a batch answer. Failed ones carry the reason twice: the Python SDK shows only the message.
/// </summary>
internal sealed record BatchAnswer(
    [property: JsonPropertyName("is_success")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? IsSuccess,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("error_code")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? ErrorCode = null,
    [property: JsonPropertyName("error_msg")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? ErrorMessage = null);
