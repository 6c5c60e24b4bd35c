using System.Globalization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>GET streaming/jobs: a page of jobs. Limit and offset are rows and honoured exactly, because pagers step by
/// them.</summary>
internal static class ListJobs
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;

    public static async Task<Reply> Handle(Call call)
    {
        var withDetail = Flag(call, "show_detail");
        var page = IsOfNoJob(call)
            ? new JobPage(0, [])
            : await call.Control.Jobs.List(call.Caller, Filter(call, withDetail));
        var now = call.Control.Clock.GetUtcNow();
        return Reply.Ok(
            new ListAnswer(
                Compatibility.True,
                Messages.Listed.In(call.Language),
                new JobListBody(page.Total, [.. page.Jobs.Select(j => JobView.Element(j, withDetail, now))])),
            DliJson.Wire.ListAnswer);
    }

    private static JobFilter Filter(Call call, bool withDetail)
    {
        var filter = new JobFilter
        {
            States = States(call.Query("status")),
            Queue = call.Query("queue_name"),
            NameContains = call.Query("name"),
            CreatorName = call.Query("user_name"),
            Tags = Tags(call.Query("tags")),
            OldestFirst = OldestFirst(call.Query("order")),
            Limit = Limit(call.Query("limit")),
            Offset = Offset(call.Query("offset")),
            WithSql = withDetail,
        };
        return call.Query("job_type") switch
        {
            null => filter,
            SqlJobChecks.JarType => filter with { Kind = JobKind.Jar },
            SqlJobChecks.OpenSourceType =>
                filter with { Kind = JobKind.Sql, Types = [SqlJobChecks.OpenSourceType, ""] },
            (SqlJobChecks.SqlType or SqlJobChecks.EdgeType) and var type =>
                filter with { Kind = JobKind.Sql, Types = [type] },
            _ => throw new DliException(Errors.Parameter("job_type", "is not a type of job", "不是合法的作业类型")),
        };
    }

    /// <summary>Sub-jobs of an edge job are asked for by its id; there are none here.</summary>
    private static bool IsOfNoJob(Call call)
    {
        if (call.Query("root_job_id") is not { } text)
        {
            return false;
        }

        SqlJobChecks.Require(
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id >= -1,
            () => JobErrors.BadRootJob);
        return id > 0;
    }

    private static IReadOnlyList<JobState>? States(string? status)
    {
        if (status is null)
        {
            return null;
        }

        return JobStatus.All.TryGetValue(status, out var states)
            ? states
            : throw new DliException(Errors.Parameter("status", "is not a status of jobs", "不是合法的作业状态"));
    }

    private static bool OldestFirst(string? order)
    {
        SqlJobChecks.Require(
            order is null or "asc" or "desc",
            () => Errors.Parameter("order", "must be asc or desc", "必须是asc或desc"));
        return order == "asc";
    }

    private static int Limit(string? text)
    {
        if (text is null)
        {
            return DefaultLimit;
        }

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        SqlJobChecks.Require(
            isNumber, () => Errors.Parameter("limit", "must be an integer, 0 to 100", "必须是0~100的整数"));
        return limit == 0 ? DefaultLimit : Math.Min(limit, MaxLimit);
    }

    private static int Offset(string? text)
    {
        var offset = 0;
        SqlJobChecks.Require(
            text is null || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset),
            () => JobErrors.BadOffset);
        return offset;
    }

    private static List<KeyValuePair<string, string>> Tags(string? text)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var tag in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = tag.IndexOf('=');
            SqlJobChecks.Require(
                equals > 0, () => Errors.Parameter("tags", "must be key=value,key=value", "必须形如key=value,key=value"));
            tags.Add(new(tag[..equals], tag[(equals + 1)..]));
        }

        return tags;
    }

    private static bool Flag(Call call, string name) => call.Query(name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw new DliException(Errors.Parameter(name, "must be true or false", "必须是true或false")),
    };
}
