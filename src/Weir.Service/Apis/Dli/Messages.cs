namespace Weir.Service.Apis.Dli;

/// <summary>What successful answers say, word for word as documented for each operation.</summary>
internal static class Messages
{
    public static readonly Text Created = new("A DLI job is created successfully.", "创建作业成功");
    public static readonly Text Updated = new("The job is updated successfully.", "作业更新成功");
    public static readonly Text Listed = new("Jobs are successfully listed.", "作业列表查询成功");
    public static readonly Text Shown = new("Job detail query succeeds.", "作业详情查询成功");
    public static readonly Text Deleted = new("The job is successfully deleted.", "作业删除成功");

    public static readonly Text RunDelivered =
        new("The request for submitting DLI jobs is successfully delivered.", "作业提交请求下发成功");

    public static readonly Text StopDelivered =
        new("The request for stopping DLI jobs is successfully delivered.", "作业停止请求下发成功");

    public static readonly Text GraphShown =
        new("The job execution stream graph is successfully queried.", "查询作业执行流图成功");

    /// <summary>A JSON document inside a string, the same in both languages: that is how it is documented.</summary>
    public const string SavepointTriggered =
        """{"is_success":"true","message":"api.msg.deal_savepoint_success"}""";

    public static Text BucketsAuthorized(string buckets) => new(
        $"The following OBS bucket is authorized successfully, {buckets}.", $"以下OBS桶授权成功, {buckets}");
}
