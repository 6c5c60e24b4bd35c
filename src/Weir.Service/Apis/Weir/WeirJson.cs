using System.Text.Json.Serialization;

namespace Weir.Service.Apis.Weir;

/// <summary>What our own routes say. Times are ISO 8601 in UTC, words lower case with underscores.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReportBody))]
[JsonSerializable(typeof(JobListBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(FailureBody))]
internal sealed partial class WeirJson : JsonSerializerContext;

internal sealed record FailureBody(string Code, string Message);

/// <summary>Commands per commit tells how well writers share an fsync.</summary>
internal sealed record HealthBody(string Status, long Commits, long Commands);
