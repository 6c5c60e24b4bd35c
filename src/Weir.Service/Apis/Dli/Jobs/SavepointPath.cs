namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>Places of savepoints as clients write them: a bucket and a directory in it, with or without obs://.
/// </summary>
internal static class SavepointPath
{
    /// <summary>Refuses a place that is not inside one of the project's buckets; none is ours to choose.</summary>
    public static async Task Check(Call call, string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        SqlJobChecks.Require(
            path.Length <= SqlJobLimits.OtherName && !path.Split('/', '\\').Any(part => part is "." or ".."),
            () => Errors.Parameter(
                "savepoint_path", "must be a directory in a bucket: bucket/dir", "必须是桶中的目录：bucket/dir"));
        var bucket = SqlJobEdit.BucketOf(path);
        var found = await call.Control.Buckets.Find(call.Caller, bucket);
        SqlJobChecks.Require(found.Accepted, () => JobErrors.BucketNotAuthorized(bucket));
    }

    /// <summary>The place as the API tells it: what lies among the project's objects begins with its bucket, so that
    /// nothing of this machine shows.</summary>
    public static string? Show(string? path, string projectId)
    {
        var objects = $"/objects/{projectId}/";
        var at = path?.Replace('\\', '/').IndexOf(objects, StringComparison.Ordinal) ?? -1;
        return at < 0 ? path : path![(at + objects.Length)..];
    }
}
