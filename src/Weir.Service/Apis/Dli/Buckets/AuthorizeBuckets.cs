using System.Text.Json.Serialization;
using Weir.Service.Apis.Dli.Jobs;

namespace Weir.Service.Apis.Dli.Buckets;

internal sealed record BucketsBody
{
    [JsonPropertyName("obs_buckets")]
    public string[]? Buckets { get; init; }
}

/// <summary>POST dli/obs-authorize. Idempotent: Terraform calls it before every create and update.</summary>
internal static class AuthorizeBuckets
{
    // More than any client sends; each is a look-up.
    private const int MostBuckets = 100;

    public static async Task<Reply> Handle(Call call)
    {
        var body = JsonBody.Read(call.Body, DliJson.Wire.BucketsBody);
        SqlJobChecks.Require(
            body.Buckets is { Length: > 0 and <= MostBuckets } && body.Buckets.All(b => !string.IsNullOrEmpty(b)),
            () => Errors.Fail(
                "DLI.19004",
                new Text(
                    $"obs_buckets must name 1 to {MostBuckets} buckets.", $"obs_buckets必须包含1~{MostBuckets}个桶。")));
        foreach (var bucket in body.Buckets!)
        {
            var found = await call.Control.Buckets.Find(call.Caller, bucket);
            SqlJobChecks.Require(
                found.Accepted,
                () => Errors.Fail(
                    "DLI.19003",
                    new Text($"The OBS bucket {bucket} does not exist.", $"OBS桶{bucket}不存在。")));
        }

        var message = Messages.BucketsAuthorized(string.Join(", ", body.Buckets)).In(call.Language);
        return Compatibility.IsStrictSdk(call.Request)
            ? Reply.Ok(new BoolAnswer(true, message), DliJson.Wire.BoolAnswer)
            : Reply.Ok(new PlainAnswer(Compatibility.True, message), DliJson.Wire.PlainAnswer);
    }
}
