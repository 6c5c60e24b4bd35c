using System.Text.Json.Serialization;
using Weir.Service.Model;

namespace Weir.Service.Apis.Dli.Jobs;

/// <summary>POST streaming/jobs/run.</summary>
internal sealed record RunBody
{
    [JsonPropertyName("job_ids")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long[]? JobIds { get; init; }

    /// <summary>True: start from the latest savepoint.</summary>
    [JsonPropertyName("resume_savepoint")]
    public bool? ResumeSavepoint { get; init; }
}

/// <summary>POST streaming/jobs/stop.</summary>
internal sealed record StopBody
{
    [JsonPropertyName("job_ids")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long[]? JobIds { get; init; }

    [JsonPropertyName("trigger_savepoint")]
    public bool? TriggerSavepoint { get; init; }

    /// <summary>The documents' prose spells it so; ignoring it would stop a job without its savepoint.</summary>
    [JsonPropertyName("triggerSavePoint")]
    public bool? TriggerSavePointToo { get; init; }
}

/// <summary>POST streaming/jobs/delete.</summary>
internal sealed record DeleteBody
{
    [JsonPropertyName("job_ids")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long[]? JobIds { get; init; }
}

/// <summary>Does one thing to several jobs and answers with an array, one element per id in the same order. When all
/// fail, the answer is HTTP 400 with an array of errors; when some do, 200 with their reasons inside.</summary>
internal static class Batch
{
    /// <param name="act">Null = done, else why not.</param>
    public static async Task<Reply> Run(Call call, long[]? ids, Text done, Func<long, Task<DliError?>> act)
    {
        SqlJobChecks.Require(
            ids is { Length: > 0 and <= SqlJobLimits.BatchSize },
            () => Errors.Parameter(
                "job_ids",
                $"must be an array of 1 to {SqlJobLimits.BatchSize} job IDs",
                $"必须是包含1~{SqlJobLimits.BatchSize}个作业ID的数组"));
        var errors = new DliError?[ids!.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            errors[i] = await act(ids[i]);
        }

        return errors.All(e => e is not null)
            ? Reply.Of(
                errors.Max(e => e!.Status),
                [.. errors.Select(e => new ErrorBody(e!.Code, e.Message.In(call.Language)))],
                DliJson.Wire.ErrorBodyArray)
            : Reply.Ok([.. errors.Select(e => Element(call, done, e))], DliJson.Wire.BatchAnswerArray);
    }

    /// <summary>The outcome of an act that has nothing to tell.</summary>
    public static DliError? ErrorOf<T>(Outcome<T> outcome, Func<Refusal, DliError> errors) =>
        outcome.Refusal is { } refusal ? errors(refusal) : null;

    private static BatchAnswer Element(Call call, Text done, DliError? error)
    {
        var flag = Compatibility.Flag(call.Request, error is null);
        var message = (error?.Message ?? done).In(call.Language);
        return error is null ? new BatchAnswer(flag, message) : new BatchAnswer(flag, message, error.Code, message);
    }
}
