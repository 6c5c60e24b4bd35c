using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Weir.Service.Apis.Dli.Jobs;

namespace Weir.Service.Apis.Dli.Buckets;

internal sealed record BucketsBody
{
    [JsonPropertyName("obs_buckets")]
    public string[]? Buckets { get; init; }
}

/// <summary>POST dli/obs-authorize: makes buckets the project's own. Idempotent: Terraform calls it before every create
/// and update.</summary>
internal static partial class AuthorizeBuckets
{
    // More than any client sends; each is a command of its own.
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
            SqlJobChecks.Require(
                Name().IsMatch(bucket),
                () => Errors.Fail(
                    "DLI.19002",
                    new Text(
                        $"Authorizing the OBS bucket {bucket} failed: a bucket name has 3 to 63 lowercase letters, "
                            + "digits, hyphens and dots.",
                        $"OBS桶{bucket}授权失败：桶名只能包含3~63个小写字母、数字、中划线和点。")));
        }

        foreach (var bucket in body.Buckets!)
        {
            var known = await call.Control.Buckets.Find(call.Caller, bucket);
            if (!known.Accepted && (await call.Control.Buckets.Add(call.Caller, bucket)).Refusal is { } refusal)
            {
                throw new DliException(JobErrors.OnShow(refusal));
            }
        }

        var message = Messages.BucketsAuthorized(string.Join(", ", body.Buckets)).In(call.Language);
        return Compatibility.IsStrictSdk(call.Request)
            ? Reply.Ok(new BoolAnswer(true, message), DliJson.Wire.BoolAnswer)
            : Reply.Ok(new PlainAnswer(Compatibility.True, message), DliJson.Wire.PlainAnswer);
    }

    /// <summary>OBS's own rule; it also keeps the name of a bucket usable as that of a directory.</summary>
    [GeneratedRegex(@"^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Name();
}
